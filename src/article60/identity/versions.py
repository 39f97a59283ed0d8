"""Which statement of one language version says what which statement of another says: by what they claim, in their order."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from article60.domain.statement import Statement
from article60.text.normalise import fold

Pair = tuple[int, int]
Claims = Callable[[Statement], tuple[object, ...] | None]

_ANCHOR = re.compile(r"\d+|[A-Z]{2,}")
"""Numbers and Latin acronyms: what translations leave as it is."""


def pair_versions(ours: Sequence[Statement], theirs: Sequence[Statement]) -> Iterator[Pair]:
    """Places of two statements that say the same in two languages, each place at most once.

    First those that claim the same in the same section, then in whatever section; last those in the same section on the same
    provisions whose types were read differently, where both versions have as many of them. Several that claim the same
    are paired in their order, never first come first served.
    """
    left, right = set(range(len(ours))), set(range(len(theirs)))
    for claims, only_if_as_many in ((_in_section, False), (_anywhere, False), (_without_types, True)):
        for mine, other in _of_one_claim(ours, theirs, left, right, claims):
            if only_if_as_many and len(mine) != len(other):
                continue
            for pair in _in_order(mine, other, ours, theirs):
                left.discard(pair[0])
                right.discard(pair[1])
                yield pair


def _in_section(statement: Statement) -> tuple[object, ...] | None:
    number = _number(statement)
    return None if number is None else (statement.kind, number, frozenset(statement.provisions), frozenset(statement.types))


def _anywhere(statement: Statement) -> tuple[object, ...] | None:
    return statement.kind, statement.chapter, frozenset(statement.provisions), frozenset(statement.types)


def _without_types(statement: Statement) -> tuple[object, ...] | None:
    return (statement.kind, _number(statement), frozenset(statement.provisions)) if statement.provisions else None


def _number(statement: Statement) -> str | None:
    """The section's number; a heading is in the words of its language and says nothing here."""
    return statement.section if statement.section and statement.section[0].isdigit() else None


def _of_one_claim(
    ours: Sequence[Statement], theirs: Sequence[Statement], left: Iterable[int], right: Iterable[int], claims: Claims
) -> list[tuple[list[int], list[int]]]:
    mine, other = _by_claims(ours, left, claims), _by_claims(theirs, right, claims)
    return [(places, other[claim]) for claim, places in mine.items() if claim in other]


def _by_claims(statements: Sequence[Statement], places: Iterable[int], claims: Claims) -> dict[tuple[object, ...], list[int]]:
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place in sorted(places):
        claim = claims(statements[place])
        if claim is not None:
            found[claim].append(place)
    return found


def _in_order(mine: list[int], other: list[int], ours: Sequence[Statement], theirs: Sequence[Statement]) -> list[Pair]:
    """As many pairs as can be made without crossing, those that are most alike: by what is not translated, and by place."""
    if len(mine) == len(other):
        return list(zip(mine, other, strict=True))
    best: list[list[tuple[float, tuple[Pair, ...]]]] = [[(0.0, ())] * (len(other) + 1)]
    for i, one in enumerate(mine, start=1):
        row: list[tuple[float, tuple[Pair, ...]]] = [(0.0, ())]
        for j, two in enumerate(other, start=1):
            score, pairs = best[i - 1][j - 1]
            taken = (score + _alike(one, two, ours, theirs), (*pairs, (one, two)))
            row.append(max(taken, best[i - 1][j], row[j - 1], key=lambda found: found[0]))
        best.append(row)
    return list(best[-1][-1][1])


def _alike(one: int, two: int, ours: Sequence[Statement], theirs: Sequence[Statement]) -> float:
    mine, other = _anchors(ours[one].text), _anchors(theirs[two].text)
    shared = len(mine & other) / len(mine | other) if mine | other else 1.0
    apart = abs(one / max(len(ours) - 1, 1) - two / max(len(theirs) - 1, 1))
    # A pair always counts for more than how much alike it is, so that no pair is left out for a better one.
    return 3 + shared + (1 - apart)


def _anchors(text: str) -> frozenset[str]:
    return frozenset(number for number in re.findall(r"\d+", fold(text))) | frozenset(_ANCHOR.findall(text))
