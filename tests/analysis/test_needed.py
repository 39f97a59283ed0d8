"""Funding by State and provider, on open needs or not, each activity once; by provision whole amounts, never divided."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.analysis.families import links
from article60.analysis.needed import by_provision, funding
from article60.domain.activity import ActivityMoney
from article60.domain.funding import ANSWERS
from article60.domain.same_activity import SameActivity
from blank_records import make
from makers import activity, match, need, organisation

NEED = need(need_id="N", grade="related_assistance_found")


def spent(name: str, usd: str | None, *, state: str | None = "XA", **other: Any) -> ActivityMoney:
    fields: dict[str, Any] = {
        "kind": "disbursement",
        "in_totals": "counted",
        "given_to": "state",
        "recipient": 0,
        "position": 0,
    }
    return ActivityMoney(activity_id=name, state=state, usd=usd, **fields | other)


def found(*money: ActivityMoney, **tables: Any) -> list[tuple[Any, ...]]:
    """State, provider, answers, amount and activities of each row."""
    names = {row.activity_id for row in money}
    activities = tables.pop("activities", [activity(activity_id=name, iati_identifier=name) for name in names])
    given_tables: dict[str, Any] = {
        "children": links(activities, same=tables.pop("same", ())),
        "organisations": [organisation(activity_id=name, organisation_id="ORG-1") for name in names],
        "needs": [NEED],
        "matches": [],
    }
    rows = funding(money=money, **given_tables | tables)
    return [(row.state, row.organisation_id, row.answers, row.usd, row.activities, row.not_known) for row in rows]


def answers(*money: ActivityMoney, **tables: Any) -> dict[str, str]:
    """Whether each activity answers an open need."""
    return {one: row[2] for row in found(*money, **tables) for one in (*row[4], *row[5])}


def matched(name: str, **other: Any) -> Any:
    return match(activity_id=name, **{"need_id": "N"} | other)


def test_providers_and_what_they_answer_stand_apart():
    organisations = [
        organisation(activity_id=a, organisation_id=o) for a, o in (("A", "ORG-1"), ("B", "ORG-1"), ("C", "ORG-2"))
    ]
    rows = found(
        spent("A", "10.00"), spent("B", "5.00"), spent("C", "7.00"), organisations=organisations,
        matches=[matched("A", standing="confirmed"), matched("B")],
    )  # fmt: skip
    assert rows == [
        ("XA", "ORG-1", "confirmed", "10.00", ("A",), ()),
        ("XA", "ORG-1", "possible", "5.00", ("B",), ()),
        ("XA", "ORG-2", "none_found", "7.00", ("C",), ()),
    ]


def test_activity_that_matches_several_needs_is_counted_once_and_by_the_surest():
    matches = [matched("A"), matched("A", need_id="M", standing="confirmed"), matched("A", need_id="O")]
    needs = [need(need_id=name, grade="unmet") for name in "NMO"]
    assert found(spent("A", "10.00"), needs=needs, matches=matches) == [("XA", "ORG-1", "confirmed", "10.00", ("A",), ())]


@pytest.mark.parametrize(
    "changes",
    [{"standing": "rejected"}, {"standing": "unsure", "covers": False}, {"covers": False}, {"state": "XB"}],
    ids=["rejected", "unsure", "no longer running", "a need of another State"],
)
def test_match_that_does_not_hold_here_answers_nothing(changes):
    assert answers(spent("A", "1.00"), matches=[matched("A", **changes)]) == {"A": "none_found"}


@pytest.mark.parametrize("grade", ["met", "not_updated", "withdrawn", "superseded"])
def test_need_that_is_not_open_is_answered_by_nothing(grade):
    found_answers = answers(spent("A", "1.00"), needs=[need(need_id="N", grade=grade)], matches=[matched("A")])
    assert found_answers == {"A": "none_found"}


def test_confirmed_match_of_an_ended_activity_counts():
    matches = [matched("A", standing="confirmed", covers=False)]
    assert answers(spent("A", "1.00"), matches=matches) == {"A": "confirmed"}


def test_match_of_one_state_says_nothing_of_the_money_of_another():
    money = [spent("A", "1.00"), spent("A", "2.00", state="XB", position=1)]
    assert [(row[0], row[2]) for row in found(*money, matches=[matched("A")])] == [("XA", "possible"), ("XB", "none_found")]


def test_money_on_another_level_of_the_family_answers_possibly_at_most():
    family = [
        activity(activity_id="P", iati_identifier="P", children=("A", "B")),
        activity(activity_id="A", iati_identifier="A", children=("G",)),
        activity(activity_id="B", iati_identifier="B"),
        activity(activity_id="G", iati_identifier="G"),
    ]
    confirmed = [matched("A", standing="confirmed")]
    assert answers(*(spent(name, "1.00") for name in "PBG"), activities=family, matches=confirmed) == {
        "P": "possible",  # above
        "G": "possible",  # below
        "B": "none_found",  # a sister
    }
    refused = [*confirmed, matched("P", standing="rejected")]
    assert answers(spent("P", "1.00"), activities=family, matches=refused) == {"P": "none_found"}


def test_parts_that_only_identity_finds_are_a_family_too_and_circles_end():
    members = [activity(activity_id="W", iati_identifier="W", parents=("V",)), activity(activity_id="V", iati_identifier="V")]
    part = make(SameActivity, activity_id="V", other_id="W", kind="parent_child", outcome="linked")
    circle = make(SameActivity, activity_id="W", other_id="V", kind="parent_child", outcome="linked")
    members[0] = activity(activity_id="W", iati_identifier="W")
    assert answers(spent("W", "1.00"), activities=members, matches=[matched("V")]) == {"W": "none_found"}
    assert answers(spent("W", "1.00"), activities=members, matches=[matched("V")], same=[part]) == {"W": "possible"}
    assert answers(spent("W", "1.00"), activities=members, matches=[matched("V")], same=[part, circle]) == {"W": "possible"}


def test_unknown_amount_is_named_and_adds_nothing():
    rows = found(spent("A", None, given_to="not_attributable"), spent("B", None, in_totals="value_unknown"), spent("C", "3.00"))
    assert rows == [("XA", "ORG-1", "none_found", "3.00", ("C",), ("A", "B"))]
    assert found(spent("A", None))[0][3] is None


@pytest.mark.parametrize("why", ["secondary_reporter", "parent_counted", "children_counted"])
def test_money_that_is_counted_elsewhere_is_left_out(why):
    assert found(spent("A", "1.00", in_totals=why)) == []


def test_budgets_and_what_no_state_has_are_no_funding_of_a_state():
    assert found(spent("A", "1.00", kind="budget"), spent("A", "1.00", state=None, given_to="other_recipient")) == []


def test_activity_of_no_named_reporter_has_no_provider():
    assert found(spent("A", "1.00"), organisations=[organisation(activity_id="A", role="funding")])[0][1] is None


MONEY = st.lists(
    st.tuples(
        st.sampled_from("ABCD"),
        st.sampled_from(["XA", "XB", None]),
        st.one_of(st.none(), st.decimals(min_value=-(10**9), max_value=10**9, places=3)),
        st.sampled_from(["counted", "parent_counted"]),
        st.sampled_from(["budget", "commitment", "disbursement"]),
    ),
    max_size=12,
)


@given(MONEY, st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(["proposed", "confirmed", "rejected"]))))
def test_parts_make_what_the_state_has_and_no_activity_stands_in_two(given_money, given_matches):
    money = [
        spent(name, None if usd is None else str(usd), state=state, in_totals=why, kind=kind)
        for name, state, usd, why, kind in given_money
    ]
    rows = list(
        funding(
            children=links([activity(activity_id=name, iati_identifier=name) for name in "ABCD"]),
            organisations=[organisation(activity_id=name, organisation_id=f"ORG-{name in 'AB'}") for name in "ABCD"],
            money=money,
            needs=[NEED],
            matches=[matched(name, standing=standing) for name, standing in given_matches],
        )
    )
    for state, kind in {(row.state, row.kind) for row in rows}:
        parts = [row for row in rows if (row.state, row.kind) == (state, kind)]
        wanted = [m for m in money if (m.state, m.kind, m.in_totals) == (state, kind, "counted") and m.usd is not None]
        assert sum(Decimal(row.usd) for row in parts if row.usd) == sum(Decimal(m.usd) for m in wanted)
        named = [one for row in parts for one in row.activities]
        assert sorted(named) == sorted({m.activity_id for m in wanted})
        assert {row.answers for row in parts} <= set(ANSWERS)
    assert len({row.funding_id for row in rows}) == len(rows)


def test_each_article_has_the_whole_amounts_of_its_activities_marked_as_not_divisible():
    members = [
        activity(activity_id="A", articles=("9", "46"), commitment_usd="90.00", disbursement_usd=None),
        activity(activity_id="B", articles=("9",), commitment_usd="5.00", disbursement_usd="4.00"),
        activity(activity_id="C", articles=("9",), budget_usd="7.00"),
        activity(activity_id="D", articles=(), commitment_usd="1.00"),
    ]
    money = [spent("A", None), spent("B", "4.00"), spent("C", "7.00", kind="budget"), spent("D", "1.00")]
    rows = list(by_provision(activities=members, money=money))
    assert [(row.article, row.activity_id, row.commitment_usd, row.disbursement_usd) for row in rows] == [
        ("9", "A", "90.00", None),
        ("46", "A", "90.00", None),
        ("9", "B", "5.00", "4.00"),
    ]
    assert not any(row.divisible for row in rows)
