"""The commands of the workspace: what each does with the options given, and how its errors are told."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID

from article60 import settings
from article60.cli.port import must_be_free
from article60.cli.telling import DONE, FELL_SHORT, UNUSABLE, say, show
from article60.codes.languages import LANGUAGES
from article60.demo import world
from article60.web.accounts.roles import Role

FOLDER = Path("out/workspace")
START = "from article60.cli import main; main()"
NEEDED = ("allauth", "psycopg")
"""Packages that an environment without the workspace may lack."""

ANSWERABLE = ("CannotMigrate", "NoPostgres", "NotLocal", "UnusableAccount")
"""Names of errors that a user can answer: their classes are known only where the workspace is installed."""

Adder = Callable[..., argparse.ArgumentParser]
Command = Callable[[argparse.Namespace], int]


def add_workspace(command: Adder) -> None:
    """`article60 workspace` with its jobs."""
    made = command(
        "workspace",
        prepare,
        "The workspace, in which a State keeps its register of needs: prepare, fill, invite, serve, export.",
        _ABOUT,
    )
    jobs = made.add_subparsers(title="jobs", metavar="JOB", required=True)

    def job(name: str, do: Command, short: str) -> argparse.ArgumentParser:
        added = jobs.add_parser(name, help=short, description=short)
        added.set_defaults(command=do, name=f"workspace {name}")
        _add_folder(added)
        return added

    job("prepare", prepare, "Make or bring up to date all tables of the database, and lock them anew.")
    filled = job("fill", fill, "Fill a State's register with its needs from a Release; what it knows already stays as it is.")
    filled.add_argument("--release", type=Path, required=True, metavar="FOLDER", help="the Release")
    filled.add_argument("--state", required=True, metavar="CODE", help="the State, by its code of two letters")
    invited = job("invite", invite, "Make an account, or give an old one another role; prints the password to hand over.")
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
    exported = job("export-decisions", export_decisions, short)
    exported.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder for the lines; older ones go")
    for name, do, short in (
        ("reset", reset, "Give a new password and take the second factor away, for who has lost one of them."),
        ("dismiss", dismiss, "End every role that somebody holds, from the next request on; the account and what it did stay."),
    ):
        job(name, do, short).add_argument("--email", required=True, metavar="ADDRESS", help="address of the account")
    served = job("serve", serve, "Show the workspace in the browser.")
    served.add_argument("--port", type=int, default=8060, help="port on 127.0.0.1 (default 8060)")
    served.add_argument(
        "--release", type=Path, metavar="FOLDER", help="the last run, for the desks (default ARTICLE60_RELEASE, else out/demo)"
    )

    shown = job(
        "demo", demo, "Show a workspace of invented people, with their ways in on its start page; on this machine alone."
    )
    shown.add_argument("--release", type=Path, default=Path("out/demo"), metavar="FOLDER", help="the demo's Release")
    shown.add_argument("--port", type=int, default=8060, help="port on 127.0.0.1 (default 8060)")


def add_audit(command: Adder) -> None:
    """`article60 audit` with its jobs."""
    made = command("audit", verify, "The log of what was done in the workspace.")
    jobs = made.add_subparsers(title="jobs", metavar="JOB", required=True)
    short = "Check that no event was altered, taken out, put in or moved; prints the last one, to be kept elsewhere."
    verified = jobs.add_parser("verify", help=short, description=short)
    verified.set_defaults(command=verify, name="audit verify")
    _add_folder(verified)
    verified.add_argument(
        "--head", action="append", type=_head, default=[], metavar="NUMBER:HASH", help="an event that was told outside before"
    )


def add_worker(command: Adder) -> None:
    """`article60 worker`."""
    made = command("worker", worker, "Do what the workspace has left for later: letters and runs, each once.", _ABOUT_WORKER)
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


def _answered(do: Callable[[argparse.Namespace, Any], int]) -> Command:
    """With the jobs of the workspace, loaded now, and with errors that whoever runs it can answer told in one line."""

    @wraps(do)
    def answered(chosen: argparse.Namespace) -> int:
        if lacking := missing():
            say(f"article60 {chosen.name}: {', '.join(lacking)} missing: install article60[workspace], or run make workspace")
            return UNUSABLE
        from article60.web.workspace import jobs  # Django is loaded by the commands that need it only

        try:
            return do(chosen, jobs)
        except (RuntimeError, ValueError) as error:
            if type(error).__name__ not in ANSWERABLE:
                raise
            say(f"article60 {chosen.name}: {error}")
        return UNUSABLE

    return answered


@_answered
def prepare(chosen: argparse.Namespace, jobs: Any) -> int:
    """Make the tables."""
    jobs.prepare(chosen.folder)
    return DONE


@_answered
def fill(chosen: argparse.Namespace, jobs: Any) -> int:
    """Fill a State's register."""
    done = jobs.fill(chosen.folder, release=chosen.release, state=chosen.state)
    say(f"{len(done['added'])} needs of {chosen.state} added, {len(done['known'])} known before")
    say(f"{len(done['assistance'])} pieces of assistance that it is being provided added")
    if done["differing"]:
        say(f"{len(done['differing'])} say something else in the Release than in the register, which keeps the State's word")
    show(done)
    return DONE


@_answered
def export_decisions(chosen: argparse.Namespace, jobs: Any) -> int:
    """Write what is released to the public."""
    done = jobs.export_decisions(chosen.folder, out=chosen.out)
    say(f"{done['lines']} decisions about {done['records']} records in {done['folder']}")
    show(done)
    return DONE


@_answered
def invite(chosen: argparse.Namespace, jobs: Any) -> int:
    """Make an account."""
    told = {
        "email": chosen.email,
        "name": chosen.person,
        "role": Role(chosen.role),
        "organisation": chosen.organisation,
        "state": chosen.state,
        "language": chosen.language,
        "administers": chosen.administrator,
        "identifier": chosen.identifier,
        "vetted": None if chosen.vetted is None else chosen.vetted == "yes",
    }
    show(jobs.invite(chosen.folder, told))
    return DONE


@_answered
def reset(chosen: argparse.Namespace, jobs: Any) -> int:
    """Let somebody in again."""
    show(jobs.reset(chosen.folder, email=chosen.email))
    return DONE


@_answered
def dismiss(chosen: argparse.Namespace, jobs: Any) -> int:
    """Let somebody in no more."""
    show(jobs.dismiss(chosen.folder, email=chosen.email))
    return DONE


@_answered
def serve(chosen: argparse.Namespace, jobs: Any) -> int:
    """Show the workspace."""
    must_be_free(chosen.port)
    known = settings.read()
    say(f"showing the workspace on http://127.0.0.1:{chosen.port} - stop with Ctrl+C")
    jobs.serve(chosen.folder, port=chosen.port, operator=known.operator, workers=known.workers, release=chosen.release)
    return DONE


@_answered
def demo(chosen: argparse.Namespace, jobs: Any) -> int:
    """Show the workspace of the demonstration."""
    must_be_free(chosen.port)
    say(f"preparing the workspace of the demonstration for http://127.0.0.1:{chosen.port}")
    os.environ.setdefault("ARTICLE60_RUN", shlex.join([sys.executable, "-c", START, "run", *_invented()]))
    jobs.demo(chosen.folder, release=chosen.release, port=chosen.port, operator=settings.read().operator)
    return DONE


def _invented() -> list[str]:
    """What a run on the invented world is given; it is of today, as what is decided today would be of a later day otherwise."""
    asked = world.job(Path(), workers=1)
    given = {"--reviews": asked.reviews[0], "--aid": asked.aid[0], "--facts": asked.facts, "--decisions": asked.decisions}
    return [str(told) for option in given.items() for told in option]


def missing() -> list[str]:
    """The packages of the workspace that this environment lacks."""
    return [name for name in NEEDED if find_spec(name) is None]


@_answered
def verify(chosen: argparse.Namespace, jobs: Any) -> int:
    """Check the log."""
    done = jobs.verify(chosen.folder, heads=dict(chosen.head))
    for one in done["breaks"]:
        say(one)
    say(f"{done['events']} events, " + (f"{len(done['breaks'])} breaks" if done["breaks"] else "the chain holds"))
    show(done)
    return FELL_SHORT if done["breaks"] else DONE


@_answered
def worker(chosen: argparse.Namespace, jobs: Any) -> int:
    """Serve the outbox, or tell what failed."""
    if chosen.failed:
        for one in jobs.failed(chosen.folder):
            show(one)
        return DONE
    if chosen.again is not None:
        if jobs.try_again(chosen.folder, chosen.again):
            return DONE
        say(f"article60 {chosen.name}: nothing failed under {chosen.again}; --failed lists what did")
        return UNUSABLE
    came = jobs.work(chosen.folder, once=chosen.once)
    show(came)
    return FELL_SHORT if chosen.once and came.get("failed") else DONE
