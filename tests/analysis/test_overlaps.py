import inspect
import re
from datetime import date

import pytest

from article60.analysis import overlaps
from article60.analysis.overlaps import PLAINLY, Verdict, find_overlaps, judged, outgrown, proposal
from article60.codes.labels import codes
from article60.domain.activity import ActivityProvision
from article60.domain.same_activity import SameActivity
from blank_records import make
from makers import activity, organisation, recipient

TWO = {"activity_id": "ACT-BBBBBBBB", "reporting_org": "XX-OTHER"}
OTHER = {"activity_id": "ACT-BBBBBBBB", "organisation_id": "ORG-BBBBBBBB", "ref": "XX-OTHER"}


BOTH = ("ACT-AAAAAAAA", "ACT-BBBBBBBB")


def overlapping(second, organisations=None, same=(), first=None, served=()):
    return [one.overlap for one in proposed(second, organisations, same, first, served)]


def proposed(second, organisations=None, same=(), first=None, served=()):
    return list(
        find_overlaps(
            activities=[first or activity(), second],
            recipients=[recipient(), recipient(activity_id=second.activity_id)],
            organisations=organisations or [organisation(), organisation(**OTHER)],
            served=served,
            same=same,
        )
    )


def test_two_providers_on_one_article_and_type_at_the_same_time_overlap():
    (found,) = overlapping(activity(**TWO))
    assert (found.state, found.article, found.type, found.verdict) == ("XA", "16", "legislative", None)
    assert found.activities == ("ACT-AAAAAAAA", "ACT-BBBBBBBB")


def test_two_activities_of_one_provider_do_not_overlap():
    same = [organisation(), organisation(activity_id="ACT-BBBBBBBB")]
    assert overlapping(activity(**TWO), organisations=same) == []


def same(kind, outcome):
    return [make(SameActivity, activity_id="ACT-AAAAAAAA", other_id="ACT-BBBBBBBB", kind=kind, outcome=outcome)]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [("secondary_report", "proposed"), ("likely_same", "proposed"), ("split", "linked"), ("parent_child", "linked")],
)
def test_two_records_of_one_activity_or_family_are_not_two_providers(kind, outcome):
    assert overlapping(activity(**TWO), same=same(kind, outcome)) == []


def test_two_that_a_person_has_said_are_not_the_same_are_two_providers():
    assert len(overlapping(activity(**TWO), same=same("likely_same", "apart"))) == 1


def test_of_records_of_one_activity_the_provider_is_the_reporter_of_no_secondary_one():
    third = activity(activity_id="ACT-CCCCCCCC", reporting_org="XX-THIRD")
    (found,) = find_overlaps(
        activities=[activity(secondary_reporter=True), activity(**TWO), third],
        recipients=[recipient(), recipient(activity_id="ACT-BBBBBBBB"), recipient(activity_id="ACT-CCCCCCCC")],
        organisations=[
            organisation(),
            organisation(**OTHER),
            organisation(activity_id="ACT-CCCCCCCC", organisation_id="ORG-CCCCCCCC", ref="XX-THIRD"),
        ],
        served=(),
        same=same("secondary_report", "proposed"),
    )
    assert found.overlap.providers == ("ORG-BBBBBBBB", "ORG-CCCCCCCC")


def test_activities_on_other_articles_do_not_overlap():
    assert overlapping(activity(**TWO, provisions=("17",), articles=("17",))) == []


def test_activity_that_is_not_confirmed_as_running_overlaps_with_nothing():
    assert overlapping(activity(**TWO, running="not_confirmed")) == []


def test_one_after_the_other_is_no_overlap():
    assert overlapping(activity(**TWO, start=date(2027, 6, 2), end=None)) == []


@pytest.mark.parametrize(
    ("named", "shown"), [(BOTH, True), ((*BOTH, "ACT-ENDED"), True), (("ACT-AAAAAAAA",), False), ((), False)]
)
def test_verdict_holds_for_the_activities_that_it_names_and_no_others(named, shown):
    verdict = Verdict("duplication", date(2026, 3, 1), "state_focal_point", frozenset(named), "D-1")
    (one,) = proposed(activity(**TWO))
    verdicts = {("XA", "16", "legislative"): verdict}

    assert (judged(one, verdicts).overlap.verdict is not None) == shown
    notes = [(note.subject, "ACT-BBBBBBBB" in note.message) for note in outgrown([one], verdicts)]
    assert notes == ([] if shown else [("D-1", True)])


def test_verdict_of_people_is_kept_with_date_and_role():
    verdict = Verdict("complementary", date(2026, 3, 1), "secretariat_analyst", frozenset(BOTH), "D-1")
    (one,) = proposed(activity(**TWO))
    assert judged(one, {("XA", "16", "preventive"): verdict, ("XB", "16", "legislative"): verdict}) == one
    found = judged(one, {("XA", "16", "legislative"): verdict}).overlap
    assert (found.verdict, found.decided_on, found.decided_by_role) == (
        "complementary",
        date(2026, 3, 1),
        "secretariat_analyst",
    )


def test_joint_funding_is_named_as_a_reason():
    funding = [
        organisation(activity_id=a, organisation_id="ORG-FUND", role="funding", position=1)
        for a in ("ACT-AAAAAAAA", "ACT-BBBBBBBB")
    ]
    (found,) = overlapping(activity(**TWO), organisations=[organisation(), organisation(**OTHER), *funding])
    assert found.reasons[0] == "joint_funding"


def strength(score):
    return [make(ActivityProvision, activity_id="ACT-BBBBBBBB", position=0, provision="16", score=score)]


def test_article_for_which_few_words_speak_is_no_common_ground():
    assert overlapping(activity(**TWO), served=strength(PLAINLY - 0.01)) == []
    assert len(overlapping(activity(**TWO), served=strength(PLAINLY))) == 1


COURTS, POLICE = {"title": "Advice for the Supreme Court"}, {"title": "Advice for the police"}


@pytest.mark.parametrize(
    ("first", "second", "reasons", "verdict"),
    [
        (COURTS, COURTS, {"same_types", "same_body"}, "duplication"),
        (COURTS, POLICE, {"same_types", "other_bodies"}, "complementary"),
        (COURTS, COURTS | {"types": ("model_legislation",)}, {"other_types", "same_body"}, "complementary"),
        ({}, {}, {"same_types"}, "unclear"),
        (
            {"title": "Advice for parliament"},
            {"title": "Advice for district councils"},
            {"same_types", "other_levels"},
            "complementary",
        ),
        (
            COURTS | {"end": date(2026, 9, 1)},
            COURTS | {"start": date(2026, 6, 1)},
            {"same_types", "same_body", "follow_on"},
            "complementary",
        ),
    ],
)
def test_what_is_compared_speaks_for_duplication_or_for_complementarity(first, second, reasons, verdict):
    (found,) = proposed(activity(**TWO | second), first=activity(**first))
    assert (set(found.overlap.reasons), found.proposed) == (reasons, verdict)
    assert found.overlap.verdict is None


def test_common_funder_makes_it_joint():
    assert proposal(["joint_funding", "same_body", "same_types"]) == "joint"


def test_every_reason_that_can_be_told_stands_in_the_list():
    told = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', inspect.getsource(overlaps))) & set(codes("overlap_reasons"))
    assert told == set(codes("overlap_reasons"))
