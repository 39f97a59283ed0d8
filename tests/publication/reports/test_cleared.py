import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from article60.publication.reports import writing
from article60.publication.reports.cleared import clear
from article60.publication.reports.making import About
from article60.publication.reports.word.reading import NotAReport
from article60.publication.reports.word.xml import named
from article60.sources import decisions as folder_of_decisions
from filled_sheet import Filled
from invented_tables import sha256, tables

ON = date(2026, 12, 1)
FIRST, SECOND = "XA-NEED0000", "XA-NEED0001"


@pytest.fixture
def sheet(folder, tmp_path):
    """The sheet of an invented State, to be filled in."""
    writing.write("clearance-sheet", folder, tmp_path / "sent.docx", about=About(state="XA"), language="en")
    return Filled(tmp_path / "sent.docx")


@pytest.fixture
def came(folder, tmp_path):
    """Reads a filled sheet back, held against the Release from which it was made."""
    return lambda sheet, release=folder: clear(sheet.save(tmp_path / "came.docx"), release, on=ON)


def test_sheet_that_nobody_filled_in_decides_nothing(sheet, came):
    found = came(sheet)
    assert (found.decisions, found.notes) == ([], [])
    assert sorted(found.unanswered) == [FIRST, SECOND]


def test_confirmed_need_becomes_a_decision_that_names_its_place_and_version(sheet, came):
    found = came(sheet.tick(FIRST, "confirmed").tick("sheet/audience", "public"))
    (decision,) = found.decisions
    assert decision["about"]["id"] == FIRST
    assert decision["about"]["fingerprint"]["document_sha256"] == sha256("XA")
    assert (decision["verb"], decision["audience"], decision["actor_organisation"]) == ("confirm", "public", "XA")
    assert sheet.row(FIRST) == f"{FIRST}.{decision['version_hash']}/answer"
    assert (found.notes, found.unanswered, found.changes) == ([], [SECOND], [f"{FIRST}: confirmed"])


@pytest.mark.parametrize(
    ("box", "place", "text", "verb", "values"),
    [
        ("corrected", "words", "Training of twelve judges", "correct", {"text": "Training of twelve judges"}),
        ("withdrawn", "comment", "No longer wanted", "withdraw", {}),
        ("met", "since", "March 2025", "met", {"grade": "met", "since": "March 2025"}),
    ],
)
def test_each_answer_has_its_verb_and_what_was_written(sheet, came, box, place, text, verb, values):
    found = came(sheet.tick(FIRST, box).write(FIRST, place, text).tick("sheet/audience", "public"))
    (decision,) = found.decisions
    assert (decision["verb"], decision["values"]) == (verb, values)
    assert decision["reason"] == (text if place == "comment" else None)
    assert text in found.changes[0]


def test_what_is_decided_can_be_read_from_a_folder_of_decisions(sheet, came, tmp_path):
    found = came(sheet.tick(FIRST, "confirmed").tick(SECOND, "withdrawn").tick("sheet/audience", "public"))
    folder, notes = tmp_path / "decisions", []
    folder.mkdir()
    (folder / "sheet.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in found.decisions), encoding="utf-8")
    read = folder_of_decisions.read(folder, audience="public", notes=notes, unplaced=notes)
    assert ({one.verb for one in read}, notes) == ({"confirm", "withdraw"}, [])


def test_same_sheet_read_again_gives_the_same_identifiers(sheet, came):
    sheet.tick(FIRST, "confirmed").tick(SECOND, "withdrawn")
    first, second = ([one["id"] for one in came(sheet).decisions] for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


def test_nothing_becomes_public_unless_that_box_alone_is_ticked(sheet, came):
    found = came(sheet.tick(FIRST, "confirmed"))
    assert [one["audience"] for one in found.decisions] == ["private"]
    found = came(sheet.tick("sheet/audience", "public").tick("sheet/audience", "private"))
    assert [one["audience"] for one in found.decisions] == ["private"]
    assert any("private and public are ticked" in note for note in found.notes)


def test_answers_for_the_secretariat_name_it(sheet, came):
    (decision,) = came(sheet.tick(FIRST, "confirmed").tick("sheet/audience", "secretariat")).decisions
    assert (decision["audience"], decision["values"]) == ("organisations", {"organisations": ["secretariat"]})


@pytest.mark.parametrize(
    ("ticked", "written", "why"),
    [
        (("confirmed", "withdrawn"), {}, "more than one box is ticked"),
        ((), {"comment": "Ask the ministry"}, "no box is ticked"),
        (("corrected",), {}, "corrected is ticked, but no corrected words"),
        (("confirmed",), {"words": "Other words"}, "confirmed is ticked, but words written too"),
        (("withdrawn",), {"since": "2025"}, "withdrawn is ticked, but since written too"),
    ],
)
def test_unclear_answer_is_left_to_people_with_all_that_was_written(sheet, came, ticked, written, why):
    for box in ticked:
        sheet.tick(FIRST, box)
    for place, text in written.items():
        sheet.write(FIRST, place, text)
    found = came(sheet)
    (note,) = found.notes
    assert found.decisions == []
    assert note.startswith(f"{FIRST}: {why}")
    assert all(text in note for text in (*ticked, *written.values()))


def test_need_that_the_release_does_not_know_is_named(sheet, came, publish):
    known = tables()
    known["needs"] = [one for one in known["needs"] if one.need_id != FIRST]
    found = came(sheet.tick(FIRST, "confirmed").tick(SECOND, "confirmed"), publish(known))
    assert [one["about"]["id"] for one in found.decisions] == [SECOND]
    assert any(note.startswith(f"{FIRST}: no such need in Release") for note in found.notes)


def test_sheet_of_another_release_is_told_and_a_need_whose_words_changed_since_is_asked_about_again(sheet, came, publish):
    changed = tables()
    changed["needs"] = [replace(one, text="Other words") if one.need_id == FIRST else one for one in changed["needs"]]
    found = came(sheet.tick(FIRST, "confirmed").tick(SECOND, "confirmed"), publish(changed))
    assert [one["about"]["id"] for one in found.decisions] == [SECOND]
    assert any("the sheet was made from Release" in note for note in found.notes)
    assert any(note.startswith(f"{FIRST}: Release") and "'Other words'" in note for note in found.notes)


def test_answer_to_a_need_that_has_another_identifier_now_is_about_that_one(sheet, came, publish):
    moved = tables()
    moved["needs"] = [replace(one, need_id="XA-NEWNEED0") if one.need_id == FIRST else one for one in moved["needs"]]
    moved["aliases"] = [replace(moved["aliases"][0], old_id=FIRST, new_id="XA-NEWNEED0")]
    found = came(sheet.tick(FIRST, "confirmed"), publish(moved))
    assert [one["about"]["id"] for one in found.decisions] == ["XA-NEWNEED0"]


def test_words_changed_outside_places_to_fill_in_are_named_and_not_taken_over(sheet, came):
    found = came(sheet.replace("Tick one box.", "Tick any box.").tick(FIRST, "confirmed"))
    assert len(found.decisions) == 1
    assert any("words changed" in note and "Tick any box." in note for note in found.notes)


def test_words_of_a_need_struck_out_are_named(sheet, came):
    found = came(sheet.replace("Zürich Помощь 技术援助", ""))
    assert sum("Zürich" in note for note in found.notes) == 2


def test_parts_that_did_not_come_back_are_told_and_nothing_else_is_wrong(folder, tmp_path, publish, came):
    known = tables()
    known["needs"] = [replace(one, beneficiary="the Invented Court") if one.need_id == FIRST else one for one in known["needs"]]
    release = publish(known)
    writing.write("clearance-sheet", release, tmp_path / "sent.docx", about=About(state="XA"), language="en")
    found = came(Filled(tmp_path / "sent.docx").keep_from("No institution named").tick(SECOND, "confirmed"), release)
    assert [one["about"]["id"] for one in found.decisions] == [SECOND]
    assert (found.absent, found.notes) == ([FIRST], [])


def test_without_a_release_answers_are_kept_and_that_nothing_was_compared_is_told(sheet, came):
    found = came(sheet.tick(FIRST, "confirmed"), None)
    assert [one["about"] for one in found.decisions] == [{"kind": "need", "id": FIRST}]
    assert "no --release given" in found.notes[0]


def test_another_report_is_no_clearance_sheet(folder, tmp_path):
    writing.write("trend-note", folder, tmp_path / "note.docx", about=About(), language="en")
    with pytest.raises(NotAReport, match="no clearance sheet"):
        clear(tmp_path / "note.docx", folder, on=ON)


def test_sheet_that_libreoffice_saved_says_the_same(sheet, folder, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice")
    filled = sheet.tick(FIRST, "met").write(FIRST, "since", "March 2025").tick("sheet/audience", "public")
    path = filled.save(tmp_path / "filled.docx")
    home, out = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", tmp_path / "saved"
    command = [program, home, "--headless", "--convert-to", "docx", "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    before, after = clear(path, folder, on=ON), clear(out / "filled.docx", folder, on=ON)
    assert (after.decisions, after.changes, after.notes) == (before.decisions, before.changes, [])


def test_plan_lies_on_its_long_side_and_the_sheet_stands(folder, tmp_path):
    pages = {}
    for kind in ("clearance-sheet", "national-plan"):
        writing.write(kind, folder, tmp_path / f"{kind}.docx", about=About(state="XA"), language="en")
        (size,) = Filled(tmp_path / f"{kind}.docx").root.iter(named("w:pgSz"))
        pages[kind] = int(size.get(named("w:w"))) > int(size.get(named("w:h")))
    assert pages == {"clearance-sheet": False, "national-plan": True}
