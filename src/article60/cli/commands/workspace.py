"""The commands of the workspace: what each does with the options given."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from article60 import settings
from article60.cli.port import must_be_free
from article60.cli.telling import DONE, FELL_SHORT, UNUSABLE, say, show
from article60.demo import world
from article60.web.accounts.roles import Role

START = "from article60.cli import main; main()"
NEEDED = ("allauth", "psycopg")
"""Packages that an environment without the workspace may lack."""

Command = Callable[[argparse.Namespace], int]


def _where_installed(do: Callable[[argparse.Namespace, Any], int]) -> Command:
    """With the jobs of the workspace, which may be missing."""

    @wraps(do)
    def done(chosen: argparse.Namespace) -> int:
        if lacking := missing():
            say(f"article60 {chosen.name}: {', '.join(lacking)} missing: install article60[workspace], or run make workspace")
            return UNUSABLE
        from article60.web.workspace import jobs  # only where it is installed

        return do(chosen, jobs)

    return done


@_where_installed
def prepare(chosen: argparse.Namespace, jobs: Any) -> int:
    """Make the tables."""
    jobs.prepare(chosen.folder)
    return DONE


@_where_installed
def fill(chosen: argparse.Namespace, jobs: Any) -> int:
    """Fill a State's register."""
    done = jobs.fill(chosen.folder, release=chosen.release, state=chosen.state)
    say(f"{len(done['added'])} needs of {chosen.state} added, {len(done['known'])} known before")
    say(f"{len(done['assistance'])} pieces of assistance that it is being provided added")
    if done["differing"]:
        say(f"{len(done['differing'])} say something else in the Release than in the register, which keeps the State's word")
    show(done)
    return DONE


@_where_installed
def export_decisions(chosen: argparse.Namespace, jobs: Any) -> int:
    """Write what is released to the public."""
    done = jobs.export_decisions(chosen.folder, out=chosen.out)
    say(f"{done['lines']} decisions about {done['records']} records in {done['folder']}")
    show(done)
    return DONE


@_where_installed
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


@_where_installed
def reset(chosen: argparse.Namespace, jobs: Any) -> int:
    """Let somebody in again."""
    show(jobs.reset(chosen.folder, email=chosen.email))
    return DONE


@_where_installed
def dismiss(chosen: argparse.Namespace, jobs: Any) -> int:
    """Let somebody in no more."""
    show(jobs.dismiss(chosen.folder, email=chosen.email))
    return DONE


@_where_installed
def serve(chosen: argparse.Namespace, jobs: Any) -> int:
    """Show the workspace."""
    must_be_free(chosen.port)
    known = settings.read()
    say(f"showing the workspace on http://127.0.0.1:{chosen.port} - stop with Ctrl+C")
    jobs.serve(chosen.folder, port=chosen.port, operator=known.operator, workers=known.workers, release=chosen.release)
    return DONE


@_where_installed
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


@_where_installed
def verify(chosen: argparse.Namespace, jobs: Any) -> int:
    """Check the log."""
    done = jobs.verify(chosen.folder, heads=dict(chosen.head))
    for one in done["breaks"]:
        say(one)
    say(f"{done['events']} events, " + (f"{len(done['breaks'])} breaks" if done["breaks"] else "the chain holds"))
    show(done)
    return FELL_SHORT if done["breaks"] else DONE


@_where_installed
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
