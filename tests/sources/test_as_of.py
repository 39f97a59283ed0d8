from dataclasses import fields
from datetime import date

import pytest

from article60.domain.assistance_request import AssistanceRequest, Pledge
from article60.domain.erratum import Erratum
from article60.domain.knowledge import KnowledgeProduct
from article60.domain.rate import Rate
from article60.domain.review import CountryReview, GroupMembership, Party
from article60.sources.as_of import decisions_by, facts_by, later_facts, passed_over
from article60.sources.facts import Facts
from makers import ON, decision

TOMORROW = date(2026, 7, 1)


def request(name, on):
    return AssistanceRequest(request_id=name, state="XA", title="t", cost_least=None, cost_most=None, on=on, source="s")


def pledge(name, on, *, of="R-1"):
    return Pledge(pledge_id=name, request_id=of, provider="p", status="announced", usd=None, on=on, source="s")


def facts(on):
    """One fact of each kind that has a day."""
    return Facts(
        parties=(Party(state="XA", since=on, source="s"),),
        reviews=(CountryReview(state="XA", cycle=1, stage="drafting", on=on, source="s"),),
        requests=(request("R-1", on),),
        pledges=(pledge("P-1", on),),
        errata=(Erratum(release="r", record="", wrong="w", right="r", on=on or ON),),
        knowledge=(
            KnowledgeProduct(
                title="t", kind="guide", publisher="p", provisions=("16",), language="en", on=on, address="https://example.org"
            ),
        ),
    )


@pytest.mark.parametrize("day", [ON, date(2013, 1, 1), None])
def test_facts_of_the_day_before_it_or_without_one_stand(day):
    assert facts_by(facts(day), on=ON) == facts(day)


def test_facts_of_later_days_are_passed_over_and_counted():
    kept = facts_by(facts(TOMORROW), on=ON)
    assert kept == Facts()
    assert later_facts(facts(TOMORROW), kept) == 6


def test_rates_and_groups_are_no_facts_of_a_day():
    rates = (Rate(currency="EUR", on=TOMORROW, per_usd="0.9", source="s"),)
    groups = (GroupMembership(group="g", kind="k", state="XA", source="s"),)
    assert facts_by(Facts(rates=rates, groups=groups), on=ON) == Facts(rates=rates, groups=groups)


def test_every_kind_of_fact_is_thought_of():
    assert {one.name for one in fields(Facts)} == {
        "parties", "reviews", "requests", "pledges", "errata", "knowledge", "rates", "groups",
    }  # fmt: skip


def test_pledge_for_a_request_that_was_not_made_yet_is_passed_over_with_it():
    both = Facts(
        requests=(request("R-1", TOMORROW), request("R-2", ON)), pledges=(pledge("P-1", ON), pledge("P-2", ON, of="R-2"))
    )
    kept = facts_by(both, on=ON)
    assert ([r.request_id for r in kept.requests], [p.pledge_id for p in kept.pledges]) == (["R-2"], ["P-2"])


def test_decisions_of_the_day_count_and_later_ones_do_not():
    made = [decision(decision_id=day, made_at=f"2026-{day}Z") for day in ("06-29T09:00:00", "06-30T23:59:59", "07-01T00:00:00")]
    assert [one.decision_id for one in decisions_by(made, on=ON)] == ["06-29T09:00:00", "06-30T23:59:59"]


def test_one_note_counts_all_that_is_passed_over():
    (note,) = passed_over({"decisions": 2, "documents": 0, "facts": 1}, on=ON)
    assert (
        note.message == "passed over, since they are later than 2026-06-30: decisions: 2, facts: 1; a later day takes them in"
    )
    assert passed_over({"decisions": 0}, on=ON) == []
