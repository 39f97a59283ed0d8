"""The command that tags statements."""

import argparse

from article60 import checking
from article60.cli.telling import DONE, show
from article60.extraction import tagging


def tag(chosen: argparse.Namespace) -> int:
    """Print provisions and types for single statements."""
    for line in checking.json_lines(chosen.file):
        tags = tagging.tag(checking.field(line, "text", chosen.file), declared=line.get("lang"))
        show(line | tagging.as_line(tags))
    return DONE
