"""Checks a tree against a ruleset of the IATI standard: the kinds of rule that its published rulesets hold."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from article60.sources.documents_csv import UnusableInput
from article60.sources.iati.dates import day
from article60.sources.iati.decimals import decimal_text
from article60.sources.iati.finding import Finding

Case = Mapping[str, Any]
Rule = Callable[[etree._Element, Case, date | None], str | None]


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
    for element in _found(tree, context):
        broken = RULES[kind](element, case, on)
        if broken is not None:
            yield Finding(line=element.sourceline, severity="warning", rule=f"{kind} {context}", message=broken)


def _found(start: etree._Element | etree._ElementTree, path: str) -> list[Any]:
    found = start.xpath(path)
    return found if isinstance(found, list) else [found]


def _texts(element: etree._Element, path: str) -> list[str]:
    """Values that a path finds: an attribute's, else all the text of an element; outer blanks removed."""
    found = _found(element, path)
    return [("".join(map(str, v.itertext())) if isinstance(v, etree._Element) else str(v)).strip() for v in found]


def _count(element: etree._Element, case: Case) -> int:
    return sum(len(_found(element, path)) for path in case["paths"])


def no_more_than_one(element: etree._Element, case: Case, on: date | None) -> str | None:
    """At most one of the things that the paths name."""
    number = _count(element, case)
    return f"{number} of {', '.join(case['paths'])}; at most one may stand here" if number > 1 else None


def atleast_one(element: etree._Element, case: Case, on: date | None) -> str | None:
    """At least one of the things that the paths name."""
    return None if _count(element, case) else f"none of {', '.join(case['paths'])}; at least one must stand here"


def date_order(element: etree._Element, case: Case, on: date | None) -> str | None:
    """One date not after another; dates that are absent or cannot be read break no order."""
    less, more = _day(element, case["less"], on), _day(element, case["more"], on)
    if less is None or more is None or less <= more:
        return None
    return f"{case['less']} is {less}, after {case['more']}, which is {more}"


def _day(element: etree._Element, path: str, on: date | None) -> date | None:
    if path == "NOW":
        return on
    return next((day(text) for text in _texts(element, path)), None)


def regex_matches(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Each value matched from end to end, as the rules' forbidden characters mean it; empty ones are other rules' matter."""
    pattern = re.compile(case["regex"])
    for path in case["paths"]:
        for text in _texts(element, path):
            if text and pattern.fullmatch(text) is None:
                return f"{path} is {text[:120]!r}, which does not match {case['regex']}"
    return None


def startswith(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Each value beginning with another one."""
    for start in _texts(element, case["start"])[:1]:
        for path in case["paths"]:
            for text in _texts(element, path):
                if not text.startswith(start):
                    return f"{path} is {text[:120]!r}, which does not begin with {case['start']}, {start!r}"
    return None


def sums_to(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Values that add up to a number; where there are none, nothing is added up."""
    written = [text for path in case["paths"] for text in _texts(element, path)]
    numbers = [decimal_text(text) for text in written]
    total = sum((Decimal(number) for number in numbers if number is not None), Decimal(0))
    if not written or total == Decimal(str(case["sum"])):
        return None
    return f"{', '.join(case['paths'])} make {total:f}, not {case['sum']}"


RULES: Mapping[str, Rule] = {
    "no_more_than_one": no_more_than_one,
    "atleast_one": atleast_one,
    "date_order": date_order,
    "regex_matches": regex_matches,
    "startswith": startswith,
    "sum": sums_to,
}
