"""A planned programme held against a small Release: what it finds, what it leaves out, and that it writes nothing."""

from dataclasses import replace
from datetime import date

import pytest

import makers
from article60.analysis.area import UnknownArea
from article60.check_design import check
from article60.domain.activity import ActivityMoney, ActivityOrganisation, ActivityProvision, ActivityText
from article60.domain.coverage import Coverage
from article60.domain.good_practice import GoodPractice
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import Overlap
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import provisions
from article60.domain.review import GroupMembership
from article60.domain.state_party import state_parties
from article60.publication import release
from article60.publication.reading import NotARelease
from blank_records import make

PLAN = PlannedProgramme(
    title="Advice on the offence of foreign bribery",
    provider="Ardenian Cooperation Agency",
    states=("XA",),
    provisions=("16",),
    fine_types=("legal_advice",),
    start=date(2027, 1, 1),
    end=date(2028, 12, 31),
    bodies=("Ministry of Justice",),
)


def records():
    needs = [
        makers.need(need_id="XA-OPEN", beneficiary="Ministry of Justice", confirmed_on=date(2026, 2, 1)),
        makers.need(need_id="XA-OLD", grade="not_updated", stated_on=date(2013, 4, 22)),
        makers.need(need_id="XA-TRAINING", types=("capacity_building",), coarse_types=("capacity_building",)),
        makers.need(need_id="XA-MET", grade="met"),
        makers.need(need_id="XA-REPLACED", grade="superseded", superseded_by="XA-OPEN"),
        makers.need(need_id="XA-ELSEWHERE", provisions=("46(9)",), articles=("46",), chapter="IV"),
        makers.need(need_id="XA-FAR", provisions=(), articles=(), chapter="IV"),
        makers.need(need_id="XA-NEAR", provisions=(), articles=(), chapter="III"),
        makers.need(need_id="XB-OPEN", state="XB"),
    ]
    activities = [
        makers.activity(activity_id="ACT-SAME", iati_identifier="XX-SAME", end=date(2027, 6, 30)),
        makers.activity(
            activity_id="ACT-OWN", iati_identifier="XX-OWN", reporting_org_name="Ardenian Cooperation Agency (AAC)"
        ),
        makers.activity(activity_id="ACT-OLD", iati_identifier="XX-OLD", running="not_confirmed"),
        makers.activity(activity_id="ACT-FAINT", iati_identifier="XX-FAINT"),
        makers.activity(activity_id="ACT-SAID", iati_identifier="XX-SAID", provisions=("26",), articles=("26",)),
        makers.activity(activity_id="ACT-ENDED", iati_identifier="XX-ENDED", running="ended"),
        makers.activity(activity_id="ACT-OTHER", iati_identifier="XX-OTHER", relevant=False),
    ]
    ids = [one.activity_id for one in activities]
    return {
        "states": [state_parties()[code] for code in ("XA", "XB", "XC")],
        "provisions": list(provisions().values()),
        "documents": [makers.document()],
        "needs": needs,
        "need_suggestions": [
            make(NeedSuggestion, need_id=one, provision="16", score=0.9) for one in ("XA-FAR", "XA-NEAR")
        ],
        "evidence": [makers.evidence(record_id=one.need_id, document_id="DOC-AAAAAAAA") for one in needs],
        "activities": activities,
        "activity_recipients": [makers.recipient(activity_id=one) for one in ids],
        "activity_texts": [
            make(ActivityText, activity_id=one, field="title", language="en", text="Advice to the Ministry of Justice")
            for one in ids
        ],
        "activity_provisions": [
            make(ActivityProvision, activity_id=one.activity_id, provision=one.provisions[0],
                 score=0.5 if one.activity_id == "ACT-FAINT" else 0.9)
            for one in activities
        ],
        "activity_organisations": [
            make(ActivityOrganisation, activity_id="ACT-SAME", role="implementing", name="Law School", organisation_id="ORG-A"),
            make(ActivityOrganisation, activity_id="ACT-SAME", role="reporting", name="Demo", organisation_id="ORG-A"),
        ],
        "organisations": [],
        "activity_money": [
            make(ActivityMoney, activity_id="ACT-SAME", kind="budget", given_to="state", in_totals="counted",
                 state="XA", usd="5.00"),
            make(ActivityMoney, activity_id="ACT-SAME", position=1, kind="budget", given_to="state", in_totals="counted",
                 state="XB", usd="900.00"),
        ],
        "matches": [
            makers.match(match_id="XA-M", need_id="XA-OPEN", activity_id="ACT-SAID", standing="confirmed"),
        ],
        "overlaps": [
            make(Overlap, overlap_id="XA-P", state="XA", article="16", type="legislative", activities=("ACT-SAME", "ACT-OWN"),
                 verdict="joint", decided_on=date(2026, 1, 1), decided_by_role="secretariat"),
            make(Overlap, overlap_id="XA-Q", state="XA", article="16", type="capacity_building", activities=("ACT-SAME",),
                 verdict="duplication", decided_on=date(2026, 1, 1), decided_by_role="secretariat"),
        ],
        "coverage": [make(Coverage, state="XA", cycle=1, chapter="III", cell="needs_stated", source="DEMO/1")],
        "good_practices": [
            make(GoodPractice, practice_id=f"{state}-G", state=state, text="A register", provisions=(article,),
                 articles=(article,), document_id="DOC-AAAAAAAA", symbol="DEMO/2", page=3)
            for state, article in (("XA", "16"), ("XB", "16"), ("XC", "46"))
        ],
    }  # fmt: skip


def publish(out, tables):
    release.write(
        tables, out=out, on=makers.ON, audience="public", versions={"article60": "0"}, fictional=True,
        inputs=[release.Input(file="a.xml", kind="aid", sha256="f" * 64)], documents={},
    )  # fmt: skip
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("design") / "release", records())


@pytest.fixture(scope="module")
def there(folder):
    (answer,) = check(PLAN, folder).states
    return answer


def test_the_needs_that_it_would_serve_come_first_with_the_day_they_were_last_said(there):
    served = {one.need.need_id: one.last_said for one in there.needs if one.served}

    assert served == {
        "XA-OPEN": date(2026, 2, 1), "XA-OLD": date(2013, 4, 22), "XA-NEAR": date(2025, 3, 1),
    }  # fmt: skip
    assert [one.served for one in there.needs] == sorted((one.served for one in there.needs), reverse=True)


def test_needs_of_another_type_and_met_ones_are_shown_as_not_served(there):
    assert {one.need.need_id for one in there.needs if not one.served} == {"XA-TRAINING", "XA-MET"}


def test_reasons_are_the_features_of_matching(there):
    reasons = next(one.reasons for one in there.needs if one.need.need_id == "XA-OPEN")

    assert {f.feature: f.score for f in reasons}["same_provision"] == 1.0
    assert {f.feature: f.need_value for f in reasons}["beneficiary"] == "Ministry of Justice"


def test_a_need_has_its_symbol_and_page(there):
    assert {(one.source.name, one.source.page) for one in there.needs} == {("DEMO/IRG/I/2/1/Add.1", 4)}


def test_others_are_those_at_work_whose_words_or_people_say_so(there):
    found = {one.source.name: one for one in there.others}

    assert set(found) == {"XX-SAME", "XX-OWN", "XX-SAID"}
    assert (found["XX-SAME"].source.file, found["XX-SAME"].source.line) == ("a.xml", 2)
    assert (found["XX-SAME"].same_type, found["XX-SAME"].when, found["XX-SAME"].names_body) == (True, "together", True)
    assert [name for name, one in found.items() if one.own] == ["XX-OWN"]


def test_a_name_that_only_begins_alike_is_not_the_provider(folder):
    (answer,) = check(replace(PLAN, provider="Ardenian Cooperation Agency for Roads"), folder).states

    assert not any(one.own for one in answer.others)


def test_an_amount_is_that_of_the_state_or_unknown(there):
    assert {one.source.name: one.amount_usd for one in there.others} == {"XX-SAME": "5.00", "XX-OWN": None, "XX-SAID": None}


def test_only_overlaps_on_its_types_are_shown(there):
    (settled,) = there.settled

    assert settled.overlap.verdict == "joint"
    assert {one.activity_id for one in settled.activities} == {"ACT-SAME", "ACT-OWN"}


def test_who_has_solved_it_is_another_state(there):
    (solved,) = there.solved

    assert (solved.practice.state, solved.source.name, solved.source.page) == ("XB", "DEMO/2", 3)
    assert solved.in_common == ("same_regional_group",)


def test_institutions_are_named_once_with_all_places(there):
    assert {one.name: one.roles for one in there.institutions} == {
        "Law School": ("implementing",), "Ministry of Justice": ("beneficiary",),
    }  # fmt: skip


def test_what_is_not_known_is_listed(there):
    kinds = [one.kind for one in there.not_known]

    assert kinds == ["need_not_updated", "activity_not_confirmed", "amount_unknown", "amount_unknown"]


def test_work_of_its_own_provider_does_not_change_the_suggestion(folder, tmp_path):
    alone = records()
    alone["overlaps"] = []
    alone["matches"] = []
    kept = {"ACT-OWN"}
    for name in ("activities", "activity_recipients", "activity_texts", "activity_provisions", "activity_organisations",
                 "activity_money"):  # fmt: skip
        alone[name] = [row for row in alone[name] if row.activity_id in kept]

    (answer,) = check(PLAN, publish(tmp_path / "release", alone)).states

    assert [one.rule for one in answer.suggestions] == ["nobody_at_work"]


@pytest.mark.parametrize(
    ("standing", "covers", "rule"),
    [
        ("proposed", True, "possibly_related_work"),
        ("unsure", True, "possibly_related_work"),
        ("proposed", False, "nobody_at_work"),
        ("rejected", True, "nobody_at_work"),
    ],
)
def test_gap_is_not_said_where_a_machine_found_who_may_be_at_work(tmp_path, standing, covers, rule):
    tables = records()
    tables["activities"] = [one for one in tables["activities"] if one.activity_id == "ACT-FAINT"]
    tables["overlaps"] = []
    tables["matches"] = [
        makers.match(match_id="XA-M", need_id="XA-OPEN", activity_id="ACT-FAINT", standing=standing, covers=covers)
    ]

    (answer,) = check(PLAN, publish(tmp_path / "release", tables)).states

    assert [one.rule for one in answer.suggestions] == [rule]
    assert [one.only_proposed for one in answer.others] == [("16",)] * (rule == "possibly_related_work")


def test_regional_work_that_only_names_the_state_is_found_by_its_pairs(tmp_path):
    tables = records()
    tables["activities"] = [one for one in tables["activities"] if one.activity_id == "ACT-SAID"]
    tables["activity_recipients"] = []
    tables["overlaps"] = []
    tables["matches"] = [makers.match(match_id="XA-M", need_id="XA-OPEN", activity_id="ACT-SAID", standing="proposed")]

    (answer,) = check(PLAN, publish(tmp_path / "release", tables)).states

    assert [one.rule for one in answer.suggestions] == ["possibly_related_work"]


@pytest.mark.parametrize(
    ("about", "rule"),
    [
        ({"provisions": ("16(1)",), "chapter": "III", "cycle": 1}, "none_needed"),
        ({"provisions": (), "chapter": "III", "cycle": 1}, "none_needed"),
        ({"provisions": (), "chapter": None, "cycle": 1}, "none_needed"),
        ({"provisions": ("17",), "chapter": "III", "cycle": 1}, "no_need_stated"),
        ({"provisions": (), "chapter": "II", "cycle": 2}, "no_need_stated"),
    ],
)
def test_what_the_state_says_it_does_not_need_is_heard(tmp_path, about, rule):
    tables = records()
    tables["coverage"] = [make(Coverage, state="XC", cycle=1, chapter="III", cell="no_need_stated", source="DEMO/1")]
    tables["no_needs"] = [
        make(NoNeedStated, statement_id="XC-NONE", state="XC", text="None is needed", document_id="DOC-AAAAAAAA", **about)
    ]

    (answer,) = check(replace(PLAN, states=("XC",)), publish(tmp_path / "release", tables)).states

    assert [one.rule for one in answer.suggestions] == [rule]


def test_articles_that_no_review_covers_are_none_of_the_kinds_of_nothing(folder):
    (answer,) = check(replace(PLAN, provisions=("60",)), folder).states

    assert [one.rule for one in answer.suggestions] == ["outside_reviews"]
    assert "not_held" not in {one.kind for one in answer.not_known}


def test_the_suggestion_looks_at_the_articles_own_needs_and_others(there):
    (suggestion,) = there.suggestions

    assert (suggestion.rule, suggestion.day) == ("work_ends_during_it", date(2027, 6, 30))
    assert {one.source.name for one in suggestion.others} == {"XX-SAME", "XX-SAID"}


@pytest.mark.parametrize("kind", ["read_not_settled", "review_not_completed", "not_published", "not_held"])
def test_a_kind_of_nothing_is_told_and_leads_to_reconsider(tmp_path, kind):
    tables = records()
    tables["coverage"] = [make(Coverage, state="XC", cycle=1, chapter="III", cell=kind, source="An invented list")]

    (answer,) = check(replace(PLAN, states=("XC",)), publish(tmp_path / "release", tables)).states

    assert [one.rule for one in answer.suggestions] == ["reading_in_doubt" if kind == "read_not_settled" else "nothing_known"]
    assert [one.kind for one in answer.not_known] == [kind]


def test_a_state_of_which_the_release_knows_nothing_is_not_a_zero(folder):
    (answer,) = check(replace(PLAN, states=("XM",)), folder).states

    assert answer.suggestions[0].rule == "nothing_known"
    assert [one.kind for one in answer.not_known] == ["not_held"]


def test_each_state_has_an_answer_in_the_order_of_the_plan(folder):
    answer = check(replace(PLAN, states=("XB", "XA")), folder)

    assert [one.state for one in answer.states] == ["XB", "XA"]
    assert [one.need.need_id for one in answer.states[0].needs] == ["XB-OPEN"]


def test_what_the_plan_leaves_out_is_told(folder):
    bare = PlannedProgramme(title="Bare", states=("XA",), provisions=("16",))

    assert check(bare, folder).left_out == ("types", "start", "end", "bodies")
    assert check(PLAN, folder).left_out == ()


def test_nothing_is_written(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    check(PLAN, folder)

    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_folder_without_a_release_is_refused(tmp_path):
    with pytest.raises(NotARelease):
        check(PLAN, tmp_path)


def test_region_or_group_is_answered_for_each_of_its_states(tmp_path):
    tables = records() | {"groups": [make(GroupMembership, group="Forum", kind="other", state=one) for one in ("XB", "XC")]}
    there = publish(tmp_path / "release", tables)
    african = {code for code in ("XA", "XB", "XC") if state_parties()[code].regional_group == "african"}

    def asked(*areas, states=()):
        found = check(replace(PLAN, states=states, areas=areas), there)
        return found.plan.states, tuple(one.state for one in found.states)

    assert asked("african") == (tuple(sorted(african)),) * 2
    assert asked("Forum", states=("XC",)) == (("XC", "XB"),) * 2  # each State once, those that are named first
    assert check(replace(PLAN, states=(), areas=("african",)), there).states[0] == check(PLAN, there).states[0]


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ("013", "the Release names no State of 'Central America'; name the States of the programme$"),
        ("Caribbean Community", "no State of 'Caribbean Community'; name the States of the programme, or load its members"),
    ],
)
def test_region_or_group_of_which_no_state_is_known_is_an_error_that_says_what_to_write(folder, area, told):
    with pytest.raises(UnknownArea, match=told):
        check(replace(PLAN, areas=(area,)), folder)
