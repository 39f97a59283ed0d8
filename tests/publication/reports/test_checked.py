import re
import shutil

import pytest

from article60.cli.answers import answer
from article60.publication.reports import checked, writing
from article60.publication.reports.checked import UnreadableReport, check
from article60.publication.reports.making import About
from invented_tables import tables

FORMS = ["docx", "html", "pdf", "xlsx"]


@pytest.fixture(scope="module")
def reports(folder, tmp_path_factory):
    """The trend note in every form whose numbers can be read."""
    made = tmp_path_factory.mktemp("reports")
    for ending in FORMS:
        writing.write("trend-note", folder, made / f"note.{ending}", about=About(), language="en")
    return made


@pytest.mark.parametrize("ending", FORMS)
def test_every_number_of_a_report_is_what_its_release_gives(reports, folder, ending):
    numbers, differing = check(reports / f"note.{ending}", folder)
    assert numbers > 100
    assert differing == []


def test_space_between_thousands_is_the_same_whether_it_breaks_or_not(folder, tmp_path, monkeypatch):
    """A PDF gives back the no-break spaces of French and Russian numbers as plain ones."""
    monkeypatch.setattr(checked, "_written", lambda address, numbers: "1\N{NARROW NO-BREAK SPACE}234")
    note = tmp_path / "note.html"
    note.write_text('<html lang="fr"><data data-number="needs_stated">1 234</data></html>', encoding="utf-8")
    assert check(note, folder) == (1, [])


@pytest.mark.parametrize("ending", FORMS)
def test_numbers_that_another_release_does_not_give_are_named(reports, publish, ending):
    records = tables()
    other = publish(records | {"needs": records["needs"][1:]}, name="other")
    _, differing = check(reports / f"note.{ending}", other)
    assert any(one.where.endswith("needs_stated") for one in differing)
    assert all("the Release gives" in one.what or "no earlier number" in one.what for one in differing)


def test_number_changed_by_hand_is_named_with_both_numbers(reports, folder, tmp_path):
    changed = tmp_path / "note.html"
    text = (reports / "note.html").read_text(encoding="utf-8")
    changed.write_text(re.sub(r'(data-number="needs_stated"[^>]*>)\d+', r"\g<1>999", text, count=1), encoding="utf-8")
    _, (differs,) = check(changed, folder)
    assert re.fullmatch(r"999 stands in the report; the Release gives \d+", differs.what)


def test_address_that_no_figure_has_is_named(reports, folder, tmp_path):
    changed = tmp_path / "note.html"
    text = (reports / "note.html").read_text(encoding="utf-8")
    changed.write_text(text.replace('data-number="needs_stated"', 'data-number="needs_imagined"', 1), encoding="utf-8")
    _, (differs,) = check(changed, folder)
    assert "no figure of the Release has this address" in differs.what


def test_file_without_numbers_and_unknown_form_are_refused(folder, tmp_path):
    empty = tmp_path / "empty.html"
    empty.write_text('<html lang="en"><p>7 needs</p></html>', encoding="utf-8")
    with pytest.raises(UnreadableReport, match="no number with an address"):
        check(empty, folder)
    with pytest.raises(UnreadableReport, match=r"\.pdf"):
        check(shutil.copy(empty, tmp_path / "empty.odt"), folder)


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("left", ["nothing", "half", "another file"])
def test_broken_file_is_refused_with_what_to_do(reports, folder, tmp_path, ending, left):
    whole = (reports / f"note.{ending}").read_bytes()
    broken = tmp_path / f"note.{ending}"
    broken.write_bytes({"nothing": b"", "half": whole[: len(whole) // 2], "another file": b"\x89PNG\r\n\x1a\n\0"}[left])
    with pytest.raises(UnreadableReport, match=rf"note\.{ending}: .*; check the file that `article60 report` wrote$"):
        check(broken, folder)


def test_file_that_is_not_there_is_answered_as_any_other(folder, tmp_path):
    with pytest.raises(FileNotFoundError) as missing:
        check(tmp_path / "note.pdf", folder)
    assert answer(missing.value) == f"{tmp_path / 'note.pdf'}: no such file or directory; check the path"
