"""Pages of consent: each form makes one event, says what cannot be called back, and stands in six languages."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.consent import actions
from article60.web.consent.models import Receipt
from article60.web.consent.terms import Terms
from article60.web.register.actions import correct
from article60.web.register.models import InformationRelease
from workspace_people import actor, body, browser, events, focal_point, member, need, newest

NEED = "XA-AAAAAAAA"
PAGE = f"/en/releases/{NEED}/"
LONG_AGO = timedelta(days=30)


def of_consent() -> list[str]:
    """What happened to consents, in order."""
    return [one for one in events() if one.startswith("consent")]


def publisher() -> User:
    return member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat"))


def release(user: User, *, ago: timedelta = timedelta(0)) -> InformationRelease:
    by = actor(user)
    with acting(by):
        return actions.give(NEED, by=by, seen=newest().hash, at=timezone.now() - ago, terms=Terms(audience="public"))


def note(name: str = "PM 31.pdf", content: bytes = b"%PDF-1.7 a note") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def filled(**changed: Any) -> dict[str, Any]:
    told = {"need_id": NEED, "version_hash": newest().hash, "audience": "public", "reference": "PM/31", "dated": "2026-11-20"}
    return told | {"note": note()} | changed


def test_consent_is_one_event_and_the_page_says_from_when_others_see_it() -> None:
    version, client = need(), browser(focal_point())
    assert client.post(PAGE, {"seen": version.hash, "audience": "public"}).status_code == 302
    made = InformationRelease.objects.get()
    page = client.get(PAGE).content.decode()
    assert of_consent() == ["consent.give done"]
    assert "Waits" in page and "Stop it" in page and "not signed: no key was set" in page
    assert f"from {made.since.day} " in page


def test_need_that_changed_meanwhile_is_shown_and_not_released() -> None:
    first, user = need(), focal_point()
    with acting(actor(user)):
        correct(NEED, by=actor(user), seen=first.hash, at=timezone.now(), words={"text": "Newer words"})
    answer = browser(user).post(PAGE, {"seen": first.hash, "audience": "public"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Nothing was released" in page and "Newer words" in page
    assert f'name="seen" value="{newest().hash}"' in page and not InformationRelease.objects.exists()


def test_page_says_that_a_newer_version_is_not_released_and_offers_consent_anew() -> None:
    first, user = need(), focal_point()
    release(user, ago=LONG_AGO)
    client = browser(user)
    assert "An earlier version is released" not in client.get(PAGE).content.decode()
    with acting(actor(user)):
        correct(NEED, by=actor(user), seen=first.hash, at=timezone.now(), words={"text": "Newer words"})
    page = client.get(PAGE).content.decode()
    assert "An earlier version is released" in page and f'name="seen" value="{newest().hash}"' in page
    assert "not released anew" in client.get("/en/releases/").content.decode()
    client.post(PAGE, {"seen": newest().hash, "audience": "public"})
    assert "An earlier version is released" not in client.get(PAGE).content.decode()


def test_releases_tell_which_need_each_is_of_in_the_words_that_were_released() -> None:
    first, user = need(text="Words <released>"), focal_point()
    made, client = release(user), browser(user)
    page = client.get("/en/releases/").content.decode()
    assert "Words &lt;released&gt;</blockquote>" in page and '<span class="provisions">art. 33</span>' in page
    assert f'<a class="id" href="{PAGE}">{NEED}</a>' in page and page.count(NEED) == 3
    with acting(actor(user)):
        correct(NEED, by=actor(user), seen=first.hash, at=timezone.now(), words={"text": "Newer words"})
    changed, listed = client.get("/en/releases/").content.decode().split('<ul class="list history">')
    assert "Newer words</blockquote>" in changed and "Words &lt;released&gt;</blockquote>" in listed
    assert "Newer words" not in listed and "Words &lt;released&gt;" not in changed
    assert "Words &lt;released&gt;</blockquote>" in client.get(f"/en/releases/{made.pk}/withdraw/").content.decode()


def test_who_records_sees_no_words_of_what_was_released() -> None:
    need(text="Words of the State")
    desk = browser(publisher())
    desk.post("/en/releases/record/", filled())
    page = desk.get("/en/releases/record/").content.decode()
    assert NEED in page and "Words of the State" not in page and "art. 33" not in page


@pytest.mark.parametrize(
    ("ago", "told", "button", "event"),
    [
        (timedelta(0), "nobody will", "Stop it", "consent.stop done"),
        (LONG_AGO, "cannot be called back", "Withdraw the consent", "consent.withdraw done"),
    ],
)
def test_page_before_the_end_says_what_it_does(ago: timedelta, told: str, button: str, event: str) -> None:
    need()
    user = focal_point()
    made, client = release(user, ago=ago), browser(user)
    address = f"/en/releases/{made.pk}/withdraw/"
    page = client.get(address).content.decode()
    assert told in page and button in page
    assert client.post(address).status_code == 302 and client.post(address).status_code == 302
    assert of_consent() == ["consent.give done", event]
    assert "<button>" not in client.get(address).content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Please fill this in"),
        ({"audience": "private"}, "one of the values offered"),
        ({"audience": "organisations"}, "belong to named organizations"),
        ({"audience": "public", "until": "2050-01-01"}, "belong to named organizations"),
        ({"audience": "organisations", "organisation": "0"}, "one of the values offered"),
        ({"audience": "public", "until": "soon"}, "This is not a day"),
    ],
)
def test_what_cannot_be_is_said_and_releases_nothing(sent: dict[str, str], told: str) -> None:
    version = need()
    answer = browser(focal_point()).post(PAGE, {"seen": version.hash} | sent)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert of_consent() == []


def test_last_day_within_the_waiting_period_is_told() -> None:
    version, fund = need(), body(Kind.PROVIDER, "A fund")
    sent = {"audience": "organisations", "organisation": str(fund.pk), "until": timezone.now().date().isoformat()}
    answer = browser(focal_point()).post(PAGE, {"seen": version.hash} | sent)
    assert answer.status_code == 422 and "after the waiting period" in answer.content.decode()


def test_institutions_of_other_states_are_offered_to_nobody() -> None:
    need()
    for name, state in (("Ours", "XA"), ("Theirs", "XB")):
        body(Kind.INSTITUTION, name, state)
    page = browser(focal_point()).get(PAGE).content.decode()
    assert ">Ours<" in page and ">Theirs<" not in page and ">State XA<" not in page.partition("<select")[2]


def test_secretariat_records_and_the_state_reads_the_note_and_refuses_or_corrects() -> None:
    need()
    desk, state = browser(publisher()), browser(focal_point())
    assert desk.post("/en/releases/record/", filled()).status_code == 302
    made = InformationRelease.objects.get()
    listed = state.get("/en/releases/").content.decode()
    address = re.search(r'href="(/en/releases/notes/XA/\w+/)"', listed)
    assert address is not None and "Publisher of the secretariat" in listed
    for client in (state, desk):
        kept = client.get(address[1])
        assert kept.content == b"%PDF-1.7 a note" and kept.headers["Content-Disposition"].startswith("attachment")
    assert browser(focal_point("XB")).get(address[1]).status_code == 404
    sent = {"seen": made.version_hash, "audience": "states_parties", "instead_of": str(made.pk)}
    assert state.post(PAGE, sent).status_code == 302
    assert "Stopped before anybody saw it" in desk.get("/en/releases/record/").content.decode()
    assert of_consent() == ["consent.record done", "consent.correct done"]


def recorded() -> InformationRelease:
    need()
    browser(publisher()).post("/en/releases/record/", filled())
    return InformationRelease.objects.get()


def test_secretariat_records_that_the_state_took_it_back_by_a_note() -> None:
    made, state = recorded(), browser(focal_point())
    desk = browser(User.objects.get(email__startswith=Role.SECRETARIAT_PUBLISHER))
    address = f"/en/releases/{made.pk}/end/"
    assert address in desk.get("/en/releases/record/").content.decode()
    sent = {"because": "note", "reference": "PM/32", "dated": "2026-11-25", "note": note(content=b"%PDF-1.7 the second")}
    assert desk.post(address, sent).status_code == 302
    listed = state.get("/en/releases/").content.decode()
    ended = InformationRelease.objects.get()
    assert ended.withdrawn_in_role == "secretariat_publisher" and f"/notes/XA/{ended.withdrawn_note}/" in listed
    assert state.get(f"/en/releases/notes/XA/{ended.withdrawn_note}/").content == b"%PDF-1.7 the second"
    assert of_consent() == ["consent.record done", "consent.stop done"]
    assert json.loads(Receipt.objects.latest("pk").body)["ended_by_note_sha256"] == ended.withdrawn_note


def test_record_that_was_not_right_ends_and_the_state_reads_why() -> None:
    made, state = recorded(), browser(focal_point())
    desk = browser(User.objects.get(email__startswith=Role.SECRETARIAT_PUBLISHER))
    assert (
        desk.post(f"/en/releases/{made.pk}/end/", {"because": "mistake", "why": "The note names another need"}).status_code
        == 302
    )
    assert "The note names another need" in state.get("/en/releases/").content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Please fill this in"),
        ({"because": "mistake"}, "Please fill this in"),
        ({"because": "note", "reference": "PM/32", "dated": "2026-11-25"}, "attach the note"),
        ({"because": "note", "dated": "2026-11-25", "note": True}, "Please fill this in"),
        ({"because": "silence", "why": "no answer came"}, "one of the values offered"),
    ],
)
def test_end_without_its_reason_is_told_and_ends_nothing(sent: dict[str, Any], told: str) -> None:
    made = recorded()
    desk = browser(User.objects.get(email__startswith=Role.SECRETARIAT_PUBLISHER))
    answer = desk.post(f"/en/releases/{made.pk}/end/", sent | ({"note": note()} if "note" in sent else {}))
    assert answer.status_code == 422 and told in answer.content.decode()
    assert InformationRelease.objects.get().withdrawn_at is None


def test_what_a_state_has_consented_to_itself_is_not_the_secretariats_to_end() -> None:
    need()
    made = release(focal_point())
    desk = browser(publisher())
    address = f"/en/releases/{made.pk}/end/"
    assert desk.get(address).status_code == 404
    assert desk.post(address, {"because": "mistake", "why": "x"}).status_code == 404
    with acting(actor(User.objects.get(email__startswith=Role.SECRETARIAT_PUBLISHER))), connection.cursor() as cursor:
        cursor.execute("UPDATE register_informationrelease SET withdrawn_at = now()")
        assert cursor.rowcount == 0


def test_page_before_the_end_says_what_others_go_on_seeing() -> None:
    first, user = need(), focal_point()
    older = release(user, ago=LONG_AGO)
    with acting(actor(user)):
        correct(NEED, by=actor(user), seen=first.hash, at=timezone.now(), words={"text": "Newer words"})
    client = browser(user)
    assert "stays released" not in client.get(f"/en/releases/{older.pk}/withdraw/").content.decode()
    newer = release(user)
    page = client.get(f"/en/releases/{older.pk}/withdraw/").content.decode()
    assert "stays released" in page and newer.version_hash[:12] in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"version_hash": "0" * 64}, "No need has this identifier"),
        ({"need_id": "XA-ZZZZZZZZ"}, "No need has this identifier"),
        ({"need_id": "a need"}, "no identifier of a need"),
        ({"note": ""}, "attach the note"),
        ({"note": note(content=b"")}, "attach the note"),
        ({"note": note("note.html")}, "attach the note"),
        ({"dated": "yesterday"}, "This is not a day"),
        ({"audience": ""}, "Please fill this in"),
    ],
)
def test_record_that_cannot_be_is_said_and_keeps_nothing(changed: dict[str, Any], told: str) -> None:
    need()
    answer = browser(publisher()).post("/en/releases/record/", filled(**changed))
    assert answer.status_code == 422 and told in answer.content.decode()
    assert of_consent() == []


def test_receipt_and_its_signature_are_the_states_own() -> None:
    need()
    user = focal_point()
    release(user)
    made = Receipt.objects.get()
    address = f"/en/releases/receipts/{made.pk}.json"
    assert browser(user).get(address).content == made.body.encode()
    assert browser(user).get(f"{address}.sig").status_code == 404, "there is none"
    assert browser(focal_point("XB")).get(address).status_code == 404


def test_editor_reads_and_is_told_why_there_is_no_form() -> None:
    version = need()
    client = browser(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    page = client.get(PAGE).content.decode()
    assert "Only the focal point says this" in page and 'name="audience"' not in page
    assert client.post(PAGE, {"seen": version.hash, "audience": "public"}).status_code == 404
    assert not InformationRelease.objects.exists()


def test_page_of_the_need_leads_here_and_shows_from_when_others_see_it() -> None:
    need()
    user = focal_point()
    made = release(user)
    page = browser(user).get(f"/en/needs/{NEED}/").content.decode()
    assert f'href="{PAGE}"' in page and f"from {made.since.day} " in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language_in_its_direction(language: str) -> None:
    need()
    user = focal_point()
    waiting, over = release(user), release(user, ago=LONG_AGO)
    desk = browser(publisher())
    desk.post("/en/releases/record/", filled(audience="states_parties"))
    asked: list[tuple[Client, str, list[Any]]] = [
        (browser(user), "consent:releases", []),
        (browser(user), "consent:need", [NEED]),
        (browser(user), "consent:withdraw", [waiting.pk]),
        (browser(user), "consent:withdraw", [over.pk]),
        (browser(user), "consent:documents", []),
        (browser(user), "consent:order", []),
        (desk, "consent:record", []),
        (desk, "consent:end", [InformationRelease.objects.exclude(note="").get().pk]),
    ]
    for client, route, named in asked:
        with translation.override(language):
            address = reverse(route, args=named)
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200 and f'<html lang="{language}" dir="{direction(language)}">' in page
        assert "<script" not in page and " style=" not in page


@pytest.mark.parametrize(
    ("language", "days", "told"),
    [("en", 1, "of 1 whole day,"), ("en", 3, "of 3 whole days,"), ("ar", 2, "يومان كاملان"), ("ru", 5, "5 полных дней")],
)
def test_waiting_period_is_told_in_days_as_the_language_counts_them(
    monkeypatch: pytest.MonkeyPatch, language: str, days: int, told: str
) -> None:
    monkeypatch.setattr(settings, "ARTICLE60_WAITING_DAYS", days)
    need()
    assert told in browser(focal_point()).get(f"/{language}/releases/{NEED}/").content.decode()
