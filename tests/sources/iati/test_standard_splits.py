"""What each recipient has of an activity's amounts, from the file to the dollar: shares, transactions, currencies, periods.

Written from the standard's text on recipients, sectors, budgets and transactions; the files are inventions. The page on IATI
arithmetic has a row for each case, and says where we part from tools that rescale, and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from article60.analysis import funding
from article60.domain.activity import ActivityMoney
from article60.domain.activity_record import ActivityRecord
from article60.domain.rate import Rate
from article60.domain.usd import add
from article60.extraction.attribution import attributed
from article60.extraction.money import in_usd, totals
from article60.sources.iati import read
from makers import activity
from standard_cases import AGREES, ALONE, DIFFERS, VERDICTS, table

RATES = [
    Rate(currency="EUR", on=date(2024, 1, 1), per_usd="0.8", source="Invented bank"),
    Rate(currency="EUR", on=date(2025, 1, 1), per_usd="0.5", source="Invented bank"),
]
"""A dollar is 0.80 euros in 2024 and 0.50 in 2025."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An activity, what each recipient must have of its disbursements (or another sum), and what nobody can be given."""

    name: str
    inside: str
    has: Mapping[str, str | None]
    rest: str | None = None
    kind: str = "disbursement"
    attributes: str = ""
    verdict: str = AGREES


def paid(value: str, inside: str = "", *, type: str = "3", currency: str = "USD", dated: str = "2024-03-01") -> str:
    """A transaction, by default a disbursement in dollars; without a currency where that is empty."""
    named = f" currency='{currency}'" if currency else ""
    return (
        f"<transaction><transaction-type code='{type}'/><transaction-date iso-date='{dated}'/>"
        f"<value{named} value-date='{dated}'>{value}</value>{inside}</transaction>"
    )


def budget(value: str, *, type: str = "1", status: str = "2", start: str = "2024-01-01", end: str = "2024-12-31") -> str:
    return (
        f"<budget type='{type}' status='{status}'><period-start iso-date='{start}'/><period-end iso-date='{end}'/>"
        f"<value currency='USD' value-date='{start}'>{value}</value></budget>"
    )


def to(code: str, share: str | None = None) -> str:
    """A recipient: a country by two letters, a region by a number; with a percentage where one is given."""
    name = "region" if code.isdigit() else "country"
    part = "" if share is None else f" percentage='{share}'"
    return f"<recipient-{name} code='{code}'{part}/>"


def sector(code: str, share: str) -> str:
    return f"<sector code='{code}' percentage='{share}'/>"


SPLITS = [
    Split(
        name="amount times share", inside=to("XA", "60") + to("XB", "40") + paid("1000"), has={"XA": "600.00", "XB": "400.00"}
    ),
    Split(
        name="shares with decimals, to the last digit",
        inside=to("XA", "33.33") + to("XB", "66.67") + paid("0.10"),
        has={"XA": "0.03333", "XB": "0.06667"},
    ),
    Split(
        name="countries and regions together are the whole",
        inside=to("XA", "50") + to("298", "50") + paid("10"),
        has={"XA": "5.00", "298": "5.00"},
    ),
    Split(name="a sole recipient without a share has all", inside=to("XA") + paid("10"), has={"XA": "10.00"}),
    Split(
        name="a share of nothing is nothing",
        inside=to("XA", "100") + to("XB", "0") + paid("10"),
        has={"XA": "10.00", "XB": "0.00"},
    ),
    Split(
        name="refunds are shared too",
        inside=to("XA", "60") + to("XB", "40") + paid("100") + paid("-150"),
        has={"XA": "-30.00", "XB": "-20.00"},
    ),
    Split(
        name="shares that fall short of 100",
        inside=to("XA", "60") + to("XB", "30") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="shares that exceed 100",
        inside=to("XA", "100") + to("XB", "100") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="several recipients without shares",
        inside=to("XA") + to("XB") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="one share missing among several",
        inside=to("XA", "60") + to("XB") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="a country with all and a region beside it",
        inside=to("XA", "100") + to("298") + paid("90"),
        has={"XA": None, "298": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="shares that miss 100 by rounding",
        inside=to("XA", "33.3") + to("XB", "33.3") + to("XC", "33.3") + paid("100"),
        has={"XA": "33.30", "XB": "33.30", "XC": "33.30"},
        rest="0.10",
        verdict=DIFFERS,
    ),
    Split(
        name="regions of a vocabulary of the publisher's own",
        inside=to("XA", "50") + to("298", "25") + "<recipient-region vocabulary='99' code='A1' percentage='25'/>" + paid("100"),
        has={"XA": "50.00", "298": "25.00", "A1": "25.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="recipients on transactions, none on the activity",
        inside=paid("70", to("XA")) + paid("20", to("XB")) + paid("10", to("XA")),
        has={"XA": "80.00", "XB": "20.00"},
    ),
    Split(
        name="a region on a transaction stays a region",
        inside=paid("70", to("XA")) + paid("30", to("298")),
        has={"XA": "70.00", "298": "30.00"},
    ),
    Split(
        name="a transaction that names nobody among others that do",
        inside=paid("70", to("XA")) + paid("20", to("XB")) + paid("10"),
        has={"XA": "70.00", "XB": "20.00"},
        rest="10.00",
    ),
    Split(
        name="recipients on the activity and on transactions",
        inside=to("XA", "60") + to("XB", "40") + paid("100", to("XC")),
        has={"XA": "60.00", "XB": "40.00", "XC": None},
        verdict=DIFFERS,
    ),
    Split(
        name="a transaction that names a country and a region",
        inside=paid("70", to("XA") + to("298")) + paid("30", to("XB")),
        has={"XA": None, "298": None, "XB": "30.00"},
        rest="70.00",
        verdict=DIFFERS,
    ),
    Split(
        name="the only recipient that transactions name",
        inside=paid("70", to("XA")) + paid("30"),
        has={"XA": "100.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="sectors divide nothing",
        inside=to("XA", "100") + sector("15113", "70") + sector("15130", "30") + paid("100"),
        has={"XA": "100.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="a sector on a transaction leaves its amount whole",
        inside=to("XA") + paid("100", "<sector code='15113'/>"),
        has={"XA": "100.00"},
    ),
    Split(
        name="the currency of the activity where an amount has none",
        inside=to("XA") + paid("80", currency=""),
        attributes="default-currency='EUR'",
        has={"XA": "100.00"},
    ),
    Split(
        name="an amount's own currency before the activity's",
        inside=to("XA") + paid("80", currency="USD"),
        attributes="default-currency='EUR'",
        has={"XA": "80.00"},
    ),
    Split(name="dollars need no rate", inside=to("XA") + paid("80", dated="1990-01-01"), has={"XA": "80.00"}),
    Split(
        name="the rate of the value date",
        inside=to("XA") + paid("80", currency="EUR", dated="2024-12-31") + paid("80", currency="EUR", dated="2025-01-01"),
        has={"XA": "260.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="the date of the transaction where a value has none",
        inside=to("XA") + paid("80", currency="EUR", dated="2025-02-01").replace(" value-date='2025-02-01'", ""),
        has={"XA": "160.00"},
        verdict=DIFFERS,
    ),
    Split(name="no rate, no value", inside=to("XA") + paid("80", currency="QQQ"), has={"XA": None}, rest=None),
    Split(
        name="one amount without a value leaves the sum unknown",
        inside=to("XA") + paid("80") + paid("80", currency="QQQ"),
        has={"XA": None},
        verdict=DIFFERS,
    ),
    Split(
        name="disbursements and expenditure are spent", inside=to("XA") + paid("3") + paid("4", type="4"), has={"XA": "7.00"}
    ),
    Split(
        name="only outgoing commitments are committed",
        inside=to("XA") + paid("5", type="2") + paid("9", type="11"),
        kind="commitment",
        has={"XA": "5.00"},
        verdict=ALONE,
    ),
    Split(
        name="incoming funds are not spent",
        inside=to("XA") + paid("3") + paid("50", type="1"),
        has={"XA": "3.00"},
        verdict=ALONE,
    ),
    Split(
        name="budgets are shared like transactions",
        kind="budget",
        inside=to("XA", "25") + to("XB", "75") + budget("8"),
        has={"XA": "2.00", "XB": "6.00"},
        verdict=ALONE,
    ),
    Split(
        name="budgets of an activity of which only transactions name recipients",
        kind="budget",
        inside=budget("8") + paid("1", to("XA")) + paid("1", to("XB")),
        has={"XA": None, "XB": None},
        rest="8.00",
        verdict=ALONE,
    ),
    Split(
        name="budgets of several periods add up",
        kind="budget",
        inside=to("XA") + budget("8") + budget("4", start="2025-01-01", end="2025-12-31"),
        has={"XA": "12.00"},
        verdict=ALONE,
    ),
    Split(
        name="a budget is not cut at the end of a year",
        kind="budget",
        inside=to("XA") + budget("8", start="2024-07-01", end="2025-06-30"),
        has={"XA": "8.00"},
        verdict=ALONE,
    ),
    Split(
        name="a revised budget replaces the original of its period",
        kind="budget",
        inside=to("XA") + budget("8") + budget("5", type="2") + budget("4", start="2025-01-01", end="2025-12-31"),
        has={"XA": "9.00"},
        verdict=ALONE,
    ),
    Split(
        name="an indicative budget counts like a committed one",
        kind="budget",
        inside=to("XA") + budget("8", status="1") + budget("4", status="2", start="2025-01-01", end="2025-12-31"),
        has={"XA": "12.00"},
        verdict=ALONE,
    ),
    Split(
        name="planned disbursements enter no sum",
        inside=to("XA")
        + paid("3")
        + "<planned-disbursement><period-start iso-date='2024-01-01'/><value currency='USD' value-date='2024-01-01'>99</value>"
        "</planned-disbursement>",
        has={"XA": "3.00"},
        verdict=ALONE,
    ),
]


def records(folder: Path, *activities: str, attributes: str = "") -> list[ActivityRecord]:
    path = folder / "aid.xml"
    inside = "".join(f"<iati-activity {attributes}>{one}</iati-activity>" for one in activities)
    path.write_text(f"<iati-activities version='2.03'>{inside}</iati-activities>", encoding="utf-8")
    return [in_usd(record, rates=RATES) for record in read(path, notes=[])]


def money(*of: ActivityRecord) -> list[ActivityMoney]:
    """What recipients have, as a Release tells it."""
    return list(
        funding.money(
            activities=[_kept(record) for record in of],
            recipients=[one for record in of for one in attributed(record.recipients, amounts=record.amounts)],
            amounts=[amount for record in of for amount in record.amounts],
        )
    )


def _kept(record: ActivityRecord) -> Any:
    sums = totals(record.amounts)
    return activity(
        activity_id=record.activity_id,
        iati_identifier=record.iati_identifier,
        children=record.children,
        parents=record.parents,
        budget_usd=sums.budget_usd,
        commitment_usd=sums.commitment_usd,
        disbursement_usd=sums.disbursement_usd,
        secondary_reporter=record.secondary_reporter,
    )


@pytest.mark.parametrize("case", SPLITS, ids=lambda case: case.name)
def test_each_recipient_has_its_part_and_what_is_left_is_nobody_s(tmp_path: Path, case: Split) -> None:
    (record,) = records(tmp_path, case.inside, attributes=case.attributes)
    rows = [row for row in money(record) if row.kind == case.kind]
    codes = [one.code for one in record.recipients]
    assert {codes[row.recipient]: row.usd for row in rows if row.recipient is not None} == case.has
    assert [row.usd for row in rows if row.recipient is None and row.usd is not None] == ([case.rest] if case.rest else [])


@pytest.mark.parametrize("case", SPLITS, ids=lambda case: case.name)
def test_parts_make_the_amount_exactly(tmp_path: Path, case: Split) -> None:
    (record,) = records(tmp_path, case.inside, attributes=case.attributes)
    whole = getattr(totals(record.amounts), f"{case.kind}_usd")
    parts = [row.usd for row in money(record) if row.kind == case.kind and row.usd is not None]
    assert add(parts) == add([whole] if whole is not None else [])


IDENTIFIED = "<iati-identifier>{}</iati-identifier>"


def parent_and_child_count_once(folder: Path) -> None:
    parent = IDENTIFIED.format("XX-1") + "<related-activity type='2' ref='XX-1-1'/>" + to("XA") + paid("100")
    rows = money(*records(folder, parent, IDENTIFIED.format("XX-1-1") + to("XA") + paid("100")))
    assert sorted((row.usd, row.in_totals) for row in rows) == [("100.00", "children_counted"), ("100.00", "counted")]


def secondary_reporter_counts_not(folder: Path) -> None:
    told = IDENTIFIED.format("XX-1") + "<reporting-org ref='YY' secondary-reporter='1'/>" + to("XA") + paid("100")
    assert [row.in_totals for row in money(*records(folder, told))] == ["secondary_reporter"]


def sectors_of_each_vocabulary_make_a_whole(folder: Path) -> None:
    other = "<sector vocabulary='99' code='A1'/>"
    (record,) = records(folder, sector("15113", "70") + sector("15130", "30") + other)
    assert [(one.vocabulary, one.share_used) for one in record.sectors] == [("1", "70"), ("1", "30"), ("99", "100")]


def sector_without_a_vocabulary_is_one_of_the_dac(folder: Path) -> None:
    (record,) = records(folder, "<sector code='15113'/>" + paid("1", "<sector code='15130'/>"))
    assert [(one.vocabulary, one.code, one.level) for one in record.sectors] == [
        ("1", "15113", "activity"), ("1", "15130", "transaction"),
    ]  # fmt: skip


def dates_by_their_kinds(folder: Path) -> None:
    dates = [(1, "2024-04-15"), (2, "2024-04-28"), (3, "2025-12-31")]
    (record,) = records(folder, "".join(f"<activity-date type='{kind}' iso-date='{day}'/>" for kind, day in dates))
    assert (record.start, record.end) == (date(2024, 4, 28), date(2025, 12, 31))


def texts_in_each_language(folder: Path) -> None:
    title = "<title><narrative>Clean courts</narrative><narrative xml:lang='fr'>Tribunaux sans corruption</narrative></title>"
    aims = "<description type='2'><narrative>To train judges</narrative></description>"
    (record,) = records(folder, title + aims, attributes="xml:lang='en'")
    assert [(one.field, one.text, one.language_declared) for one in record.texts] == [
        ("title", "Clean courts", "en"),
        ("title", "Tribunaux sans corruption", "fr"),
        ("objective", "To train judges", "en"),
    ]


def attributes_of_the_activity(folder: Path) -> None:
    status = "<reporting-org ref='XX-DEMO'/><activity-status code='2'/>"
    (record,) = records(
        folder, IDENTIFIED.format("XX-1") + status, attributes="hierarchy='1' last-updated-datetime='2026-06-01T07:15:37Z'"
    )
    assert (record.iati_identifier, record.reporting_org, record.status, record.hierarchy, record.last_updated) == (
        "XX-1",
        "XX-DEMO",
        "2",
        1,
        date(2026, 6, 1),
    )


READINGS = {
    "a parent and a child that report the same money": (parent_and_child_count_once, DIFFERS),
    "a secondary reporter": (secondary_reporter_counts_not, DIFFERS),
    "sectors of each vocabulary make a whole of their own": (sectors_of_each_vocabulary_make_a_whole, DIFFERS),
    "a sector without a vocabulary is one of the DAC": (sector_without_a_vocabulary_is_one_of_the_dac, AGREES),
    "planned and actual dates by their kinds": (dates_by_their_kinds, AGREES),
    "texts in each language": (texts_in_each_language, AGREES),
    "attributes of the activity": (attributes_of_the_activity, AGREES),
}
"""Cases that are no split of one amount."""


@pytest.mark.parametrize("name", READINGS)
def test_file_is_read_as_the_standard_says(tmp_path: Path, name: str) -> None:
    READINGS[name][0](tmp_path)


def test_page_names_every_split_and_says_why_where_we_differ() -> None:
    said = table("Splits")
    wanted = {case.name: case.verdict for case in SPLITS} | {name: verdict for name, (_, verdict) in READINGS.items()}
    assert {name: verdict for name, (verdict, _) in said.items()} == wanted
    assert all(verdict in VERDICTS and (why or verdict == AGREES) for verdict, why in said.values())


def test_cases_have_names_of_their_own() -> None:
    names = [case.name for case in SPLITS] + list(READINGS)
    assert len(names) == len(set(names))
