"""Levels of government at which something is done, as a text tells them: local, national."""

from functools import cache

from article60.text.data import rows
from article60.text.lexicon import Entry, Lexicon
from article60.text.normalise import fold


def levels(text: str) -> frozenset[str]:
    """The levels that a text of any of the six languages names: `local`, `national`; none where it tells none."""
    return frozenset(entry.label for _, _, entry in _lexicon().spans(fold(text)))


@cache
def _lexicon() -> Lexicon:
    return Lexicon(Entry(term, label=row["level"]) for row in rows("levels") for term in row["terms"].split("|"))
