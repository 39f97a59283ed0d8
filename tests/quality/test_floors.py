"""What is read in our own material stays at or above its floors, and what is called sure is nearly always right."""

import json
import tomllib
from pathlib import Path

import pytest
from tests.quality import aid, documents, figures, tagging
from tests.quality.confidence import counted, held_out, share_right, worth
from tests.score import command, falls_short

_TESTS = Path(__file__).parents[1]
_BOUNDS = tomllib.loads((_TESTS / "quality/floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["reviews", "reviews_later"])
def test_documents_are_read_as_well_as_their_floors_say(name: str) -> None:
    result = documents.result_of(_TESTS / name)
    found = figures.figures(result)
    assert found["documents"] == {"reviews": 24, "reviews_later": 12}[name]
    assert [*falls_short({"reviews": "own_reviews", "reviews_later": "later_reviews"}[name], found, _BOUNDS)] == []


def test_sure_statements_are_right_in_languages_that_were_not_counted() -> None:
    found = list(held_out(documents.judged_by_language((_TESTS / "reviews", _TESTS / "reviews_later"))))
    share, sure = share_right(found)
    assert sure > len(found) // 3
    assert share >= _BOUNDS["confidence"]["sure_and_right"]


def test_statements_are_tagged_as_well_as_the_floors_say() -> None:
    found = tagging.measured(tagging.statements(_TESTS / "quality/tagging.jsonl"))
    assert [*falls_short("own_tagging", found, _BOUNDS)] == []


def test_activities_are_told_apart_as_well_as_the_floors_say() -> None:
    folder = _TESTS / "quality/aid"
    lines = [json.loads(line) for line in command("activities", folder).splitlines()]
    assert [*falls_short("own_activities", aid.figures(aid.labels(folder / "LABELS.tsv"), lines), _BOUNDS)] == []


def test_figures_beyond_their_bounds_fall_short() -> None:
    bounds = {"reading": {"found": 0.9, "right": 0.8}, "ceilings": {"reading": {"error": 0.1}}}
    found = {"found": 0.89, "right": 0.8, "error": 0.2}
    assert [*falls_short("reading", found, bounds)] == ["reading found 0.89 < 0.9", "reading error 0.2 > 0.1"]


def test_few_cases_are_worth_little() -> None:
    assert worth(2, 2) < 0.5 < worth(20, 20) < 0.9 < worth(200, 200) < 1


def test_nothing_counted_is_nothing() -> None:
    assert counted([]) == {}
