"""The commands that check a Release, a report, or a file that somebody hands in."""

import argparse
from datetime import date
from pathlib import Path

from article60 import checking, verify
from article60.cli.telling import DONE, FELL_SHORT, progress, say, show
from article60.publication.reports import checked


def validate(chosen: argparse.Namespace) -> int:
    """Check a needs file, an IATI file or a workbook of a checklist."""
    found = checking.validate(chosen.file, schemas=chosen.schemas, on=date.today(), level=chosen.level)
    for finding in found.findings:
        show(finding)
    say(f"{chosen.file}: {found.told}")
    return FELL_SHORT if found.findings else DONE


def check(chosen: argparse.Namespace) -> int:
    """Check a Release, or every number of a finished report against it."""
    if chosen.report is not None:
        return _check_report(chosen.report, chosen.release)
    problems = verify.verify(chosen.release, previous=chosen.previous, signers=chosen.signers, progress=progress)
    for problem in problems:
        show({"where": problem.where, "what": problem.what})
    say(f"{chosen.release}: {len(problems)} problems" if problems else f"{chosen.release}: verified")
    return FELL_SHORT if problems else DONE


def _check_report(finished: Path, release: Path) -> int:
    numbers, differing = checked.check(finished, release)
    for one in differing:
        show({"where": one.where, "what": one.what})
    say(f"{finished}: {len(differing)} of {numbers} numbers differ" if differing else f"{finished}: {numbers} numbers verified")
    return FELL_SHORT if differing else DONE
