from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import makers
from article60.codes.labels import codes
from article60.domain.usd import add
from article60.figures.declarations import declarations
from article60.figures.evaluate import all_figures, evaluate, figures_of_states, standing_apart
from invented_tables import BEFORE, CLUSTERS, tables

CLOSED = ("withdrawn", "superseded")
CURRENT = ("partly_met", "unmet", "reported_addressed", "related_assistance_found", "no_assistance_found")


def stated():
    return [need for need in tables()["needs"] if need.grade not in CLOSED]


def figure(connection, name):
    return evaluate(connection, declarations()[name])


def test_lead_figure_counts_states_once_however_many_needs_they_stated(invented):
    lead = figure(invented, "states_with_needs")
    assert lead.value == len({need.state for need in stated()})
    assert lead.rows == len(stated())
    assert lead.denominator == len({state for document in tables()["documents"] for state in document.states})


def test_needs_by_chapter_add_up_and_unnamed_chapters_are_last(invented):
    by_chapter = figure(invented, "needs_stated.chapter")
    assert dict(by_chapter.parts) == Counter(need.chapter or "-" for need in stated())
    assert sum(dict(by_chapter.parts).values()) == by_chapter.value == len(stated())
    assert [part for part, _ in by_chapter.parts] == ["II", "III", "IV", "V", "-"]


def test_need_of_several_articles_counts_in_each_part_and_once_in_the_total(invented):
    by_article = figure(invented, "needs_stated.article")
    assert dict(by_article.parts) == Counter(article for need in stated() for article in need.articles or ("-",))
    assert (by_article.value, by_article.parts_add_up) == (len(stated()), False)


def test_articles_stand_in_the_order_of_the_convention(invented):
    assert [part for part, _ in figure(invented, "needs_stated.article").parts] == ["5", "9", "15", "46", "53", "-"]


def test_states_by_broad_type_are_counted_once_in_each(invented):
    states = defaultdict(set)
    for need in stated():
        for coarse in need.coarse_types or ("-",):
            states[coarse].add(need.state)
    assert dict(figure(invented, "states_with_needs.coarse_type").parts) == {one: len(some) for one, some in states.items()}


def test_current_needs_leave_out_met_old_withdrawn_and_anticipated_ones(invented):
    current = figure(invented, "current_needs")
    expected = [need for need in tables()["needs"] if need.timing == "current" and need.grade in CURRENT]
    assert (current.value, current.confirmed) == (len(expected), sum(need.reading == "confirmed" for need in expected))


def test_figure_of_a_table_without_confirmation_says_nothing_of_it(invented):
    assert figure(invented, "documents_read").confirmed is None


def test_gap_is_confirmed_where_its_need_is(invented):
    confirmed = {need.need_id for need in tables()["needs"] if need.reading == "confirmed"}
    gaps = figure(invented, "gaps")
    assert gaps.confirmed == sum(one.need_id in confirmed for one in tables()["gaps"]) == 1
    assert gaps.confirmed == figure(invented, "needs_open_at_most").confirmed


def test_running_activities_are_counted_out_of_those_kept(invented):
    running = figure(invented, "activities_running")
    assert (running.value, running.denominator) == (1, 3)


def test_part_with_fewer_than_five_states_is_merged_with_the_next(invented):
    assert figure(invented, "needs_stated.regional_group").parts == (("merged", 8),)


def with_states(counts):
    """The invented tables with one need of each of so many States in each regional group."""
    made = tables()
    state, need = made["states"][0], made["needs"][0]
    codes = (f"{first}{second}" for first in "QX" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    placed = [(next(codes), group) for group, number in counts.items() for _ in range(number)]
    states = [type(state)(**{**fields(state), "state": code, "regional_group": group}) for code, group in placed]
    needs = [type(need)(**{**fields(need), "state": code, "need_id": f"{code}-NEED"}) for code, _ in placed]
    return {"states": states, "needs": needs}


def fields(record):
    return {name: getattr(record, name) for name in record.__slots__}


@pytest.mark.parametrize(
    ("states", "parts"),
    [
        ({"african": 6, "asia_pacific": 5}, {"african": 6, "asia_pacific": 5}),
        ({"african": 6, "asia_pacific": 5, "eastern_european": 3, "western_european_other": 2}, None),
        ({"african": 7, "asia_pacific": 6, "eastern_european": 1}, {"african": 7, "merged": 7}),
        ({"african": 9, "asia_pacific": 1, "eastern_european": 1}, {"merged": 11}),
        ({"african": 2}, {"merged": 2}),
    ],
)
def test_small_groups_never_show_even_through_a_difference(open_database, states, parts):
    found = dict(figure(open_database(with_states(states)), "states_with_needs.regional_group").parts)
    assert found == (parts or {"african": 6, "asia_pacific": 5, "merged": 5})


def test_groups_that_show_are_in_the_order_of_the_list(open_database):
    parts = figure(open_database(with_states({"asia_pacific": 5, "african": 6})), "states_with_needs.regional_group").parts
    assert [part for part, _ in parts] == ["african", "asia_pacific"]


def test_parts_add_up_wherever_they_are_declared_to(invented):
    added = [one for one in all_figures(invented) if one.dimension is not None and one.parts_add_up]
    assert added
    assert all(sum(number for _, number in one.parts) == one.value for one in added)


def test_need_of_two_articles_of_one_cluster_counts_once_in_it(open_database):
    made = tables()
    together = replace(made["needs"][0], articles=("15", "16"))
    bribery = [replace(one, cluster="bribery") for one in made["provisions"] if one.provision == "15"]
    sixteen = replace(bribery[0], provision="16", article=16)
    found = figure(open_database({"needs": [together], "provisions": [*bribery, sixteen]}), "needs_stated.cluster")
    assert found.parts == (("bribery", 1),)


def test_needs_by_cluster_are_those_of_their_articles(invented):
    found = dict(figure(invented, "needs_stated.cluster").parts)
    clusters = [{CLUSTERS[article] for article in need.articles} or {"-"} for need in stated()]
    assert found == Counter(cluster for some in clusters for cluster in some)


def test_needs_by_year_add_up_and_those_without_a_day_stand_last(open_database):
    made = tables()["needs"]
    undated = replace(made[0], stated_on=None)
    by_year = figure(open_database({"needs": [undated, *made[1:]]}), "needs_stated.year")
    assert by_year.parts == (("2015", 1), ("2025", 6), ("-", 1))


def test_activity_counts_in_every_year_in_which_it_runs(invented):
    assert figure(invented, "activities_kept.year_running").parts == (("2025", 3), ("2026", 3), ("2027", 2))


def test_activities_are_split_by_the_chapters_and_cycles_of_their_articles(invented):
    assert figure(invented, "activities_kept.chapter_served").parts == (("II", 2), ("IV", 1), ("-", 1))
    assert figure(invented, "activities_kept.cycle_served").parts == (("1", 1), ("2", 2), ("-", 1))


def with_recipients(groups):
    """One activity for each State of these groups, and one for all States together."""
    made = with_states(groups)
    activity, recipient = tables()["activities"][0], tables()["activity_recipients"][0]
    states = [one.state for one in made["states"]]
    ids = {state: f"ACT-{state}" for state in states}
    activities = [replace(activity, activity_id=one) for one in (*ids.values(), "ACT-ALL")]
    named = [replace(recipient, activity_id=ids[state], state=state) for state in states]
    together = [replace(recipient, activity_id="ACT-ALL", state=state, position=n) for n, state in enumerate(states)]
    return made | {"activities": activities, "activity_recipients": [*named, *named, *together]}


def test_activity_in_several_merged_groups_counts_once_in_what_is_merged(open_database):
    connection = open_database(with_recipients({"african": 6, "asia_pacific": 3, "eastern_european": 4}))
    assert figure(connection, "activities_kept.regional_group").parts == (("african", 7), ("merged", 8))
    assert figure(connection, "states_with_activities.regional_group").parts == (("african", 6), ("merged", 7))


def test_activity_that_names_no_state_stands_apart_and_tells_of_none(open_database):
    made = with_recipients({"african": 6})
    nowhere = replace(made["activities"][0], activity_id="ACT-REGION")
    made["activities"].append(nowhere)
    found = figure(open_database(made), "activities_kept.regional_group")
    assert found.parts == (("african", 7), ("-", 1))


def test_part_is_out_of_the_same_part_of_what_it_is_out_of(invented):
    by_cycle = figure(invented, "states_with_needs.cycle")
    assert (by_cycle.denominators, by_cycle.denominator) == ((("1", 8),), 8)
    by_chapter = figure(invented, "current_needs.chapter")
    assert by_chapter.denominators == figure(invented, "needs_stated.chapter").parts


@pytest.mark.parametrize("name", ["current_needs.regional_group", "needs_in_register.stands", "current_needs.grade"])
def test_part_has_no_denominator_where_it_is_merged_or_nothing_is_split_alike(invented, name):
    assert figure(invented, name).denominators == ()


def test_need_to_come_stands_as_anticipated_unless_somebody_has_said_more_of_it(invented, open_database):
    made = tables()
    anticipated = next(need for need in made["needs"] if need.stands == "anticipated")
    made["needs"] += [
        replace(anticipated, need_id=f"NEED-TEST{number:04}", grade=grade)
        for number, grade in enumerate(codes("need_grades"), start=1)
    ]
    for connection, needs in ((invented, tables()["needs"]), (open_database(made), made["needs"])):
        found = figure(connection, "needs_in_register.stands")
        assert dict(found.parts) == Counter(need.stands for need in needs)
        assert found.parts[0][0] == "anticipated"
        assert sum(number for _, number in found.parts) == found.value == len(needs)


def test_reviews_are_counted_out_of_those_with_a_summary_read_here(invented):
    asking = figure(invented, "reviews_with_needs.cycle")
    assert (asking.value, asking.denominator) == (3, 8)
    assert (asking.parts, asking.denominators) == ((("1", 3),), (("1", 8),))


def row(number, usd, **other):
    """A row of disbursements, of one activity each."""
    return replace(
        tables()["activity_money"][0], **{"activity_id": f"ACT-DEMO000{number}", "kind": "disbursement", "usd": usd} | other
    )


MONEY = [
    row(0, "0.10"),
    row(0, "0.205", position=1, state="XB"),
    row(1, None, given_to="not_attributable"),
    row(1, "70.00", position=1, given_to="not_attributable", state=None),
    row(2, "5000.00", in_totals="secondary_reporter"),
    row(3, None, in_totals="value_unknown", given_to="not_attributable"),
]


def test_amounts_are_added_up_exactly_and_their_parts_make_the_total(open_database):
    spent = figure(open_database({"activity_money": MONEY}), "disbursement_usd.given_to")
    assert (spent.value, spent.unit, spent.rows) == (Decimal("70.305"), "USD", 3)
    assert spent.parts == (("state", Decimal("0.305")), ("not_attributable", Decimal("70.00")))


def test_what_is_left_out_of_a_sum_is_counted_beside_it(open_database):
    connection = open_database({"activity_money": MONEY})
    assert figure(connection, "disbursement_activities.in_totals").parts == (
        ("counted", 2), ("value_unknown", 1), ("secondary_reporter", 1),
    )  # fmt: skip
    beside = figure(connection, "disbursement_not_attributable")
    assert (beside.value, beside.denominator) == (1, 4)


def test_figures_of_a_state_rest_on_its_own_rows(open_database):
    found = {(one.state, one.figure): one for one in figures_of_states(open_database({"activity_money": MONEY}))}
    assert {state: one.value for (state, name), one in found.items() if name == "disbursement_usd"} == {
        "XA": Decimal("0.10"), "XB": Decimal("0.205"),
    }  # fmt: skip
    assert found["XA", "disbursement_activities.in_totals"].value == 4
    assert found["XA", "disbursement_not_attributable"].denominator == 4
    assert ("XB", "disbursement_not_attributable") not in found


def test_figures_of_states_stand_in_the_order_of_their_codes(open_database):
    states = [one.state for one in figures_of_states(open_database({"activity_money": MONEY}))]
    assert states == sorted(states)


cents = st.decimals(min_value=-(10**12), max_value=10**12, places=3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["state", "other_recipient", "not_attributable"]), cents), max_size=8))
def test_whatever_the_amounts_parts_and_states_make_the_total(open_database, given_rows):
    made = [
        row(number, f"{usd:f}", given_to=to, state="XA" if to == "state" else None)
        for number, (to, usd) in enumerate(given_rows)
    ]
    connection = open_database({"activity_money": made})
    spent = figure(connection, "disbursement_usd.given_to")
    alone = [one.value for one in figures_of_states(connection) if one.figure == "disbursement_usd"]
    assert add(number for _, number in spent.parts) == spent.value == add(usd for _, usd in given_rows)
    assert add(alone) == dict(spent.parts).get("state", 0)


def test_figures_of_an_empty_release_are_nothing_and_do_not_fail(open_database):
    assert {one.value for one in all_figures(open_database({}))} == {0}


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e", "-"]), st.integers(0, 12)))
def test_whatever_the_sizes_no_part_shows_fewer_than_five_states(states):
    apart = standing_apart(states, fewest=5)
    merged = [number for part, number in states.items() if part not in apart]
    assert all(states[part] == 0 or states[part] >= 5 for part in apart)
    assert not merged or not any(states[part] for part in apart) or (len(merged) > 1 and sum(merged) >= 5)


def before(figure):
    return figure.previous_release, figure.previous, figure.previous_parts, figure.not_comparable


def test_number_of_the_release_before_stands_beside_the_present_one_where_it_was_counted_alike(invented):
    assert before(figure(invented, "states_with_needs")) == (BEFORE, 6, (), None)
    assert before(figure(invented, "states_with_needs.cycle")) == (BEFORE, 6, (("1", 4), ("2", 3)), None)


@pytest.mark.parametrize(("name", "why"), [("needs_stated", "counted_otherwise"), ("current_needs", "not_in_previous")])
def test_number_that_cannot_be_compared_has_its_reason(invented, name, why):
    assert before(figure(invented, name)) == (BEFORE, None, (), why)


@pytest.mark.parametrize(
    "change",
    [{"table": "gaps"}, {"measure": "rows"}, {"filters": ()}, {"dimension": "chapter"}],
    ids=lambda one: next(iter(one)),
)
def test_any_other_definition_is_not_compared(open_database, change):
    made = tables()
    made["previous_figures"] = [replace(made["previous_figures"][0], **change)]
    assert figure(open_database(made), "states_with_needs").not_comparable == "counted_otherwise"


def test_amount_of_the_release_before_is_exact(open_database):
    said = replace(
        tables()["previous_figures"][0], figure="budget_usd", table="activity_money", measure="sum:usd", unit="USD",
        filters=("kind is budget", "in_totals is counted"), value="0.10",
    )  # fmt: skip
    assert figure(open_database({"previous_figures": [said]}), "budget_usd").previous == Decimal("0.10")


def test_without_a_release_before_nothing_is_said_of_it(open_database):
    assert before(figure(open_database(tables() | {"previous_figures": []}), "states_with_needs")) == (None, None, (), None)


@pytest.mark.parametrize(
    ("standing", "covers", "counted"),
    [("confirmed", False, 1), ("proposed", True, 1), ("proposed", False, 0), ("unsure", False, 0), ("rejected", True, 0)],
)
def test_pairs_counted_are_those_that_may_be_shown(open_database, standing, covers, counted):
    connection = open_database({"matches": [makers.match(standing=standing, covers=covers)]})
    assert figure(connection, "matches").value == counted
