"""Knows the options of a form by the boxes before them, ticked or not."""

from article60.domain.passage import Passage

UNTICKED = "☐"
_TICKED = frozenset("☑☒")
BOXES = _TICKED | {UNTICKED}


def is_box(passage: Passage) -> bool:
    """Whether the passage is an option with a box before it, ticked or not."""
    return _sign(passage) in BOXES


def is_unticked(passage: Passage) -> bool:
    """Whether the passage is an option whose box was left empty."""
    return _sign(passage) == UNTICKED


def is_ticked(passage: Passage) -> bool:
    """Whether the passage is an option whose box was ticked."""
    return _sign(passage) in _TICKED


def _sign(passage: Passage) -> str:
    return ((passage.label or "").strip() or passage.text.lstrip())[:1]
