"""What a question must find stands among the first ten of its kind as often as the floors say."""

import tomllib
from pathlib import Path

import pytest
from tests.quality.searching import Asked, answered, questions, shares
from tests.score import falls_short

from article60.publication.reading import open_release

_BOUNDS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


def test_questions_find_as_often_as_the_floors_say(demo_release: Path) -> None:
    connection = open_release(demo_release)
    try:
        found = answered(connection, questions())
    finally:
        connection.close()
    assert [*falls_short("searching", shares(found), _BOUNDS)] == []


def test_each_language_has_thirty_questions_half_of_them_held_back() -> None:
    asked = questions()
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        of_language = [one for one in asked if one.language == language]
        assert len(of_language) >= 30
        assert sum(one.half == "held_back" for one in of_language) * 2 == len(of_language)
    assert len({(one.language, one.question) for one in asked}) == len(asked)


def test_question_with_one_record_missing_counts_as_not_answered() -> None:
    made = [
        Asked(language=language, half="held_back", about="", question="", finds=("A", "B"), missing=missing)
        for language, missing in (("en", ()), ("en", ("B",)), ("fr", ()), ("fr", ()))
    ]
    assert shares(made) == {"found": 0.75, "held_back_found": 0.75, "worst_language": pytest.approx(0.5)}
