"""Asks the workspace one thing and keeps all that could tell something: answer, cookies, letters, lines of the log, keys."""

import logging
import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone, translation
from tests.workspace.leaks import handed_in

from article60.web.accounts.policies import NOBODY, policies
from article60.web.common.headers import DENIED, MAY_BE_KEPT, POLICY
from workspace_people import FORM

MASKED = re.compile(rb'"event": "[0-9]+:[0-9a-f]{64}"|event [0-9]+')
"""What differs from one world to the next by design: number and hash of an event, which cover all that happened before."""
RIGHT_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": DENIED,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PUBLIC_FILES = frozenset({"curation:picture"})
"""Routes of files that are public, which browsers may keep: they are the same for everybody."""
LATER = 500_000
"""Where numbers of rows go on that a request makes: how many there were before is then no part of the answer."""


class Over(Exception):
    """Takes back what was done."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request: method, address, what is sent (a name may stand several times; `file:` begins a file's name), headers."""

    method: str
    address: str
    sent: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """All of it that could tell something."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    cookies: tuple[str, ...]
    letters: tuple[tuple[str, str], ...]
    log: tuple[str, ...]
    counted: tuple[str, ...]

    def wrong(self, route: str | None) -> list[str]:
        """Headers that are not right for a route, and that it is an error of ours."""
        kept = {"Cache-Control": MAY_BE_KEPT} if route in PUBLIC_FILES and self.status == 200 else {}
        found = dict(self.headers)
        wrong = [name for name, value in {**RIGHT_HEADERS, **kept}.items() if found.get(name) != value]
        return [*wrong, "Status"] if self.status >= 500 else wrong

    def without_letters_to(self, accounts: frozenset[str]) -> "Answer":
        """A letter to somebody who is there in this world alone tells nothing to anybody else."""
        kept = tuple(one for one in self.letters if not any(account in one[1] for account in accounts))
        return replace(self, letters=kept)

    def differs(self, other: "Answer") -> list[str]:
        """In what."""
        return [one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)]


class _Lines(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(f"{record.name} {record.levelname} {record.getMessage()}")


LINES = _Lines()
KEYS: list[str] = []


@contextmanager
def listening(now: datetime) -> Iterator[None]:
    """Within, lines of the log and keys of the cache are kept, and it is always the same moment."""
    cache, moment = type(caches["default"]), timezone.now
    make_key = cache.make_key

    def kept(self: Any, key: str, version: int | None = None) -> str:
        made: str = make_key(self, key, version)
        KEYS.append(made)
        return made

    logging.getLogger().addHandler(LINES)
    cache.make_key, timezone.now = kept, lambda: now
    try:
        yield
    finally:
        cache.make_key, timezone.now = make_key, moment
        logging.getLogger().removeHandler(LINES)


@contextmanager
def same_chance(seed: str) -> Iterator[None]:
    """Within, what is drawn by chance - tokens, identifiers, salts - is the same for the same seed."""
    chance, before = random.Random(seed), (os.urandom, random._urandom)  # type: ignore[attr-defined]
    os.urandom = random._urandom = chance.randbytes  # type: ignore[attr-defined]
    try:
        yield
    finally:
        os.urandom, random._urandom = before  # type: ignore[attr-defined]


@cache
def _sequences() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def numbers_from(first: int) -> None:
    """Have numbers of new rows begin anew, in each table: sequences are not taken back with a transaction."""
    each = ", ".join(f"setval('{name}', {first + 1000 * place})" for place, name in enumerate(_sequences()))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {each}")


class Asker:
    """Somebody with a browser in which the person has signed in, or nobody; each question finds it as it was."""

    def __init__(self, name: str, browser: Client, role: str = NOBODY) -> None:
        self.name, self.browser, self.role = name, browser, role
        browser.raise_request_exception = False
        self._cookies = {name: one.value for name, one in browser.cookies.items()}

    def may(self, method: str, route: str | None) -> bool:
        """Whether a policy lets the role in: where none does, there is nothing to look at."""
        return route is not None and self.role in policies()[route].allowed.get(method, ())

    def ask(self, question: Question, known: frozenset[Any] = frozenset(), look: Callable[[], None] = lambda: None) -> Answer:
        """The answer; whatever it changes is taken back, after a `look` at what it has left.

        `known` are entries of the outbox that are there already.
        """
        found: list[Answer] = []
        try:
            with transaction.atomic(), same_chance(f"{self.name} {question.method} {question.address}"):
                if question.method != "GET":
                    numbers_from(LATER)
                found.append(self._asked(question, known))
                look()
                raise Over
        except Over:
            return found[0]

    def _asked(self, question: Question, known: frozenset[Any]) -> Answer:
        self.browser.cookies = SimpleCookie(self._cookies)
        LINES.kept.clear()
        KEYS.clear()
        with translation.override("en"):
            answer = self._sent(question)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        set_now = {name: dict(one) | {"value": one.value, "expires": ""} for name, one in answer.cookies.items()}
        return Answer(
            status=answer.status_code,
            headers=tuple(sorted((k, v) for k, v in answer.headers.items() if k not in ("Expires", "Content-Length"))),
            body=MASKED.sub(b"", body),
            cookies=tuple(f"{name} {sorted(one.items())}" for name, one in sorted(set_now.items())),
            letters=tuple((kind, payload) for _, kind, payload in outbox(known)),
            log=tuple(LINES.kept),
            counted=tuple(KEYS),
        )

    def _sent(self, question: Question) -> Any:
        headers = dict(question.headers)
        if question.method != "POST":
            return self.browser.generic(question.method, question.address, headers=headers)
        sent: dict[str, list[Any]] = {}
        for name, value in question.sent:
            sent.setdefault(name, []).append(_file(value) if value.startswith("file:") else value)
        if any(value.startswith("file:") for _, value in question.sent):
            return self.browser.post(question.address, sent, headers=headers)
        return self.browser.post(question.address, urlencode(sent, doseq=True), content_type=FORM, headers=headers)


def _file(value: str) -> SimpleUploadedFile:
    name = value.removeprefix("file:")
    return SimpleUploadedFile(name, handed_in.content(name))


def outbox(known: frozenset[Any] = frozenset()) -> list[tuple[Any, str, str]]:
    """Entries left to the worker but those that are known: identifier, kind, and what they name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, kind, payload::text FROM jobs_outboxentry ORDER BY kind, key")
        return [row for row in cursor.fetchall() if row[0] not in known]
