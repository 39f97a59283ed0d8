"""The command that prints what aid data say."""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from article60 import reading, steps
from article60.cli.telling import DONE, UNUSABLE, progress, say_if_none, show, tell
from article60.domain.activity_record import ActivityRecord
from article60.domain.run_note import RunNote
from article60.extraction import activity_lines
from article60.kept_by import aid_to_read
from article60.sources.inputs import aid_files
from article60.tables import folders
from article60.tables.runs import Workplace


def activities(chosen: argparse.Namespace) -> int:
    """Print every aid activity read, with relevance and provisions."""
    notes: list[RunNote] = []
    files = aid_files(chosen.files, notes=notes)
    with tempfile.TemporaryDirectory(prefix="article60-") as folder:
        workplace = Workplace(Path(folder))
        to_read = aid_to_read(files)
        kept = [reading.read_aid_file(workplace, file) for file in progress(to_read, "reading aid data", len(to_read))]
        records = [record for folder_of_file in kept for record in folders.load(folder_of_file, "records", ActivityRecord)]
        for found in steps.classified(records, rates=()):
            show(activity_lines.activity_line(found.activity, found.signals, found.provisions, found.record))
        told = [folders.load(folder_of_file, "notes", RunNote) for folder_of_file in kept]
    for of_file in told:
        notes.extend(of_file)
    tell(notes)
    say_if_none(files, chosen.files, "no aid data; IATI XML is read, also packed")
    return DONE if records or not all(map(_is_refused, told)) else UNUSABLE


def _is_refused(notes: Iterable[RunNote]) -> bool:
    """Whether a file that gave no activity could not be read; one that holds none is no worse than others."""
    return any(note.severity == "refused" for note in notes)
