"""Money from two aid files to the totals of a Release, worked out by hand."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

import pytest

from article60 import pipeline
from article60.demo import world
from article60.verify import verify

# Each activity: whether its reporter is a secondary one, parents and children, recipients with their percentages, and
# disbursements as value, currency and value date. What the totals must be stands below.
FIRST = {
    "SHARED": ("", "", {"XA": "60", "XB": "40"}, [("1000", "USD", "2020-03-01"), ("-100", "USD", "2021-03-01")]),
    "TWICE": ("", "", {"XA": "100", "XB": "100"}, [("500", "USD", "2020-03-01")]),
    "PARENT": ("", '<related-activity type="2" ref="XX-MONEY-CHILD"/>', {"XA": None}, [("800", "USD", "2020-03-01")]),
    "CHILD": ("", "", {"XA": None}, [("300", "USD", "2020-03-01")]),
    "CHILD2": ("", '<related-activity type="1" ref="XX-MONEY-PARENT"/>', {"XB": None}, [("500", "USD", "2020-03-01")]),
    "MARKS": ("", "", {"XA": None}, [("700", "DEM", "2020-03-01")]),
    "OLDMARKS": ("", "", {"XA": None}, [("1759.67", "DEM", "1998-03-01")]),
    "UNDATED": ("", "", {"XA": None}, [("50", "CHF", None)]),
    "SECOND": ('secondary-reporter="1"', "", {"XA": None}, [("999", "USD", "2020-03-01")]),
    "REFUND": ("", "", {"XC": None}, [("-25.50", "USD", "2020-03-01")]),
}  # fmt: skip
OLDER = {"SHARED": ("", "", {"XA": None}, [("9999", "USD", "2019-03-01")])}


def aid(activities: Mapping[str, tuple], *, updated: str) -> str:
    """An aid data file in which each activity is plainly anti-corruption assistance."""
    elements = "".join(element(name, *said, updated) for name, said in activities.items())
    return f'<iati-activities version="2.03">{elements}</iati-activities>'


def element(name: str, secondary: str, related: str, shares: Mapping[str, str | None], spent: list, updated: str) -> str:
    places = "".join(f'<recipient-country code="{code}"{given("percentage", share)}/>' for code, share in shares.items())
    transactions = "".join(
        f'<transaction><transaction-type code="3"/><value currency="{currency}"{given("value-date", day)}>{value}</value>'
        "</transaction>"
        for value, currency, day in spent
    )
    return (
        f'<iati-activity last-updated-datetime="{updated}T00:00:00Z"><iati-identifier>XX-MONEY-{name}</iati-identifier>'
        f'<reporting-org ref="XX-MONEY" type="10" {secondary}><narrative>Invented</narrative></reporting-org>'
        f"<title><narrative>Anti-corruption commission, {name}</narrative></title>"
        "<description><narrative>Training of the anti-corruption commission in fighting corruption.</narrative></description>"
        f'<activity-status code="2"/><activity-date type="2" iso-date="2020-01-01"/>{places}'
        f'<sector vocabulary="1" code="15113"/>{transactions}{related}</iati-activity>'
    )


def given(attribute: str, value: str | None) -> str:
    return "" if value is None else f' {attribute}="{value}"'


@pytest.fixture(scope="module", params=["ab", "ba"])
def released(request, tmp_path_factory):
    """The Release of both files, whichever of them is read first."""
    folder = tmp_path_factory.mktemp("money")
    (folder / "aid").mkdir()
    first, second = request.param
    (folder / "aid" / f"{first}.xml").write_text(aid(FIRST, updated="2026-05-01"), encoding="utf-8")
    (folder / "aid" / f"{second}.xml").write_text(aid(OLDER, updated="2025-05-01"), encoding="utf-8")
    job = replace(world.job(folder / "out", workers=1), reviews=[], aid=[str(folder / "aid")], decisions=None, facts=None)
    return pipeline.run(job).out


@pytest.fixture
def figures(released):
    read = json.loads((released / "figures.json").read_text(encoding="utf-8"))
    return {("", one["figure"]): one for one in read["figures"]} | {(o["state"], o["figure"]): o for o in read["of_states"]}


def test_total_is_what_counts_once_and_its_parts_are_by_recipient(figures):
    # 900 shared, 500 attributable to nobody, 300 and 500 of the children, 1000 in old marks at 1.7596676, less a refund.
    spent = figures["", "disbursement_usd.given_to"]
    assert spent["value"] == "3174.50"
    assert spent["parts"] == [["state", "2674.50"], ["not_attributable", "500.00"]]


def test_left_out_stands_beside_it_with_the_reason(figures):
    assert figures["", "disbursement_activities.in_totals"]["parts"] == [
        ["counted", 6], ["value_unknown", 2], ["secondary_reporter", 1], ["children_counted", 1],
    ]  # fmt: skip
    assert figures["", "disbursement_not_attributable"]["value"] == 1


def test_each_state_has_its_shares(figures):
    assert {state: figures[state, "disbursement_usd"]["value"] for state in ("XA", "XB", "XC")} == {
        "XA": "1840.00", "XB": "860.00", "XC": "-25.50",
    }  # fmt: skip
    assert figures["XA", "disbursement_activities.in_totals"]["parts"] == [
        ["counted", 4], ["value_unknown", 2], ["secondary_reporter", 1], ["children_counted", 1],
    ]  # fmt: skip
    assert figures["XA", "disbursement_not_attributable"]["value"] == 1


def test_kinds_of_which_nothing_is_reported_are_nothing(figures):
    assert figures["", "budget_usd"]["value"] == "0.00"
    assert ("XA", "budget_usd") not in figures


def test_reason_stands_in_the_record_where_percentages_were_not_used(released):
    with closing(sqlite3.connect(f"file:{released / 'article60.sqlite'}?mode=ro", uri=True)) as connection:
        ((notes,),) = connection.execute("SELECT notes FROM activities WHERE iati_identifier = 'XX-MONEY-TWICE'")
    assert "recipients: percentages make 200, not 100; not used" in json.loads(notes)


def test_release_agrees_with_itself(released):
    assert verify(released) == []
