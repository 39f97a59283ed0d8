"""The command that matches needs and activities."""

import argparse
from collections.abc import Iterable, Iterator

from article60 import checking
from article60.cli.telling import DONE, say, show
from article60.extraction.suggestions import suggestions
from article60.matching.lines import Line, match_lines


def match(chosen: argparse.Namespace) -> int:
    """Print pairs of needs and activities with features and score."""
    pairs = match_lines(
        needs=_of_a_state(checking.numbered_lines(chosen.needs)),
        activities=checking.numbered_lines(chosen.activities),
        suggest=suggestions,
    )
    for pair in pairs:
        show(pair)
    return DONE


def _of_a_state(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines but for needs of which `extract` could not tell whose they are; these are named on standard error."""
    for number, line in lines:
        if line.get("kind", "need") == "need" and line.get("state", "") is None:
            say(f"needs file, line {number}: left out, as its document does not tell which State stated it; name it in 'state'")
        else:
            yield number, line
