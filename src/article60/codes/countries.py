"""Codes of countries and territories as aid data use them: two letters, three letters, three digits, former ones."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from article60.codes.reader import rows

COUNTRIES = "iati/Country"


@cache
def _spellings() -> Mapping[str, str]:
    """Two-letter code in use by every spelling of a code; a former code without one successor stands for itself."""
    spellings: dict[str, str] = {}
    for row in rows(COUNTRIES):
        for spelling in (row["code"], row["alpha3"], row["numeric"]):
            if spelling:
                spellings.setdefault(spelling, row["successor"] or row["code"])
    return MappingProxyType(spellings)


def alpha2(code: str) -> str | None:
    """The two-letter code in use for a code of two letters, three letters or three digits, in any case; None if unknown.

    `NAM`, `516` and ` na ` are `NA`; `ZR` is `CD`; `AN`, which has several successors, stays `AN`.
    """
    return _spellings().get(code.strip().upper())


def footnote(code: str) -> str | None:
    """The entry of codes/footnotes.csv that must stand beside the name of a recipient; None where there is none."""
    return next((row["note"] or None for row in rows(COUNTRIES) if row["code"] == code), None)
