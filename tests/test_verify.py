import json
import sqlite3
from dataclasses import replace

import pytest

from article60.publication import checksums, release
from article60.publication.reading import NotARelease
from article60.verify import verify
from invented_tables import ON, tables


@pytest.fixture
def publish(tmp_path):
    """Writes a Release of some tables and tells its folder."""

    def write(records):
        given = {"on": ON, "audience": "public", "inputs": [], "versions": {}, "documents": {}, "fictional": True}
        release.write(records, out=tmp_path / "release", **given)
        return tmp_path / "release"

    return write


@pytest.fixture
def folder(publish):
    return publish(tables())


def problems(folder):
    return [str(problem) for problem in verify(folder)]


def change_rows(folder, statement):
    """Change the database and sign it anew, as somebody who covers the traces would."""
    connection = sqlite3.connect(folder / "article60.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()
    checksums.write(folder)


def test_untouched_release_is_verified(folder):
    assert problems(folder) == []


def test_empty_release_is_verified(publish):
    assert problems(publish({})) == []


def test_folder_that_holds_none_is_named(tmp_path):
    with pytest.raises(NotARelease):
        verify(tmp_path)


@pytest.mark.parametrize(
    "name", ["release.json", "method.html", "needs.json", "data/needs.csv", "register.xlsx", "figures.json"]
)
def test_one_changed_byte_in_any_file_is_found(folder, name):
    path = folder / name
    changed = bytearray(path.read_bytes())
    changed[-1] = ord(" ")
    path.write_bytes(changed)
    assert any(problem.startswith(f"{name}: its bytes") for problem in problems(folder))


def test_missing_and_added_files_are_found(folder):
    (folder / "needs.json").unlink()
    (folder / "more.txt").write_text("added")
    found = problems(folder)
    assert any(problem.startswith("needs.json: ") and "missing" in problem for problem in found)
    assert any(problem.startswith("more.txt: ") for problem in found)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE needs SET chapter = 'V' WHERE need_id = 'XA-NEED0000'",
        "DELETE FROM needs WHERE need_id = 'XC-NEED0003'",
        "UPDATE needs SET reading = 'confirmed'",
        "UPDATE activities SET relevant = 0",
        "UPDATE evidence SET quote = 'other words'",
    ],
)
def test_changed_row_is_found_even_behind_new_checksums(folder, statement):
    change_rows(folder, statement)
    assert any(problem.startswith("release.json content_hash") for problem in problems(folder))


def test_changed_figure_is_found_even_behind_new_checksums(folder):
    path = folder / "figures.json"
    published = json.loads(path.read_text(encoding="utf-8"))
    lead = next(one for one in published["figures"] if one["figure"] == "states_with_needs")
    lead["value"] += 1
    path.write_text(json.dumps(published), encoding="utf-8")
    checksums.write(folder)
    assert problems(folder) == ["figures.json states_with_needs value: says 8, the rows give 7"]


def test_changed_export_is_found_even_behind_new_checksums(folder):
    path = folder / "data" / "needs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("XC-NEED0003", "XC-NEED9999"), encoding="utf-8", newline="")
    checksums.write(folder)
    assert problems(folder) == ["data/needs.csv: does not hold the rows of the table"]


def test_changed_count_is_found_even_behind_new_checksums(folder):
    path = folder / "release.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["counts"]["needs"] = 11
    path.write_text(json.dumps(said), encoding="utf-8")
    checksums.write(folder)
    assert len(problems(folder)) == 1
    assert problems(folder)[0].startswith("release.json counts")


def broken(name, place, **changes):
    made = tables()
    made[name][place] = replace(made[name][place], **changes)
    return made


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (broken("needs", 0, provisions=("9", "99")), "needs.provisions: 99 does not stand in provisions.provision"),
        (broken("needs", 0, state="ZZ"), "needs.state: ZZ does not stand in states.state"),
        (broken("needs", 0, document_id="DOC-GONE"), "needs.document_id: DOC-GONE does not stand in documents.document_id"),
        (
            broken("matches", 0, activity_id="ACT-GONE"),
            "matches.activity_id: ACT-GONE does not stand in activities.activity_id",
        ),
        (
            broken("overlaps", 0, activities=("ACT-GONE",)),
            "overlaps.activities: ACT-GONE does not stand in activities.activity_id",
        ),
        (broken("evidence", 0, quote=" "), "needs: XA-NEED0000 has no evidence with quoted words"),
        (broken("evidence", 0, record_id="XA-GONE"), "needs: XA-NEED0000 has no evidence with quoted words"),
        (broken("documents", 0, public_because=""), "documents: DOC-XA does not say what made it public"),
        (broken("overlaps", 0, verdict=None), "overlaps: XA-OVERLAP1 is a proposal on which nobody has decided"),
    ],
)
def test_rows_that_do_not_hold_together_are_named(publish, records, said):
    assert said in problems(publish(records))


def test_evidence_without_its_record_is_named(publish):
    found = problems(publish(broken("evidence", 0, record_id="XA-GONE")))
    assert any(problem.startswith("evidence: XA-GONE is no row") for problem in found)


def test_database_that_cannot_be_read_is_named(folder):
    (folder / "article60.sqlite").write_bytes(b"no database at all" * 100)
    assert any("cannot be read" in problem for problem in problems(folder))


def test_document_whose_name_is_not_its_hash_is_named(folder):
    (folder / "documents" / f"{'0' * 64}.pdf").write_bytes(b"%PDF")
    checksums.write(folder)
    assert any("is no document of this Release" in problem for problem in problems(folder))


def test_amount_that_enters_totals_without_the_activity_having_it_is_found(folder):
    change_rows(folder, "UPDATE activity_money SET usd = '-1.00' WHERE activity_id = 'ACT-DEMO0001'")
    assert "activity_money: is not what activities, their recipients and amounts give" in problems(folder)


def test_share_that_is_not_the_recipients_is_found(folder):
    change_rows(folder, "UPDATE activity_recipients SET budget_usd = '-1.00' WHERE activity_id = 'ACT-DEMO0001'")
    assert "activity_recipients: what those of ACT-DEMO0001 have is not their share" in problems(folder)


def test_sum_that_is_not_that_of_the_amounts_is_found(folder):
    change_rows(folder, "UPDATE activities SET budget_usd = '5.00' WHERE activity_id = 'ACT-DEMO0001'")
    assert "activities: the sums of ACT-DEMO0001 are not those of its amounts" in problems(folder)


def test_figure_of_a_state_that_its_rows_do_not_give_is_found(folder):
    path = folder / "figures.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["of_states"][0]["value"] = "12.00"
    path.write_text(json.dumps(said), encoding="utf-8")
    checksums.write(folder)
    assert problems(folder) == ["figures.json budget_usd of XA value: says '12.00', the rows give '-3300.00'"]
