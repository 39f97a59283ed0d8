"""Checks a tree against a ruleset of the IATI standard."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from article60.sources.documents_csv import UnusableInput
from article60.sources.iati.finding import Finding
from article60.sources.iati.rule_kinds import RULES, Case, broken_by, found


def broken_rules(tree: etree._ElementTree, *, ruleset: Path, on: date | None) -> Iterator[Finding]:
    """Yield each rule that an element breaks, in the order of the ruleset.

    Rules on the future are checked only where a day is given. Raises UnusableInput for a ruleset that cannot be read and for
    a kind of rule that is not known here: a rule left out in silence would pass for a rule kept.
    """
    for context, kinds in _loaded(ruleset).items():
        for kind, cases in kinds.items():
            if kind not in RULES:
                raise UnusableInput(f"{ruleset}: rule {kind!r} under {context} is not known here; known are {', '.join(RULES)}")
            for case in cases["cases"]:
                yield from _check(tree, context, kind, case, on)


def _loaded(ruleset: Path) -> dict[str, dict[str, Any]]:
    try:
        loaded: dict[str, dict[str, Any]] = json.loads(ruleset.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableInput(f"{ruleset}: the ruleset cannot be read ({error}); use one published with the standard") from None
    return loaded


def _check(tree: etree._ElementTree, context: str, kind: str, case: Case, on: date | None) -> Iterator[Finding]:
    for element in found(tree, context):
        broken = broken_by(element, kind, case, on)
        if broken is not None:
            yield Finding(line=element.sourceline, severity="warning", rule=f"{kind} {context}", message=broken)
