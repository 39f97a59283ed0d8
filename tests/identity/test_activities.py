import json
from datetime import date

import pytest

from article60.identity.activities import corrected, one_each, settle
from article60.identity.targets import activity_named
from article60.identity.verdicts import Saying
from invented_readings import act, reading
from makers import activity, decision


def saying(verb, identifier, *, number=1, **values):
    made = decision(
        decision_id=f"D-{number}",
        about_kind="activity",
        about_id="",
        verb=verb,
        made_at=f"2026-05-{number:02}T09:00:00Z",
        values=json.dumps(values),
    )
    other = values.get("into") or values.get("from")
    return Saying(made, act(identifier), activity_named(other) if other else None, values)


def settled(*readings, decisions=(), aliases=None, once=()):
    notes = []
    return settle(readings, decisions=decisions, aliases=aliases or {}, once=frozenset(once), notes=notes), notes


def called(identifier):
    return {"iati_identifier": identifier}


def aliases(found):
    return {one.old_id: (one.new_id, one.why) for one in found.aliases}


def test_record_updated_last_is_kept_and_the_other_named():
    notes = []
    old, new = reading("XX-1", last_updated=date(2020, 1, 1), file="old.xml"), reading("XX-1", file="new.xml")
    kept, (row,) = one_each([old, new], notes=notes)
    assert kept[act("XX-1")] is new
    assert "old.xml" in notes[0].message
    assert "new.xml" in notes[0].message
    assert (row.kind, row.outcome, row.other_file) == ("same_record", "joined", "old.xml")


def test_record_of_a_secondary_reporter_gives_way_to_an_older_one_of_those_who_do_the_work():
    notes = []
    own = reading("XX-1", last_updated=date(2020, 1, 1), file="own.xml")
    told = reading("XX-1", secondary_reporter=True, file="told.xml")
    assert one_each([told, own], notes=notes)[0][act("XX-1")] is own
    assert notes[0].message.endswith("since its reporter is not a secondary one")


def test_order_of_the_files_changes_nothing():
    one, two = reading("XX-1", file_sha256="a" * 64), reading("XX-1", file_sha256="b" * 64)
    assert one_each([one, two], notes=[]) == one_each([two, one], notes=[])


@pytest.mark.parametrize("newer", ["GB-1-7", "GB-GOV-1-7"])
def test_old_and_new_prefix_are_one_activity_under_the_prefix_in_use(newer):
    days = {"GB-1-7": date(2020, 1, 1), "GB-GOV-1-7": date(2020, 1, 1), newer: date(2026, 1, 1)}
    found, _ = settled(*(reading(one, last_updated=day) for one, day in days.items()))
    assert list(found.kept) == [act("GB-GOV-1-7")]
    assert aliases(found) == {act("GB-1-7"): (act("GB-GOV-1-7"), "renamed")}
    assert [(row.kind, row.outcome) for row in found.rows] == [("prefix_renamed", "joined")]


def test_identifier_written_in_other_capitals_is_the_same_record():
    found, _ = settled(reading("XX-AB-1"), reading("xx-ab- 1"))
    assert len(found.kept) == 1
    assert [row.kind for row in found.rows] == ["same_record"]


def test_identifier_that_a_publisher_gives_as_its_earlier_one_lives_on():
    found, _ = settled(reading("XX-9"), reading("YY-1", reporter="YY", other_identifiers=(("A3", "XX-9"),)))
    assert aliases(found) == {act("XX-9"): (act("YY-1"), "renamed")}


def test_earlier_identifier_that_two_claim_is_left_to_people():
    claiming = [reading(one, reporter="YY", other_identifiers=(("A3", "XX-9"),)) for one in ("YY-1", "YY-2")]
    found, _ = settled(reading("XX-9"), *claiming)
    assert len(found.kept) == 3
    assert {row.outcome for row in found.rows if row.kind == "prefix_renamed"} == {"proposed"}


def test_identifiers_of_an_earlier_release_live_on_when_only_the_new_prefix_is_read():
    found, _ = settled(reading("GB-GOV-1-7"), reading("GB-GOV-1-8"), once=[act("GB-1-7")])
    assert aliases(found) == {act("GB-1-7"): (act("GB-GOV-1-7"), "renamed")}


def test_merged_activity_lives_on_in_the_other():
    found, _ = settled(reading("XX-1"), reading("XX-2"), decisions=[saying("merge", "XX-1", into=called("XX-2"))])
    assert list(found.kept) == [act("XX-2")]
    assert aliases(found) == {act("XX-1"): (act("XX-2"), "merged")}


def test_merge_holds_though_the_record_was_corrected_later():
    decisions = [
        saying("merge", "XX-1", into=called("XX-2")),
        saying("correct", "XX-1", number=2, provisions=["52(5)"], types=["technological"]),
    ]
    found, _ = settled(reading("XX-1"), reading("XX-2"), decisions=decisions)
    (only,) = found.kept.values()
    assert (only.activity.activity_id, only.activity.articles) == (act("XX-2"), ("52",))


def test_merge_into_what_is_merged_itself_leads_to_the_end():
    decisions = [saying("merge", "XX-1", into=called("XX-2")), saying("merge", "XX-2", number=2, into=called("XX-3"))]
    found, _ = settled(reading("XX-1"), reading("XX-2"), reading("XX-3"), decisions=decisions)
    assert aliases(found) == {act("XX-1"): (act("XX-3"), "merged"), act("XX-2"): (act("XX-3"), "merged")}


def test_person_who_says_that_two_are_not_the_same_outweighs_what_is_certain():
    decisions = [saying("split", "GB-1-7", **{"from": called("GB-GOV-1-7")})]
    found, notes = settled(reading("GB-1-7"), reading("GB-GOV-1-7"), decisions=decisions)
    assert len(found.kept) == 2
    assert [(row.kind, row.standing, row.outcome) for row in found.rows] == [("prefix_renamed", "decided", "apart")]
    assert (aliases(found), notes) == ({}, [])


@pytest.mark.parametrize(("verbs", "left"), [(("merge", "split"), 2), (("split", "merge"), 1)])
def test_last_word_on_a_pair_counts(verbs, left):
    given = {"merge": {"into": called("XX-2")}, "split": {"from": called("XX-2")}}
    decisions = [saying(verb, "XX-1", number=number, **given[verb]) for number, verb in enumerate(verbs, start=1)]
    found, _ = settled(reading("XX-1"), reading("XX-2"), decisions=decisions)
    assert len(found.kept) == left


@pytest.mark.parametrize(
    ("verb", "other", "told"),
    [
        ("merge", "into", [("merge", act("XX-2"), act("XX-1"))]),
        ("split", "from", [("split", act("XX-1"), act("XX-2")), ("split", act("XX-2"), act("XX-1"))]),
    ],
)
def test_last_word_on_a_pair_is_told_of_what_is_left(verb, other, told):
    first = saying("split" if verb == "merge" else "merge", "XX-1", **{"from" if verb == "merge" else "into": called("XX-2")})
    decisions = [first, saying(verb, "XX-1", number=2, **{other: called("XX-2")})]
    found, _ = settled(reading("XX-1"), reading("XX-2"), decisions=decisions)
    assert [(one.verb, one.record_id, one.outcome) for one in found.decided] == told


def test_what_was_said_of_a_record_is_told_of_the_one_that_it_was_joined_with():
    decisions = [
        saying("confirm", "XX-1"),
        saying("merge", "XX-1", number=2, into=called("XX-2")),
        saying("confirm", "XX-9", number=3),
    ]
    found, _ = settled(reading("XX-1"), reading("XX-2"), decisions=decisions)
    assert [(one.verb, one.record_id, one.record_kind) for one in found.decided] == [
        ("confirm", act("XX-2"), "activity"),
        ("merge", act("XX-2"), "activity"),
    ]


def test_merge_that_would_join_two_kept_apart_goes_back_to_people():
    decisions = [
        saying("merge", "XX-1", into=called("XX-2")),
        saying("split", "XX-1", number=2, **{"from": called("XX-3")}),
        saying("merge", "XX-2", number=3, into=called("XX-3")),
    ]
    found, notes = settled(reading("XX-1"), reading("XX-2"), reading("XX-3"), decisions=decisions)
    assert list(found.kept) == sorted([act("XX-2"), act("XX-3")])
    assert [note.subject for note in notes] == ["D-3"]
    assert [one.verb for one in found.decided] == ["merge", "split", "split"]


def test_decision_finds_its_activity_under_an_earlier_identifier():
    found, notes = settled(reading("GB-GOV-1-7"), decisions=[saying("reject", "GB-1-7")])
    assert (found.kept, notes) == ({}, [])


def test_decision_finds_its_activity_by_an_alias_of_an_earlier_release():
    found, notes = settled(reading("XX-2"), decisions=[saying("reject", "XX-1")], aliases={act("XX-1"): act("XX-2")})
    assert (found.kept, notes) == ({}, [])


def test_activity_that_was_merged_and_is_read_no_more_lives_on():
    found, notes = settled(reading("XX-2"), decisions=[saying("merge", "XX-1", into=called("XX-2"))])
    assert aliases(found) == {act("XX-1"): (act("XX-2"), "merged")}
    assert notes == []


@pytest.mark.parametrize("one", [saying("reject", "XX-9"), saying("merge", "XX-1", into=called("XX-9"))])
def test_decision_about_what_is_not_read_goes_back_to_people(one):
    found, notes = settled(reading("XX-1"), decisions=[one])
    assert (len(found.kept), [note.subject for note in notes]) == (1, ["D-1"])


def test_person_can_say_that_an_activity_is_no_such_assistance_and_take_it_back():
    no, yes = saying("reject", "XX-1"), saying("confirm", "XX-1", number=2)
    assert settled(reading("XX-1"), decisions=[no])[0].kept == {}
    assert list(settled(reading("XX-1"), decisions=[no, yes])[0].kept) == [act("XX-1")]


def test_person_can_correct_provisions_and_what_follows():
    correction = decision(verb="correct", values='{"provisions": ["52(5)"], "types": ["technological"]}')
    only = corrected(activity(), correction)
    assert (only.articles, only.coarse_types) == (("52",), ("institution_building",))


@pytest.mark.parametrize(("role", "updated"), [("provider_officer", date(2026, 5, 4)), ("secretariat", date(2024, 1, 1))])
def test_person_can_correct_period_and_status_and_a_provider_has_said_something_of_it_then(role: str, updated: date) -> None:
    values = '{"start": "2026-01-01", "end": "2027-12-31", "status": "2"}'
    correction = decision(verb="correct", values=values, actor_role=role, made_at="2026-05-04T08:30:00Z")
    only = corrected(activity(status="1", last_updated=date(2024, 1, 1)), correction)
    assert (only.start, only.end, only.status) == (date(2026, 1, 1), date(2027, 12, 31), "2")
    assert only.last_updated == updated
