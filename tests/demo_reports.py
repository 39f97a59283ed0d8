"""Reports of the invented world: what one of each kind is about, and some of each form written by a process of its own."""

import sys
from pathlib import Path

from article60.codes.languages import LANGUAGES
from article60.publication.reports import writing
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About

ABOUT = {
    "trend-note": About(),
    "state-brief": About(state="XA"),
    "regional-brief": About(region="asia_pacific"),
    "provision-brief": About(provision="46"),
    "donor-brief": About(donor="ORG-E24BBMZG"),
    "launch-pack": About(state="XA"),
    "clearance-sheet": About(state="XA"),
    "national-plan": About(state="XA"),
}
"""By kind; of those that could be chosen, one about which the Release holds much."""


def in_turn(release: Path, out: Path) -> None:
    """Write one report of each kind in each form, the languages in turn."""
    for row, kind in enumerate(KINDS):
        for column, ending in enumerate(writing.FORMS):
            language = LANGUAGES[(row + column) % len(LANGUAGES)]
            writing.write(kind, release, out / f"{kind}.{language}{ending}", about=ABOUT[kind], language=language)


if __name__ == "__main__":
    in_turn(Path(sys.argv[1]), Path(sys.argv[2]))
