"""Types of assistance that words name, told apart from the `other` that stands for naming none."""

from article60.extraction.tagging import types_in

UNTOLD = ("other",)


def named_types(text: str, language: str) -> tuple[str, ...]:
    """The fine types that the words name; empty where they name none that is known."""
    found = types_in(text, language=language, guess=False)
    return () if found == UNTOLD else found


def likely_types(text: str, language: str) -> tuple[str, ...]:
    """The fine types that the words name or make likely; `other` where nothing tells."""
    return types_in(text, language=language)
