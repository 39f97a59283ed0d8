"""Invented worlds: always the same for a seed, as hard as they say, and about no real State."""

from collections import Counter

import pytest

from article60.domain.state_party import state_parties
from article60.simulation import intents
from article60.simulation.difficulty import difficulty, readings
from article60.simulation.world import ImpossibleWorld, world


@pytest.fixture(scope="module")
def made():
    return world(states=12, needs_count=1200, activities=6000, seed=5)


def test_a_seed_gives_the_same_world_and_another_seed_another():
    one, again, other = (world(states=3, needs_count=20, activities=40, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_world_has_the_size_that_was_asked_for(made):
    assert (len(made.states), len(made.needs), len(made.readings), len(made.aid)) == (12, 1200, 6000, 6000)


def test_no_real_state_is_in_it(made):
    real = {code for code, state in state_parties().items() if not state.fictional}
    assert not real & {state.state for state in made.states}
    assert all(state.fictional for state in made.states)


def test_needs_are_as_hard_as_the_file_says(made):
    rates = difficulty().needs
    firsts = {(s.document_sha256, s.page): s for s in made.statements}
    stated = [firsts[need.key] for need in made.needs]
    none = sum(not one.provisions for one in stated) / len(stated)
    assert none == pytest.approx(rates["no_article"], abs=0.05)
    assert sum(one.beneficiary is not None for one in stated) / len(stated) == pytest.approx(rates["beneficiary"], abs=0.05)
    assert sum(not need.subjects for need in made.needs) > 0


def test_activities_are_as_hard_as_the_file_says(made):
    rates = difficulty().activities
    without = sum(not aid.subjects for aid in made.aid) / len(made.aid)
    assert without == pytest.approx(rates["no_provision_words"], abs=0.05)
    coded = Counter(one.code for reading in made.readings for one in reading.record.sectors)
    assert coded["15113"] / len(made.readings) == pytest.approx(1 - rates["no_15113"], abs=0.06)


def test_wrong_provisions_stand_beside_right_ones(made):
    told = {reading.activity.activity_id: set(reading.activity.articles) for reading in made.readings}
    wrong = sum(bool(told[aid.activity_id] - {s.partition("(")[0] for s in aid.subjects}) for aid in made.aid)
    assert wrong / len(made.aid) > 0.3


def test_true_matches_are_what_belongs_together(made):
    found = list(intents.matches(made.needs, made.aid))
    assert found
    assert all(intents.belongs(need, aid) for need, aid in found)
    assert len(found) == len({(need.key, aid.activity_id) for need, aid in found})


def test_near_misses_are_there(made):
    """Pairs of one State and subject that differ in one thing alone."""
    given = {}
    for aid in made.aid:
        for state in aid.states:
            given.setdefault(state, []).append(aid)
    near = Counter()
    for need in made.needs[:300]:
        for aid in given.get(need.state, ()):
            if need.subjects & aid.subjects and not intents.belongs(need, aid):
                near["late" if aid.end < need.stated_on else "other"] += 1
    assert near["late"] > 20 and near["other"] > 20


def test_records_of_one_piece_of_assistance_are_told(made):
    groups = Counter(aid.group for aid in made.aid)
    assert sum(1 for _ in intents.same(made.aid)) > 0
    assert max(groups.values()) > 1


@pytest.mark.parametrize(("states", "needs", "activities"), [(0, 1, 1), (261, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_impossible_sizes_are_refused_by_name(states, needs, activities):
    with pytest.raises(ImpossibleWorld, match="give a number from"):
        world(states=states, needs_count=needs, activities=activities, seed=1)


def test_reading_as_measured_is_harder_than_the_default():
    assert set(readings()) == {"default", "measured"}
    plain, measured = difficulty().reading, difficulty("measured").reading
    assert measured.main_missed > plain.main_missed
    assert measured.wrong_tags > plain.wrong_tags
