"""Draws that all parts of an invented world share: States, subjects and types with uneven shares."""

import random
from collections.abc import Sequence
from itertools import accumulate
from string import ascii_uppercase
from typing import Generic, TypeVar

from article60.codes.clusters import cluster_of
from article60.codes.languages import LANGUAGES
from article60.domain.provision import article_of, chapter_of, cycle_of
from article60.domain.state_party import NAMES, StateParty
from article60.simulation import phrases

Thing = TypeVar("Thing")

TYPES = {
    "capacity_building": 35, "legislative_drafting": 12, "legal_advice": 10, "good_practices": 10, "technological": 8,
    "institution_building": 6, "model_legislation": 4, "onsite_expert": 4, "action_plan": 3, "policymaking": 3,
    "research_data": 3, "intl_coop_facilitation": 2,
}  # fmt: skip
"""How often each type of assistance is asked for and given, by weight: training most, as in reviews."""

_TITLES = {"ar": "الدولة المحاكاة", "en": "Simulated State", "es": "Estado simulado", "fr": "État simulé",
           "ru": "Условное государство", "zh": "模拟国"}  # fmt: skip
_GROUPS = ("african", "asia_pacific", "eastern_european", "latin_american_caribbean", "western_european_other")
MOST_STATES = 260


class Weighted(Generic[Thing]):
    """Draws things by fixed weights."""

    def __init__(self, things: Sequence[Thing], weights: Sequence[float]) -> None:
        self._things, self._sums = things, list(accumulate(weights))

    def draw(self, chance: random.Random) -> Thing:
        """One of the things."""
        return chance.choices(self._things, cum_weights=self._sums)[0]


def states(count: int) -> list[StateParty]:
    """Invented States whose codes hold a digit, so that no real State has such a one; names in six languages."""
    codes = [f"{letter}{digit}" for digit in range(10) for letter in ascii_uppercase][:count]
    return [_state(code, number) for number, code in enumerate(codes)]


def _state(code: str, number: int) -> StateParty:
    names = {name: f"{_TITLES[name.rpartition('_')[2]]} {code}" for name in NAMES}
    return StateParty(
        state=code, alpha3=None, m49=None, regional_group=_GROUPS[number % len(_GROUPS)], subregion=None, income=None,
        income_year=None, ldc=number % 4 == 0, lldc=False, sids=number % 5 == 0, un_member=False, fictional=True, **names,
    )  # fmt: skip


def language_of(state: str) -> str:
    """The language in which the documents of a State are issued."""
    return LANGUAGES[(ord(state[0]) + ord(state[1])) % len(LANGUAGES)]


def uneven(things: Sequence[str], chance: random.Random, *, spread: float) -> Weighted[str]:
    """Things of which some are drawn much more often than others."""
    return Weighted(things, [chance.lognormvariate(0, spread) for _ in things])


def subjects(chance: random.Random) -> Weighted[str]:
    """Subjects, some of which are needed and served much more often than others."""
    return uneven(phrases.subjects(), chance, spread=0.8)


def types() -> Weighted[str]:
    """Types of assistance by their weights."""
    return Weighted(tuple(TYPES), tuple(TYPES.values()))


def neighbour(subject: str, chance: random.Random) -> str:
    """A subject near to another but not related to it: of the same cluster, or of the same chapter."""
    article = article_of(subject)
    cluster = cluster_of(article)
    others = [one for one in phrases.subjects() if not phrases.related(one, subject)]
    for near in (
        [one for one in others if cluster is not None and article_of(one) in cluster.articles],
        [one for one in others if chapter_of(one) == chapter_of(subject)],
    ):
        if near:
            return chance.choice(near)
    return chance.choice(others)


def cycle(subject: str) -> int:
    """The review cycle of a subject; the first for what no cycle reviews."""
    return cycle_of(chapter_of(subject)) or 1
