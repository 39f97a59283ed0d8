"""What is read in our own material stays at or above its floors, and what is called sure is nearly always right."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.quality import aid, documents, figures, pairs, tagging
from tests.quality.confidence import counted, held_out, share_right, worth
from tests.score import OWN_PAIRS, command, falls_short

from article60.text.states import find

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


@pytest.mark.parametrize("name", ["matching", "natural_matching", "arabic_french_matching"])
def test_needs_are_matched_as_well_as_the_floors_say(name: str) -> None:
    assert [*falls_short(name, pairs.measured(OWN_PAIRS[name]), _BOUNDS)] == []


def test_pairs_that_were_not_proposed_count_as_missed_or_rightly_left() -> None:
    told = [(True, 0.9), (True, None), (False, 0.7), (False, None)]
    found = pairs.figures([pairs.Labelled(half="tune", real=False, right=right, score=score) for right, score in told])
    assert (found["precision"], found["recall"], found["f1"]) == (0.5, 0.5, 0.5)
    assert found["calibration_error"] == pytest.approx((0.1 + 0.7) / 2)
    assert not [name for name in found if name.startswith(("held_back", "real_texts"))], "nothing is said of no pairs"
    missed = pairs.figures([pairs.Labelled(half="held_back", real=False, right=True, score=None)])
    assert (missed["held_back_precision"], missed["held_back_recall"], missed["held_back_f1"]) == (0, 0, 0)


@pytest.mark.parametrize(("name", "count"), [("matching", 335), ("natural_matching", 900), ("arabic_french_matching", 131)])
def test_every_labelled_pair_stands_in_both_files_and_each_state_in_one_half(name: str, count: int) -> None:
    folder = OWN_PAIRS[name]
    needs, activities = ([json.loads(line) for line in _text(folder / f"{name}.jsonl")] for name in ("needs", "activities"))
    places = {one["iati_identifier"]: {place["code"] for place in one["recipients"]} | _named(one) for one in activities}
    states = {one["id"]: one["state"] for one in needs if one["kind"] == "need"}
    rows = [line.split("\t") for line in _text(folder / "LABELS.tsv")[1:]]
    assert len({(need, activity) for need, activity, *_ in rows}) == len(rows) == count
    assert all(states[need] in places[activity] for need, activity, *_ in rows)
    assert not {states[row[0]] for row in rows if row[3] == "tune"} & {states[row[0]] for row in rows if row[3] == "held_back"}


def _named(line: Mapping[str, Any]) -> set[str]:
    """States that the words of a programme for several States name."""
    return {found.state for field in ("title", "description") for words in line[field].values() for found in find(words)}


def _text(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_few_cases_are_worth_little() -> None:
    assert worth(2, 2) < 0.5 < worth(20, 20) < 0.9 < worth(200, 200) < 1


def test_nothing_counted_is_nothing() -> None:
    assert counted([]) == {}
