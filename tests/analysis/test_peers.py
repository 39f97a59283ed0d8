"""Who has solved a need before."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from article60.analysis.peers import peers, peers_on
from article60.codes.labels import codes
from article60.domain.peer import FACTS, Peer, in_common, not_known
from article60.domain.review import GroupMembership
from article60.domain.state_party import state_parties
from makers import good_practice, need, received

STATES = state_parties()


def group(name: str, state: str, kind: str = "regional organisation") -> GroupMembership:
    return GroupMembership(group=name, kind=kind, state=state, source="invented")


def only(**given: Any) -> Peer:
    (found,) = peers(need(provisions=("16(2)",)), **{"practices": [good_practice()], "states": STATES, **given})
    return found


def test_good_practice_on_the_same_clause_of_another_state_is_a_peer() -> None:
    found = only()

    assert (found.practice_id, found.state, found.fit) == ("XB-GGGGGGGG", "XB", "same_clause")
    assert (found.text, found.symbol, found.page) == ("A law on foreign bribery (art. 16, para. 2)", "DEMO/IRG/II/1", 5)


def test_practice_on_another_clause_fits_by_its_article() -> None:
    assert only(practices=[good_practice(provisions=("16(1)",))]).fit == "same_article"


@pytest.mark.parametrize("changes", [{"state": "XA"}, {"provisions": ("15",)}, {"provisions": ()}])
def test_own_practices_and_those_on_other_articles_are_none(changes: dict[str, Any]) -> None:
    assert peers(need(provisions=("16(2)",)), practices=[good_practice(**changes)], states=STATES) == []


def test_need_that_names_no_provision_has_no_peers() -> None:
    assert peers(need(provisions=()), practices=[good_practice()], states=STATES) == []


def test_order_is_by_code_and_identifier_and_not_by_what_is_common() -> None:
    given = [("XM", "XM-A"), ("XB", "XB-B"), ("XF", "XF-A"), ("XB", "XB-A")]
    practices = [good_practice(state=state, practice_id=identifier) for state, identifier in given]

    found = peers(need(provisions=("16(2)",)), practices=practices, states=STATES)

    assert [p.practice_id for p in found] == ["XB-A", "XB-B", "XF-A", "XM-A"]


def test_facts_are_told_for_both_states() -> None:
    landlocked = only(practices=[good_practice(state="XH")])  # XA: least developed and landlocked; XH: landlocked

    assert in_common(only()) == ("same_regional_group",)
    assert in_common(landlocked) == ("both_lldc",)
    assert (landlocked.same_regional_group, landlocked.same_income, landlocked.both_sids) == (False, False, False)


def test_small_islands_are_found_across_regions() -> None:
    (found,) = peers_on(("16",), state="XJ", practices=[good_practice(state="XC")], states=STATES)

    assert in_common(found) == ("same_income", "both_sids")


def test_unknown_is_neither_yes_nor_no() -> None:
    found = only(states={})

    assert in_common(found) == ()
    assert not_known(found) == FACTS


def test_one_state_known_not_to_be_a_small_island_settles_it() -> None:
    assert only(states={"XA": STATES["XA"]}).both_sids is False
    assert only(states={"XA": STATES["XA"]}).both_ldc is None


def test_subregion_is_unknown_unless_known_of_both() -> None:
    states = {"XA": replace(STATES["XA"], subregion="014"), "XB": replace(STATES["XB"], subregion="014")}

    assert only().same_subregion is None
    assert only(states=states).same_subregion is True


def test_language_legal_system_and_groups_come_from_the_operators_facts() -> None:
    groups = [
        group("French", "XA", "official language"), group("Arabic", "XA", "official language"),
        group("French", "XB", "official language"), group("civil law", "XA", "legal system"),
        group("common law", "XB", "legal system"), group("Corridor", "XA"), group("Corridor", "XB"), group("Reef", "XB"),
    ]  # fmt: skip

    found = only(groups=groups)

    assert (only().same_language, only().same_legal_system, only().groups) == (None, None, ())
    assert (found.same_language, found.same_legal_system, found.groups) == (True, False, ("Corridor",))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, True),
        ({"stated_on": date(2025, 3, 1)}, True),  # the same review tells of both
        ({"stated_on": date(2025, 3, 2)}, False),
        ({"stated_on": None}, False),
        ({"state": "XC"}, False),
        ({"articles": ("46",)}, False),
    ],
)
def test_assistance_that_went_before_the_success_stands_beside_it(changes: dict[str, Any], told: bool) -> None:
    found = only(received=[received(**{"state": "XB", "articles": ("16",), "stated_on": date(2019, 1, 1)} | changes)])

    assert found.received == (("XB-RRRRRRRR",) if told else ())


def test_every_fact_has_its_label() -> None:
    assert codes("peer_facts") == FACTS
