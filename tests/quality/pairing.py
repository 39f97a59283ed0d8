"""Pairs what was read in a document with what its answer key says, each key statement once, best pair first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from article60.domain.provision import article_of
from article60.text.normalise import words

Record = Mapping[str, Any]

ENOUGH_WORDS, ENOUGH_ACROSS_ARTICLES = 0.6, 0.8
"""Share of common words from which two statements are the same; more where both cite provisions and share no article."""
PART_OF_ITEM = 0.9
"""Share of the shorter text that stands in the longer one, with the same provisions: a clause and the whole sentence."""


@dataclass(slots=True)
class Pairing:
    """Statements of one kind: those found with their key, keys that were missed, and what was found beside them."""

    pairs: list[tuple[Record, Record]] = field(default_factory=list)
    missed: list[Record] = field(default_factory=list)
    extra: list[Record] = field(default_factory=list)

    def add(self, other: "Pairing") -> None:
        """Take over what another pairing found."""
        self.pairs += other.pairs
        self.missed += other.missed
        self.extra += other.extra


def alike(found: Record, key: Record) -> float:
    """How far two statements are the same, from 0 (not the same) to 1."""
    if key.get("state") and found.get("state") != key["state"]:
        return 0.0
    ours, theirs = words(found["text"]), words(key["text"])
    if not ours or not theirs:
        return 0.0
    share = len(ours & theirs) / len(ours | theirs)
    apart = _articles(found) and _articles(key) and not _articles(found) & _articles(key)
    if share >= (ENOUGH_ACROSS_ARTICLES if apart else ENOUGH_WORDS):
        return share
    shorter = min(len(ours), len(theirs))
    same = provisions_of(found) == provisions_of(key) != set()
    return ENOUGH_WORDS if same and shorter >= 4 and len(ours & theirs) >= PART_OF_ITEM * shorter else 0.0


def pair(found: Sequence[Record], keys: Sequence[Record]) -> Pairing:
    """The pairs, best first; equal ones by provisions and page. A key that repeats another is neither missed nor extra."""
    rated = sorted(
        (
            (share, _common(one, key), one.get("page") == key.get("page"), -i, -j)
            for i, one in enumerate(found)
            for j, key in enumerate(keys)
            if (share := alike(one, key))
        ),
        reverse=True,
    )
    taken_found: dict[int, int] = {}
    taken_keys: set[int] = set()
    for *_, i, j in rated:
        if -i not in taken_found and -j not in taken_keys:
            taken_found[-i] = -j
            taken_keys.add(-j)
    return Pairing(
        pairs=[(found[i], keys[j]) for i, j in taken_found.items()],
        missed=[key for j, key in enumerate(keys) if j not in taken_keys and not key.get("same_as")],
        extra=[one for i, one in enumerate(found) if i not in taken_found],
    )


def provisions_of(record: Record) -> set[str]:
    """The provisions of a statement or key."""
    return set(record.get("provisions") or ())


def _articles(record: Record) -> set[str]:
    return {article_of(provision) for provision in provisions_of(record)}


def _common(found: Record, key: Record) -> float:
    ours, theirs = provisions_of(found), provisions_of(key)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
