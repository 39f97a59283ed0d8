"""Which amounts enter totals, what each recipient has of them, and what is left."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.analysis.funding import money
from article60.domain.activity import ActivityAmount
from article60.domain.same_activity import SameActivity
from blank_records import make
from makers import activity, recipient


def amount(name: str, kind: str = "disbursement") -> ActivityAmount:
    other: dict[str, Any] = dict.fromkeys(("type", "currency", "value_date", "usd", "rate", "rate_year"))
    return ActivityAmount(activity_id=name, position=0, kind="transaction", value="", counts_as=kind, **other)


def spending(name: str, usd: str | None, **other: Any):
    return activity(activity_id=name, iati_identifier=name, disbursement_usd=usd, **other)


def to(name: str, code: str, usd: str | None, position: int = 0, **other: Any):
    return recipient(activity_id=name, code=code, position=position, disbursement_usd=usd, **{"state": code} | other)


def rows(activities, recipients):
    found = money(activities=activities, recipients=recipients, amounts=[amount(one.activity_id) for one in activities])
    return [(m.activity_id, m.in_totals, m.given_to, m.state, m.usd) for m in found]


def test_shares_stand_as_they_are_and_nothing_is_left():
    assert rows([spending("A", "100.00")], [to("A", "XA", "60.00"), to("A", "XB", "40.00", 1)]) == [
        ("A", "counted", "state", "XA", "60.00"),
        ("A", "counted", "state", "XB", "40.00"),
    ]


def test_unknown_shares_leave_the_whole_amount_to_nobody():
    assert rows([spending("A", "100.00")], [to("A", "XA", None), to("A", "XB", None, 1)]) == [
        ("A", "counted", "not_attributable", "XA", None),
        ("A", "counted", "not_attributable", "XB", None),
        ("A", "counted", "not_attributable", None, "100.00"),
    ]


def test_rounding_of_shares_is_left_and_seen():
    assert rows([spending("A", "100.00")], [to("A", "XA", "99.90")])[-1] == ("A", "counted", "not_attributable", None, "0.10")
    assert rows([spending("A", "100.00")], [to("A", "XA", "100.10")])[-1][-1] == "-0.10"


def test_region_stays_a_region():
    assert rows([spending("A", "100.00")], [to("A", "298", "100.00", state=None, kind="region")]) == [
        ("A", "counted", "other_recipient", None, "100.00")
    ]


def test_activity_without_recipient_is_counted_and_belongs_to_nobody():
    assert rows([spending("A", "100.00")], []) == [("A", "counted", "not_attributable", None, "100.00")]


def test_amount_of_unknown_value_is_left_out_and_can_be_counted_for_its_state():
    assert rows([spending("A", None)], [to("A", "XA", None)]) == [("A", "value_unknown", "not_attributable", "XA", None)]


def test_secondary_reporter_is_left_out_and_covers_no_child():
    parent = spending("P", "100.00", secondary_reporter=True, children=("A",))
    assert [row[:2] for row in rows([parent, spending("A", "5.00")], [])] == [("A", "counted"), ("P", "secondary_reporter")]


def test_kinds_are_judged_apart():
    parent = activity(activity_id="P", iati_identifier="P", children=("A",), budget_usd="9.00", disbursement_usd="1.00")
    child = activity(activity_id="A", iati_identifier="A", budget_usd="2.00", disbursement_usd="7.00")
    amounts = [amount(name, kind) for name in "PA" for kind in ("budget", "disbursement")]
    found = {(m.activity_id, m.kind): m.in_totals for m in money(activities=[parent, child], recipients=[], amounts=amounts)}
    assert found == {
        ("P", "budget"): "counted", ("A", "budget"): "parent_counted",
        ("P", "disbursement"): "children_counted", ("A", "disbursement"): "counted",
    }  # fmt: skip


def test_parent_that_is_not_kept_covers_no_child():
    parent = spending("P", "100.00", relevant=False, children=("A",))
    assert [row[:2] for row in rows([parent, spending("A", "5.00")], [])] == [("A", "counted")]


def test_activity_without_amounts_has_no_row():
    assert list(money(activities=[spending("A", None)], recipients=[to("A", "XA", None)], amounts=[])) == []


CENTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(st.lists(st.tuples(CENTS, st.booleans(), st.lists(st.one_of(st.none(), CENTS), max_size=4)), max_size=6), st.randoms())
def test_rows_make_the_sum_exactly_in_whatever_order_they_come(given_activities, random):
    activities, recipients = [], []
    for number, (usd, secondary, shares) in enumerate(given_activities):
        name = f"A{number}"
        activities.append(spending(name, str(usd), secondary_reporter=secondary))
        recipients += [to(name, "XA", None if share is None else str(share), place) for place, share in enumerate(shares)]
    found = rows(activities, recipients)
    for one in activities:
        parts = [Decimal(usd) for name, *_, usd in found if name == one.activity_id and usd is not None]
        assert sum(parts) == Decimal(one.disbursement_usd)
    random.shuffle(activities)
    random.shuffle(recipients)
    assert rows(activities, recipients) == found


@pytest.mark.parametrize("usd", ["-20.00", "0.00"])
def test_refunds_and_nothing_are_amounts_like_any_other(usd):
    assert rows([spending("A", usd)], [to("A", "XA", usd)]) == [("A", "counted", "state", "XA", usd)]


def test_whole_and_the_parts_into_which_identity_finds_it_split_are_counted_once():
    whole, parts = spending("W", "100.00"), [spending("W-XA", "60.00"), spending("W-XB", "40.00")]
    same = [
        make(SameActivity, activity_id="W", other_id=part.activity_id, kind="parent_child", outcome="linked") for part in parts
    ]
    everyone = [whole, *parts]
    found = money(activities=everyone, recipients=[], amounts=[amount(one.activity_id) for one in everyone], same=same)
    assert {m.activity_id: m.in_totals for m in found} == {"W": "children_counted", "W-XA": "counted", "W-XB": "counted"}


def test_secondary_report_that_identity_links_is_left_out_and_hides_nothing():
    own, told = spending("A", "100.00"), spending("B", "100.00", secondary_reporter=True)
    same = [make(SameActivity, activity_id="B", other_id="A", kind="parent_child", outcome="linked")]
    found = money(activities=[own, told], recipients=[], amounts=[amount("A"), amount("B")], same=same)
    assert {m.activity_id: m.in_totals for m in found} == {"A": "counted", "B": "secondary_reporter"}
