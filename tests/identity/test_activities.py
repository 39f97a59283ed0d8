from datetime import date

from article60.domain.ids import lasting_id
from article60.identity.activities import decided, one_each
from makers import activity, decision


def test_record_updated_last_is_kept_and_the_other_named():
    notes = []
    old, new = activity(last_updated=date(2020, 1, 1), file="old.xml"), activity(file="new.xml")
    assert one_each([old, new], notes=notes)["ACT-AAAAAAAA"] is new
    assert "old.xml" in notes[0].message
    assert "new.xml" in notes[0].message


def test_record_of_a_secondary_reporter_gives_way_to_an_older_one_of_those_who_do_the_work():
    notes = []
    own = activity(last_updated=date(2020, 1, 1), file="own.xml")
    told = activity(secondary_reporter=True, file="told.xml")
    assert one_each([told, own], notes=notes)["ACT-AAAAAAAA"] is own
    assert "told.xml" in notes[0].message
    assert notes[0].message.endswith("since its reporter is not a secondary one")


def test_order_of_the_files_changes_nothing():
    one, two = activity(file_sha256="a" * 64), activity(file_sha256="b" * 64)
    assert one_each([one, two], notes=[]) == one_each([two, one], notes=[])


def test_person_can_say_that_an_activity_is_no_such_assistance():
    kept, _ = decided({"ACT-AAAAAAAA": activity()}, {"ACT-AAAAAAAA": decision(verb="reject")})
    assert not kept["ACT-AAAAAAAA"].relevant


def test_person_can_correct_provisions_and_what_follows():
    correction = decision(verb="correct", values='{"provisions": ["52(5)"], "types": ["technological"]}')
    kept, _ = decided({"ACT-AAAAAAAA": activity()}, {"ACT-AAAAAAAA": correction})
    only = kept["ACT-AAAAAAAA"]
    assert (only.articles, only.coarse_types) == (("52",), ("institution_building",))


def test_merged_activity_lives_on_in_the_other():
    two = activity(activity_id="ACT-BBBBBBBB")
    merge = decision(verb="merge", values='{"into": "ACT-BBBBBBBB"}')
    kept, aliases = decided({"ACT-AAAAAAAA": activity(), "ACT-BBBBBBBB": two}, {"ACT-AAAAAAAA": merge})
    assert list(kept) == ["ACT-BBBBBBBB"]
    assert [(a.old_id, a.new_id) for a in aliases] == [("ACT-AAAAAAAA", "ACT-BBBBBBBB")]


def test_activity_may_be_merged_into_one_named_as_published():
    into = lasting_id("ACT", "XX-DEMO-2")
    merge = decision(verb="merge", values='{"into": {"iati_identifier": "XX-DEMO-2"}}')
    kept, _ = decided({"ACT-AAAAAAAA": activity(), into: activity(activity_id=into)}, {"ACT-AAAAAAAA": merge})
    assert list(kept) == [into]
