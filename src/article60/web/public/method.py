"""The method page: the rules, the kinds of nothing, and every figure with its definition."""

from collections.abc import Iterator
from typing import Any

from article60.codes.labels import codes
from article60.figures.declarations import Declaration, declarations, range_declarations
from article60.figures.words import explained, explained_split
from article60.web.common.wording import language
from article60.web.public.current import Release
from article60.web.public.figures import Shown, between, figure


LONGEST_TABLE = 9
"""Parts of a figure that the page shows itself; longer ones, as by article, are a link to the interface."""


def method_page(release: Release) -> dict[str, Any]:
    """Every published figure and range of the Release in declared order, with the words that define it and its splits."""
    totals = [one for one in declarations().values() if one.dimension is None and one.figure in release.figures]
    listed = [(figure(release, one.figure), explained(one), list(_splits(release, one))) for one in totals]
    return {
        "figures": listed,
        "ranges": [between(release, name) for name in range_declarations() if name in release.ranges and "." not in name],
        "longest": LONGEST_TABLE,
        "cells": codes("coverage_cells"),
        "grades": codes("need_grades"),
    }


def _splits(release: Release, total: Declaration) -> Iterator[tuple[Shown, str, str]]:
    """The figures into which a total is split and that have parts: each with the title of its dimension and its definition."""
    for one in declarations().values():
        if one.dimension is not None and one.figure.partition(".")[0] == total.figure and one.figure in release.figures:
            shown = figure(release, one.figure)
            if shown.parts:
                yield shown, one.dimension.titles[language()], explained_split(one)
