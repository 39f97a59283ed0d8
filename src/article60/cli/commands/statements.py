"""The command that tags statements."""

import argparse

from article60 import checking
from article60.cli.telling import DONE, show
from article60.extraction import tagging


def tag(chosen: argparse.Namespace) -> int:
    """Print provisions and types for single statements."""
    for line, text, language in checking.statements(chosen.file):
        show(line | tagging.as_line(tagging.tag(text, declared=language)))
    return DONE
