"""The commands of the workspace with their options."""

import argparse
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from article60.cli.port import port
from article60.codes.languages import LANGUAGES
from article60.web.accounts.roles import Role

FOLDER = Path("out/workspace")
Adder = Callable[..., argparse.ArgumentParser]


def add_workspace(command: Adder) -> None:
    """`article60 workspace` with its jobs."""
    made = command(
        "workspace",
        "workspace.prepare",
        "The workspace, in which a State keeps its register of needs: prepare, fill, invite, serve, export.",
        _ABOUT,
    )
    jobs = made.add_subparsers(title="jobs", metavar="JOB", required=True)

    def job(name: str, short: str, does: str = "") -> argparse.ArgumentParser:
        added = jobs.add_parser(name, help=short, description=short)
        added.set_defaults(does=f"workspace.{does or name}", name=f"workspace {name}")
        _add_folder(added)
        return added

    job("prepare", "Make or bring up to date all tables of the database, and lock them anew.")
    filled = job("fill", "Fill a State's register with its needs from a Release; what it knows already stays as it is.")
    filled.add_argument("--release", type=Path, required=True, metavar="FOLDER", help="the Release")
    filled.add_argument("--state", required=True, metavar="CODE", help="the State, by its code of two letters")
    invited = job("invite", "Make an account, or give an old one another role; prints the password to hand over.")
    invited.add_argument("--email", required=True, metavar="ADDRESS", help="address by which the person signs in")
    invited.add_argument("--name", required=True, dest="person", metavar="NAME", help="name of the person")
    invited.add_argument("--role", required=True, choices=list(Role), metavar="ROLE", help=", ".join(Role))
    invited.add_argument("--organisation", required=True, metavar="NAME", help="the body for which the person acts")
    invited.add_argument("--state", default="", metavar="CODE", help="of a State or an institution of one: the State's code")
    invited.add_argument("--administrator", action="store_true", help="lets others in; the first of a body always does")
    invited.add_argument("--language", choices=LANGUAGES, default="en", help="language of the person (default en)")
    invited.add_argument("--identifier", default="", metavar="ORG-…", help="of a provider: its identifier in the Release")
    invited.add_argument(
        "--vetted", choices=("yes", "no"), help="of a provider: whether it sees what is released to vetted ones"
    )
    short = "Write what States have released to the public, and what was decided at the desks, for `article60 run --decisions`."
    exported = job("export-decisions", short, "export_decisions")
    exported.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder for the lines; older ones go")
    for name, short in (
        ("reset", "Give a new password and take the second factor away, for who has lost one of them."),
        ("dismiss", "End every role that somebody holds, from the next request on; the account and what it did stay."),
    ):
        job(name, short).add_argument("--email", required=True, metavar="ADDRESS", help="address of the account")
    served = job("serve", "Show the workspace in the browser.")
    served.add_argument("--port", type=port, default=8060, help="port on 127.0.0.1 (default 8060)")
    served.add_argument(
        "--release", type=Path, metavar="FOLDER", help="the last run, for the desks (default ARTICLE60_RELEASE, else out/demo)"
    )

    shown = job("demo", "Show a workspace of invented people, with their ways in on its start page; on this machine alone.")
    shown.add_argument("--release", type=Path, default=Path("out/demo"), metavar="FOLDER", help="the demo's Release")
    shown.add_argument("--port", type=port, default=8060, help="port on 127.0.0.1 (default 8060)")


def add_audit(command: Adder) -> None:
    """`article60 audit` with its jobs."""
    made = command("audit", "workspace.verify", "The log of what was done in the workspace.")
    jobs = made.add_subparsers(title="jobs", metavar="JOB", required=True)
    short = "Check that no event was altered, taken out, put in or moved; prints the last one, to be kept elsewhere."
    verified = jobs.add_parser("verify", help=short, description=short)
    verified.set_defaults(does="workspace.verify", name="audit verify")
    _add_folder(verified)
    verified.add_argument(
        "--head", action="append", type=_head, default=[], metavar="NUMBER:HASH", help="an event that was told outside before"
    )


def add_worker(command: Adder) -> None:
    """`article60 worker`."""
    made = command(
        "worker", "workspace.worker", "Do what the workspace has left for later: letters and runs, each once.", _ABOUT_WORKER
    )
    _add_folder(made)
    how = made.add_mutually_exclusive_group()
    how.add_argument(
        "--once", action="store_true", help="do what is due now, and end: 0 if nothing failed for good, 1 if something did"
    )
    how.add_argument("--failed", action="store_true", help="list what failed for good, and why, without content")
    how.add_argument(
        "--again", type=UUID, metavar="ID", help="take something up again that failed for good, as --failed names it"
    )


_ABOUT = """\
It stands on the PostgreSQL that DATABASE_URL names (then ARTICLE60_SECRET must be set, too), else on one of its own in
FOLDER, which is started for the job and stopped after it. The public site knows nothing of it."""


_ABOUT_WORKER = """\
It runs beside the pages until SIGTERM or Ctrl+C; several may run at a time. What a worker was doing when it was killed,
another takes up within a minute. What does not work is tried again later and later, eight times within a day and a half, and
then told on standard error."""


def _add_folder(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--folder", type=Path, default=FOLDER, metavar="FOLDER", help=f"folder of a PostgreSQL of its own (default {FOLDER})"
    )


def _head(text: str) -> tuple[int, str]:
    number, _, hashed = text.partition(":")
    if not number.isdigit() or len(hashed) != 64:
        raise argparse.ArgumentTypeError(f"{text!r} is no event; write it as `article60 audit verify` prints it")
    return int(number), hashed
