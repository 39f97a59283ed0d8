"""Knows the options of a form by the boxes before them, ticked or not."""

from article60.domain.passage import Passage

_EMPTY, _TICKED = "☐", frozenset("☑☒")


def is_box(passage: Passage) -> bool:
    """Whether the passage is an option with a box before it, ticked or not."""
    return is_unticked(passage) or is_ticked(passage)


def is_unticked(passage: Passage) -> bool:
    """Whether the passage is an option whose box was left empty."""
    return _sign(passage) == _EMPTY


def is_ticked(passage: Passage) -> bool:
    """Whether the passage is an option whose box was ticked."""
    return _sign(passage) in _TICKED


def _sign(passage: Passage) -> str:
    return ((passage.label or "").strip() or passage.text.lstrip())[:1]
