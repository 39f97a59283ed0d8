"""Pages that say why there is no page, in six languages; what the operator must do stands in the log."""

import json
import logging
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from article60.codes.languages import LANGUAGES, direction
from article60.web.public import errors, overview

HEADS = {
    "ar": "تعذر إعداد الصفحة", "en": "The page could not be made", "es": "No se pudo preparar la página",
    "fr": "La page n’a pas pu être établie", "ru": "Страницу не удалось подготовить", "zh": "未能生成页面",
}  # fmt: skip


@pytest.fixture
def copy(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Release that a test may spoil."""
    made = tmp_path / "release"
    shutil.copytree(folder, made)
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", made)
    errors._tell_operator.cache_clear()
    return made


def another_format(folder: Path) -> None:
    info = json.loads((folder / "release.json").read_text())
    (folder / "release.json").write_text(json.dumps(info | {"format": "article60 release 99"}))


def without_a_table(folder: Path) -> None:
    with sqlite3.connect(folder / "article60.sqlite") as connection:
        connection.execute("DROP TABLE funding")
    connection.close()


def without_a_column(folder: Path) -> None:
    with sqlite3.connect(folder / "article60.sqlite") as connection:
        connection.execute("ALTER TABLE parties DROP COLUMN source")
    connection.close()


def with_another_full_text(folder: Path) -> None:
    with sqlite3.connect(folder / "article60.sqlite") as connection:
        connection.execute("DROP TABLE full_text")
        connection.execute("CREATE VIRTUAL TABLE full_text USING fts5 (kind UNINDEXED, id UNINDEXED, words)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (another_format, "its form is “article60 release 99”, and “article60 release 0” is read here"),
        (without_a_table, "it has no table funding"),
        (without_a_column, "it has no column source in the table parties"),
        (with_another_full_text, "it has no full text of this form"),
        (shutil.rmtree, "no such folder"),
    ],
)
def test_release_of_another_form_is_one_sentence_to_readers_and_a_task_for_the_operator(
    client: Client, copy: Path, caplog: pytest.LogCaptureFixture, spoil: object, said: str
) -> None:
    spoil(copy)  # type: ignore[operator]

    with caplog.at_level(logging.ERROR):
        answers = {language: client.get(f"/{language}/states/XA") for language in LANGUAGES}

    for language, answer in answers.items():
        assert answer.status_code == 503 and answer.headers["Retry-After"]
        assert f'<html lang="{language}" dir="{direction(language)}">' in answer.content.decode()
        assert said not in answer.content.decode() and str(copy) not in answer.content.decode()
    told = [record.message for record in caplog.records if record.name == errors.__name__]
    assert len(told) == 1 and said in told[0] and str(copy) in told[0]
    assert "article60 run" in caplog.text


def test_release_of_another_form_is_a_problem_to_the_interface_and_to_no_page(client: Client, copy: Path) -> None:
    without_a_table(copy)

    answer = client.get("/api/v1/needs")
    assert answer.status_code == 503 and answer.headers["Content-Type"] == "application/problem+json"
    assert "Article60-Release" not in answer.headers
    assert client.get("/ru/nothing").status_code == 503 and client.get("/release/release.json").status_code == 503


def test_site_recovers_when_a_release_that_can_be_shown_takes_the_place(client: Client, copy: Path, folder: Path) -> None:
    without_a_table(copy)
    assert client.get("/en/").status_code == 503
    shutil.rmtree(copy)
    shutil.copytree(folder, copy)

    assert client.get("/en/").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_fault_of_ours_is_told_in_the_readers_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(overview, "overview", broken)
    answer = Client(raise_request_exception=False).get(f"/{language}/")

    shown = answer.content.decode()
    assert answer.status_code == 500 and f"<h1>{HEADS[language]}</h1>" in shown and f'lang="{language}"' in shown
    assert "secret" not in shown and "Operator of the tests" in shown
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sending_to_a_page_is_answered_by_a_page(client: Client, language: str) -> None:
    answer = client.post(f"/{language}/states/XA")

    assert answer.status_code == 405 and answer.headers["Allow"] == "GET, HEAD"
    assert f'<html lang="{language}"' in answer.content.decode() and "<h1>" in answer.content.decode()


def test_foreign_host_is_answered_in_the_readers_language(client: Client) -> None:
    answer = client.get("/ar/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert '<html lang="ar" dir="rtl">' in answer.content.decode() and "elsewhere" not in answer.content.decode()
