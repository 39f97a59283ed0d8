"""Tiles of a report: which kind of information exists about each State, by chapter, and the same in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from article60.charts.tiles import Group, Panel, Tile, Tiles
from article60.codes.labels import codes
from article60.codes.reader import rows
from article60.figures.declarations import MERGED, part_labels
from article60.figures.evaluate import standing_apart
from article60.figures.narrowing import Narrowing
from article60.publication.reports.making import Making

FEWEST = 5
"""States below which a regional group does not stand apart, as in the figures."""
CHAPTERS = tuple(row["chapter"] for row in rows("chapters") if row["cycle"])
"""Chapters that are reviewed, in the Convention's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter that is reviewed: its number, alone and in words, its title, and what narrows a figure to it."""

    number: str
    short: str
    title: str
    only: Narrowing


def chapters(making: Making) -> list[Chapter]:
    """The chapters that are reviewed and of which something is told."""
    told = {chapter for chapter, _, _ in _cells(making)}
    return [
        Chapter(
            number=number,
            short=making.words.say(f"chapter_{number}"),
            title=making.words.code("chapters", number),
            only=Narrowing(chapter=number),
        )
        for number in CHAPTERS
        if number in told
    ]


def by_group(making: Making, chapter: Chapter) -> str:
    """Tiles of all States for one chapter, by regional group, none of them named, as the line that templates write.

    Within a group they stand by kind, in the order of its list; groups of few States stand together. Chapters have a picture
    each: that of all of them would be longer than a page.
    """
    groups = _groups(making)
    found: dict[str, list[str]] = defaultdict(list)
    for number, state, cell in _cells(making):
        if number == chapter.number:
            found[groups[state]].append(cell)
    standing = [
        Group(name, [Tile(cell) for cell in sorted(found[name], key=_place)])
        for name in dict.fromkeys(groups.values())
        if found[name]
    ]
    return _line(making, [Panel(f"{chapter.short}{making.words.dash}{chapter.title}", standing)])


def of_states(making: Making, states: Mapping[str, str]) -> str:
    """Tiles of some States, each with its code, by chapter in the order of the names, as the line that templates write.

    `states`: names by code.
    """
    kinds = {(chapter, state): cell for chapter, state, cell in _cells(making)}
    order = sorted(states, key=lambda state: states[state])
    groups = [
        Group(one.short, [Tile(kinds.get((one.number, state), "not_held"), state) for state in order])
        for one in chapters(making)
    ]
    return _line(making, [Panel("", groups)])


def in_words(making: Making, states: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The same as a table: States by code and name, those alike together, with their kind of information for each chapter.

    `states`: names by code. Each group stands where the first of its States stands by name.
    """
    words, kinds = making.words, {(chapter, state): cell for chapter, state, cell in _cells(making)}
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for state in sorted(states, key=lambda state: states[state]):
        told = tuple(kinds.get((one.number, state), "not_held") for one in chapters(making))
        alike[told].append(f"{words.latin(state)} – {states[state]}")
    return [(words.semicolon.join(some), [words.code("coverage_cells", kind) for kind in told]) for told, some in alike.items()]


def _line(making: Making, panels: Sequence[Panel]) -> str:
    """The line of a chart; no line where there is nothing to be told."""
    kinds = {tile.kind for panel in panels for group in panel.groups for tile in group.tiles}
    if not kinds:
        return ""
    words = making.words
    key = [(kind, words.code("coverage_cells", kind)) for kind in codes("coverage_cells") if kind in kinds]
    title = words.say("tiles")
    made = Tiles(title=title, told=_told(making, panels), key=key, panels=panels, rtl=words.direction == "rtl")
    return f"@chart {making.filled.chart(made)}"


def _told(making: Making, panels: Iterable[Panel]) -> str:
    """The kinds that occur in each group, in words; never how many States there are of one."""
    words = making.words
    told = []
    for panel in panels:
        for group in panel.groups:
            kinds = sorted({tile.kind for tile in group.tiles}, key=_place)
            name = words.comma.join(filter(None, (panel.label, group.label)))
            told.append(f"{name}{words.colon}{words.comma.join(words.code('coverage_cells', kind) for kind in kinds)}")
    return words.say("tiles_told", groups=words.semicolon.join(told))


def _cells(making: Making) -> list[tuple[str, str, str]]:
    """Chapter, State and kind of information, of every State."""
    return making.connection.execute("SELECT chapter, state, cell FROM coverage ORDER BY chapter, state, cycle").fetchall()


def _groups(making: Making) -> dict[str, str]:
    """The name of the group in which each State is shown, in the order of the groups; those of few States together, last."""
    found = making.connection.execute("SELECT state, coalesce(regional_group, '') FROM states").fetchall()
    sizes: dict[str, int] = defaultdict(int)
    for _, group in found:
        sizes[group] += 1
    apart = standing_apart(sizes, fewest=FEWEST) - {""}
    together = part_labels()[MERGED][making.words.language] if apart else making.words.say("all_groups")
    names = {group: making.words.code("regional_groups", group) for group in codes("regional_groups") if group in apart}
    order = [*names, *(group for group in sizes if group not in names)]
    return {state: names.get(group, together) for state, group in sorted(found, key=lambda one: order.index(one[1]))}


def _place(kind: str) -> int:
    return codes("coverage_cells").index(kind)
