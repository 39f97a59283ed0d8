"""What is true in an invented world: what each need asks for, what each activity is for, and which belong together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from article60.codes.types import coarse
from article60.domain.provision import article_of
from article60.simulation.phrases import related


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedIntent:
    """What a careful reader learns from a need: State, subjects, types, body and day; known by its document and page."""

    key: tuple[str, int]
    state: str
    subjects: frozenset[str]
    types: frozenset[str]
    body: int | None
    stated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AidIntent:
    """What a careful reader learns from an activity; `group` is the piece of assistance, which may have several records."""

    activity_id: str
    group: int
    provider: str
    states: frozenset[str]
    subjects: frozenset[str]
    types: frozenset[str]
    body: int | None
    start: date
    end: date
    running: bool


def belongs(need: NeedIntent, aid: AidIntent) -> bool:
    """Whether a careful reader would show the State this activity as one that may answer the need.

    It works in the State on a subject of the need, gives a type that was asked for or one of the same broad type (or tells
    none), had not ended when the need was stated, and is carried out with no other body than the one that would benefit.
    """
    return (
        need.state in aid.states
        and any(related(one, other) for one in need.subjects for other in aid.subjects)
        and (not aid.types or bool(_coarse(need.types) & _coarse(aid.types)))
        and aid.end >= need.stated_on
        and (need.body is None or aid.body is None or need.body == aid.body)
    )


def matches(needs: Iterable[NeedIntent], aid: Iterable[AidIntent]) -> Iterator[tuple[NeedIntent, AidIntent]]:
    """Yield every need with every activity that belongs to it."""
    given = _by_place(aid)
    for need in needs:
        articles = {article_of(subject) for subject in need.subjects}
        near = {one.activity_id: one for article in articles for one in given.get((need.state, article), ())}
        yield from ((need, one) for one in near.values() if belongs(need, one))


def overlapping(aid: Iterable[AidIntent]) -> Iterator[tuple[str, str]]:
    """Yield every two running activities of different providers on one State, article and broad type at the same time."""
    seen = set[tuple[str, str]]()
    for group in _by_place(one for one in aid if one.running).values():
        for number, one in enumerate(group):
            for other in group[:number]:
                pair = (min(one.activity_id, other.activity_id), max(one.activity_id, other.activity_id))
                if pair not in seen and _overlap(one, other):
                    seen.add(pair)
                    yield pair


def _overlap(one: AidIntent, other: AidIntent) -> bool:
    return (
        one.provider != other.provider
        and one.group != other.group
        and one.start <= other.end
        and other.start <= one.end
        and bool(_coarse(one.types) & _coarse(other.types))
    )


def same(aid: Iterable[AidIntent]) -> Iterator[tuple[str, str]]:
    """Yield every two identifiers that are records of one piece of assistance."""
    groups: dict[int, set[str]] = defaultdict(set)
    for one in aid:
        groups[one.group].add(one.activity_id)
    for ids in groups.values():
        listed = sorted(ids)
        yield from ((one, other) for number, other in enumerate(listed) for one in listed[:number])


def _coarse(types: Iterable[str]) -> set[str]:
    return {coarse(one) for one in types}


def _by_place(aid: Iterable[AidIntent]) -> Mapping[tuple[str, str], list[AidIntent]]:
    found: dict[tuple[str, str], list[AidIntent]] = defaultdict(list)
    for one in aid:
        for state in one.states:
            for article in {article_of(subject) for subject in one.subjects}:
                found[(state, article)].append(one)
    return found
