"""The letter that tells what waits: asked for once a day, in the person's language, without a word of what stands there."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail as outgoing
from django.test import Client
from django.utils import timezone

from article60.codes.languages import LANGUAGES
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.task import NotNow, Task
from article60.web.work import digest, letters_wanted
from article60.web.work.models import LetterSetting
from workspace_people import body, browser, events, focal_point, member, need

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
SECRET = "Nobody but the State may read this"


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_MAIL", "smtp://mail.example.org")
    monkeypatch.setattr(settings, "ARTICLE60_WORKSPACE", "https://workspace.example.org")
    monkeypatch.setattr(settings, "DEFAULT_FROM_EMAIL", "Register <register@example.org>")
    outgoing.outbox.clear()


def task(account: UUID) -> Task:
    key = f"{account}:{MONDAY}"
    return Task(kind=digest.KIND, key=key, payload={"account": str(account)}, made_at=datetime(2026, 11, 23, 5, tzinfo=UTC))


def chosen(user: User, frequency: str) -> None:
    LetterSetting.objects.update_or_create(user=user, defaults={"frequency": frequency})


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(digest.timezone, "now", lambda: moment)


def asked() -> list[str]:
    return sorted(OutboxEntry.objects.filter(kind=digest.KIND).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("frequency", "on", "wanted"),
    [
        ("", MONDAY, True), ("", TUESDAY, False), ("daily", MONDAY, True), ("daily", TUESDAY, True), ("weekly", MONDAY, True),
        ("weekly", TUESDAY, False), ("never", MONDAY, False), ("never", TUESDAY, False),
    ],
)  # fmt: skip
def test_letters_come_as_often_as_somebody_wants_them(frequency: str, on: date, wanted: bool) -> None:
    user = focal_point()
    if frequency:
        chosen(user, frequency)
    assert list(digest.wanted_on(on)) == [user.number] * wanted


def test_whose_roles_have_all_ended_or_whose_account_is_closed_gets_none() -> None:
    gone, closed = focal_point(), focal_point("XB")
    gone.memberships.update(until=timezone.now())
    User.objects.filter(pk=closed.pk).update(is_active=False)
    assert list(digest.wanted_on(MONDAY)) == []
    assert digest.send(task(gone.number)) == digest.send(task(closed.number)) == digest.send(task(uuid4())) == digest.STOPPED
    assert outgoing.outbox == []


def test_letters_of_a_day_are_asked_for_once_however_many_workers_look(monkeypatch: pytest.MonkeyPatch) -> None:
    user = focal_point()
    at(monkeypatch, datetime(2026, 11, 23, 4, 59, tzinfo=UTC))
    digest.Watch().look()
    assert asked() == [], "it is too early in the day"
    at(monkeypatch, datetime(2026, 11, 23, 5, 0, tzinfo=UTC))
    first = digest.Watch()
    for watch in (first, first, digest.Watch()):
        watch.look()
    assert asked() == [f"{user.number}:2026-11-23"]
    at(monkeypatch, datetime(2026, 11, 30, 6, 0, tzinfo=UTC))
    first.look()
    assert asked() == [f"{user.number}:2026-11-23", f"{user.number}:2026-11-30"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_counts_and_links_in_the_persons_language_and_says_nothing_else(language: str) -> None:
    need(text=SECRET)
    user = focal_point()
    User.objects.update(language=language)
    digest.send(task(user.number))
    (sent,) = outgoing.outbox
    assert sent.to == [user.email] and sent.extra_headers["Content-Language"] == language
    assert f"https://workspace.example.org/{language}/needs/#waiting" in sent.body
    whole = sent.message().as_string() + sent.body
    for secret in (SECRET, "XA-AAAAAAAA", "State XA", user.name):
        assert secret not in whole
    assert ("on which the State has not said a word" in sent.body) == (language == "en")


def test_letter_can_be_stopped_by_a_program_without_signing_in(client_without_tokens: Client) -> None:
    need()
    user = focal_point()
    digest.send(task(user.number))
    (sent,) = outgoing.outbox
    link = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://workspace.example.org")
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and link in sent.body
    page = client_without_tokens.get(link)
    assert page.status_code == 200 and b"<button>" in page.content and not LetterSetting.objects.exists(), (
        "reading stops nothing"
    )
    for _ in range(2):
        assert client_without_tokens.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert letters_wanted.frequency_of(user) == "never" and events()[-1] == "work.stop_letters done"
    assert events().count("work.stop_letters done") == 1
    assert digest.send(task(user.number)) == digest.STOPPED


@pytest.fixture
def client_without_tokens() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("wrong", ["code", "account", "nobody"])
def test_no_other_link_stops_anybodys_letters(wrong: str) -> None:
    user, other = focal_point(), focal_point("XB")
    links = {
        "code": (user.number, "0" * 40),
        "account": (user.number, letters_wanted.code(other.number)),
        "nobody": (number := uuid4(), letters_wanted.code(number)),
    }
    account, code = links[wrong]
    for ask in (Client().get, Client().post):
        assert ask(f"/en/letters/stop/{account}/{code}/").status_code == 404
    assert not LetterSetting.objects.exists()


def test_where_nothing_waits_no_letter_is_sent() -> None:
    assert digest.send(task(focal_point().number)) == digest.NOTHING_WAITS
    assert outgoing.outbox == []


def test_without_a_mail_server_it_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_MAIL", "")
    with pytest.raises(NotNow):
        digest.send(task(focal_point().number))


def test_same_letter_has_the_same_message_id_and_bytes() -> None:
    need()
    user = focal_point()
    assert digest.send(task(user.number)) == digest.send(task(user.number))
    first, second = (one.message().as_bytes() for one in outgoing.outbox)
    assert first == second


def test_what_waits_for_another_role_of_the_same_person_stands_apart() -> None:
    from article60.web.accounts.models import Membership

    need()
    need("XB-AAAAAAAA")
    user = focal_point()
    other = body(Kind.STATE, "State XB", "XB")
    Membership.objects.create(user=user, organisation=other, role=Role.STATE_EDITOR, since=timezone.now())
    digest.send(task(user.number))
    (sent,) = outgoing.outbox
    assert sent.body.count("/en/needs/#waiting") == 2 and "Focal point of a State" in sent.body


def test_page_keeps_a_choice_in_one_event_and_the_same_again_in_none() -> None:
    user = member(Role.REVIEWING_EXPERT, body(Kind.EXPERTS, "Experts"))
    client = browser(user)
    before = len(events())
    for _ in range(2):
        assert client.post("/en/account/letters/", {"frequency": "daily", "language": "fr"}).status_code == 302
    user.refresh_from_db()
    assert (letters_wanted.frequency_of(user), user.language) == ("daily", "fr")
    assert events()[before:] == ["work.choose_letters done"]
    page = client.get("/en/account/letters/").content.decode()
    assert 'value="daily" checked' in page


@pytest.mark.parametrize("sent", [{}, {"frequency": "hourly", "language": "en"}, {"frequency": "daily", "language": "de"}])
def test_choice_that_cannot_be_is_told_and_changes_nothing(sent: dict[str, Any]) -> None:
    answer = browser(focal_point()).post("/en/account/letters/", sent)
    assert answer.status_code == 422 and b"Please" in answer.content
    assert not LetterSetting.objects.exists()
