"""Cases for every rule of the rulesets that the standard publishes: what keeps it, and what breaks it.

Written from the rulesets; the files are inventions. The page on IATI arithmetic has a row for each case.
"""

from standard_rules import HUNDRED, Case, kind, transactions

ORDER = {"less": "period-start/@iso-date", "more": "period-end/@iso-date"}
MEASURABLE = "[@measure='1' or @measure='2' or @measure='3' or @measure='4']"
FORBIDDEN = "[^\\/\\&\\|\\?]+"


def period(name: str, element: str, path: str | None = None, wrap: str = "{}") -> Case:
    """A period of an element that must not end before it begins."""
    inside = f"<{element}><period-start iso-date='{{}}'/><period-end iso-date='{{}}'/></{element}>"
    kept, broken = (inside.format("2026-01-01", end) for end in ("2026-01-01", "2025-12-31"))
    return kind(name, "date_order", ORDER, (wrap.format(kept),), (wrap.format(broken),), context=path or f"//{element}")


def dated(name: str, first: str, second: str) -> Case:
    """Two dates of an activity in their order, or one of them and today."""
    more = "NOW" if second == "NOW" else f"activity-date[@type='{second}']/@iso-date"
    rule = {"less": f"activity-date[@type='{first}']/@iso-date", "more": more}
    pair = "<activity-date type='{}' iso-date='{}'/>"
    late = "" if second == "NOW" else pair.format(second, "2026-06-30")
    return kind(
        name,
        "date_order",
        rule,
        (pair.format(first, "2026-06-30") + late, late),
        (pair.format(first, "2026-07-01") + late,),
    )


def measured(name: str, path: str, element: str, wrap: str) -> Case:
    """A value that an indicator which can be measured must have."""
    whole = "<result><indicator measure='{}'>" + wrap + "</indicator></result>"
    return kind(
        name,
        "atleast_one",
        {"paths": ["@value"]},
        (whole.format(1, f"<{element} value='0'/>"), whole.format(5, f"<{element}/>")),
        (whole.format(4, f"<{element}/>"),),
        context=f"//result/indicator{MEASURABLE}/{path}",
    )


def referred(place: str) -> str:
    return f"<{place} ref='XX-1'/>"


PUBLISHED = [
    kind(
        "planned or actual start",
        "atleast_one",
        {"paths": ["activity-date[@type='1' or @type='2']"]},
        ("<activity-date type='1'/>", "<activity-date type='2'/>"),
        ("<activity-date type='3'/>", ""),
    ),
    kind(
        "sector of activity or transaction",
        "atleast_one",
        {"paths": ["sector", "transaction/sector"]},
        ("<sector/>", transactions("<sector/>")),
        ("", transactions("")),
    ),
    dated("planned start before planned end", "1", "3"),
    dated("actual start before actual end", "2", "4"),
    dated("actual start not in the future", "2", "NOW"),
    dated("actual end not in the future", "4", "NOW"),
    kind(
        "identifiers of an activity without forbidden characters",
        "regex_matches",
        {
            "regex": FORBIDDEN,
            "paths": [
                "reporting-org/@ref",
                "iati-identifier",
                "participating-org/@ref",
                "transaction/provider-org/@ref",
                "transaction/receiver-org/@ref",
            ],
        },
        (
            referred("reporting-org")
            + referred("participating-org")
            + transactions(referred("provider-org"), referred("receiver-org")),
            "",
        ),
        (
            "<reporting-org ref='X/1'/>",
            "<iati-identifier>X&amp;1</iati-identifier>",
            "<participating-org ref='X|1'/>",
            transactions("<provider-org ref='X?1'/>"),
            transactions("<receiver-org ref='X/1'/>"),
        ),
    ),
    kind(
        "percentages of countries and regions make 100",
        "sum",
        HUNDRED,
        ("<recipient-country percentage='50'/><recipient-region percentage='50'/>", "<recipient-country/>"),
        ("<recipient-country percentage='50'/><recipient-region percentage='49'/>",),
    ),
    kind(
        "identifiers of an organisation without forbidden characters",
        "regex_matches",
        {"regex": FORBIDDEN, "paths": ["reporting-org/@ref", "organisation-identifier"]},
        ("<iati-organisation><reporting-org ref='X'/><organisation-identifier/></iati-organisation>",),
        (
            "<iati-organisation><organisation-identifier>XX?</organisation-identifier></iati-organisation>",
            "<iati-organisation><reporting-org ref='XX/1'/></iati-organisation>",
        ),
        context="//iati-organisation",
    ),
    kind(
        "participating organisation by identifier or name",
        "atleast_one",
        {"paths": ["@ref", "narrative"]},
        ("<participating-org ref='XX'/>", "<participating-org><narrative/></participating-org>"),
        ("<participating-org/>",),
        context="//participating-org",
    ),
    kind(
        "transaction not in the future",
        "date_order",
        {"less": "transaction-date/@iso-date", "more": "NOW"},
        (transactions("<transaction-date iso-date='2026-06-30'/>", ""),),
        (transactions("<transaction-date iso-date='2026-07-01'/>"),),
        context="//transaction",
    ),
    kind(
        "value date of a transaction not in the future",
        "date_order",
        {"less": "value/@value-date", "more": "NOW"},
        (transactions("<value value-date='2026-06-30'/>"),),
        (transactions("<value value-date='2027-01-01'/>"),),
        context="//transaction",
    ),
    period("period of a planned disbursement", "planned-disbursement"),
    period("period of a budget", "budget"),
    period("period of a total budget", "total-budget"),
    period("period of a budget for a country", "recipient-country-budget"),
    period("period of a budget for an organisation", "recipient-org-budget"),
    period("period of a budget for a region", "recipient-region-budget"),
    period("period of a total expenditure", "total-expenditure"),
    period("period of an indicator", "period", "//result/indicator/period", "<result><indicator>{}</indicator></result>"),
    kind(
        "references of a result or of its indicators",
        "no_more_than_one",
        {"paths": ["reference[1]", "../reference[1]"]},
        ("<result><indicator><reference/><reference/></indicator></result>", "<result><reference/><indicator/></result>"),
        ("<result><reference/><indicator><reference/></indicator></result>",),
        context="//result/indicator",
    ),
    measured("value of a baseline", "baseline", "baseline", "{}"),
    measured("value of a target", "period/target", "target", "<period>{}</period>"),
    measured("value that was reached", "period/actual", "actual", "<period>{}</period>"),
    kind(
        "identifier begins with that of its reporter",
        "startswith",
        {"start": "reporting-org/@ref", "paths": ["iati-identifier"]},
        ("<reporting-org ref='XX'/><iati-identifier>XX-1</iati-identifier>",),
        ("<reporting-org ref='XX'/><iati-identifier>X-1</iati-identifier>",),
    ),
    dated("planned start before planned end, by words", "start-planned", "end-planned"),
    dated("actual start before actual end, by words", "start-actual", "end-actual"),
    dated("actual start not in the future, by words", "start-actual", "NOW"),
    dated("actual end not in the future, by words", "end-actual", "NOW"),
]
"""The rules of the published rulesets 1.04 to 2.03, each once; those of version 1 name dates by words."""
