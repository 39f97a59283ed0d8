"""A workbook comes back: its bytes are kept, it is merged cell by cell, and taken over in one step, once."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from article60.codes.languages import LANGUAGES
from article60.domain.checklist import checklist
from article60.publication.checklist import reasons
from article60.web.accounts.roles import Kind, Role
from article60.web.checklist import wording
from article60.web.checklist.models import Answer, Workbook
from article60.web.jobs.models import Received
from checklist_files import CELL, CHOICE, MARK, filled, made
from workspace_people import body, browser, events, focal_point, member, need

HERE = "/en/checklists/p1c1v1/"
OTHER = "17.challenges"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes of a test stand in its own folder."""
    monkeypatch.setattr(settings, "ARTICLE60_RECEIVED", str(tmp_path / "received"))


def downloaded(client: Client, language: str = "en") -> bytes:
    answer = client.get(f"/{language}/checklists/p1c1v1/file/")
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return bytes(answer.content)


def handed_in(client: Client, book: bytes, at: str = HERE) -> Any:
    return client.post(f"{at}upload/", {"workbook": SimpleUploadedFile("from home.xlsx", book)})


def place(client: Client, book: bytes) -> str:
    """Where what a workbook changes is shown."""
    answer = handed_in(client, book)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def kept(client: Client, **cells: str) -> None:
    """Answer on the page."""
    for cell, value in cells.items():
        number = cell.partition(".")[0].partition("(")[0]
        page = client.get(f"{HERE}art{number}/").content.decode()
        seen = page.split(f'name="seen.{cell}" value="')[1].partition('"')[0]
        assert client.post(f"{HERE}art{number}/", {f"seen.{cell}": seen, cell: value}).status_code == 302


def standing(cell: str) -> list[str]:
    return [one.value for one in Answer.objects.filter(cell=cell).order_by("number")]


def hash_of(cell: str) -> str:
    return Answer.objects.filter(cell=cell).latest("number").hash


def test_each_form_makes_exactly_one_event() -> None:
    client = browser(focal_point())
    book = filled(downloaded(client), {CELL: "Penal Code", MARK: "x", CHOICE: "In part"})
    before = len(events())
    at = place(client, book)
    assert events()[before:] == ["jobs.receive done"] and not Answer.objects.exists()
    assert client.post(at, {}).status_code == 302
    assert events()[before:] == ["jobs.receive done", "checklist.take_over done"]
    assert [standing(cell) for cell in (CELL, MARK, CHOICE)] == [["Penal Code"], ["yes"], ["partly"]]
    assert {one.workbook for one in Answer.objects.all()} == {Workbook.objects.get().id}


def test_the_same_file_twice_changes_nothing() -> None:
    client = browser(focal_point())
    book = filled(downloaded(client), {CELL: "Penal Code"})
    at = place(client, book)
    client.post(at, {})
    kept(client, **{CELL: "Newer words"})
    before = len(events())
    assert place(client, book) == at
    page = client.get(at).content.decode()
    assert "was taken over on" in page and '<form class="write' not in page
    assert client.post(at, {}).status_code == 302
    assert len(events()) == before and standing(CELL) == ["Penal Code", "Newer words"] and Received.objects.count() == 1


def test_handed_in_twice_before_it_is_taken_over_it_is_one_workbook() -> None:
    client = browser(focal_point())
    book = filled(downloaded(client), {CELL: "Penal Code"})
    assert place(client, book) == place(client, book) and Workbook.objects.count() == 1


def test_conflicts_are_shown_side_by_side_and_only_these_wait_for_a_choice() -> None:
    client = browser(focal_point())
    kept(client, **{CELL: "Before", "15.challenges": "Same"})
    book = filled(downloaded(client), {CELL: "From the file", OTHER: "Only in the file", "15.practices": "Alike"})
    kept(client, **{CELL: "On the page", "18.challenges": "Only on the page", "15.practices": "Alike"})
    at = place(client, book)
    page = client.get(at).content.decode()
    assert "From the file" in page and "On the page" in page and "Only in the file" in page
    assert page.count('value="theirs"') == 1 and "Only on the page" not in page and ": 1</p>" in page

    before = len(events())
    answer = client.post(at, {f"seen.{CELL}": hash_of(CELL)})
    assert answer.status_code == 409 and "please choose an answer" in answer.content.decode()
    assert len(events()) == before and standing(OTHER) == []

    told = {f"seen.{CELL}": hash_of(CELL), f"choose.{CELL}": "theirs"}
    assert client.post(at, told).status_code == 302
    assert standing(CELL) == ["Before", "On the page", "From the file"] and standing(OTHER) == ["Only in the file"]
    assert standing("18.challenges") == ["Only on the page"] and standing("15.practices") == ["Alike"]


def test_choice_that_was_overtaken_is_asked_for_anew_and_ours_can_be_kept() -> None:
    client = browser(focal_point())
    book = filled(downloaded(client), {CELL: "From the file", OTHER: "Only in the file"})
    kept(client, **{CELL: "First"})
    at = place(client, book)
    seen = hash_of(CELL)
    kept(client, **{CELL: "Second"})
    answer = client.post(at, {f"seen.{CELL}": seen, f"choose.{CELL}": "theirs"})
    assert answer.status_code == 409 and "Second" in answer.content.decode() and standing(OTHER) == []
    assert client.post(at, {f"seen.{CELL}": hash_of(CELL), f"choose.{CELL}": "ours"}).status_code == 302
    assert standing(CELL) == ["First", "Second"] and standing(OTHER) == ["Only in the file"]


def test_what_the_register_knows_is_filled_in_and_is_no_answer_as_long_as_nobody_touches_it() -> None:
    need("XA-AAAAAAAA", provisions=("16",), types=("legislative_drafting",), text="Drafting of a law")
    client = browser(focal_point())
    book = filled(downloaded(client), {CELL: "Words"})
    at = place(client, book)
    client.post(at, {})
    assert [one.cell for one in Answer.objects.all()] == [CELL]
    at = place(client, filled(downloaded(client), {"16.needed": "No", "16.type.legislative_drafting": ""}))
    client.post(at, {})
    assert standing("16.needed") == ["no"] and standing("16.type.legislative_drafting") == [""]


def test_wrong_cells_are_named_with_what_to_do_and_the_others_are_taken() -> None:
    client = browser(focal_point())
    at = place(client, filled(downloaded(client), {CELL: "=1+1", CHOICE: "Perhaps", OTHER: "Words"}))
    page = client.get(at).content.decode()
    assert page.count("Chapter III</bdi>") == 2 and "A formula stands in the cell" in page and "Perhaps" in page
    client.post(at, {})
    assert standing(OTHER) == ["Words"] and standing(CELL) == [] == standing(CHOICE)


@pytest.mark.parametrize(
    ("book", "why"),
    [
        (lambda: made(state="XB"), wording.OTHER_STATE),
        (lambda: made(of=checklist("p1c2v1"), articles=("9",)), wording.OTHER_CYCLE),
        (lambda: b"no workbook", "no_workbook"),
        (lambda: b"", "empty"),
    ],
)  # fmt: skip
def test_file_of_another_state_or_cycle_is_told_clearly(book: Any, why: str) -> None:
    answer = handed_in(browser(focal_point()), book())
    assert answer.status_code == 422 and wording.refused(why) in answer.content.decode()
    assert not Workbook.objects.exists()


def test_nobody_is_held_back_while_a_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has written an event holds back all others who write one, until the transaction ends."""
    client, seen = browser(focal_point()), []

    def slow(*told: Any) -> dict[str, Any]:
        seen.append((Received.objects.count(), len(events())))
        return {"refused": "no_workbook"}

    before = len(events())
    monkeypatch.setattr("article60.publication.checklist.returned.told", slow)
    assert handed_in(client, b"a file that takes long").status_code == 422
    assert seen == [(0, before)] and Received.objects.count() == 1


def test_without_a_file_it_is_said_what_is_missing() -> None:
    answer = browser(focal_point()).post(f"{HERE}upload/", {})
    assert answer.status_code == 422 and "choose the file" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_in_any_language_is_taken_whatever_the_language_of_the_page(language: str) -> None:
    client = browser(focal_point())
    at = place(client, filled(downloaded(client, language), {OTHER: "Words"}))
    assert client.get(at).status_code == 200
    client.post(at, {})
    assert standing(OTHER) == ["Words"]


def test_institution_gets_and_hands_in_its_own_articles_only() -> None:
    focal, ministry = browser(focal_point()), body(Kind.INSTITUTION, "A ministry", "XA")
    client = browser(member(Role.STATE_INSTITUTION, ministry))
    assert client.get(f"{HERE}file/").status_code == 404 == handed_in(client, made()).status_code
    whole = filled(downloaded(focal), {CELL: "Words", OTHER: "Not theirs to answer"})
    focal.post(f"{HERE}art16/assign/", {"institution": ministry.pk})
    own = load_workbook(io.BytesIO(downloaded(client)))
    assert {row[0].value.partition(".")[0][:2] for row in own.worksheets[1].iter_rows() if row[0].value} == {"16"}

    at = place(client, whole)
    page = client.get(at).content.decode()
    assert "Words" in page and "Not theirs to answer" not in page and "are left out: 1" in page
    client.post(at, {})
    assert standing(CELL) == ["Words"] and standing(OTHER) == []
    assert focal.get(at).status_code == 200 and "A ministry" in focal.get(HERE).content.decode()
    other = browser(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "Another", "XA")))
    assert other.get(at).status_code == 404 == browser(focal_point("XB")).get(at).status_code


def test_workbook_of_one_version_is_not_found_under_another() -> None:
    client = browser(focal_point())
    place(client, filled(downloaded(client), {CELL: "Words"}))
    book = Workbook.objects.get()
    assert client.get(reverse("checklist:workbook", args=["p1c2v1", book.id])).status_code == 404


def test_every_reason_has_its_words() -> None:
    own = {wording.NO_FILE, wording.NOT_READ, wording.OTHER_STATE, wording.OTHER_VERSION, wording.OTHER_CYCLE}
    assert all(wording.refused(why) for why in {*reasons.OF_FILES, *own})
    assert all(wording.why_not_usable(why) for why in reasons.OF_CELLS)
