"""Clearance sheets that States send back: read apart, shown before anything is recorded, recorded as the State's own word."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests.workspace.audit.ways import HOLDERS

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.common.allowed import NotAllowed
from article60.web.curation import actions
from article60.web.curation.decisions import lines
from article60.web.curation.last_run import last_run, statement, target_of
from article60.web.curation.models import Decision
from article60.web.curation.target import Target
from article60.web.jobs.models import Received
from curated import analyst, decided, editor
from filled_sheet import Filled
from returned_sheets import EVERYONE, asked, bytes_of, confirmed, confirmed_in_workbook, sheet
from workspace_people import actor, body, browser, events, focal_point, member

HERE = "/en/review/sheets/"
AUDIENCE = "sheet/audience"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OTHERS = sorted({*HOLDERS} - {"publisher"})
"""Everybody who has no such page, by role."""


@pytest.fixture(autouse=True)
def release(demo_release: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", demo_release)
    monkeypatch.setattr(settings, "ARTICLE60_RECEIVED", str(tmp_path / "received"))
    yield demo_release


@pytest.fixture
def sent(release: Path) -> Filled:
    """The sheet of State XA, on which nothing is filled in yet."""
    return sheet(release)


def publisher() -> User:
    return analyst(Role.SECRETARIAT_PUBLISHER)


def need_ids(sent: Filled) -> list[str]:
    return [one.partition(".")[0] for one in asked(sent)]


def target(need_id: str) -> Target:
    run = last_run()
    assert run is not None
    found = statement(run, "need", need_id)
    assert found is not None
    return target_of("need", *found)


def handed_in(client: Client, content: bytes, name: str = "back.docx") -> str:
    answer = client.post(HERE, {"file": SimpleUploadedFile(name, content, content_type=DOCX)})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def seen(html: str) -> str:
    return html.partition('name="seen" value="')[2][:64]


def recorded(client: Client, address: str, **sent: str) -> Any:
    return client.post(address, {"seen": seen(page(client, address))} | sent)


def of_sheets() -> list[str]:
    return [one for one in events() if one.startswith(("jobs.receive", "curation"))]


def test_what_a_state_answered_for_everyone_is_recorded_as_its_own_word_in_one_event(sent: Filled) -> None:
    first, second, third, fourth = need_ids(sent)[:4]
    sent.tick(AUDIENCE, EVERYONE).tick(first, "confirmed").tick(third, "withdrawn").write(third, "comment", "No longer wanted")
    sent.tick(second, "corrected").write(second, "words", "Better words").tick(fourth, "met").write(fourth, "since", "May 2026")
    client = browser(publisher())
    address = handed_in(client, bytes_of(sent))
    html = page(client, address)
    assert (
        "Ndara · <bdi>back.docx</bdi>" in html
        and "Better words</blockquote>" in html
        and "No longer wanted" in html
        and "May 2026" in html
    )
    assert "after the next run: 4." in html and "Not answered: 17" in html and not Decision.objects.for_everyone().exists()

    assert recorded(client, address).status_code == 302
    assert of_sheets() == ["jobs.receive done", "curation.record_sheet done"]
    told = {one["about"]["id"]: one for one in lines(on=timezone.now().date())}
    assert {name: (one["verb"], one["values"]) for name, one in told.items()} == {
        first: ("confirm", {}),
        second: ("correct", {"text": "Better words"}),
        third: ("withdraw", {}),
        fourth: ("met", {"grade": "met", "since": "May 2026"}),
    }
    for one in told.values():
        assert (one["actor_role"], one["actor_organisation"], one["audience"]) == ("state_focal_point", "XA", "public")
        assert one["reason"] is None and one["about"]["fingerprint"]["document_sha256"]
    made = Decision.objects.for_everyone()
    assert {one.sheet for one in made} == {Received.objects.get().sha256} and {one.state for one in made} == {"XA"}
    assert made.get(about_id=third).reason == "No longer wanted"
    assert {one.made_in_role for one in made} == {Role.SECRETARIAT_PUBLISHER}
    assert page(client, address).count("Recorded from this sheet.") == 4
    assert "Answers recorded: 4" in page(client, HERE)


def test_same_file_a_second_time_changes_nothing(release: Path) -> None:
    client, content = browser(publisher()), confirmed(release)
    address = handed_in(client, content)
    shown = seen(page(client, address))
    assert client.post(address, {"seen": shown}).status_code == 302
    assert handed_in(client, content, "again.docx") == address
    assert client.post(address, {"seen": shown}).status_code == 409
    assert Decision.objects.for_everyone().count() == 1 and Received.objects.count() == 1
    assert "Record these answers" not in page(client, address)


def test_recorded_twice_at_the_same_moment_is_once(release: Path) -> None:
    user = publisher()
    by, need_id = actor(user), need_ids(sheet(release))[0]
    answer = actions.Answer(target=target(need_id), verb="confirm")
    said = actions.answers_hash([answer])
    with acting(by):
        for _ in range(2):
            (made,) = actions.record_sheet([answer], sheet="a" * 64, by=by, seen=said, at=timezone.now())
            assert made.about_id == need_id
    assert of_sheets() == ["curation.record_sheet done"]


@pytest.mark.parametrize("ticked", [[], ["private"], ["secretariat"], ["private", "public"]])
def test_nothing_is_recorded_unless_the_state_says_that_it_is_for_everyone(sent: Filled, ticked: list[str]) -> None:
    sent.tick(need_ids(sent)[0], "confirmed")
    for one in ticked:
        sent.tick(AUDIENCE, one)
    client = browser(publisher())
    address = handed_in(client, bytes_of(sent))
    html = page(client, address)
    assert "has not ticked" in html and "Record these answers" not in html and 'name="seen"' not in html
    assert client.post(address, {"seen": seen(html)}).status_code == 409
    assert not Decision.objects.for_everyone().exists()


def test_answers_that_are_not_clear_or_not_about_what_stands_there_are_left_to_people(sent: Filled) -> None:
    unclear, unknown, other, fit = asked(sent)[:4]
    for row, box in (
        (unclear, "confirmed"),
        (unclear, "met"),
        (unknown, "confirmed"),
        (other, "withdrawn"),
        (fit, "confirmed"),
    ):
        sent.tick(row.partition(".")[0], box)
    renamed(sent, unknown, f"XA-ZZZZZZZZ.{unknown.partition('.')[2]}")
    renamed(sent, other, f"{other.partition('.')[0]}.000000000000")
    client = browser(publisher())
    address = handed_in(client, bytes_of(sent.tick(AUDIENCE, EVERYONE)))
    html = page(client, address)
    assert "more than one box is ticked" in html and "please ask the State what is meant" in html
    assert "does not know this need" in html and "holds other words than the sheet asked about" in html
    assert "after the next run: 1." in html
    recorded(client, address)
    assert [one.about_id for one in Decision.objects.for_everyone()] == [fit.partition(".")[0]]


def renamed(sent: Filled, old: str, new: str) -> None:
    """What a need's places are called in the file, changed by hand."""
    for one in sent.root.iter():
        for name, value in one.attrib.items():
            one.set(name, value.replace(old, new))
    sent.files = {name: data.replace(old.encode(), new.encode()) for name, data in sent.files.items()}


def test_words_changed_around_the_answers_are_shown(sent: Filled) -> None:
    sent.tick(AUDIENCE, EVERYONE).tick(need_ids(sent)[0], "confirmed").replace("Tick any box.", "x")
    words = next(one.text for one in sent.root.iter() if one.tag.endswith("}t") and one.text and len(one.text) > 40)
    sent.replace(words, "Something else altogether")
    client = browser(publisher())
    html = page(client, handed_in(client, bytes_of(sent)))
    assert '<ins dir="auto">Something else altogether' in html and "They were not taken over." in html


def test_sheet_of_another_release_is_compared_need_by_need(sent: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    run = last_run()
    assert run is not None
    monkeypatch.setitem(run.info, "name", "2026-01-01-00000000")
    client = browser(publisher())
    address = handed_in(client, bytes_of(sent.tick(AUDIENCE, EVERYONE).tick(need_ids(sent)[0], "confirmed")))
    html = page(client, address)
    assert "was made from another Release" in html and "after the next run: 1." in html


def test_what_people_of_the_state_said_here_stands_before_a_sheet(sent: Filled) -> None:
    first, second = need_ids(sent)[:2]
    decided(focal_point(), "reject", target(first))
    client = browser(publisher())
    address = handed_in(client, bytes_of(sent.tick(AUDIENCE, EVERYONE).tick(first, "confirmed").tick(second, "confirmed")))
    assert "Its word stands until it says otherwise" in page(client, address)
    recorded(client, address)
    assert [one.about_id for one in Decision.objects.for_everyone().exclude(sheet="")] == [second]


def test_action_refuses_what_the_page_does_not_offer(release: Path) -> None:
    first, second = need_ids(sheet(release))[:2]
    decided(focal_point(), "reject", target(first))
    decided(analyst(), "split", target(second), values={"parts": [{"text": "One"}, {"text": "Two"}]})
    by = actor(publisher())
    with acting(by):
        for one, verb, why in ((first, "confirm", "stands until"), (second, "correct", "no longer stands by itself")):
            found = target(one)
            answer = actions.Answer(target=found, verb=verb, made=actions.about(found, by=by, at=timezone.now()))
            said = actions.answers_hash([answer])
            with pytest.raises(NotAllowed, match=why):
                actions.record_sheet([answer], sheet="a" * 64, by=by, seen=said, at=timezone.now())
    assert not Decision.objects.for_everyone().exclude(sheet="").exists()


def test_what_an_editor_prepares_is_not_seen_and_stops_nothing(release: Path) -> None:
    first = need_ids(sheet(release))[0]
    client = browser(publisher())
    address = handed_in(client, confirmed(release))
    before = page(client, address)
    decided(editor(), "correct", target(first), values={"text": "Prepared words"})
    assert seen(page(client, address)) == seen(before) and "Prepared words" not in page(client, address)
    assert recorded(client, address).status_code == 302


def test_what_changed_since_the_page_was_opened_is_shown_and_nothing_recorded(sent: Filled) -> None:
    first, second = need_ids(sent)[:2]
    client = browser(publisher())
    address = handed_in(client, bytes_of(sent.tick(AUDIENCE, EVERYONE).tick(first, "confirmed").tick(second, "confirmed")))
    shown = seen(page(client, address))
    decided(analyst(), "reject", target(second))
    answer = client.post(address, {"seen": shown})
    assert answer.status_code == 409 and "Nothing was recorded" in answer.content.decode()
    assert not Decision.objects.for_everyone().exclude(sheet="").exists()
    assert client.post(address, {"seen": seen(answer.content.decode())}).status_code == 302, "the State's word comes after"


def test_later_sheet_takes_the_place_of_an_earlier_one_and_the_desk_of_neither(sent: Filled, release: Path) -> None:
    first = need_ids(sent)[0]
    user = publisher()
    client = browser(user)
    recorded(client, handed_in(client, confirmed(release)))
    with pytest.raises(NotAllowed):
        decided(analyst(), "reject", target(first))
    later = bytes_of(sent.tick(AUDIENCE, EVERYONE).tick(first, "withdrawn"))
    assert recorded(client, handed_in(client, later)).status_code == 302
    assert [one.verb for one in Decision.objects.for_everyone().order_by("pk")] == ["confirm", "withdraw"]
    decided(focal_point(), "confirm", target(first))


def test_desk_shows_that_it_comes_from_a_sheet(release: Path) -> None:
    need_id = need_ids(sheet(release))[0]
    client = browser(publisher())
    recorded(client, handed_in(client, confirmed(release)))
    run = last_run()
    assert run is not None
    document = statement(run, "need", need_id)[0].document_id  # type: ignore[index]
    for user in (analyst(), focal_point()):
        assert "from a clearance sheet of the State" in page(browser(user), f"/en/review/{document}/?at={need_id}")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("back.pdf", b"%PDF", "Please attach the sheet"),
        ("back.docx", b"", "Please attach the sheet"),
        ("back", b"words", "Please attach the sheet"),
    ],
)
def test_file_that_cannot_be_one_is_said_and_not_kept(name: str, content: bytes, told: str) -> None:
    answer = browser(publisher()).post(HERE, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Received.objects.exists() and of_sheets() == []


def test_workbook_says_for_whom_its_answers_are(release: Path) -> None:
    client = browser(publisher())
    address = handed_in(client, confirmed_in_workbook(release, audience=""), "back.xlsx")
    assert "The State has not ticked" in page(client, address) and recorded(client, address).status_code == 409
    address = handed_in(client, confirmed_in_workbook(release), "back.xlsx")
    assert recorded(client, address).status_code == 302
    assert [(one["verb"], one["audience"]) for one in lines(on=timezone.now().date())] == [("confirm", "public")]


@pytest.mark.parametrize("name", ["back.docx", "back.xlsx"])
def test_file_that_is_no_sheet_is_kept_and_said_to_be_none(name: str) -> None:
    client = browser(publisher())
    address = handed_in(client, b"no such file", name)
    html = page(client, address)
    assert (
        "no clearance sheet that can be read" in html and "kept as it came" in html and "<form" not in html.partition("main")[2]
    )
    assert client.post(address, {"seen": ""}).status_code == 409
    assert Received.objects.get().name == name and of_sheets() == ["jobs.receive done"]


def test_without_a_release_the_page_says_what_to_do(monkeypatch: pytest.MonkeyPatch, release: Path, tmp_path: Path) -> None:
    client = browser(publisher())
    address = handed_in(client, confirmed(release))
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", tmp_path / "none")
    html = page(client, HERE)
    assert "article60 workspace serve --release FOLDER" in html and "back.docx" in html and address not in html
    assert client.get(address).status_code == 404 and client.post(address, {"seen": ""}).status_code == 404


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_a_publisher_hands_in_reads_or_records(release: Path, who: str) -> None:
    address = handed_in(browser(publisher()), confirmed(release))
    role, kind, state = HOLDERS[who]
    where = body(kind, "Secretariat" if kind is Kind.SECRETARIAT else f"{kind} {state}", state)
    client = browser(member(role, where, f"{role}@example.org"))
    before = AuditEvent.objects.count()
    assert client.get(HERE).status_code == 404 and client.get(address).status_code == 404
    assert client.post(HERE, {"file": SimpleUploadedFile("a.docx", b"x")}).status_code == 404
    assert client.post(address, {"seen": "0" * 64}).status_code == 404
    assert Received.objects.count() == 1 and not Decision.objects.for_everyone().exists()
    assert AuditEvent.objects.count() == before + 2, "each attempt to send is written down"


def test_table_of_roles_lets_publishers_alone() -> None:
    for name in ("sheets", "sheet"):
        assert policies()[f"curation:{name}"].allowed == {method: {Role.SECRETARIAT_PUBLISHER} for method in ("GET", "POST")}


def test_action_lets_publishers_alone(release: Path) -> None:
    answer = actions.Answer(target=target(need_ids(sheet(release))[0]), verb="confirm")
    for user in (analyst(), focal_point(), editor()):
        by = actor(user)
        with acting(by), pytest.raises(NotAllowed, match="Only a publisher of the secretariat"):
            said = actions.answers_hash([answer])
            actions.record_sheet([answer], sheet="a" * 64, by=by, seen=said, at=timezone.now())


def test_database_lets_publishers_alone(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second lock holds where the code's own check is broken."""
    from article60.web.common.allowed import YES

    monkeypatch.setattr(actions, "may_record_sheet", lambda by: YES)
    answer = actions.Answer(target=target(need_ids(sheet(release))[0]), verb="confirm")
    by = actor(analyst())
    with acting(by), pytest.raises(DatabaseError, match="row-level security"):
        actions.record_sheet([answer], sheet="a" * 64, by=by, seen=actions.answers_hash([answer]), at=timezone.now())


def test_sheet_of_another_body_or_of_nobody_is_not_there(release: Path) -> None:
    address = handed_in(browser(publisher()), confirmed(release))
    other = browser(member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Another secretariat"), "other@example.org"))
    assert other.get(address).status_code == 404 and other.post(address, {"seen": ""}).status_code == 404
    assert address not in page(other, HERE)
    assert other.get(reverse("curation:sheet", args=[UUID(int=1)])).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_pages_in_every_language_run_in_its_direction(release: Path, language: str) -> None:
    client = browser(publisher())
    handed_in(client, confirmed(release))
    file = Received.objects.get()
    with translation.override(language):
        for address in (reverse("curation:sheets"), reverse("curation:sheet", args=[file.pk])):
            html = page(client, address)
            assert f'<html lang="{language}" dir="{direction(language)}">' in html and ">None<" not in html


def test_event_tells_all_that_was_recorded(release: Path) -> None:
    client = browser(publisher())
    recorded(client, handed_in(client, confirmed(release)))
    event = AuditEvent.objects.get(action="curation.record_sheet")
    made = Decision.objects.for_everyone().get()
    told = json.dumps(event.payload.body)
    assert (event.about_kind, event.about_id) == ("sheet", made.sheet)
    assert made.decision_id in told and made.hash in told
