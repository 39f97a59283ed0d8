"""What a State opens beside its needs waits, is opened by its focal point alone, and is taken back once."""

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.utils import timezone

from article60.identity.decisions import consented_documents
from article60.sources.decisions import read
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.common.allowed import NotAllowed
from article60.web.consent import decisions, opening
from article60.web.consent.actions import give, take_back
from article60.web.consent.models import OpenDocument, OpenOrder
from article60.web.consent.opening import NothingOpen, Published
from article60.web.consent.terms import Terms, first_day
from article60.web.register import order
from article60.web.register.models import InformationRelease
from article60.web.workspace import handing_on
from workspace_people import actor, body, browser, events, focal_point, member, need, newest

TODAY = timezone.now()
LONG_AGO = TODAY - timedelta(days=30)
FIRST, SECOND, THIRD = "XA-AAAAAAAA", "XA-BBBBBBBB", "XA-CCCCCCCC"
SAID = Published(
    sha256="0" * 63 + "a",
    title="Full report",
    publisher="Ministry of Justice",
    public_address="https://justice.example/report.pdf",
    read_on=date(2026, 11, 20),
)


def opened(by: Actor, said: Published = SAID, *, at: Any = LONG_AGO) -> OpenDocument:
    with acting(by):
        return opening.open_document(said, by=by, at=at)


def ordered(by: Actor, *need_ids: str) -> None:
    with acting(by):
        before = order.order_of(by)
        order.set_order(need_ids, by=by, seen=order.NONE_YET if before is None else before.hash, at=LONG_AGO)


def released(by: Actor, need_id: str) -> InformationRelease:
    with acting(by):
        return give(need_id, by=by, seen=newest(need_id).hash, at=LONG_AGO, terms=Terms(audience="public"))


def order_opened(by: Actor, *need_ids: str, at: Any = LONG_AGO) -> OpenOrder:
    with acting(by):
        return opening.open_order(need_ids, by=by, at=at)


def lines(verb: str) -> list[dict[str, Any]]:
    return [dict(one) for one in decisions.lines(on=TODAY.date()) if one["verb"] == verb]


def of_opening() -> list[str]:
    return [one for one in events() if one.startswith(("consent.open", "consent.close"))]


def test_document_is_open_to_a_run_from_the_first_day_after_the_wait(tmp_path: Path) -> None:
    by = actor(focal_point())
    made = opened(by, at=TODAY)
    assert made.since == first_day(TODAY, waiting_days=3)
    assert lines("consent") == [], "it waits"
    opened(by, replace(SAID, sha256="b" * 64))
    handing_on.write(tmp_path, on=TODAY.date())
    told = read(tmp_path, audience="public", notes=[], unplaced=[])
    assert consented_documents(told) == {"b" * 64: (SAID.publisher, SAID.public_address)}


def test_title_of_a_document_and_who_said_it_leave_nowhere() -> None:
    opened(actor(focal_point()))
    (line,) = lines("consent")
    assert line["about"] == {"kind": "document", "id": None, "fingerprint": {"document_sha256": SAID.sha256}}
    assert SAID.title not in json.dumps(line) and set(line["values"]) == {"publisher", "public_address"}


def test_same_said_again_makes_nothing_and_another_takes_its_place() -> None:
    by = actor(focal_point())
    first = opened(by)
    assert opened(by) == first
    second = opened(by, replace(SAID, publisher="Parliament"))
    first.refresh_from_db()
    assert first.withdrawn_at is not None and second.withdrawn_at is None
    assert of_opening() == ["consent.open_document done"] * 2
    assert AuditEvent.objects.latest("number").payload.body["instead_of"] == first.pk


def test_taken_back_it_is_open_no_more_and_the_second_time_changes_nothing() -> None:
    by = actor(focal_point())
    made = opened(by)
    for _ in range(2):
        with acting(by):
            opening.close_document(made.pk, by=by, at=TODAY)
    assert lines("consent") == [] and of_opening() == ["consent.open_document done", "consent.close_document done"]
    assert opened(by) != made


def test_nobody_but_the_focal_point_opens_and_nobody_closes_what_is_anothers() -> None:
    made = opened(actor(focal_point()))
    others = [
        member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")),
        member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "S")),
    ]
    for user in others:
        with pytest.raises(NotAllowed):
            opened(actor(user), replace(SAID, title="Another"))
    stranger = actor(focal_point("XB"))
    with pytest.raises(NothingOpen), acting(stranger):
        opening.close_document(made.pk, by=stranger, at=TODAY)
    with acting(stranger), connection.cursor() as cursor:
        cursor.execute("UPDATE consent_opendocument SET withdrawn_at = now()")
        assert cursor.rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_opendocument SET public_address = 'https://other.example'",
        "UPDATE consent_opendocument SET withdrawn_at = NULL",
        "DELETE FROM consent_opendocument",
        "INSERT INTO consent_opendocument (state, since, consented_at, consented_by, sha256, title, publisher, public_address,"
        " read_on) VALUES ('XB', now(), now(), gen_random_uuid(), '', '', '', '', now())",
    ],
)
def test_what_is_open_is_only_ever_taken_back(statement: str) -> None:
    by = actor(focal_point())
    made = opened(by)
    with acting(by):
        opening.close_document(made.pk, by=by, at=TODAY)
    with pytest.raises(DatabaseError), acting(by), connection.cursor() as cursor:
        cursor.execute(statement)


def test_order_holds_needs_released_to_the_public_and_is_numbered_without_gaps() -> None:
    by = actor(focal_point())
    for need_id in (FIRST, SECOND, THIRD):
        need(need_id)
    ordered(by, THIRD, SECOND, FIRST)
    released(by, FIRST)
    third = released(by, THIRD)
    with acting(by):
        assert opening.to_be_opened(by) == (THIRD, FIRST)
    assert lines("prioritise") == [], "an order is nobody's to read before the State opens it"
    order_opened(by, THIRD, FIRST)
    assert {one["about"]["id"]: one["values"] for one in lines("prioritise")} == {
        THIRD: {"priority": "1"},
        FIRST: {"priority": "2"},
    }
    with acting(by):
        take_back(third.pk, by=by, at=TODAY)
    assert {one["about"]["id"]: one["values"] for one in lines("prioritise")} == {FIRST: {"priority": "1"}}


def test_order_that_changed_since_it_was_on_the_page_is_not_opened() -> None:
    by = actor(focal_point())
    for need_id in (FIRST, SECOND):
        need(need_id)
        released(by, need_id)
    ordered(by, FIRST, SECOND)
    with pytest.raises(Overtaken):
        order_opened(by, SECOND, FIRST)
    with pytest.raises(Overtaken):
        order_opened(by)
    made = order_opened(by, FIRST, SECOND)
    assert order_opened(by, FIRST, SECOND) == made
    ordered(by, SECOND, FIRST)
    assert [one["about"]["id"] for one in lines("prioritise")] == [FIRST, SECOND], (
        "what was opened stays until it is opened anew"
    )
    order_opened(by, SECOND, FIRST)
    assert [one["about"]["id"] for one in lines("prioritise")] == [SECOND, FIRST]
    assert of_opening() == ["consent.open_order done"] * 2


def sent(**changed: Any) -> dict[str, Any]:
    told = {"title": "Full report", "publisher": "Ministry", "public_address": "https://justice.example/r.pdf"}
    return told | {"read_on": "2026-11-20", "file": SimpleUploadedFile("r.pdf", b"%PDF-1.7")} | changed


def test_page_takes_the_hash_of_the_file_and_keeps_nothing_of_it() -> None:
    client = browser(focal_point())
    assert client.post("/en/releases/documents/", sent()).status_code == 302
    made = OpenDocument.objects.get()
    assert made.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    page = client.get("/en/releases/documents/").content.decode()
    assert "Waits" in page and made.sha256 in page and "Stop it" in page
    assert client.post(f"/en/releases/documents/{made.pk}/close/").status_code == 302
    assert "Taken back" in client.get("/en/releases/documents/").content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"file": ""}, "attach the file"),
        ({"file": "", "sha256": "12"}, "This is no SHA-256"),
        ({"public_address": "on our site"}, "no address of a page"),
        ({"public_address": "javascript:alert(1)"}, "no address of a page"),
        ({"publisher": " "}, "Please fill this in"),
        ({"read_on": "yesterday"}, "This is not a day"),
    ],
)
def test_document_that_cannot_be_is_told_and_opens_nothing(changed: dict[str, Any], told: str) -> None:
    answer = browser(focal_point()).post("/en/releases/documents/", sent(**changed))
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not OpenDocument.objects.exists()


def test_page_opens_the_order_as_it_shows_it() -> None:
    user: User = focal_point()
    by = actor(user)
    need(FIRST)
    released(by, FIRST)
    ordered(by, FIRST)
    client = browser(user)
    assert 'name="need" value="XA-AAAAAAAA"' in client.get("/en/releases/order/").content.decode()
    assert client.post("/en/releases/order/", {"need": [SECOND]}).status_code == 409
    assert client.post("/en/releases/order/", {"need": [FIRST]}).status_code == 302
    made = OpenOrder.objects.get()
    page = client.get("/en/releases/order/").content.decode()
    assert "Waits" in page and "The order as it stands now" not in page
    assert client.post(f"/en/releases/order/{made.pk}/close/").status_code == 302
    assert "The order as it stands now" in client.get("/en/releases/order/").content.decode()
