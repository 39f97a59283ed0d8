"""The commands that read what came back filled in."""

import argparse
from collections import Counter

from article60.cli.telling import DONE, FELL_SHORT, say, show
from article60.publication.reports import cleared, planned_back


def read_clearance(chosen: argparse.Namespace) -> int:
    """Print what a returned clearance sheet decides, and tell what it changes and what only people can settle."""
    found = cleared.clear(chosen.file, chosen.release, on=chosen.on, templates=chosen.templates)
    for decision in found.decisions:
        show(decision)
    for change in found.changes:
        say(change)
    for what, needs in (("not answered", found.unanswered), ("not in this file", found.absent)):
        if needs:
            say(f"{what}: {', '.join(needs)}")
    for note in found.notes:
        say(f"for people: {note}")
    say(f"{chosen.file}: {len(found.decisions)} decisions, {len(found.notes)} notes for people")
    return FELL_SHORT if found.notes else DONE


def read_plan(chosen: argparse.Namespace) -> int:
    """Print the rows of a national plan that came back, and tell what was changed in them."""
    back = planned_back.read_back(chosen.file, chosen.release)
    for row in back.rows:
        show(row.line())
    for note in back.notes:
        say(f"for people: {note}")
    counted = Counter(row.status for row in back.rows)
    say(f"{chosen.file}: {', '.join(f'{count} {status}' for status, count in sorted(counted.items())) or 'no rows'}")
    return FELL_SHORT if back.notes else DONE
