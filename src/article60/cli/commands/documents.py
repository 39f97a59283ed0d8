"""The commands that read documents and print what is found in them, or how well they are read."""

import argparse
from collections.abc import Iterator, Sequence

from article60 import evaluating, reading, settings
from article60.cli import evaluated
from article60.cli.telling import DONE, UNUSABLE, progress, say, say_if_none, show, tell
from article60.domain.run_note import RunNote
from article60.extraction.documents import lines
from article60.extraction.documents.extract import Extracted
from article60.sources import documents as sources
from article60.sources.decisions import read as read_decisions
from article60.sources.inputs import ReviewFile, review_files


def extract(chosen: argparse.Namespace) -> int:
    """Print documents and the statements found in them."""
    notes: list[RunNote] = []
    found = review_files(chosen.documents, documents_are_public=True, public_by_decision={}, notes=notes)
    readable = 0
    read = _extracted(found)
    for extracted in progress(read, "reading documents", len(found)):
        if isinstance(extracted, RunNote):
            notes.append(extracted)
            continue
        readable += 1
        show(lines.document_line(extracted.document))
        for statement in extracted.statements:
            show(lines.statement_line(statement, extracted.document))
    tell(notes)
    say_if_none(found, chosen.documents, "no document; pdf, docx, html and txt are read")
    return DONE if readable else UNUSABLE


def _extracted(found: Sequence[ReviewFile]) -> Iterator[Extracted | RunNote]:
    """What is read in each document, within the limits of the settings."""
    known = settings.read()
    limits = sources.Limits.of(cpu_seconds=known.read_seconds, megabytes=known.read_megabytes)
    return reading.extracted(found, workers=known.workers, limits=limits)


def evaluate(chosen: argparse.Namespace) -> int:
    """Print how well documents are read, by what people decided."""
    notes: list[RunNote] = []
    decisions = read_decisions(chosen.decisions, audience=chosen.audience, notes=notes, unplaced=notes)
    found = review_files(chosen.documents, documents_are_public=True, public_by_decision={}, notes=notes)
    read = _extracted(found)
    done = list(progress(read, "reading documents", len(found)))
    notes.extend(one for one in done if isinstance(one, RunNote))
    measured = evaluating.measure((one for one in done if not isinstance(one, RunNote)), decisions)
    tell(notes)
    for line in evaluated.rows(measured):
        say(line)
    show(measured.told())
    return DONE if measured.documents else UNUSABLE
