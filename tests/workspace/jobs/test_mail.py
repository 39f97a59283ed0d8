"""A letter goes to the person in the person's language, with a link and no content, under one Message-ID for ever."""

import email
from email.policy import default
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail as outgoing

from article60.codes.languages import LANGUAGES
from article60.settings import UnusableSetting
from article60.web.accounts.models import User
from article60.web.jobs import mail
from article60.web.jobs.mailing import FOLDER, SERVER, UnusableMail, told
from article60.web.jobs.task import CannotDo, NotNow, Task
from workspace_people import NOW, focal_point


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_MAIL", "smtp://mail.example.org")
    monkeypatch.setattr(settings, "ARTICLE60_WORKSPACE", "https://workspace.example.org")
    monkeypatch.setattr(settings, "DEFAULT_FROM_EMAIL", "Register <register@example.org>")
    outgoing.outbox.clear()


def task(user: User | None = None, *, key: str = "received:1", **payload: str) -> Task:
    number = str(uuid4() if user is None else user.number)
    return Task(kind="mail", key=key, payload={"letter": "received", "account": number} | payload, made_at=NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_speaks_the_persons_language_and_leads_to_the_workspace(language: str) -> None:
    user = focal_point()
    User.objects.update(language=language)
    mail.send(task(user))
    (sent,) = outgoing.outbox
    assert sent.to == [user.email] and f"https://workspace.example.org/{language}/" in sent.body
    assert sent.extra_headers["Content-Language"] == language and sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert ("was received" in sent.body) == (language == "en") and len(sent.subject) > 4


def test_letter_has_the_same_message_id_with_every_attempt_and_another_for_another_key() -> None:
    user = focal_point()
    ids = [mail.send(task(user)), mail.send(task(user)), mail.send(task(user, key="received:2"))]
    assert ids[0] == ids[1] != ids[2] and ids[0].endswith("@example.org>")
    first, second, _ = (one.message().as_bytes() for one in outgoing.outbox)
    assert first == second


def test_letter_to_an_account_that_is_closed_or_gone_is_not_sent() -> None:
    user = focal_point()
    User.objects.update(is_active=False)
    assert mail.send(task(user)) == mail.send(task()) == mail.CLOSED
    assert outgoing.outbox == []


def test_letter_that_nobody_has_written_is_refused_when_asked_for_and_when_sent() -> None:
    with pytest.raises(KeyError):
        mail.letter("secret", to=uuid4(), key="a")
    with pytest.raises(CannotDo, match="no such letter"):
        mail.send(task(focal_point(), letter="secret"))
    with pytest.raises(CannotDo, match="does not say account"):
        mail.send(Task(kind="mail", key="a", payload={}, made_at=NOW))


def test_without_a_server_letters_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_MAIL", "")
    with pytest.raises(NotNow, match="ARTICLE60_MAIL"):
        mail.send(task(focal_point()))


def test_letter_in_a_folder_is_one_file_however_often_it_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "EMAIL_BACKEND", FOLDER)
    monkeypatch.setattr(settings, "ARTICLE60_MAIL_FOLDER", str(tmp_path), raising=False)
    user = focal_point()
    said = [mail.send(task(user)), mail.send(task(user))]
    (file,) = tmp_path.iterdir()
    letter = email.message_from_bytes(file.read_bytes(), policy=default)
    assert letter["Message-ID"] == said[0] and letter["To"] == user.email


@pytest.mark.parametrize(
    ("address", "backend", "port", "begun", "from_the_start"),
    [
        ("smtp://a:b%40c@mail.example.org", SERVER, 587, True, False),
        ("smtp://mail.example.org:2525", SERVER, 2525, True, False),
        ("smtps://mail.example.org", SERVER, 465, False, True),
        ("smtp://localhost", SERVER, 25, False, False),
    ],
)
def test_address_of_a_server_says_how_to_reach_it(
    address: str, backend: str, port: int, begun: bool, from_the_start: bool
) -> None:
    found = told(address)
    assert (found["EMAIL_BACKEND"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        backend, port, begun, from_the_start,
    )  # fmt: skip
    assert "b%40c" not in address or found["EMAIL_HOST_PASSWORD"] == "b@c"


@pytest.mark.parametrize("address", ["mail.example.org", "http://mail.example.org", "smtp://", "folder:"])
def test_address_that_cannot_be_used_is_refused_without_repeating_its_password(address: str) -> None:
    with pytest.raises(UnusableMail, match="write smtp://"):
        told(address)
    assert issubclass(UnusableMail, UnusableSetting)
