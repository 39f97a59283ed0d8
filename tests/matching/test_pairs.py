from datetime import date

import pytest

from article60.matching.features import FEATURES, Pair, sentence
from article60.matching.pairs import Said, compare, match
from article60.matching.weights import read
from makers import activity, decision, need, recipient

SAID = {"ACT-AAAAAAAA": Said({"16": 0.8}, "Advice on a law against foreign bribery", "en")}


def matched(one=None, two=None, places=None, decided=None, said=SAID):
    return match(
        needs=[one or need()],
        activities=[two or activity()],
        recipients=places if places is not None else [recipient()],
        said=said,
        decided=decided or {},
    )


def feature(name, **changes):
    given = activity(**changes.get("activity", {}))
    pair = Pair(
        need(**changes.get("need", {})),
        given,
        dict.fromkeys(given.provisions, changes.get("strength", 1.0)),
        changes.get("words", ""),
        "en",
    )
    return FEATURES[name](pair, read()).score


def test_same_clause_and_type_at_the_right_time_is_proposed():
    (found,) = matched().matches
    assert (found.standing, found.covers) == ("proposed", True)
    assert found.score >= read().threshold


def test_activity_in_another_state_is_never_compared():
    assert matched(places=[recipient(code="XB", state="XB")]).matches == []


def test_irrelevant_activity_is_never_compared():
    assert matched(two=activity(relevant=False)).matches == []


def test_activity_on_another_chapter_is_no_match():
    assert matched(two=activity(provisions=("9",), articles=("9",))).matches == []


def test_provision_for_which_few_words_speak_is_not_compared():
    weak = {"ACT-AAAAAAAA": Said({"16": read().telling - 0.01}, "Advice", "en")}
    decided = {("XA-AAAAAAAA", "ACT-AAAAAAAA"): decision(about_kind="match", verb="unsure")}
    assert matched(said=weak, decided=decided).features[0].score is None


def test_activity_not_updated_covers_nothing_though_it_matches():
    (found,) = matched(two=activity(running="not_confirmed")).matches
    assert not found.covers


@pytest.mark.parametrize(("verb", "standing", "covers"), [("confirm", "confirmed", True), ("reject", "rejected", False)])
def test_decision_of_people_outweighs_the_score(verb, standing, covers):
    decided = {("XA-AAAAAAAA", "ACT-AAAAAAAA"): decision(about_kind="match", verb=verb)}
    (found,) = matched(two=activity(provisions=("9",)), decided=decided).matches
    assert (found.standing, found.covers, found.decided_on) == (standing, covers, date(2026, 5, 1))


def test_withdrawn_need_is_compared_with_nothing():
    assert matched(need(grade="withdrawn")).matches == []


def test_every_feature_is_shown_with_its_sentence_and_both_values():
    rows = matched().features
    assert [row.feature for row in rows] == list(FEATURES)
    assert rows[0].reason == "The activity works on the provision for which the need was stated."
    assert (rows[0].need_value, rows[0].activity_value) == ("16", "16")


@pytest.mark.parametrize(
    ("wanted", "given", "score"),
    [
        (("46(9)",), ("46(9)",), 1.0),
        (("46(9)",), ("46(13)",), 0.8),
        (("53",), ("54",), 0.35),
        (("52",), ("57",), 0.1),
        (("16",), ("9",), 0.0),
        ((), ("9",), None),
        (("9",), (), None),
    ],
)
def test_provision_counts_by_clause_article_cluster_and_chapter(wanted, given, score):
    assert feature("same_provision", need={"provisions": wanted}, activity={"provisions": given}) == score


def test_provision_counts_for_less_where_few_words_speak_for_it():
    assert feature("same_provision", strength=read().plain / 2) == 0.5


def test_unknown_type_is_not_zero():
    assert feature("same_type", activity={"types": ()}) is None


def test_only_the_broad_type_in_common_counts_for_less():
    types = {"types": ("model_legislation",), "coarse_types": ("legislative",)}
    assert feature("same_type", activity=types) == read().same_type["coarse"]


def test_activity_that_ended_before_the_need_was_stated_speaks_against():
    assert feature("time", activity={"start": date(2020, 1, 1), "end": date(2025, 2, 28)}) == 0.0


def test_body_named_by_the_activity_counts():
    assert feature("beneficiary", need={"beneficiary": "Anti-Corruption Bureau"}, words="the Anti-Corruption Bureau") == 1.0


def test_words_of_another_language_are_not_compared():
    assert feature("words", need={"language": "ar"}, words="anything") is None


def test_weights_add_up_to_one():
    assert sum(read().weights.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("name", FEATURES)
def test_every_feature_has_a_sentence(name):
    assert sentence(name).endswith(".")


def test_a_pair_below_the_threshold_is_compared_all_the_same():
    far = activity(provisions=("46(9)",), articles=("46",))

    score, found = compare(need(), far, Said({}, "", None))

    assert score == 0.0
    assert [feature.feature for feature in found] == list(FEATURES)
