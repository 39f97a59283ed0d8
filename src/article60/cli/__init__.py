"""The command line: one command for each step and each job; what they do stands elsewhere."""

import sqlite3
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from article60.cli.answers import answer
from article60.cli.declared import parser
from article60.cli.telling import BROKEN_OFF, DONE, UNUSABLE, say
from article60.domain.answerable import Answerable
from article60.tables.disk import disk_is_full

GOES_ON = frozenset(("collect", "demo", "run"))
"""Commands that keep what they have done, and go on from there."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    chosen = parser().parse_args(arguments)
    try:
        sys.exit(command(chosen.does)(chosen))
    except BrokenPipeError:  # the reader of our output has had enough
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        again = "give the same command again" + (" to go on" if chosen.name in GOES_ON else "")
        say(f"article60 {chosen.name}: broken off; {again}")
        sys.exit(BROKEN_OFF)
    except (Answerable, OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and not disk_is_full(error):
            raise
        say(f"article60 {chosen.name}: {answer(error)}")
        sys.exit(UNUSABLE)


def command(does: str) -> Callable[..., Any]:
    """What a command does, by module and function of `article60.cli.commands`."""
    module, function = does.split(".")
    found: Callable[..., Any] = getattr(import_module(f"article60.cli.commands.{module}"), function)
    return found
