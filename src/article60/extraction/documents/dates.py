"""Reads dates as the six languages print them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from article60.extraction.documents.phrases import rows
from article60.text.normalise import fold

_RANGE_BEFORE = re.compile(r"(?:\d\s?-\s?|\d\s+(?:a|au|to|al|and|et|y|و|по|и|الي)\s+|\d\s+و|من\s+)$")
_RANGE_AFTER = re.compile(r"\s*(?:-|至|到|to|au|الي)\s?\d")


def dates(text: str) -> Iterator[tuple[int, date]]:
    """Place in the folded text and day of each single date, in order; ranges of days (sessions, visits) are left out."""
    folded = fold(text)
    for found in _pattern().finditer(folded):
        if _RANGE_BEFORE.search(folded[: found.start()]) or _RANGE_AFTER.match(folded, found.end()):
            continue
        try:
            yield found.start(), _day(found)
        except ValueError:
            continue


def _day(found: re.Match[str]) -> date:
    if found["han_year"] is not None:
        return date(int(found["han_year"]), int(found["han_month"]), int(found["han_day"]))
    return date(int(found["year"]), _months()[" ".join(found["month"].split())], int(found["day"]))


@cache
def _months() -> dict[str, int]:
    return {fold(row["name"]): int(row["month"]) for row in rows("months")}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?P<day>[0-3]?\d)(?:er|-go)?\s+(?:de\s+)?(?P<month>{names})(?:\s?/\s?(?:{names}))?,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
        r"|(?P<han_year>20\d\d)\s?年\s?(?P<han_month>1?\d)\s?月\s?(?P<han_day>[0-3]?\d)\s?日"
    )
