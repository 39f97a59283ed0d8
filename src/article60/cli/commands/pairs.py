"""The command that matches needs and activities."""

import argparse

from article60 import checking
from article60.cli.telling import DONE, show
from article60.extraction.suggestions import suggestions
from article60.matching.lines import match_lines


def match(chosen: argparse.Namespace) -> int:
    """Print pairs of needs and activities with features and score."""
    pairs = match_lines(
        needs=checking.numbered_lines(chosen.needs),
        activities=checking.numbered_lines(chosen.activities),
        suggest=suggestions,
    )
    for pair in pairs:
        show(pair)
    return DONE
