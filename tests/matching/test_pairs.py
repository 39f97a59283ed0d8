import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from article60.codes.labels import codes
from article60.domain.activity import ActivityText
from article60.domain.need_suggestion import NeedSuggestion
from article60.matching.features import FEATURES
from article60.matching.lines import compared_lines
from article60.matching.pairs import chances, compare, compared, match
from article60.matching.said import said as gathered
from article60.matching.shown import UNKNOWN
from article60.matching.sides import Holding, Said
from article60.matching.weights import read
from makers import activity, decision, need, recipient

WORDS = "Advice on a law against foreign bribery"


def said(provisions=None, words=WORDS, language="en", names=None, carried_out_by=""):
    return Said({"16": 0.8} if provisions is None else provisions, words, language, names or {}, carried_out_by)


def matched(one=None, two=None, places=None, decided=None, saying=None, suggestions=()):
    two = two or activity()
    return match(
        needs=[one or need()],
        activities=[two],
        recipients=places if places is not None else [recipient()],
        said={two.activity_id: saying or said()},
        suggestions=suggestions,
        decided=decided or {},
    )


def feature(name, *, asked=None, given=None, saying=None, suggestions=(), places=None):
    two = activity(**given or {})
    (sides,) = compared(
        needs=[need(**asked or {})],
        activities=[two],
        recipients=places if places is not None else [recipient()],
        said={two.activity_id: saying or said(dict.fromkeys(two.provisions, 1.0))},
        suggestions=suggestions,
        weights=read(),
    )
    score = float(FEATURES[name](sides, sides.all_pairs(), read())[0, 0])
    return None if np.isnan(score) else score


def suggestion(provision, score):
    return NeedSuggestion(need_id="XA-AAAAAAAA", position=0, provision=provision, score=score, words=())


def level_of(name, found):
    return next(row.level for row in found.features if row.feature == name)


def test_same_clause_and_type_at_the_right_time_is_proposed():
    (found,) = matched().matches
    assert (found.standing, found.covers) == ("proposed", True)
    assert found.score >= read().threshold


def test_activity_in_another_state_is_never_compared():
    assert matched(places=[recipient(code="XB", state="XB")]).matches == []


def test_programme_for_several_states_is_compared_where_its_words_name_the_state():
    region = recipient(kind="region", code="998", state=None)
    assert matched(places=[region]).matches == []
    found = matched(places=[region], saying=said(names={"XA": "Ndara"}))
    assert level_of("place", found) == "programme"
    assert next(row.activity_value for row in found.features if row.feature == "place") == "Ndara"


def test_activity_that_a_person_called_irrelevant_is_never_compared():
    assert matched(two=activity(relevant=False)).matches == []


def test_record_that_is_not_kept_is_compared_where_it_comes_near():
    assert matched(two=activity(relevant=False, relevance=0.2)).matches
    assert matched(two=activity(relevant=False, relevance=0.05)).matches == []


def test_activity_on_another_chapter_is_no_match():
    assert matched(two=activity(provisions=("9",), articles=("9",)), saying=said({"9": 0.9})).matches == []


def test_provision_for_which_few_words_speak_is_not_compared():
    assert feature("same_provision", saying=said({"16": read().telling - 0.01})) is None


def test_activity_not_updated_covers_nothing_though_it_matches():
    (found,) = matched(two=activity(running="not_confirmed")).matches
    assert not found.covers


@pytest.mark.parametrize(("verb", "standing", "covers"), [("confirm", "confirmed", True), ("reject", "rejected", False)])
def test_decision_of_people_outweighs_the_score(verb, standing, covers):
    decided = {("XA-AAAAAAAA", "ACT-AAAAAAAA"): decision(about_kind="match", verb=verb)}
    (found,) = matched(two=activity(provisions=("9",)), saying=said({"9": 0.9}), decided=decided).matches
    assert (found.standing, found.covers, found.decided_on) == (standing, covers, date(2026, 5, 1))
    assert found.score < read().threshold


def test_withdrawn_need_is_compared_with_nothing():
    assert matched(need(grade="withdrawn")).matches == []


def test_every_feature_is_shown_with_its_sentence_and_both_values():
    rows = matched().features
    assert [row.feature for row in rows] == list(FEATURES)
    (provision,) = [row for row in rows if row.feature == "same_provision"]
    assert (provision.level, provision.need_value, provision.activity_value) == ("same_clause", "16", "16")
    assert provision.reason == "The activity works on the very provision for which the need was stated."


def test_points_of_the_features_make_the_score():
    found = matched()
    (pair,) = found.matches
    points = read().base + sum(row.weight for row in found.features)
    assert pair.score == pytest.approx(1 / (1 + np.exp(-points)), abs=0.001)


def test_unknown_value_adds_no_points():
    rows = matched(two=activity(types=(), coarse_types=())).features
    (kind,) = [row for row in rows if row.feature == "same_type"]
    assert (kind.level, kind.score, kind.weight) == ("unknown", None, 0.0)


@pytest.mark.parametrize(
    ("wanted", "served", "score"),
    [
        (("46(9)",), ("46(9)",), 1.0),
        (("46(9)",), ("46",), 0.9),
        (("46(9)(b)",), ("46(9)",), 0.9),
        (("46(9)",), ("46(13)",), 0.8),
        (("46(1)",), ("46(18)",), 0.8),
        (("53",), ("54",), 0.3),
        (("52",), ("57",), 0.1),
        (("16",), ("9",), 0.0),
        ((), ("9",), None),
        (("9",), (), None),
    ],
)
def test_provision_counts_by_clause_article_cluster_and_chapter(wanted, served, score):
    found = feature("same_provision", asked={"provisions": wanted}, given={"provisions": served})
    assert found == (None if score is None else pytest.approx(score))


def test_provision_counts_for_less_where_few_words_speak_for_it():
    weights = read()
    assert feature("same_provision", saying=said({"16": weights.plain * 0.75})) == pytest.approx(0.75)


def test_words_of_a_need_without_provision_speak_for_one_as_surely_as_they_do():
    asked = {"provisions": (), "articles": ()}
    assert feature("suggested_provision", asked=asked, suggestions=[suggestion("16", 0.6)]) == pytest.approx(0.6)
    assert feature("suggested_provision", asked=asked, suggestions=[suggestion("9", 0.6)]) == 0.0
    assert feature("suggested_provision", asked=asked) is None


def test_suggestion_counts_only_where_no_provision_is_named():
    assert feature("suggested_provision", suggestions=[suggestion("16", 0.6)]) is None


def test_types_count_by_how_near_they_are():
    scores = read().features["same_type"].scores
    near = {
        "fine": ("legal_advice", "legislative"),
        "coarse": ("model_legislation", "legislative"),
        "akin": ("policymaking", "policymaking"),
        "other": ("technological", "institution_building"),
    }
    for level, (fine, coarse) in near.items():
        found = feature("same_type", given={"types": (fine,), "coarse_types": (coarse,)})
        assert found == pytest.approx(scores[level]), level


def test_type_that_was_not_read_speaks_against_less_the_longer_the_text():
    scores, text = read().features["same_type"].scores, "The activity helps those who write laws against bribery. "
    given = {"types": ("technological",), "coarse_types": ("institution_building",)}

    def found(words, language="en", given=given):
        return feature("same_type", given=given, saying=said(words=words, language=language))

    assert found(text * 3) == pytest.approx(scores["other"])
    assert (
        scores["other"]
        < found(text * 6)
        < found(text * 9)
        < found(text * 20)
        == pytest.approx(scores["unheard"] - scores["akin"])
    )
    assert found("防止外国公职人员受贿的法律起草工作" * 14, "zh") == found(text * 20)
    akin = {"types": ("policymaking",), "coarse_types": ("policymaking",)}
    assert found(text * 20, given=akin) == pytest.approx(scores["unheard"])
    assert found(text * 20, given={}) == pytest.approx(scores["fine"])
    stated = replace(said(words=text * 20), types_stated=True)
    assert feature("same_type", given=given, saying=stated) == pytest.approx(scores["other"])


@pytest.mark.parametrize(
    ("times", "kind", "level"),
    [
        (1, "policymaking", "akin"),
        (1, "technological", "other"),
        (8, "technological", "unheard"),
        (8, "policymaking", "unheard"),
    ],
)
def test_reader_is_told_that_a_long_text_may_give_more_types(times, kind, level):
    two = activity(types=(kind,), coarse_types=("institution_building",))
    decided = {("XA-AAAAAAAA", two.activity_id): decision(verb="confirm")}
    words = "The activity helps those who write laws against bribery. " * times
    assert level_of("same_type", matched(two=two, saying=said(words=words), decided=decided)) == level


def test_versions_and_repeated_records_do_not_make_a_text_longer():
    text = "The activity helps those who write laws against bribery. " * 4
    (sides,) = compared_lines(
        needs=[(1, {"text": "Drafting of a law", "state": "XA", "types": ["legislative_drafting"]})],
        activities=[
            (
                1,
                {
                    "iati_identifier": "XX-1",
                    "recipients": [{"code": "XA"}],
                    "title": {"en": "Laws"},
                    "description": {"en": text, "fr": text, "es": text},
                    "types": ["technological"],
                },
            )
        ],
        suggest=lambda needs: (),
    )
    assert sides.activities.letters.tolist() == [len(text)]
    two = activity()
    rows = [
        ActivityText(
            activity_id=two.activity_id,
            position=place,
            field="description",
            text=text,
            language_declared=None,
            language=language,
        )
        for place, language in enumerate(("en", "fr"))
    ]
    assert gathered([two], recipients=(), texts=rows, organisations=(), served=())[two.activity_id].letters == len(text)


def test_unknown_type_is_not_zero():
    assert feature("same_type", given={"types": (), "coarse_types": ()}) is None
    assert feature("same_type", given={"types": ("other",), "coarse_types": ("other",)}) is None


def test_activity_that_ended_before_the_need_was_stated_speaks_against():
    assert feature("time", given={"start": date(2020, 1, 1), "end": date(2025, 2, 28)}) == 0.0
    assert feature("time", given={"start": None, "end": None}) is None


def test_body_that_would_benefit_is_known_by_its_name_or_its_kind():
    asked = {"beneficiary": "Office of the Prosecutor General"}
    scores = read().features["beneficiary"].scores
    assert feature("beneficiary", asked=asked, saying=said(words="for the Office of the Prosecutor General")) == scores["named"]
    kind = feature("beneficiary", asked=asked, saying=said(words="pour le parquet", language="fr"))
    assert kind == pytest.approx(scores["same_kind"])


def test_other_bodies_speak_against_only_where_they_carry_the_activity_out():
    asked = {"beneficiary": "Office of the Prosecutor General"}
    assert feature("beneficiary", asked=asked, saying=said(words="with the Court of Audit")) is None
    assert feature("beneficiary", asked=asked, saying=said(carried_out_by="Court of Audit")) == 0.0


def test_bodies_that_a_need_only_mentions_are_looked_for_in_the_words_of_the_activity():
    asked = {"text": "Training of judges", "beneficiary": None}
    scores = read().features["beneficiary"].scores
    assert feature("beneficiary", asked=asked, saying=said(words="magistrats et juges", language="fr")) == pytest.approx(
        scores["mentioned"]
    )
    assert feature("beneficiary", asked=asked, saying=said(words="for the police")) == pytest.approx(scores["not_mentioned"])
    assert feature("beneficiary", asked=asked, saying=said(words="a course on conduct")) is None


def test_body_that_carries_an_activity_out_is_not_the_one_that_is_helped():
    asked = {"text": "Training of judges", "beneficiary": None}
    assert feature("beneficiary", asked=asked, saying=said(carried_out_by="Court of Audit")) is None


def test_bodies_mentioned_on_both_sides_are_shown():
    rows = matched(one=need(text="Training of judges", beneficiary=None), saying=said(words="Courses for judges")).features
    (body,) = [row for row in rows if row.feature == "beneficiary"]
    assert (body.level, body.need_value, body.activity_value) == ("mentioned", "judges", "judges")


def test_subjects_are_known_in_another_language():
    asked = {"text": "Training on public procurement", "language": "en"}
    same = feature("subjects", asked=asked, saying=said(words="Formation sur les marchés publics. " * 20, language="fr"))
    other = feature("subjects", asked=asked, saying=said(words="Protection des témoins. " * 30, language="fr"))
    assert same is not None and other is not None and same > other


def test_subjects_count_the_more_the_longer_the_text():
    asked, text = (
        {"text": "Protection of witnesses", "language": "en"},
        "Courses for the buyers of towns on public procurement. ",
    )
    even = read().features["subjects"].even
    found = [feature("subjects", asked=asked, saying=said(words=text * times)) for times in (1, 6, 9, 20)]
    assert found == [pytest.approx(even), pytest.approx(found[1]), pytest.approx(found[2]), pytest.approx(0.0)]
    assert even > found[1] > found[2] > 0


def test_long_text_that_names_no_body_of_the_kind_that_is_stated_speaks_against():
    asked, text = (
        {"beneficiary": "Office of the Auditor General"},
        "Courses on the budget are held for the Ministry of Finance. ",
    )
    scores = read().features["beneficiary"].scores

    def found(words):
        return feature("beneficiary", asked=asked, saying=said(words=words))

    assert found(text) is None
    assert scores["unnamed"] < found(text * 6) < read().features["beneficiary"].even
    assert found(text * 20) == pytest.approx(scores["unnamed"])
    assert found(text * 20 + "The Court of Audit takes part.") == pytest.approx(scores["same_kind"])
    two = activity()
    decided = {("XA-AAAAAAAA", two.activity_id): decision(verb="confirm")}
    assert level_of("beneficiary", matched(need(**asked), two, saying=said(words=text * 6), decided=decided)) == "unnamed"


def test_reader_is_told_how_many_subjects_are_shared_however_short_the_text():
    asked = need(text="Training on public procurement", language="en")
    assert level_of("subjects", matched(asked, saying=said(words="Training on public procurement"))) == "many"
    assert level_of("subjects", matched(asked, saying=said(words="Protection of witnesses"))) == "few"


def test_words_of_another_language_are_not_compared():
    assert feature("words", asked={"language": "ar"}) is None
    assert feature("words", asked={"text": "Foreign bribery"}) == 1.0


def test_what_sets_share_is_counted():
    draw = random.Random(7)
    ours, theirs = ([frozenset(draw.sample(range(8), draw.randrange(4))) for _ in range(6)] for _ in range(2))
    assert Holding(theirs).shared(ours).tolist() == [[len(one & other) for other in theirs] for one in ours]
    assert Holding([]).shared(ours).shape == (6, 0)


def test_every_finding_has_its_sentence_in_the_list_and_no_sentence_is_left_over():
    found = [f"{name}.{level}" for name in FEATURES for level in (*read().features[name].levels, UNKNOWN)]
    assert sorted(found) == sorted(codes("match_reasons"))


def test_chance_is_even_where_the_points_are():
    weights = read()
    (found,) = chances({name: np.array([np.nan]) for name in FEATURES}, weights)
    assert found == pytest.approx(1 / (1 + np.exp(-weights.base)), abs=0.0001)


def test_pairs_of_all_states_come_in_the_order_of_states_and_needs():
    needs = [need(need_id=f"{state}-{n}", state=state) for state in ("XB", "XA") for n in "21"]
    places = [recipient(state=state, code=state) for state in ("XA", "XB")]
    found = match(
        needs=needs, activities=[activity()], recipients=places, said={"ACT-AAAAAAAA": said()}, suggestions=(), decided={}
    )
    assert [pair.need_id for pair in found.matches] == ["XA-1", "XA-2", "XB-1", "XB-2"]


def test_sides_without_a_common_state_are_not_compared():
    assert not list(
        compared(
            needs=[need(state="XB")],
            activities=[activity()],
            recipients=[recipient()],
            said={"ACT-AAAAAAAA": said()},
            suggestions=(),
            weights=read(),
        )
    )


def test_a_pair_below_the_threshold_is_compared_all_the_same():
    far = activity(provisions=("46(9)",), articles=("46",), types=("technological",), coarse_types=("institution_building",))
    score, found = compare(need(), far, said({"46(9)": 1.0}))
    assert score < read().threshold
    assert [feature.feature for feature in found] == list(FEATURES)
