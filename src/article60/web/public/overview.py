"""The overview: one equal tile for each State, telling which kind of information exists for the chapter chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.charts.chart import HOLLOW, SOLID
from article60.codes.labels import codes
from article60.codes.reader import rows
from article60.domain.coverage import Coverage
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release, current
from article60.web.common.rows import select
from article60.web.public.drawings import Drawing, of_figure
from article60.web.public.figures import Shown, between, figure
from article60.web.public.pages import Page, render

FIRST = "III"
LEAD = ("states_with_needs", "needs_stated")
LEAD_RANGES = ("current_needs", "needs_open")
CHARTS = (("states_with_needs", SOLID), ("states_with_activities", HOLLOW))
"""Two figures that count the same thing, States, by broad type of assistance: required and provided, side by side."""
NEWEST = 5
LONG_WORD = 13
VOWELS = frozenset("aeiouyаеиоуыэюя")


@dataclass(frozen=True, slots=True)
class Tile:
    """One State with the kind of information that exists; never a number."""

    state: str
    name: str
    cell: str

    @property
    def softened(self) -> str:
        """The name with a place to break in words that fit in no square: after the vowel nearest to their middle."""
        return " ".join(_softened(word) if len(word) >= LONG_WORD else word for word in self.name.split())


def _softened(word: str) -> str:
    middle = len(word) // 2
    vowels = [i for i in range(2, len(word) - 2) if fold(word[i]) in VOWELS and fold(word[i + 1]) not in VOWELS]
    place = min(vowels, key=lambda i: abs(i + 1 - middle), default=middle) + 1
    return f"{word[:place]}\N{SOFT HYPHEN}{word[place:]}"


def reviewed_chapters() -> dict[int, list[str]]:
    """Chapters by the cycle that reviews them, in the Convention's order."""
    by_cycle: dict[int, list[str]] = {}
    for row in rows("chapters"):
        if row["cycle"]:
            by_cycle.setdefault(int(row["cycle"]), []).append(row["chapter"])
    return dict(sorted(by_cycle.items()))


def overview(release: Release, *, chapter: str) -> dict[str, Any]:
    """What the overview shows for one chapter."""
    return {
        "chapter": chapter,
        "cycles": reviewed_chapters(),
        "groups": list(_groups(release, chapter)),
        "cells": codes("coverage_cells"),
        "figures": [figure(release, name) for name in LEAD],
        "ranges": [between(release, name) for name in LEAD_RANGES],
        "charts": list(_charts(release)),
        "kinds": figure(release, "coverage_cells.cell"),
        "parties_known": bool(select(release.connection, "parties", order="t.rowid LIMIT 1")),
        "newest": select(
            release.connection, "documents", "t.issued_on IS NOT NULL", order=f"t.issued_on DESC, t.symbol LIMIT {NEWEST}"
        ),
    }


def _charts(release: Release) -> Iterator[tuple[str, str, Shown, Drawing]]:
    """The charts with the name and title of what they split."""
    for name, fill in CHARTS:
        shown = figure(release, f"{name}.coarse_type")
        drawing = of_figure(shown, fill=fill)
        if drawing is not None:
            yield name, figure(release, name).title, shown, drawing


def _groups(release: Release, chapter: str) -> Iterator[tuple[str, list[Tile]]]:
    """Regional groups in the order of the list, those outside them last, and the States of each by name."""
    cells: list[Coverage] = select(release.connection, "coverage", "t.chapter = ?", (chapter,))
    group_of = {state.state: state.regional_group or "" for state in select(release.connection, "states")}
    for group in (*codes("regional_groups"), ""):
        tiles = [Tile(cell.state, wording.state(cell.state), cell.cell) for cell in cells if group_of[cell.state] == group]
        if tiles:
            yield group, sorted(tiles, key=lambda tile: fold(tile.name))


@require_safe
def show_overview(request: HttpRequest, chapter: str = FIRST) -> HttpResponse:
    """Tiles of all States for one chapter, the lead figures and the newest documents."""
    if not any(chapter in chapters for chapters in reviewed_chapters().values()):
        raise Http404(chapter)
    release = current()
    return render(request, release, "overview.html", overview(release, chapter=chapter))


def _every_chapter(release: Release) -> list[str]:
    return [chapter for chapters in reviewed_chapters().values() for chapter in chapters]


PAGES = [
    Page(name="overview", route="", view=show_overview),
    Page(name="chapter", route="chapters/<str:chapter>", view=show_overview, every=_every_chapter),
]
