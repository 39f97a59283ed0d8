"""The kinds of rule of which rulesets of the IATI standard are made: each says in words how an element breaks it, or None.

Meanings follow the text that the standard publishes with its rulesets; where text and rulesets part, the rulesets' use counts
(docs/explanation/iati-arithmetic.md tells where and why).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from article60.sources.documents_csv import UnusableInput
from article60.sources.iati.dates import day
from article60.sources.iati.decimals import decimal_text

Case = Mapping[str, Any]
Rule = Callable[[etree._Element, Case, date | None], str | None]

_TODAY = ("NOW", "TODAY")
# "Anything but these": the characters that may not stand in a value. Searched for anywhere, it would say nothing.
_FORBIDDEN = re.compile(r"\[\^(?:\\.|[^\]\\])+\]\+")
_ALL = {"lang": ".//narrative[not(@xml:lang)]", "sector": "transaction[not(sector)]"}
_AMOUNTS = ("value", "forecast", "loan-status")


def found(start: etree._Element | etree._ElementTree, path: str) -> list[Any]:
    """What a path leads to; the one value of an expression that leads nowhere."""
    reached = start.xpath(path)
    return reached if isinstance(reached, list) else [reached]


def holds(element: etree._Element, expression: str) -> bool:
    """Whether an expression is true, or leads to something."""
    return bool(element.xpath(f"boolean({expression})"))


def _texts(element: etree._Element, path: str) -> list[str]:
    """Values that a path finds: an attribute's, else all the text of an element; outer blanks removed."""
    reached = found(element, path)
    return [("".join(map(str, v.itertext())) if isinstance(v, etree._Element) else str(v)).strip() for v in reached]


def _all_texts(element: etree._Element, case: Case) -> list[tuple[str, str]]:
    return [(path, text) for path in case["paths"] for text in _texts(element, path)]


def _count(element: etree._Element, paths: list[str]) -> int:
    return sum(len(found(element, path)) for path in paths)


def _named(paths: list[str]) -> str:
    return ", ".join(paths)


def no_more_than_one(element: etree._Element, case: Case, on: date | None) -> str | None:
    """At most one of the things that the paths name."""
    number = _count(element, case["paths"])
    return f"{number} of {_named(case['paths'])}; at most one may stand here" if number > 1 else None


def atleast_one(element: etree._Element, case: Case, on: date | None) -> str | None:
    """At least one of the things that the paths name."""
    return None if _count(element, case["paths"]) else f"none of {_named(case['paths'])}; at least one must stand here"


def none_of(element: etree._Element, case: Case, on: date | None) -> str | None:
    """None of the things that the paths name."""
    return f"{_named(case['paths'])} may not stand here" if _count(element, case["paths"]) else None


def only_one_of(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Nothing that the paths name where something excluded stands; exactly one of them where nothing excluded does."""
    number = _count(element, case["paths"])
    if _count(element, case["excluded"]):
        return f"{_named(case['paths'])} may not stand beside {_named(case['excluded'])}" if number else None
    return None if number == 1 else f"{number} of {_named(case['paths'])}; exactly one must stand here"


def one_or_all(element: etree._Element, case: Case, on: date | None) -> str | None:
    """One thing, or else the same said by each of its parts: language of texts, sector of transactions, currency of amounts."""
    if case["all"] not in (*_ALL, "currency"):
        raise UnusableInput(f"one_or_all: {case['all']!r} is not known here; known are {', '.join(_ALL)}, currency")
    if holds(element, case["one"]):
        return None
    amounts = " | ".join(f".//{name}[not(@currency)]" for name in _AMOUNTS)
    lacking = found(element, _ALL.get(case["all"], amounts))
    return f"no {case['one']}, and {len(lacking)} parts that do not say it ({case['all']})" if lacking else None


def dependent(element: etree._Element, case: Case, on: date | None) -> str | None:
    """All of the things that the paths name, or none of them."""
    missing = [path for path in case["paths"] if not found(element, path)]
    return f"without {_named(missing)}, on which others depend" if 0 < len(missing) < len(case["paths"]) else None


def unique(element: etree._Element, case: Case, on: date | None) -> str | None:
    """No value twice."""
    texts = [text for _, text in _all_texts(element, case)]
    twice = next((text for text in texts if texts.count(text) > 1), None)
    return None if twice is None else f"{twice[:120]!r} stands more than once in {_named(case['paths'])}"


def date_order(element: etree._Element, case: Case, on: date | None) -> str | None:
    """One date not after another; dates that are absent or cannot be read break no order."""
    less, more = _day(element, case["less"], on), _day(element, case["more"], on)
    if less is None or more is None or less <= more:
        return None
    return f"{case['less']} is {less}, after {case['more']}, which is {more}"


def date_now(element: etree._Element, case: Case, on: date | None) -> str | None:
    """A date not after the day for which the check is made; by days, since a check of a file knows no hour."""
    return date_order(element, {"less": case["date"], "more": "NOW"}, on)


def time_limit(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Two dates no more than a year apart."""
    start, end = _day(element, case["start"], on), _day(element, case["end"], on)
    if start is None or end is None or end <= _a_year_after(start):
        return None
    return f"from {case['start']}, {start}, to {case['end']}, {end}, is more than a year"


def between_dates(element: etree._Element, case: Case, on: date | None) -> str | None:
    """A date within two others, their own days among them."""
    start, one, end = (_day(element, case[name], on) for name in ("start", "date", "end"))
    if start is None or one is None or end is None or start <= one <= end:
        return None
    return f"{case['date']} is {one}, not between {start} and {end}"


def _day(element: etree._Element, path: str, on: date | None) -> date | None:
    if path in _TODAY:
        return on
    return next((day(text) for text in _texts(element, path)), None)


def _a_year_after(start: date) -> date:
    try:
        return start.replace(year=start.year + 1)
    except ValueError:  # 29 February
        return start.replace(year=start.year + 1, day=28)


def regex_matches(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Each value matched somewhere, as the pattern is written; by a pattern of forbidden characters from end to end."""
    for path, text in _all_texts(element, case):
        if not _matches(case["regex"], text):
            return f"{path} is {text[:120]!r}, which does not match {case['regex']}"
    return None


def regex_no_matches(element: etree._Element, case: Case, on: date | None) -> str | None:
    """No value matched."""
    for path, text in _all_texts(element, case):
        if re.search(case["regex"], text):
            return f"{path} is {text[:120]!r}, which matches {case['regex']}"
    return None


def _matches(pattern: str, text: str) -> bool:
    if _FORBIDDEN.fullmatch(pattern):
        return not text or re.fullmatch(pattern, text) is not None
    return re.search(pattern, text) is not None


def startswith(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Each value beginning with another one."""
    for start in _texts(element, case["start"])[:1]:
        for path, text in _all_texts(element, case):
            if not text.startswith(start):
                return f"{path} is {text[:120]!r}, which does not begin with {case['start']}, {start!r}"
    return None


def no_percent(element: etree._Element, case: Case, on: date | None) -> str | None:
    """No percent sign in a value."""
    return regex_no_matches(element, {"paths": case["paths"], "regex": "%"}, on)


def sums_to(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Values that add up to a number; where there are none, nothing is added up."""
    return strict_sum(element, case, on) if _all_texts(element, case) else None


def strict_sum(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Values that add up to a number, exactly; no values make 0."""
    numbers = [decimal_text(text) for _, text in _all_texts(element, case)]
    total = sum((Decimal(number) for number in numbers if number is not None), Decimal(0))
    return None if total == Decimal(str(case["sum"])) else f"{_named(case['paths'])} make {total:f}, not {case['sum']}"


def within_range(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Each value a number not below one bound and not above the other, as far as there are bounds."""
    for path, text in _all_texts(element, case):
        number = decimal_text(text)
        low, high = (Decimal(str(case.get(bound, number or 0))) for bound in ("min", "max"))
        if number is None or not low <= Decimal(number) <= high:
            return f"{path} is {text[:120]!r}, not a number from {case.get('min', 'any')} to {case.get('max', 'any')}"
    return None


def positive_decimal(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Each value a number above zero."""
    for path, text in _all_texts(element, case):
        number = decimal_text(text)
        if number is None or Decimal(number) <= 0:
            return f"{path} is {text[:120]!r}, not a number above zero"
    return None


def evaluates_to_true(element: etree._Element, case: Case, on: date | None) -> str | None:
    """An expression that is true."""
    return None if holds(element, case["eval"]) else f"{case['eval']} does not hold"


def if_then(element: etree._Element, case: Case, on: date | None) -> str | None:
    """A second expression that is true where a first one is."""
    broken = holds(element, case["if"]) and not holds(element, case["then"])
    return f"{case['if']} holds, but {case['then']} does not" if broken else None


def loop(element: etree._Element, case: Case, on: date | None) -> str | None:
    """Other rules for each different value of a path, in the place of `$1` in those parts of their cases that `subs` names."""
    for value in dict.fromkeys(_texts(element, case["foreach"])):
        if "'" in value or '"' in value:
            return f"{case['foreach']} is {value[:120]!r}; with a quotation mark in it, nothing can be asked of it"
        for kind, cases in case["do"].items():
            for one in cases["cases"]:
                filled = {key: _filled(part, value) if key in case["subs"] else part for key, part in one.items()}
                broken = broken_by(element, kind, filled, on)
                if broken is not None:
                    return f"for {value!r}: {broken}"
    return None


def _filled(part: Any, value: str) -> Any:
    return [_filled(one, value) for one in part] if isinstance(part, list) else str(part).replace("$1", value)


def broken_by(element: etree._Element, kind: str, case: Case, on: date | None) -> str | None:
    """How an element breaks a case of a rule; a case with a condition holds only where the condition does.

    Raises UnusableInput for a kind that is not known: a rule left out in silence would pass for a rule kept.
    """
    if kind not in RULES:
        raise UnusableInput(f"rule {kind!r} is not known here; known are {', '.join(RULES)}")
    if "condition" in case and not holds(element, case["condition"]):
        return None
    return RULES[kind](element, case, on)


RULES: Mapping[str, Rule] = {
    "no_more_than_one": no_more_than_one,
    "atleast_one": atleast_one,
    "none_of": none_of,
    "only_one_of": only_one_of,
    "one_or_all": one_or_all,
    "dependent": dependent,
    "unique": unique,
    "date_order": date_order,
    "date_now": date_now,
    "time_limit": time_limit,
    "between_dates": between_dates,
    "regex_matches": regex_matches,
    "regex_no_matches": regex_no_matches,
    "startswith": startswith,
    "no_percent": no_percent,
    "sum": sums_to,
    "strict_sum": strict_sum,
    "range": within_range,
    "positive_decimal": positive_decimal,
    "evaluates_to_true": evaluates_to_true,
    "if_then": if_then,
    "loop": loop,
}
