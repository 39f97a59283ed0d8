"""What each recipient has of an activity's amounts, from the file to the dollar, and how else a file is read."""

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
from standard_cases import AGREES, DIFFERS, VERDICTS, table
from standard_splits import SPLITS, Split, paid, sector, to

RATES = [
    Rate(currency="EUR", on=date(2024, 1, 1), per_usd="0.8", source="Invented bank"),
    Rate(currency="EUR", on=date(2025, 1, 1), per_usd="0.5", source="Invented bank"),
]
"""A dollar is 0.80 euros in 2024 and 0.50 in 2025."""


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
