"""The review desk on the invented world's Release: each form one event, nobody overwritten, the next doubtful one first."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.roles import Kind, Role
from article60.web.curation.last_run import TABLES
from article60.web.curation.models import Decision
from curated import analyst, editor, rows
from workspace_people import body, browser, events, focal_point, member, need, newest


@pytest.fixture(autouse=True)
def release(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", demo_release)
    yield demo_release


@pytest.fixture
def desk(demo_release: Path) -> str:
    """The desk of a document with pages, of State XI."""
    return f"/en/review/{document(demo_release, 'XI_2.pdf')}/"


def document(folder: Path, file: str) -> str:
    return next(str(one.document_id) for one in rows(folder, "documents") if one.file == file)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def ids(html: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\?at=([A-Z]{2}-[A-Z2-7]{8,})#now\"><bdi", html)))


def seen(html: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', html)[1]  # type: ignore[index]


def send(client: Client, desk: str, record: str, verb: str, **more: Any) -> Any:
    given = {"seen": seen(page(client, f"{desk}?at={record}"))} | more
    return client.post(f"{desk}{record}/{verb}/", given)


def needs_of(html: str) -> list[str]:
    """The needs among the statements of a document."""
    listed = re.findall(r"\?at=([A-Z]{2}-[A-Z2-7]{8,})#now\"><bdi[^<]*</bdi></a> <span class=\"who\">([^·]*)", html)
    return [record for record, kind in listed if kind.strip() == "Technical assistance need"]


def test_documents_tell_how_far_people_have_come(demo_release: Path) -> None:
    html = page(browser(analyst()), "/en/review/")
    assert html.count('scope="row"') == 23 and document(demo_release, "XA_1.pdf") in html
    own = page(browser(focal_point("XI")), "/en/review/")
    assert own.count('scope="row"') == 2 and document(demo_release, "XA_1.pdf") not in own


def test_without_a_release_the_desk_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", tmp_path / "none")
    html = page(browser(analyst()), "/en/review/")
    assert "article60 workspace serve --release FOLDER" in html
    assert browser(focal_point()).get("/en/review/DOC-AAAAAAAA/").status_code == 404


def test_page_is_shown_with_its_words_marked_and_its_picture_can_be_fetched(desk: str) -> None:
    client = browser(analyst())
    html = page(client, desk)
    picture = re.search(r'src="(/en/review/files/evidence/[^"]+)"', html)[1]  # type: ignore[index]
    assert '<rect x="' in html and '<rect class="other"' in html
    answer = client.get(picture)
    assert answer.headers["Content-Type"] == "image/png" and answer.headers["Cache-Control"] == "private, max-age=3600"
    for close in answer._resource_closers:  # closing the answer would close the connection of the test, too
        close()
    assert client.get("/en/review/files/article60.sqlite").status_code == 404
    assert Client().get(picture).status_code == 302


def test_document_without_pages_shows_the_passage(demo_release: Path) -> None:
    html = page(browser(analyst()), f"/en/review/{document(demo_release, 'XD_2.docx')}/")
    assert 'class="passage"' in html and "<mark>" in html and "<svg" not in html


def test_next_is_the_least_sure_that_nobody_has_settled(demo_release: Path) -> None:
    client, at = browser(analyst()), f"/en/review/{document(demo_release, 'XJ_2.pdf')}/"
    turns = []
    for _ in range(3):
        html = page(client, at)
        record = re.search(r'class="id">([A-Z]{2}-[A-Z2-7]+)</span></h2>', html)[1]  # type: ignore[index]
        turns.append(int(re.search(r"(\d+) of 100", html)[1]))  # type: ignore[index]
        assert send(client, at, record, "confirm").status_code == 302
    assert turns == sorted(turns) and turns[0] < 75
    assert Decision.objects.for_everyone().count() == 3


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("confirm", {"reason": "looked at"}),
        ("unsure", {}),
        ("reject", {"reason": "a remark"}),
        (
            "correct",
            {"text": "Other words", "provisions": "9 (2); 31", "types": ["translation"], "priority": "", "beneficiary": ""},
        ),
        ("split", {"text_0": "One", "provisions_0": "16", "types_0": ["legal_advice"], "text_1": "Two"}),
        ("merge", {}),
    ],
)
def test_each_form_makes_one_decision_and_one_event(desk: str, verb: str, given: dict[str, Any]) -> None:
    client = browser(analyst())
    first, second = needs_of(page(client, desk))[:2]
    given = given | ({"into": second} if verb == "merge" else {})
    before = len(events())
    answer = send(client, desk, first, verb, **given)
    assert answer.status_code == 302 and answer.headers["Location"] == f"{desk}#now"
    assert events()[before:] == [f"curation.{verb} done"]
    made = Decision.objects.for_everyone().get()
    assert made.verb == verb and made.sha256 and made.quote
    shown = page(client, f"{desk}?at={first}")
    if verb == "correct":
        assert made.values["provisions"] == ["9(2)", "31"] and "Other words" in shown
    if verb == "split":
        assert [part["text"] for part in made.values["parts"]] == ["One", "Two"] and "Part 2" in shown
        assert "the need is whole again" in shown
    if verb in ("merge", "reject", "split"):
        assert "Take back" in shown
        taken_back = client.post(f"{desk}{first}/confirm/", {"seen": seen(shown)})
        assert taken_back.status_code == 302 and "Take back" not in page(client, f"{desk}?at={first}")
        back = {"reject": "confirm", "merge": "split", "split": "merge"}[verb]
        assert events()[before:] == [f"curation.{verb} done", f"curation.{back} done"]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("good_practices", {"text": "Other words", "provisions": "9 (2)"}),
        ("assistance_received", {"text": "Other words", "provisions": "9 (2)", "types": ["translation"], "provider": ""}),
    ],
)
def test_what_else_was_read_can_be_corrected_but_neither_split_nor_merged(
    demo_release: Path, kind: str, given: dict[str, Any]
) -> None:
    record = next(one for one in rows(demo_release, kind) if one.reading == "read_by_machine")
    name = getattr(record, dict(TABLES.values())[kind])
    at = f"/en/review/{record.document_id}/"
    client = browser(analyst())
    assert not re.search(rf"{name}/(?:split|merge)/", page(client, f"{at}?at={name}"))
    form = page(client, f"{at}{name}/correct/")
    assert ('name="provider"' in form) == ("provider" in given) and 'name="priority"' not in form
    assert send(client, at, name, "correct", **given).status_code == 302
    made = Decision.objects.for_everyone().get()
    assert made.values == given | {"provisions": ["9(2)"]} | ({"provider": None} if "provider" in given else {})
    assert "Other words" in page(client, f"{at}?at={name}")


def test_what_was_missed_is_added_with_its_place_once(demo_release: Path) -> None:
    client, at = browser(analyst()), f"/en/review/{document(demo_release, 'XJ_2.pdf')}/"
    given = {"page": "3", "quote": "Provide adequate staff for asset recovery (arts. 51 and 55)", "provisions": "51"}
    assert client.post(f"{at}add/", given | {"page": "three"}).status_code == 422
    for _ in range(2):
        answer = client.post(f"{at}add/", given)
        assert answer.status_code == 302
    made = Decision.objects.for_everyone().get()
    assert (made.verb, made.page, made.values["state"], made.values["text"]) == ("add", 3, "XJ", given["quote"])
    html = page(client, answer.headers["Location"].partition("#")[0])
    assert made.about_id in html and given["quote"] in html
    assert send(client, at, made.about_id, "reject").status_code == 302
    assert "Take back" in page(client, f"{at}?at={made.about_id}")
    assert browser(focal_point("XB")).get(f"{at}add/").status_code == 404


def test_what_is_wrong_is_said_and_what_was_written_stays(desk: str) -> None:
    client = browser(analyst())
    first = needs_of(page(client, desk))[0]
    answer = send(client, desk, first, "correct", text="My words", provisions="99")
    html = answer.content.decode()
    assert answer.status_code == 422 and "My words" in html and "no such provision" in html
    answer = send(client, desk, first, "split", text_0="One", provisions_0="99")
    assert answer.status_code == 422 and answer.content.decode().count('class="wrong"') == 2
    assert Decision.objects.for_everyone().count() == 0


def test_second_of_two_sees_what_the_first_decided_and_keeps_what_was_written(desk: str) -> None:
    one, other = browser(analyst()), browser(member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat")))
    first = needs_of(page(one, desk))[0]
    old = seen(page(other, f"{desk}?at={first}"))
    assert send(one, desk, first, "correct", text="Words of the first").status_code == 302
    answer = other.post(f"{desk}{first}/correct/", {"seen": old, "text": "Words of the second"})
    html = answer.content.decode()
    assert answer.status_code == 409 and "Somebody else has decided meanwhile" in html
    assert "Words of the first" in html and "Words of the second" in html
    assert other.post(f"{desk}{first}/correct/", {"seen": seen(html), "text": "Words of the second"}).status_code == 302
    assert [made.values["text"] for made in Decision.objects.for_everyone().order_by("pk")] == [
        "Words of the first", "Words of the second",
    ]  # fmt: skip


def test_focal_point_decides_at_the_desk_and_the_register_follows_until_it_is_changed_there(desk: str) -> None:
    client = browser(focal_point("XI"))
    first = needs_of(page(client, desk))[0]
    need(first)
    assert send(client, desk, first, "confirm").status_code == 302
    assert newest(first).confirmed
    client.post(f"/en/needs/{first}/withdraw/", {"seen": newest(first).hash, "reason": "ours"})
    html = page(client, f"{desk}?at={first}")
    assert "Your State has changed this need in its register" in html and f"/en/needs/{first}/" in html
    assert client.post(f"{desk}{first}/confirm/", {"seen": "0" * 64}).status_code == 404
    assert newest(first).standing == "withdrawn"


def test_what_an_editor_prepares_waits_for_the_focal_point_and_is_seen_by_nobody_else(desk: str) -> None:
    theirs, own = browser(editor("XI")), browser(focal_point("XI"))
    first = needs_of(page(theirs, desk))[0]
    html = page(browser(analyst()), f"{desk}?at={first}")
    assert send(theirs, desk, first, "correct", text="Prepared words").status_code == 302
    assert "Prepared by an editor" in page(own, f"{desk}?at={first}")
    assert "Decisions on what was read, which an editor has prepared" in page(own, "/en/")
    again = page(browser(member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat"))), f"{desk}?at={first}")
    assert "Prepared" not in again and seen(again) == seen(html)


def test_desk_of_another_state_is_not_there(desk: str) -> None:
    client = browser(focal_point("XB"))
    assert client.get(desk).status_code == 404
    assert browser(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "Body", "XI"))).get(desk).status_code == 404


def test_two_worlds_what_a_state_writes_in_its_register_changes_nothing_on_the_desk_of_the_secretariat(desk: str) -> None:
    client, owner = browser(analyst()), browser(focal_point("XI"))
    first = needs_of(page(client, desk))[0]
    held = need(first)
    strip = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    before = strip.sub("", page(client, f"{desk}?at={first}"))
    assert owner.post(f"/en/needs/{first}/withdraw/", {"seen": held.hash, "reason": "secret"}).status_code == 302
    assert strip.sub("", page(client, f"{desk}?at={first}")) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_speaks_each_language(desk: str, language: str) -> None:
    client = browser(analyst())
    at = desk.replace("/en/", f"/{language}/")
    first = needs_of(page(client, desk))[0]
    for address in ("", *(f"{first}/{verb}/" for verb in ("correct", "split", "merge", "reject"))):
        html = page(client, at + address)
        assert f'<html lang="{language}" dir="{direction(language)}">' in html
        assert "style=" not in html and "onclick" not in html
