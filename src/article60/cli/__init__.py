"""The command line: one command for each step and each job; what they do stands elsewhere."""

import sqlite3
import sys
from collections.abc import Sequence

from article60 import aligning, checking, pipeline, settings
from article60.analysis.area import UnknownArea
from article60.cli.answers import answer
from article60.cli.declared import parser
from article60.cli.telling import BROKEN_OFF, DONE, UNUSABLE, say
from article60.engines import UnusableEngine
from article60.matching.lines import UnusableLine
from article60.publication import plan_template
from article60.publication.folder import WouldOverwrite
from article60.publication.reading import NotARelease, disk_is_full
from article60.publication.reports.checked import UnreadableReport
from article60.publication.reports.making import NoSuchReport, UnfinishedTemplate
from article60.publication.reports.marked import UnknownMark
from article60.publication.reports.pdf import CannotLayOut
from article60.publication.reports.planned_back import NotAPlan
from article60.publication.reports.word.reading import NotAReport
from article60.publication.signature import CannotSign
from article60.simulation.world import ImpossibleWorld
from article60.sources.facts import UnusableFacts
from article60.sources.forms import UnusableForm
from article60.sources.inputs import UnusableInput

ANSWERABLE = (
    UnusableEngine,
    ImpossibleWorld,
    pipeline.NothingToRead,
    settings.UnusableSetting,
    NotARelease,
    WouldOverwrite,
    CannotSign,
    UnusableFacts,
    UnusableInput,
    UnusableLine,
    checking.UnusableFile,
    aligning.NothingToAlign,
    UnknownArea,
    UnusableForm,
    plan_template.NoSuchTemplate,
    NoSuchReport,
    UnfinishedTemplate,
    UnknownMark,
    UnreadableReport,
    NotAReport,
    NotAPlan,
    CannotLayOut,
    OSError,
)
"""Errors that a user can answer: shown in one line that says what, where and what to do."""


GOES_ON = frozenset(("collect", "demo", "run"))
"""Commands that keep what they have done, and go on from there."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    chosen = parser().parse_args(arguments)
    try:
        sys.exit(chosen.command(chosen))
    except BrokenPipeError:  # the reader of our output has had enough
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        again = "give the same command again" + (" to go on" if chosen.name in GOES_ON else "")
        say(f"article60 {chosen.name}: broken off; {again}")
        sys.exit(BROKEN_OFF)
    except (*ANSWERABLE, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and not disk_is_full(error):
            raise
        say(f"article60 {chosen.name}: {answer(error)}")
        sys.exit(UNUSABLE)
