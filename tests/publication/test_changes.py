"""What became of records since the Release before."""

import json
from dataclasses import replace
from datetime import date

import pytest

from article60.domain.alias import Alias
from article60.domain.decision import PublicDecision
from article60.publication.changes import SUMMARY, rows_of
from article60.publication.release_info import Input
from article60.verify import verify
from blank_records import make
from invented_tables import ON, tables


@pytest.fixture
def since(publish):
    """Publishes invented tables, then other ones after them; tells the folder of the second."""

    def write(change, **options):
        before = publish(tables(), name="before")
        made = tables()
        change(made)
        return publish(made, name="after", previous=before, **options)

    return write


def changed(folder, table="needs"):
    rows = [row for row in rows_of(folder) if row["table"] == table]
    return {row["record_id"]: (row["change"], row["why"], row["columns"], row["now_in"]) for row in rows}


def of(made, table, number, **changes):
    made[table][number] = replace(made[table][number], **changes)


def test_nothing_changed_nothing_is_told(since):
    folder = since(lambda made: None)
    assert rows_of(folder) == []
    assert {one["before"] - one["now"] for one in json.loads((folder / SUMMARY).read_text())["tables"]} == {0}


def test_without_an_earlier_release_there_is_no_file(folder):
    assert not (folder / SUMMARY).exists()
    assert not (folder / "data" / "changes.csv").exists()


def add(made):
    made["needs"].append(replace(made["needs"][0], need_id="XA-NEED0099", document_id="", text="New"))


def add_from_new_document(made):
    made["documents"].append(replace(made["documents"][0], document_id="DOC-NEW", sha256="1" * 64))
    made["needs"].append(replace(made["needs"][0], need_id="XA-NEED0099", document_id="DOC-NEW", text="New"))


def lose(made):
    del made["needs"][3]


def lose_document(made):
    made["needs"] = [need for need in made["needs"] if need.document_id != "DOC-XC"]
    made["documents"] = [one for one in made["documents"] if one.document_id != "DOC-XC"]


def merge(made):
    del made["needs"][3]
    made["aliases"].append(make(Alias, old_id="XC-NEED0003", new_id="XA-NEED0000", why="merged"))


def reject(made):
    del made["needs"][3]
    made["public_decisions"].append(
        make(PublicDecision, record_id="XC-NEED0003", record_kind="need", verb="reject", decided_on="2026-11-01", role="x")
    )


def confirm(made):
    of(made, "needs", 1, reading="confirmed", confirmed_on=ON, confirmed_by_role="state_focal_point")
    made["public_decisions"].append(
        make(PublicDecision, record_id="XA-NEED0001", record_kind="need", verb="confirm", decided_on="2026-11-01", role="x")
    )


@pytest.mark.parametrize(
    ("change", "record", "told"),
    [
        (add, "XA-NEED0099", ("new", "decision", "[]", "")),
        (add_from_new_document, "XA-NEED0099", ("new", "new_source", "[]", "")),
        (lose, "XC-NEED0003", ("gone", "follows", "[]", "")),
        (lose_document, "XC-NEED0003", ("gone", "source_gone", "[]", "")),
        (merge, "XC-NEED0003", ("gone", "joined", "[]", "XA-NEED0000")),
        (reject, "XC-NEED0003", ("gone", "decision", "[]", "")),
        (
            confirm,
            "XA-NEED0001",
            ("changed", "decision", '["confirmed_on","confirmed_by_role","reading"]', ""),
        ),
        (
            lambda made: of(made, "needs", 1, grade="no_assistance_found"),
            "XA-NEED0001",
            ("changed", "assistance", '["grade"]', ""),
        ),
        (lambda made: of(made, "needs", 1, grade="not_updated"), "XA-NEED0001", ("changed", "day", '["grade"]', "")),
        (lambda made: of(made, "needs", 1, text="Read otherwise"), "XA-NEED0001", ("changed", "follows", '["text"]', "")),
    ],
)
def test_record_is_told_with_what_changed_and_why(since, change, record, told):
    assert changed(since(change))[record] == told


def test_another_version_of_the_program_is_told_as_the_reason(since):
    folder = since(lambda made: of(made, "needs", 1, text="Read otherwise"), versions={"article60": "1"})
    assert changed(folder)["XA-NEED0001"][1] == "read_anew"


def test_time_that_went_by_is_told_as_the_reason_for_an_activity_that_ended(since):
    folder = since(lambda made: of(made, "activities", 0, running="ended"))
    assert changed(folder, "activities") == {"ACT-DEMO0000": ("changed", "day", '["running"]', "")}


def test_document_of_which_another_address_is_recorded_is_told_as_such(since):
    folder = since(lambda made: of(made, "documents", 0, public_address="https://documents.example/other.pdf"))
    ((change, why, columns, _),) = changed(folder, "documents").values()
    assert (change, why, columns) == ("changed", "recorded", '["public_address"]')


def test_file_published_anew_is_told_and_its_hash_alone_is_no_change(since):
    new = Input(file="demo.xml", kind="aid", sha256="e" * 64)

    def published_anew(made):
        made["activities"] = [replace(one, file="demo.xml", file_sha256="e" * 64) for one in made["activities"]]
        of(made, "activities", 0, file="demo.xml", title="Another title")

    told = changed(since(published_anew, inputs=[new]), "activities")
    assert told["ACT-DEMO0000"][:2] == ("changed", "source_replaced")
    assert "file_sha256" not in {column for _, _, columns, _ in told.values() for column in json.loads(columns)}


def test_old_and_new_less_gone_give_now(since):
    def several(made):
        add(made)
        lose(made)
        of(made, "needs", 1, text="Read otherwise")

    said = json.loads((since(several) / SUMMARY).read_text(encoding="utf-8"))
    (needs,) = [one for one in said["tables"] if one["table"] == "needs"]
    assert [needs[name] for name in ("before", "new", "changed", "gone", "now")] == [10, 1, 1, 1, 10]
    assert needs["why"] == {"changed": {"follows": 1}, "gone": {"follows": 1}, "new": {"decision": 1}}


def test_package_describes_the_table_with_the_meaning_of_each_column(since):
    package = json.loads((since(add) / "datapackage.json").read_text(encoding="utf-8"))
    (described,) = [one for one in package["resources"] if one["path"] == "data/changes.csv"]
    assert [field["name"] for field in described["schema"]["fields"]] == [
        "table", "record_id", "state", "change", "why", "columns", "now_in",
    ]  # fmt: skip


def test_verify_finds_a_change_that_was_left_out(since):
    folder = since(add)
    path = folder / "data" / "changes.csv"
    path.write_text("".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if "XA-NEED0099" not in line))
    found = [str(problem) for problem in verify(folder, previous=folder.parent / "before")]
    assert f"{SUMMARY}: the numbers of needs are not those of data/changes.csv" in found
    assert f"{SUMMARY}: is not what the Release before gives" in found


def test_verify_finds_a_record_told_as_gone_that_is_held(since):
    folder = since(lose)
    path = folder / "data" / "changes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("XC-NEED0003", "XA-NEED0000"), encoding="utf-8")
    assert "data/changes.csv: XA-NEED0000 is gone, but is held" in [str(problem) for problem in verify(folder)]


def test_untouched_changes_are_verified(since):
    folder = since(merge, on=date(2026, 11, 25))
    about = [str(one) for one in verify(folder, previous=folder.parent / "before") if "changes" in one.where]
    assert about == []
