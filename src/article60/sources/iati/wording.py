"""Codes of the 1.x versions of IATI, many of them words or letters, as the codes used here."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from article60.codes.reader import rows


@cache
def words(name: str) -> Mapping[str, str]:
    """The codes of one list of `iati_words`, by the word or code that a publisher writes, in lower case."""
    return MappingProxyType({row["word"]: row["code"] for row in rows("iati_words") if row["list"] == name})


@lru_cache(maxsize=4096)
def code_of(name: str, written: str | None) -> str | None:
    """The code used for what a publisher wrote; what stands in no row stays as written; None for nothing."""
    if written is None or not (stripped := written.strip()):
        return None
    return words(name).get(stripped.lower(), stripped)
