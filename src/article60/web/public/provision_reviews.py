"""What reviews say on one article: needs and good practices by regional group and cycle, and the States parties by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.urls import reverse

from article60.codes.labels import codes
from article60.figures.declarations import MERGED, NOT_NAMED, declarations
from article60.figures.narrowing import Narrowing
from article60.figures.words import part_label
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release
from article60.web.common.rows import among
from article60.web.public import asked
from article60.web.public.figures import Shown, figure

COUNTED = ("states_with_needs", "needs_stated", "current_needs", "good_practices")
"""Figures that the page shows, in the order of its columns."""
FEW = 40
"""Up to so many statements stand on the page with their first words; where there are more, States alone."""
STANDING = "n.grade NOT IN ('withdrawn', 'superseded')"
_CYCLES = "SELECT DISTINCT cycle FROM coverage ORDER BY cycle"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number with the address of the rows behind it; no address where they cannot be listed."""

    number: int
    address: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One regional group or cycle with a number for each figure; None where the figure has none there by itself."""

    label: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """One need or good practice: where it is read, its first words with their language, what it cites, where it stands."""

    address: str
    words: str
    language: str | None
    provisions: tuple[str, ...]
    stands: str | None


@dataclass(frozen=True, slots=True)
class StateSays:
    """A State with its statements on the article; without them where they are many."""

    state: str
    statements: list[Statement]


def numbers(release: Release, article: str, *, reviewed: bool) -> list[tuple[Shown, Cell]]:
    """The figures narrowed to an article; rows can be listed of articles that a cycle reviews."""
    to = Narrowing(article=article)
    shown = [figure(release, name, to=to) for name in COUNTED]
    return [(one, _cell(one.figure.figure, int(one.figure.value), to, reviewed)) for one in shown]


def told(shown: Sequence[tuple[Shown, Cell]]) -> list[tuple[Shown, Cell]]:
    """Of the figures those that tell something: none of needs where no need is read, so that silence is no zero."""
    needs = any(cell.number for one, cell in shown if one.figure.table == "needs")
    return [(one, cell) for one, cell in shown if cell.number or (needs and one.figure.table == "needs")]


def by_group(release: Release, article: str, *, reviewed: bool) -> list[Line]:
    """A line for each regional group that stands by itself in some figure; the merged ones last."""
    to = Narrowing(article=article)
    columns = [figure(release, f"{name}.regional_group", to=to) for name in COUNTED]
    labels = {part: label for one in columns for part, label, _ in one.parts}
    order = [part for part in (*codes("regional_groups"), NOT_NAMED, MERGED) if part in labels]
    if order == [MERGED]:
        labels[MERGED] = part_label(declarations()[columns[0].figure.figure], MERGED, wording.language(), alone=True)
    return [Line(labels[part], [_part(one, part, to, reviewed) for one in columns]) for part in order]


def by_cycle(release: Release, article: str, *, reviewed: bool) -> list[Line]:
    """A line for each cycle in which something is said on the article."""
    to = Narrowing(article=article)
    columns = [_counts_by_cycle(release, name, to) for name in COUNTED]
    return [
        Line(
            cycle,
            [
                _cell(name, counts[cycle], replace(to, cycle=cycle), reviewed) if counts.get(cycle) else None
                for name, counts in zip(COUNTED, columns, strict=True)
            ],
        )
        for cycle in _cycles(release)
        if any(counts.get(cycle) for counts in columns)
    ]


def _counts_by_cycle(release: Release, name: str, to: Narrowing) -> dict[str, int]:
    """The number of a figure in each cycle: its parts where it is split so, else the figure narrowed to each."""
    if f"{name}.cycle" in declarations():
        return {part: int(number) for part, number in figure(release, f"{name}.cycle", to=to).figure.parts}
    return {cycle: int(figure(release, name, to=replace(to, cycle=cycle)).figure.value) for cycle in _cycles(release)}


def states_in_need(release: Release, article: str) -> list[StateSays]:
    """The States that state a need on the article, by name; with the needs where these are few."""
    query = (
        "SELECT n.state, group_concat(n.need_id, ' ') FROM need_articles l JOIN needs n ON n.need_id = l.need_id "
        f"WHERE l.article = ? AND {STANDING} GROUP BY n.state"
    )
    return _by_state(release, release.connection.execute(query, (article,)), "needs", "need_id")


def states_with_practice(release: Release, article: str) -> list[StateSays]:
    """The States of which a review records a good practice on the article, by name; with the practices where these are few."""
    query = (
        "SELECT p.state, group_concat(p.practice_id, ' ') FROM good_practice_articles l JOIN good_practices p "
        "ON p.practice_id = l.practice_id WHERE l.article = ? GROUP BY p.state"
    )
    return _by_state(release, release.connection.execute(query, (article,)), "good_practices", "practice_id")


def find_address(article: str) -> str:
    """Find, narrowed to the open needs on an article."""
    return asked.address(reverse("find"), Narrowing(article=article))


def _by_state(release: Release, rows: Iterable[Any], table: str, key: str) -> list[StateSays]:
    identifiers = {state: listed.split() for state, listed in rows}
    said: dict[str, list[Statement]] = {}
    if sum(map(len, identifiers.values())) <= FEW:
        for one in among(release.connection, table, key, chain.from_iterable(identifiers.values())):
            said.setdefault(one.state, []).append(_statement(one, key))
    names = sorted(identifiers, key=lambda state: (fold(wording.state(state)), state))
    return [StateSays(state, said.get(state, [])) for state in names]


def _statement(one: Any, key: str) -> Statement:
    identifier = getattr(one, key)
    is_need = key == "need_id"
    return Statement(
        address=reverse("need", args=[identifier]) if is_need else f"{reverse('state', args=[one.state])}#{identifier}",
        words=wording.first_words(one.text, most=140),
        language=one.language,
        provisions=one.provisions,
        stands=one.stands if is_need else None,
    )


def _part(one: Shown, part: str, to: Narrowing, reviewed: bool) -> Cell | None:
    counts = dict(one.figure.parts)
    if part not in counts:
        return None
    name = one.figure.figure.partition(".")[0]
    return _cell(name, int(counts[part]), to, reviewed, by="regional_group", part=part)


def _cell(name: str, number: int, to: Narrowing, reviewed: bool, **more: str) -> Cell:
    address = asked.address(reverse("figure_rows", args=[name]), to, **more) if reviewed and number else None
    return Cell(number, address)


def _cycles(release: Release) -> list[str]:
    return release.kept("cycles held", lambda: [str(row[0]) for row in release.connection.execute(_CYCLES)])
