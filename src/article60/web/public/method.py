"""The method page: the rules, the kinds of nothing, and every figure with its definition."""

from typing import Any

from article60.codes.labels import codes
from article60.figures.declarations import declarations
from article60.figures.words import explained
from article60.web.public.current import Release
from article60.web.public.figures import figure


def method_page(release: Release) -> dict[str, Any]:
    """Every published figure of the Release in declared order, with the words that define it."""
    listed = [
        (figure(release, name), explained(declared)) for name, declared in declarations().items() if name in release.figures
    ]
    return {"figures": listed, "cells": codes("coverage_cells"), "grades": codes("need_grades")}
