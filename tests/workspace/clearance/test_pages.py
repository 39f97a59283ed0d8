"""Pages of clearance: each form makes one event, files go round and are read apart, and all stand in six languages."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.clearance import reading
from article60.web.clearance.models import Answer, Item, Part, Sheet, Signature
from article60.web.jobs.models import Received
from clearance_hands import OFFICE, A, B, answer, asked, assigned, editor, of_office, said
from filled_sheet import Filled
from workspace_people import body, browser, events, focal_point, member, need, newest


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RECEIVED", str(tmp_path / "received"))


def of_clearance() -> list[str]:
    return [one for one in events() if one.startswith(("clearance", "register.c", "jobs"))]


def sent(client: Client, route: str, *named: object, **given: Any) -> Any:
    return client.post(reverse(f"clearance:{route}", args=named), given)


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found[1]


def answered(item: int, **given: str) -> dict[str, str]:
    return {f"{item}-{name}": value for name, value in given.items()}


def test_focal_point_asks_institution_answers_and_signs_and_it_is_taken_over() -> None:
    need(A, beneficiary=OFFICE)
    need(B, beneficiary=OFFICE, confirmed=True)
    state, office = browser(focal_point()), browser(user := of_office())
    page = state.get("/en/clearance/make/").content.decode()
    assert f'value="{A}" checked' in page and f'value="{B}" checked' not in page, "what the State stands by is not asked twice"
    assert sent(state, "make", needs=[A, B], after="0").status_code == 302
    part = Part.objects.get()
    assert office.get(f"/en/clearance/part/{part.pk}/").status_code == 404
    assert sent(state, "assign", part.pk, organisation=str(user.memberships.get().organisation_id)).status_code == 302
    assert "0 of 2 answered" in office.get("/en/clearance/asked/").content.decode()
    page = office.get(f"/en/clearance/part/{part.pk}/").content.decode()
    first, second = Item.objects.all()
    given = answered(first.pk, answer="corrected", words="Better words") | answered(second.pk, answer="")
    assert sent(office, "part", part.pk, seen=seen(page), **given).status_code == 302
    page = office.get(f"/en/clearance/part/{part.pk}/").content.decode()
    assert sent(office, "sign", part.pk, seen=seen(page), office=OFFICE).status_code == 302
    page = state.get("/en/clearance/1/take/").content.decode()
    for told in ("Better words", "As asked", "Signed", OFFICE, "answered here"):
        assert told in page
    one = Answer.objects.get()
    took = {f"take-{first.pk}": str(one.pk), f"seen-{first.pk}": newest(first.need_id).hash}
    assert sent(state, "take", 1, **took).status_code == 302
    assert newest(first.need_id).text == "Better words"
    assert of_clearance() == [
        "clearance.make done", "clearance.assign done", "clearance.answer done", "clearance.sign done",
        "register.correct done", "clearance.take done",
    ]  # fmt: skip
    assert "Taken over into the register" in office.get(f"/en/clearance/part/{part.pk}/").content.decode()
    assert sent(state, "close", 1).status_code == 302
    page = office.get(f"/en/clearance/part/{part.pk}/").content.decode()
    assert "nobody answers in it any more" in page and 'name="office"' not in page
    assert sent(office, "part", part.pk, seen=seen(page)).status_code == 404


def test_two_who_answer_do_not_overwrite_each_other() -> None:
    owner, user = focal_point(), of_office()
    part = assigned(asked(owner, A), owner, user)
    first, second = browser(user), browser(owner)
    (item,) = Item.objects.all()
    before = seen(first.get(f"/en/clearance/part/{part}/").content.decode())
    assert sent(first, "part", part, seen=before, **answered(item.pk, answer="confirmed")).status_code == 302
    late = sent(second, "part", part, seen=before, **answered(item.pk, answer="corrected", words="What I wrote"))
    page = late.content.decode()
    assert late.status_code == 409 and "What I wrote" in page and "Somebody else has answered meanwhile" in page
    assert Answer.objects.count() == 1
    assert (
        sent(second, "part", part, seen=seen(page), **answered(item.pk, answer="corrected", words="What I wrote")).status_code
        == 302
    )
    assert [one.said for one in Answer.objects.all()] == ["confirmed", "corrected"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"answer": "corrected"}, "Please write the right words"),
        ({"answer": "confirmed", "words": "Other words"}, "belong to another answer"),
        ({"answer": "", "comment": "Who knows"}, "Please choose an answer"),
        ({"answer": "perhaps"}, "one of the values offered"),
    ],
)
def test_answer_that_is_not_clear_is_said_and_not_kept(given: dict[str, str], told: str) -> None:
    owner, user = focal_point(), of_office()
    part, client = assigned(asked(owner, A), owner, user), browser(user)
    (item,) = Item.objects.all()
    page = client.get(f"/en/clearance/part/{part}/").content.decode()
    back = sent(client, "part", part, seen=seen(page), **answered(item.pk, **given))
    assert back.status_code == 422 and told in back.content.decode() and not Answer.objects.exists()


def test_words_that_stood_there_to_be_changed_are_no_answer() -> None:
    owner, user = focal_point(), of_office()
    part, client = assigned(asked(owner, A), owner, user), browser(user)
    (item,) = Item.objects.all()
    page = client.get(f"/en/clearance/part/{part}/").content.decode()
    given = answered(item.pk, answer="confirmed", words=item.said["text"])
    assert sent(client, "part", part, seen=seen(page), **given).status_code == 302
    assert (Answer.objects.get().said, Answer.objects.get().words) == ("confirmed", "")


def file_of(client: Client, address: str, path: Path) -> Path:
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    path.write_bytes(answer.content)
    return path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_file_that_came_back_is_kept_read_apart_and_shown(language: str, tmp_path: Path) -> None:
    owner = focal_point()
    asked(owner, A, B)
    client = browser(owner)
    sheet = file_of(client, f"/{language}/clearance/1/sheet.docx", tmp_path / "sheet.docx")
    filled = Filled(sheet).tick(A, "corrected").write(A, "words", "Better words").tick(B, "confirmed").tick(B, "withdrawn")
    content = filled.save(tmp_path / "back.docx").read_bytes()
    for _ in range(2):
        back = client.post("/en/clearance/1/hand-in/", {"file": SimpleUploadedFile("back.docx", content)})
        assert back.status_code == 200
    assert "was known already" in back.content.decode()
    told = {one.item.need_id: (one.said, one.trouble, one.words, one.way) for one in Answer.objects.select_related("item")}
    assert told == {A: ("corrected", "", "Better words", "file"), B: ("", "several", "", "file")}
    assert of_clearance() == ["clearance.make done", "jobs.receive done", "clearance.answer done"]
    page = client.get("/en/clearance/1/take/").content.decode()
    assert "Better words" in page and "more than one box is ticked" in page and "read from a file" in page
    assert Received.objects.get().name == "back.docx"


def test_part_of_an_institution_comes_back_as_a_workbook_of_its_own(tmp_path: Path) -> None:
    import openpyxl

    owner, user = focal_point(), of_office()
    part, client = assigned(asked(owner, A), owner, user), browser(user)
    path = file_of(client, f"/fr/clearance/part/{part}/part.xlsx", tmp_path / "part.xlsx")
    book = openpyxl.load_workbook(path)
    row = next(row for row in book.worksheets[0].iter_rows() if str(row[0].value).startswith(A))
    row[5].value, row[3].value = "Confirmé", "Other words than were asked about"
    book.save(path)
    back = client.post("/en/clearance/1/hand-in/", {"file": SimpleUploadedFile("part.xlsx", path.read_bytes())})
    page = back.content.decode()
    assert back.status_code == 200 and "Other words than were asked about" in page and "They were not taken over" in page
    assert Answer.objects.get().said == "confirmed"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("back.docx", b"no such file", "no clearance sheet that can be read"),
        ("back.pdf", b"%PDF", "Please attach the sheet"),
        ("back.docx", b"", "Please attach the sheet"),
    ],
)
def test_file_that_is_no_sheet_is_said(name: str, content: bytes, told: str) -> None:
    owner = focal_point()
    asked(owner, A)
    back = browser(owner).post("/en/clearance/1/hand-in/", {"file": SimpleUploadedFile(name, content)})
    assert back.status_code == 422 and told in back.content.decode() and not Answer.objects.exists()


def test_file_is_read_before_anything_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = focal_point()
    asked(owner, A)
    client, while_read = browser(owner), list[str]()
    before = events()

    def read(*_: Any, **__: Any) -> reading.CameBack:
        while_read.extend(events())
        return reading.CameBack(refused=True)

    monkeypatch.setattr(reading, "read", read)
    back = client.post("/en/clearance/1/hand-in/", {"file": SimpleUploadedFile("back.docx", b"slow to read")})
    assert back.status_code == 422 and while_read == before and events() == [*before, "jobs.receive done"]


def test_file_of_another_sheet_is_named_and_answers_nothing(tmp_path: Path) -> None:
    owner = focal_point()
    asked(owner, A)
    client = browser(owner)
    assert sent(client, "make", needs=[A], after="1").status_code == 302
    sheet = file_of(client, "/en/clearance/2/sheet.docx", tmp_path / "sheet.docx")
    content = Filled(sheet).tick(A, "confirmed").save(tmp_path / "back.docx").read_bytes()
    back = client.post("/en/clearance/1/hand-in/", {"file": SimpleUploadedFile("back.docx", content)})
    assert back.status_code == 422 and "belongs to another sheet: \u2068XA 2\u2069" in back.content.decode()


def test_sheet_made_twice_is_one_and_one_made_meanwhile_is_told() -> None:
    owner = focal_point()
    need(A), need(B)
    first, second = browser(owner), browser(editor())
    for _ in range(2):
        assert sent(first, "make", needs=[A], after="0").status_code == 302
    late = sent(second, "make", needs=[A, B], after="0")
    assert late.status_code == 409 and "Somebody else made a sheet meanwhile" in late.content.decode()
    assert Sheet.objects.count() == 1
    assert sent(second, "make", after="1").status_code == 422


def test_signature_on_paper_is_recorded_with_its_day_by_the_state() -> None:
    owner = focal_point()
    made = asked(owner, A)
    part = made.parts.get().pk
    answer(owner, part, A=said("confirmed"))
    client = browser(owner)
    page = client.get(f"/en/clearance/part/{part}/").content.decode()
    given = {"seen": seen(page), "office": OFFICE, "signed_on": "2026-11-20"}
    assert sent(client, "sign", part, **given).status_code == 302
    one = Signature.objects.get()
    assert one.on_paper and one.signed_on.isoformat() == "2026-11-20"
    assert sent(client, "sign", part, **given | {"signed_on": "2999-01-01"}).status_code == 422
    assert sent(client, "sign", part, **given | {"seen": "0" * 64}).status_code == 409


def people() -> dict[str, User]:
    theirs = member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "Another office", "XA"))
    return {
        "another institution": theirs, "another State": focal_point("XB"),
        "publisher": member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat")),
    }  # fmt: skip


def test_nobody_else_sees_or_changes_anything() -> None:
    owner, user = focal_point(), of_office()
    part = assigned(asked(owner, A), owner, user)
    answer(user, part, A=said("confirmed"))
    addresses = [
        "/en/clearance/1/", "/en/clearance/1/take/", "/en/clearance/1/sheet.docx", f"/en/clearance/part/{part}/",
        f"/en/clearance/part/{part}/part.docx",
    ]  # fmt: skip
    for who, one in people().items():
        client = browser(one)
        for address in addresses:
            assert client.get(address).status_code == 404, (who, address)
        for route, named in (("part", part), ("sign", part), ("assign", part), ("close", 1), ("take", 1), ("hand_in", 1)):
            assert sent(client, route, named, seen="", office="x").status_code == 404, (who, route)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language_in_its_direction(language: str) -> None:
    owner, user = focal_point(), of_office()
    part = assigned(asked(owner, A, B), owner, user)
    answer(user, part, A=said("corrected", words="Better words", comment="A comment"), B=said("corrected"))
    state, office = browser(owner), browser(user)
    shown: list[tuple[Client, str, list[Any]]] = [
        (state, "sheets", []), (state, "make", []), (state, "sheet", [1]), (state, "take", [1]), (state, "part", [part]),
        (office, "asked", []), (office, "part", [part]),
    ]  # fmt: skip
    for client, route, named in shown:
        with translation.override(language):
            address = reverse(f"clearance:{route}", args=named)
        got = client.get(address)
        page = got.content.decode()
        assert got.status_code == 200 and f'<html lang="{language}" dir="{direction(language)}">' in page
        assert "<script" not in page and " style=" not in page
