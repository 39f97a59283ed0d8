"""How sure a statement is: the share of its like that was right in documents whose answers are known."""

from collections.abc import Mapping
from functools import cache

from article60.extraction.documents.phrases import rows

UNSEEN = 0.5
"""For a kind that no document with a key has."""


def confidence(kind: str, rule: str, *, typed: bool, cited: bool, scan: bool) -> float:
    """From 0 to 1, for a statement of this kind that the rule found.

    `typed` is false only where a type of assistance is asked for and none was named; `cited` tells whether a provision is,
    `scan` whether it was read from a picture. A statement whose like was never counted is as sure as the least sure of its
    kind.
    """
    counted = _counted()
    least = min((sure for (known, *_), sure in counted.items() if known == kind), default=UNSEEN)
    return counted.get((kind, rule, typed, cited, scan), least)


@cache
def _counted() -> Mapping[tuple[str, str, bool, bool, bool], float]:
    return {
        (row["kind"], row["rule"], _yes(row, "typed"), _yes(row, "cited"), _yes(row, "scan")): float(row["confidence"])
        for row in rows("confidence")
    }


def _yes(row: Mapping[str, str], column: str) -> bool:
    return row[column] == "yes"
