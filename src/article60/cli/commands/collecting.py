"""The command that fetches files."""

import argparse

from article60.cli.telling import DONE, FELL_SHORT, progress, say, tell
from article60.domain.run_note import RunNote
from article60.sources import collect as collecting


def collect(chosen: argparse.Namespace) -> int:
    """Fetch what a source description names."""
    notes: list[RunNote] = []
    done = collecting.collect(chosen.source, chosen.out, notes=notes, progress=progress)
    tell(notes)
    if done.named:
        megabytes = sum(file.stat().st_size for file in done.files) / 1_000_000
        say(f"{len(done.files)} of {done.named} files are in {chosen.out}, {megabytes:.0f} MB; {done.fetched} were fetched now")
    return FELL_SHORT if any(note.severity == "refused" for note in notes) else DONE
