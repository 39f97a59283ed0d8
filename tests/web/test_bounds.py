"""What one answer may cost: the database works for so long, and then the asker is told to ask for less."""

import sqlite3
import time

import pytest
from django.test import Client

from article60.codes.languages import LANGUAGES, direction
from article60.web.common.current import current
from article60.web.public import bounds, state
from article60.web.public.lists.query import TooCostly, limited

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
HEADS = {
    "ar": "إعداد هذه الإجابة يستغرق وقتا أطول مما ينبغي", "en": "This answer would take too long",
    "es": "Esta respuesta llevaría demasiado tiempo", "fr": "Cette réponse prendrait trop de temps",
    "ru": "Подготовка этого ответа заняла бы слишком много времени", "zh": "准备这一答复需时过长",
}  # fmt: skip


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database has a tenth of a second for each answer."""
    monkeypatch.setattr(bounds, "limited", lambda connection: limited(connection, seconds=0.1))


def endless(release: object, *given: object, **named: object) -> None:
    current().connection.execute(ENDLESS).fetchone()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_that_would_take_too_long_says_so(
    client: Client, hurried: None, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(state, "state_page", endless)
        told = client.get(f"/{language}/states/XA")

    text = told.content.decode()
    assert told.status_code == 503 and told.headers["Cache-Control"] == "no-store" and "ETag" not in told.headers
    assert f'<html lang="{language}" dir="{direction(language)}">' in text and HEADS[language] in text
    assert client.get(f"/{language}/states/XA").status_code == 200  # nothing of it is kept


def test_list_that_would_take_too_long_is_a_problem(client: Client, hurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.web.public.lists.query.texts", endless)

    told = client.get("/api/v1/needs")

    assert (told.status_code, told.headers["Content-Type"]) == (503, "application/problem+json")
    assert "ask for less" in told.json()["detail"] and told.headers["Cache-Control"] == "no-store"


def test_other_fault_of_the_database_is_no_matter_of_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr(state, "state_page", lambda *a, **k: current().connection.execute("SELECT nothing"))

    assert client.get("/en/states/XA").status_code == 500


def test_limit_within_another_ends_with_the_earlier_and_the_outer_holds_on() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(TooCostly), limited(connection, seconds=0.1, steps=100):
        with limited(connection, seconds=30, steps=10_000):
            connection.execute("SELECT 1").fetchone()
        begun = time.monotonic()
        try:
            connection.execute(ENDLESS).fetchone()
        finally:
            assert time.monotonic() - begun < 20
    with pytest.raises(TooCostly), limited(connection, seconds=0.1), limited(connection, seconds=30):
        connection.execute(ENDLESS).fetchone()


def test_nothing_is_limited_once_the_answer_is_made() -> None:
    connection = sqlite3.connect(":memory:")
    with limited(connection, seconds=-1, steps=1), pytest.raises(TooCostly), limited(connection, seconds=-1, steps=1):
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    assert connection.execute("SELECT 1 + 1").fetchone() == (2,)
