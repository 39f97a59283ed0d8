"""Kinds of bodies that a text names: prosecution, audit, courts and so on, the same in six languages."""

from functools import cache

from article60.text.data import rows
from article60.text.lexicon import Entry, Lexicon
from article60.text.normalise import fold


def kinds(text: str) -> frozenset[str]:
    """The kinds of bodies named in a text of any of the six languages, as codes of the list; none where none is named."""
    return kinds_in(fold(text))


def kinds_in(folded: str) -> frozenset[str]:
    """The same for a text that is folded already."""
    return frozenset(entry.label for _, _, entry in _lexicon().spans(folded))


def named(text: str) -> dict[str, str]:
    """The kinds of bodies named in a text, each with the words, as printed, that first name it."""
    found: dict[str, str] = {}
    for hit in _lexicon().find(text):
        found.setdefault(hit.label, hit.words)
    return found


@cache
def all_kinds() -> tuple[str, ...]:
    """Every kind that the list knows, in its order."""
    return tuple(dict.fromkeys(row["kind"] for row in rows("bodies")))


@cache
def _lexicon() -> Lexicon:
    return Lexicon(Entry(term, label=row["kind"]) for row in rows("bodies") for term in row["terms"].split("|"))
