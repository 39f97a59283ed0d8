"""The method page: the rules, the kinds of nothing, and every figure in plain words and by its definition."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from article60.codes.labels import codes
from article60.figures.declarations import Declaration, declarations
from article60.figures.words import explained
from article60.web.common.wording import language
from article60.web.public.current import Release
from article60.web.public.figures import Shown, figure
from article60.web.public.plain import in_plain_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A figure with what it counts in plain words, its definition in English, and the ways in which it is split.

    `by` is the name of a split alone, empty for a total.
    """

    shown: Shown
    by: str
    plain: str
    definition: str
    splits: list["Explained"]


def method_page(release: Release) -> dict[str, Any]:
    """Every published figure of the Release in declared order, each total with its splits."""
    return {"figures": list(_totals(release)), "cells": codes("coverage_cells"), "grades": codes("need_grades")}


def _totals(release: Release) -> Iterator[Explained]:
    published = [declared for name, declared in declarations().items() if name in release.figures]
    for total in published:
        if total.dimension is None:
            splits = [one for one in published if one.figure.startswith(f"{total.figure}.")]
            yield _explained(release, total, splits=[_explained(release, one, splits=[]) for one in splits])


def _explained(release: Release, declared: Declaration, *, splits: list[Explained]) -> Explained:
    by = declared.dimension.titles[language()] if declared.dimension is not None else ""
    return Explained(
        shown=figure(release, declared.figure),
        by=by[:1].upper() + by[1:],
        plain=in_plain_words(declared),
        definition=explained(declared),
        splits=splits,
    )
