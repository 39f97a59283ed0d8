"""A State's reviews, documents, needs, decisions and activities over the years: a drawing and the same as a table.

Places are in per cent of the width, so that the drawing fits a phone with letters of the size of the page's; in a language that
runs from right to left the first year stands at the right.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from article60.domain.decision import PublicDecision
from article60.domain.document import Document
from article60.domain.need import Need
from article60.domain.review import CountryReview

REVIEWS, DOCUMENTS, NEEDS, DECISIONS = POINTS = ("reviews", "documents", "needs", "decisions")
YEARS_BEFORE, YEARS_AFTER = 24, 5
"""Years around that of the Release to which the drawing keeps; the table has all."""
COLUMN = 44
"""Height of the highest column of activities, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened on one day, once for things of one kind: `count` of `record`s, of which the first tells the rest."""

    lane: str
    on: date
    record: Any
    count: int = 1


@dataclass(frozen=True, slots=True)
class Read:
    """How many needs were read in a document, whatever has become of them since, and whatever the languages it is held in."""

    document_id: str
    symbol: str | None
    needs: int


@dataclass(frozen=True, slots=True)
class Point:
    """An event in the drawing."""

    event: Event
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year: where it begins, its middle, whether a phone names it, and activities that by their dates run in it."""

    year: int
    x: float
    middle: float
    width: float
    narrow: bool
    activities: int
    height: int
    ahead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything that the drawing and its table show; `undated` activities stand in neither."""

    years: list[Year]
    points: dict[str, list[Point]]
    events: list[Event]
    by_year: list[tuple[int, int]]
    undated: int
    day: float
    on: date


def timeline(
    *,
    reviews: Iterable[CountryReview],
    documents: Iterable[Document],
    needs: Iterable[Need],
    read: Iterable["Read"],
    decisions: Iterable[PublicDecision],
    activity_years: Iterable[Sequence[str]],
    on: date,
    right_to_left: bool = False,
) -> Timeline | None:
    """The timeline up to the day of the Release and a little ahead; None where nothing has a date.

    `read` tells of each document how many needs were read in it; of `needs` those count that stand in no document.
    """
    documents = list(documents)
    events = sorted(
        [*_reviews(reviews), *_documents(documents), *_read(read, documents), *_entered(needs), *_decisions(decisions)],
        key=lambda event: (event.on, POINTS.index(event.lane)),
    )
    ran = Counter(tuple(years) for years in activity_years)
    by_year: Counter[int] = Counter()
    for years, count in ran.items():
        by_year.update(dict.fromkeys(map(int, years), count))
    known = [event.on.year for event in events] + list(by_year)
    if not known:
        return None
    low, high = on.year - YEARS_BEFORE, on.year + YEARS_AFTER
    first, last = max(low, min(known)), max(on.year, min(high, max(known)))
    span = last + 1 - first

    def place(years: float) -> float:
        across = round(100 * (years - first) / span, 2)
        return round(100 - across, 2) if right_to_left else across

    most = max((by_year[year] for year in range(first, last + 1)), default=0) or 1
    points: dict[str, list[Point]] = {lane: [] for lane in POINTS}
    for event in events:
        if first <= event.on.year <= last:
            points[event.lane].append(Point(event, place(_years(event.on))))
    return Timeline(
        years=[
            Year(
                year=year,
                x=min(place(year), place(year + 1)),
                middle=place(year + 0.5),
                width=round(100 / span, 2),
                narrow=year % (5 if span > 10 else 2) == 0,
                activities=by_year[year],
                height=-(-COLUMN * by_year[year] // most),
                ahead=year > on.year,
            )
            for year in range(first, last + 1)
        ],
        points=points,
        events=events,
        by_year=sorted(by_year.items()),
        undated=ran[()],
        day=place(_years(on)),
        on=on,
    )


def _years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _reviews(reviews: Iterable[CountryReview]) -> Iterator[Event]:
    return (Event(lane=REVIEWS, on=one.on, record=one) for one in reviews if one.on is not None)


def _documents(documents: Iterable[Document]) -> Iterator[Event]:
    """One a document, whatever the number of languages in which it is held."""
    dated = sorted((d for d in documents if d.issued_on is not None), key=_symbol)
    for _, its in groupby(dated, key=_symbol):
        same = list(its)
        yield Event(lane=DOCUMENTS, on=same[0].issued_on or date.min, record=same[0], count=len(same))


def _symbol(document: Document) -> tuple[str, str]:
    return (str(document.issued_on), document.symbol or document.document_id)


def _read(read: Iterable[Read], documents: Iterable[Document]) -> Iterator[Event]:
    issued = {document.document_id: document.issued_on for document in documents}
    for one in read:
        if (on := issued.get(one.document_id)) is not None:
            yield Event(lane=NEEDS, on=on, record=one, count=one.needs)


def _entered(needs: Iterable[Need]) -> Iterator[Event]:
    """One a day, of the needs that the State entered itself."""
    entered = {need.need_id: (need.stated_on, need) for need in needs if not need.document_id and need.stated_on is not None}
    for day, its in groupby(sorted(entered.values(), key=_day), key=_day):
        same = list(its)
        yield Event(lane=NEEDS, on=day, record=same[0][1], count=len(same))


def _day(one: tuple[date, Need]) -> date:
    return one[0]


def _decisions(decisions: Iterable[PublicDecision]) -> Iterator[Event]:
    """One a day, kind and role."""
    for key, its in groupby(sorted(decisions, key=_decided), key=_decided):
        same = list(its)
        yield Event(lane=DECISIONS, on=date.fromisoformat(key[0]), record=same[0], count=len(same))


def _decided(decision: PublicDecision) -> tuple[str, str, str]:
    return (decision.decided_on, decision.verb, decision.role)
