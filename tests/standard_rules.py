"""Cases for every kind of rule that the standard's rulesets may hold: what keeps it, and what breaks it.

Written from the text that the standard publishes with its rulesets (IATI ruleset specification) and from the rulesets; the
files are inventions. The page on IATI arithmetic has a row for each case.
"""

from dataclasses import dataclass
from typing import Any

from standard_cases import AGREES, DIFFERS

ACTIVITY = "//iati-activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A rule, what stands in activities (or organisations) that keep it and in those that break it, and whether we agree."""

    name: str
    kind: str
    rule: dict[str, Any]
    kept: tuple[str, ...]
    broken: tuple[str, ...]
    context: str = ACTIVITY
    verdict: str = AGREES


def kind(name: str, kind: str, rule: dict[str, Any], kept: tuple[str, ...], broken: tuple[str, ...], **other: Any) -> Case:
    return Case(name=name, kind=kind, rule=rule, kept=kept, broken=broken, **other)


def transactions(*inside: str) -> str:
    return "".join(f"<transaction>{one}</transaction>" for one in inside)


SAYS_RECIPIENT = {
    "excluded": ["recipient-country", "recipient-region"],
    "paths": ["transaction/recipient-country", "transaction/recipient-region"],
}
HUNDRED = {"paths": ["recipient-country/@percentage", "recipient-region/@percentage"], "sum": 100}
BUDGET = {"start": "budget/period-start/@iso-date", "end": "budget/period-end/@iso-date"}
MEASURED = {"paths": ["baseline/@value"], "condition": "@measure='1' or @measure='2'"}
LANGUAGE, SECTOR, CURRENCY = (
    {"one": one, "all": every}
    for one, every in (("@xml:lang", "lang"), ("sector", "sector"), ("@default-currency", "currency"))
)
PERIOD = "<budget><period-start iso-date='{}'/><period-end iso-date='{}'/></budget>"

KINDS = [
    kind(
        "a thing that must stand, stands", "atleast_one", {"paths": ["title"]}, ("<title/>", "<title/><title/>"), ("", "<x/>")
    ),
    kind("words that must stand, stand", "atleast_one", {"paths": ["title/text()"]}, ("<title>Courts</title>",), ("<title/>",)),
    kind(
        "one of several must stand",
        "atleast_one",
        {"paths": ["@ref", "narrative"]},
        ("<participating-org ref='XX'/>", "<participating-org><narrative>Fund</narrative></participating-org>", "<title/>"),
        ("<participating-org role='1'/>", "<participating-org ref='XX'/><participating-org/>"),
        context="//participating-org",
    ),
    kind("one of no paths can never stand", "atleast_one", {"paths": []}, (), ("", "<title/>")),
    kind("no more than one", "no_more_than_one", {"paths": ["title"]}, ("", "<title/>"), ("<title/><title/>",)),
    kind(
        "no more than one over several paths",
        "no_more_than_one",
        {"paths": ["reference", "../reference"]},
        ("<result><indicator><reference/></indicator></result>", "<result><reference/><indicator/></result>"),
        ("<result><reference/><indicator><reference/></indicator></result>",),
        context="//result/indicator",
    ),
    kind(
        "nothing of a kind",
        "none_of",
        {"paths": ["activity-date[@type='4']"], "condition": "activity-status/@code='2'"},
        ("<activity-status code='4'/><activity-date type='4'/>", "<activity-status code='2'/><activity-date type='3'/>"),
        ("<activity-status code='2'/><activity-date type='4'/>",),
    ),
    kind(
        "recipients of the activity, none of transactions",
        "only_one_of",
        SAYS_RECIPIENT,
        ("<recipient-region/>", "<recipient-country/><recipient-region/>"),
        ("<recipient-country/><recipient-region/>" + transactions("<recipient-country/>"),),
    ),
    kind(
        "no recipient of the activity, exactly one of transactions",
        "only_one_of",
        SAYS_RECIPIENT,
        (transactions("<recipient-country/>"), transactions("<recipient-region/>", "")),
        ("", transactions("<recipient-country/>", "<recipient-region/>")),
    ),
    kind(
        "the second of several excluded things excludes too",
        "only_one_of",
        SAYS_RECIPIENT,
        ("<recipient-country/>",),
        ("<recipient-region/>" + transactions("<recipient-region/>"),),
        verdict=DIFFERS,
    ),
    kind(
        "language of the activity or of every text",
        "one_or_all",
        LANGUAGE,
        ("<title><narrative xml:lang='fr'/></title><x><y><narrative xml:lang='en'/></y></x>", ""),
        ("<title><narrative/></title>", "<title><narrative xml:lang='fr'/><narrative/></title>"),
    ),
    kind(
        "sector of the activity or of every transaction",
        "one_or_all",
        SECTOR,
        ("<sector/>" + transactions(""), transactions("<sector/>", "<sector/>"), ""),
        (transactions("<sector/>", ""),),
    ),
    kind(
        "currency of the activity or of every amount",
        "one_or_all",
        CURRENCY,
        ("<value currency='XAF'/><forecast currency='XAF'/>", "<crs-add><loan-status currency='USD'/></crs-add>"),
        ("<budget><value/></budget>", "<value currency='XAF'/><forecast/>", "<crs-add><loan-status/></crs-add>"),
    ),
    kind(
        "currency of the organisation or of every amount",
        "one_or_all",
        CURRENCY,
        ("<o default-currency='EUR'><value/></o>", "<o><value currency='EUR'/></o>"),
        ("<o><value/></o>",),
        context="//o",
    ),
    kind(
        "all of several or none",
        "dependent",
        {"paths": ["title", "description"]},
        ("", "<title/><description/>"),
        ("<title/>", "<description/><description/>"),
    ),
    kind(
        "values add up",
        "sum",
        HUNDRED,
        (
            "<recipient-country percentage='60.5'/><recipient-region percentage='39.5'/>",
            "<recipient-country percentage='100'/>",
        ),
        ("<recipient-country percentage='60'/><recipient-region percentage='39.99'/>", "<recipient-country percentage='1'/>"),
    ),
    kind("no values need not add up", "sum", HUNDRED, ("", "<recipient-country/>"), ("<recipient-country percentage='0'/>",)),
    kind(
        "values add up strictly",
        "strict_sum",
        {"paths": ["sector[not(@vocabulary)]/@percentage"], "sum": 100},
        ("<sector percentage='33.3'/><sector percentage='66.7'/>",),
        ("<sector percentage='99.9'/>", "<sector/>", ""),
    ),
    kind(
        "one date not after another",
        "date_order",
        {"less": "a/@d", "more": "b/@d"},
        ("", "<a d='2026-01-02'/>", "<a d='2026-01-02'/><b d='2026-01-02'/>"),
        ("<a d='2026-01-03'/><b d='2026-01-02'/>",),
    ),
    kind(
        "a date not after today",
        "date_order",
        {"less": "a/@d", "more": "NOW"},
        ("<a d='2026-06-30'/>", ""),
        ("<a d='2026-07-01'/>",),
    ),
    kind(
        "a moment not after now",
        "date_now",
        {"date": "@updated"},
        ("<o updated='2026-06-29T23:59:59Z'/>", "<o/>"),
        ("<o updated='2050-01-01T00:00:00'/>",),
        context="//o",
    ),
    kind(
        "a moment later on the same day",
        "date_now",
        {"date": "@updated"},
        ("<o updated='2026-06-30T23:59:59Z'/>",),
        ("<o updated='2026-07-01T00:00:00Z'/>",),
        context="//o",
        verdict=DIFFERS,
    ),
    kind(
        "a period of a year at most",
        "time_limit",
        BUDGET,
        (
            PERIOD.format("2025-01-01", "2025-12-31"),
            PERIOD.format("2024-06-06", "2025-06-06"),
            "<budget/>",
            PERIOD.format("2024-02-29", "2025-02-28"),
        ),
        (PERIOD.format("2024-06-06", "2025-06-07"), PERIOD.format("2024-02-29", "2025-03-01")),
    ),
    kind(
        "a date within a period",
        "between_dates",
        BUDGET | {"date": "budget/value/@d"},
        (PERIOD.format("2025-01-01", "2025-12-31") + "<budget><value d='2025-05-01'/></budget>", "<budget/>"),
        (
            PERIOD.format("2025-01-01", "2025-12-31") + "<budget><value d='2026-05-01'/></budget>",
            PERIOD.format("2025-01-01", "2025-12-31") + "<budget><value d='2024-12-31'/></budget>",
        ),
    ),
    kind(
        "the first and the last day of a period",
        "between_dates",
        BUDGET | {"date": "budget/value/@d"},
        (
            PERIOD.format("2025-01-01", "2025-12-31") + "<budget><value d='2025-01-01'/></budget>",
            PERIOD.format("2025-01-01", "2025-12-31") + "<budget><value d='2025-12-31'/></budget>",
        ),
        (PERIOD.format("2025-01-01", "2025-12-31") + "<budget><value d='2026-01-01'/></budget>",),
        verdict=DIFFERS,
    ),
    kind(
        "a pattern that must match",
        "regex_matches",
        {"regex": "^[A-Z]+-[0-9]+$", "paths": ["title", "x/@y"]},
        ("<title>AB-12</title>", "", "<x y='A-1'/>"),
        ("<title>ab-12</title>", "<title>A-1</title><x y='A-1-2'/>"),
    ),
    kind(
        "a pattern that matches anywhere",
        "regex_matches",
        {"regex": "\\S", "paths": ["narrative"], "condition": "count(@ref)=0"},
        (
            "<provider-org><narrative>A fund</narrative></provider-org>",
            "<provider-org ref='X'><narrative> </narrative></provider-org>",
        ),
        ("<provider-org><narrative>\n </narrative></provider-org>",),
        context="//provider-org",
    ),
    kind(
        "a bare list of forbidden characters",
        "regex_matches",
        {"regex": "[^\\/\\&\\|\\?]+", "paths": ["iati-identifier"]},
        ("<iati-identifier>XX-1</iati-identifier>", "<iati-identifier/>"),
        ("<iati-identifier>XX/1</iati-identifier>", "<iati-identifier>XX-1?</iati-identifier>"),
        verdict=DIFFERS,
    ),
    kind(
        "a pattern that must not match",
        "regex_no_matches",
        {"regex": "^test|draft$", "paths": ["title"]},
        ("<title>Courts</title>", ""),
        ("<title>test of courts</title>", "<title>Courts, a draft</title>"),
    ),
    kind(
        "a value that begins with another",
        "startswith",
        {"start": "reporting-org/@ref", "paths": ["iati-identifier"]},
        ("<reporting-org ref='XX-DEMO'/><iati-identifier>XX-DEMO-1</iati-identifier>",),
        ("<reporting-org ref='XX-DEMO'/><iati-identifier>YY-DEMO-1</iati-identifier>",),
    ),
    kind(
        "nothing to begin with",
        "startswith",
        {"start": "reporting-org/@ref", "paths": ["iati-identifier"]},
        ("<iati-identifier>XX-1</iati-identifier>",),
        ("<reporting-org ref='Y'/><iati-identifier>X</iati-identifier>",),
        verdict=DIFFERS,
    ),
    kind(
        "no value twice",
        "unique",
        {"paths": ["title/@xml:lang"]},
        ("<title xml:lang='en'/><title xml:lang='fr'/>", ""),
        ("<title xml:lang='en'/><title xml:lang='en'/>",),
    ),
    kind(
        "no value twice over several paths",
        "unique",
        {"paths": ["title", "description"]},
        ("<title>Courts</title><description>Judges</description>",),
        ("<title>Courts</title><description>Courts</description>",),
    ),
    kind(
        "no percent sign",
        "no_percent",
        {"paths": ["sector/@percentage"]},
        ("<sector percentage='50'/>", ""),
        ("<sector percentage='50%'/>",),
    ),
    kind(
        "a number within bounds",
        "range",
        {"paths": ["a/@p"], "min": 0, "max": 100},
        ("<a p='0'/><a p='100.0'/>", ""),
        ("<a p='100.01'/>", "<a p='-1'/>", "<a p='half'/>"),
    ),
    kind("a number with one bound", "range", {"paths": ["a/@p"], "min": 1}, ("<a p='1'/><a p='9999'/>",), ("<a p='0.9'/>",)),
    kind(
        "a number above zero",
        "positive_decimal",
        {"paths": ["a/@p"]},
        ("<a p='0.01'/>", ""),
        ("<a p='0'/>", "<a p='-1.0'/>", "<a p='x'/>"),
    ),
    kind(
        "an expression that holds",
        "evaluates_to_true",
        {"eval": "number(a/@p) >= 0 and number(a/@p) <= 100"},
        ("<a p='100'/>",),
        ("<a p='101'/>", ""),
    ),
    kind(
        "a second thing where a first is",
        "if_then",
        {"if": "count(a[@p=1 or @p=2]) > 0", "then": "count(b) > 0"},
        ("<a p='2'/><b/>", "<a p='3'/>", ""),
        ("<a p='1'/>", "<a p='2'/><c/>"),
    ),
    kind(
        "rules for each value of a list",
        "loop",
        {
            "foreach": "sector[@vocabulary != '1']/@vocabulary",
            "subs": ["paths"],
            "do": {"strict_sum": {"cases": [{"paths": ["sector[@vocabulary='$1']/@percentage"], "sum": 100}]}},
        },
        (
            "<sector vocabulary='2' percentage='100'/><sector vocabulary='9' percentage='100'/>",
            "<sector vocabulary='1' percentage='1'/>",
        ),
        (
            "<sector vocabulary='2' percentage='100'/><sector vocabulary='99' percentage='40'/>",
            '<sector vocabulary="2\'" percentage="100"/>',
        ),
    ),
    kind(
        "a case for some elements only",
        "atleast_one",
        MEASURED,
        (
            "<result><indicator measure='1'><baseline value='3'/></indicator></result>",
            "<result><indicator measure='5'><baseline/></indicator></result>",
        ),
        ("<result><indicator measure='2'><baseline/></indicator></result>",),
        context="//result/indicator",
        verdict=DIFFERS,
    ),
]
"""Kinds of rule, by what they ask."""
