"""Which pairs of activities are worth comparing: never all of them, only those that something rare brings together."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations

from article60.identity.identifiers import current
from article60.identity.sketches import Sketch

LARGEST = 40
"""Activities in one block at most: what brings more together is not rare, and another block holds the pairs that matter."""

RARE_WORDS = 3
"""Of each title, so many of its rarest words are taken, two by two; words of one title only bring nothing together."""

Pair = tuple[int, int]


def pairs(sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """Places of two activities of different reporters that share a title, two rare words of it, or one and the first day."""
    seen = set[Pair]()
    for block in _blocks(sketches).values():
        if 1 < len(block) <= LARGEST:
            seen.update(combinations(block, 2))
    return (pair for pair in seen if sketches[pair[0]].reporter != sketches[pair[1]].reporter)


def named(sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """Places of a record and of the other one whose identifier it names, or, of another reporter, its own ends with."""
    by_identifier = {current(one.identifier): place for place, one in enumerate(sketches) if one.identifier}
    for place, one in enumerate(sketches):
        parts = current(one.identifier).split("-")
        tails = ("-".join(parts[start:]) for start in range(1, len(parts) - 1))
        told = set(map(current, one.others))
        for identifier in (*tails, *told):
            other = by_identifier.get(identifier)
            if other is not None and other != place and (identifier in told or sketches[other].reporter != one.reporter):
                yield place, other


def _blocks(sketches: Sequence[Sketch]) -> Mapping[Hashable, list[int]]:
    """Places of the sketches that have a key in common; a key of one sketch alone makes no block."""
    frequency = Counter(word for one in sketches for title in one.titles for word in title)
    first: dict[Hashable, int] = {}
    blocks: dict[Hashable, list[int]] = {}
    for place, one in enumerate(sketches):
        for title in one.titles:
            for key in _keys(one, title, frequency):
                known = first.setdefault(key, place)
                if known != place:
                    blocks.setdefault(key, [known]).append(place)
    return blocks


def _keys(one: Sketch, title: frozenset[str], frequency: Mapping[str, int]) -> Iterator[Hashable]:
    rare = sorted((frequency[word], word) for word in title if frequency[word] > 1)[:RARE_WORDS]
    told = sorted(word for _, word in rare)
    for state in one.places or ("",):
        yield state, title
        yield from ((state, *two) for two in combinations(told, 2))
        if one.start is not None:
            yield state, title, one.start
            yield from ((state, one.start, word) for word in told)
