"""Each change that somebody sends makes exactly one event; what is read, refused or empty makes none of something done.

Routes are those of the table of policies that take something, so that a new one is missing here until it says how it is done.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import translation
from tests.workspace.audit.ways import HOLDERS, PDF, Peopled, Way, people, ways
from tests.workspace.leaks import found as offered
from tests.workspace.leaks.asking import Question

from article60.web.accounts.policies import policies
from article60.web.audit.models import AuditEvent
from article60.web.work import letters_wanted

SAFE = ("GET", "HEAD")
OTHER_THAN_ONE: Mapping[str, tuple[int, str]] = {
    "clearance:hand_in": (2, "that a file came stands there whatever is in it; the answers that were read in it are another"),
    "clearance:take": (2, "each need that changes has an event of its own, as by any other way; one more is of the sheet"),
}
"""How many events of something done a route makes with one thing of each kind, and why not one."""


class Untouched(Exception):
    """Takes back what was done."""


@pytest.fixture
def release(demo_release: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", demo_release)
    monkeypatch.setattr(settings, "ARTICLE60_RECEIVED", str(tmp_path / "received"))
    return demo_release


def unsafe() -> set[str]:
    return {name for name, policy in policies().items() if set(policy.allowed) - set(SAFE)}


def test_each_route_that_takes_something_makes_one_event_when_it_is_done_and_none_when_not(release: Path) -> None:
    everybody, wrong, done = people(release), [], Counter()
    for way in ways(release, everybody):
        with translation.override("en"):
            for name, said in came_of(way, everybody):
                if name == "done":
                    done[way.route] = max(done[way.route], said)
                elif said:
                    wrong.append(f"{way}: {name}: {said}")
    assert wrong == []
    assert sorted(unsafe() ^ set(done)) == []
    assert {name: count for name, count in done.items() if count != 1} == {
        name: count for name, (count, _) in OTHER_THAN_ONE.items()
    }


@pytest.mark.parametrize("times", [0, 2])
def test_route_that_makes_none_or_two_is_found_out(release: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    real = letters_wanted.record
    monkeypatch.setattr(letters_wanted, "record", lambda *told, **more: [real(*told, **more) for _ in range(times)])
    everybody = people(release)
    way = next(one for one in ways(release, everybody) if one.route == "work:letters")
    assert ("done", times) in list(came_of(way, everybody))


def came_of(way: Way, everybody: Peopled) -> Iterator[tuple[str, Any]]:
    """How many events there are when it is done, and what is wrong otherwise."""
    client = everybody.browsers[way.who]
    cookies = {name: one.value for name, one in client.cookies.items()}
    try:
        with transaction.atomic():
            before = events()
            answer = client.get(way.page)
            question = filled_in(way, client, answer.content)
            if question is None:
                yield "read", "there is no such form"
                raise Untouched
            yield "read", events() - before or (answer.status_code != 200 and answer.status_code)
            yield from refused(way, question, everybody)
            client.cookies = SimpleCookie(cookies)
            before = events()
            answer = send(client, question)
            yield "done", (events() - before)["done"]
            yield "not done", answer.status_code >= 400 and (answer.status_code, answer.content.decode()[-3000:])
            raise Untouched
    except Untouched:
        client.cookies = SimpleCookie(cookies)


def filled_in(way: Way, client: Client, page: bytes) -> Question | None:
    """What the form of the page that leads to the route sends, filled in."""
    fill = way.fill(client) if callable(way.fill) else way.fill
    found = [
        one
        for one in offered.questions(way.page, page, lambda _: [fill])
        if one.method == "POST" and resolve(one.address).view_name == way.route
    ]
    return found[offered.MOST_WAYS] if found else None


def send(client: Client, question: Question) -> Any:
    sent: dict[str, list[Any]] = {}
    for name, value in question.sent:
        sent.setdefault(name, []).extend(value if isinstance(value, list) else [_given(value)])
    return client.post(question.address, sent)


def _given(value: Any) -> Any:
    if isinstance(value, SimpleUploadedFile):
        value.seek(0)
    return SimpleUploadedFile("note.pdf", PDF) if value == "file:note.pdf" else value


def refused(way: Way, question: Question, everybody: Peopled) -> Iterator[tuple[str, Any]]:
    """The same of everybody who may not; and of who may, with nothing in it."""
    policy = policies()[way.route]
    for name in ("nobody", *HOLDERS):
        role = HOLDERS[name][0] if name in HOLDERS else "nobody"
        if role not in policy.allowed["POST"]:
            before = events()
            answer = send(everybody.browsers[name], question)
            wanted = Counter({"refused": 1} if name in HOLDERS else {})
            yield f"refused to {name}", (answer.status_code != 404 or events() - before != wanted) and answer.status_code
    before = events()
    with transaction.atomic():
        answer = everybody.browsers[way.who].post(question.address, {})
        if answer.status_code >= 400:
            yield "with nothing in it", (events() - before)["done"]
        transaction.set_rollback(True)


def events() -> Counter[str]:
    """How many there are, by outcome."""
    return Counter(AuditEvent.objects.values_list("outcome", flat=True))
