"""Reads a file that describes a planned programme or a national strategy; which of them is told by the keys in it."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from article60.domain.planned_programme import PlannedProgramme
from article60.domain.strategy import Strategy
from article60.sources import plan as plans
from article60.sources import strategy as strategies
from article60.sources.forms import UnusableForm
from article60.sources.forms.files import Form, Mapping, contents
from article60.sources.forms.values import key_named
from article60.sources.plan.entries import FORM as PLAN
from article60.sources.plan.entries import has_headings
from article60.sources.strategy.rows import ACTION, ACTIONS, HEADINGS

KEYS = "a planned programme names `title`, `states` and `provisions`, a strategy its `state` and an `action` in each row"
EITHER = Form(
    called="a planned programme or a strategy",
    largest_mb=5,
    other_ending="save it as one of these",
    too_large="leave out pictures",
    no_keys=f"write `key: value` lines; {KEYS}",
)


def read(path: Path) -> PlannedProgramme | Strategy:
    """The programme or strategy of a .yml, .xlsx or .csv file.

    Raises UnusableForm, naming file, places and what to do, where it is neither or cannot be used as what it is.
    """
    return plans.read(path) if is_plan(path) else strategies.read(path)


def is_plan(path: Path) -> bool:
    """Whether a file describes a planned programme; if not, a strategy. Raises UnusableForm where it is neither.

    Actions make a strategy. Else a word counts that is a key of one of the two only: `states` of a plan, `state` of a strategy.
    """
    if _has_headings_of_a_plan(path):
        return True
    words = _words(path)
    if any(word == ACTIONS or key_named(word, HEADINGS) == ACTION for word in words):
        return False
    of_plan = {word for word in words if key_named(word, "plan_keys")}
    of_strategy = {word for word in words if key_named(word, HEADINGS)}
    if not of_plan ^ of_strategy:
        raise UnusableForm(f"{path}: neither a planned programme nor a strategy; {KEYS}")
    return bool(of_plan - of_strategy)


def _has_headings_of_a_plan(path: Path) -> bool:
    found = contents(path, replace(EITHER, sheet=PLAN.sheet))
    return not isinstance(found, Mapping) and has_headings(found)


def _words(path: Path) -> Collection[str]:
    """The keys of a YAML file, or the headings of a CSV file or of the first sheet, as written."""
    found = contents(path, EITHER)
    return [str(key.value) for key, _ in found.pairs] if isinstance(found, Mapping) else found.head.cells
