"""The method page: the rules, the kinds of nothing, every figure in plain words; and the page of one, with its parts."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from article60.charts.chart import HOLLOW, SOLID
from article60.codes.labels import codes
from article60.figures.declarations import Declaration, declarations, range_declarations
from article60.figures.words import explained, explained_split
from article60.web.common.current import Release, current
from article60.web.common.wording import language
from article60.web.public.drawings import Drawing, of_figure
from article60.web.public.figure_rows import listed
from article60.web.public.figures import Shown, between, figure
from article60.web.public.pages import Page, render, render_found
from article60.web.public.plain import in_plain_words

_MOST_FILES = 100
"""Files of aid data that the page names; the others it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A figure with what it counts in plain words, its definition in English, and the ways in which it is split.

    `by` is the name of a split alone, empty for a total; `drawing` its chart on the page of one figure.
    """

    shown: Shown
    by: str
    plain: str
    definition: str
    splits: list["Explained"]
    drawing: Drawing | None = None


def method_page(release: Release) -> dict[str, Any]:
    """Every published total of the Release in declared order, and every range."""
    totals = [one for one in declarations().values() if one.dimension is None and one.figure in release.figures]
    inputs = _inputs(release)
    return {
        "inputs": inputs,
        "unread": {one["sha256"] for one in inputs if one["kind"] == "document"} - _documents(release),
        "further": len(release.info["inputs"]) - len(inputs),
        "looked_through": _looked_through(release),
        "figures": [_explained(release, one, splits=[]) for one in totals],
        "ranges": [between(release, name) for name in range_declarations() if name in release.ranges and "." not in name],
        "cells": codes("coverage_cells"),
        "grades": codes("need_grades"),
    }


def _inputs(release: Release) -> list[dict[str, Any]]:
    """The files that the page names: of those of aid data, of which a whole corpus has thousands, the first, and all others."""
    read = [one for one in release.info["inputs"] if one["kind"] == "aid"]
    return [*read[:_MOST_FILES], *(one for one in release.info["inputs"] if one["kind"] != "aid")]


def _documents(release: Release) -> set[str]:
    return {sha256 for (sha256,) in release.connection.execute("SELECT sha256 FROM documents")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedThrough:
    """Activities in the files of aid data that could be read, those kept of them, and the files of which nobody knows."""

    activities: int
    kept: int
    unknown: int


def _looked_through(release: Release) -> LookedThrough | None:
    """None where nobody counted: in a Release of before they were."""
    counts = [one.get("activities") for one in release.info["inputs"] if one["kind"] == "aid"]
    known = [count for count in counts if count is not None]
    if not known:
        return None
    return LookedThrough(activities=sum(known), kept=release.info["counts"]["activities"], unknown=len(counts) - len(known))


def figure_page(release: Release, name: str) -> dict[str, Any] | None:
    """One total with all its splits; None where the Release has no such figure."""
    total = declarations().get(name)
    if total is None or total.dimension is not None or name not in release.figures:
        return None
    splits = [one for one in declarations().values() if one.figure.startswith(f"{name}.") and one.figure in release.figures]
    drawn = [_drawn(release, _explained(release, one, splits=[])) for one in splits]
    rows = reverse("figure_rows", args=[name]) if listed(name) else None
    return {"one": _explained(release, total, splits=drawn), "rows": rows}


def _drawn(release: Release, split: Explained) -> Explained:
    provided = split.shown.figure.table in ("activities", "assistance_received")
    year = int(release.info["on"][:4]) if split.shown.figure.dimension == "year_running" else None
    return replace(split, drawing=of_figure(split.shown, fill=HOLLOW if provided else SOLID, planned_after=year))


def _explained(release: Release, declared: Declaration, *, splits: list[Explained]) -> Explained:
    by = declared.dimension.titles[language()] if declared.dimension is not None else ""
    return Explained(
        shown=figure(release, declared.figure),
        by=by[:1].upper() + by[1:],
        plain=in_plain_words(declared),
        definition=explained(declared) if declared.dimension is None else explained_split(declared),
        splits=splits,
    )


@require_safe
def show_method(request: HttpRequest) -> HttpResponse:
    """How everything is read, kept, matched, graded and counted."""
    release = current()
    return render(request, release, "method.html", method_page(release))


@require_safe
def show_figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure with its parts and its definition."""
    release = current()
    return render_found(request, release, "figure.html", figure_page(release, name))


def _every_total(release: Release) -> list[str]:
    return [one.figure for one in declarations().values() if one.dimension is None and one.figure in release.figures]


PAGES = [
    Page(name="method", route="method", view=show_method),
    Page(name="figure", route="figures/<slug:name>", view=show_figure, every=_every_total),
]
