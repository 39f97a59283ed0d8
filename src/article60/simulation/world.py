"""An invented world: States, needs and activities as they are read, and what is true of them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from article60.domain.answerable import Answerable
from article60.domain.document import Document
from article60.domain.state_party import StateParty
from article60.domain.statement import Statement
from article60.identity.readings import Reading
from article60.simulation import aid, draws, needs
from article60.simulation.difficulty import DEFAULT, difficulty
from article60.simulation.intents import AidIntent, NeedIntent

ON = date(2026, 6, 30)
"""The day of the world, on which it is also scored."""


class ImpossibleWorld(Answerable, ValueError):
    """A world of such a size cannot be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What was read, and the truth about it."""

    states: Sequence[StateParty]
    documents: Sequence[Document]
    statements: Sequence[Statement]
    readings: Sequence[Reading]
    needs: Sequence[NeedIntent]
    aid: Sequence[AidIntent]


def world(*, states: int, needs_count: int, activities: int, seed: int, reading: str = DEFAULT) -> World:
    """The world of a seed, always the same. Raises ImpossibleWorld naming the number that is out of range."""
    if not 1 <= states <= draws.MOST_STATES:
        raise ImpossibleWorld(f"--states {states}: give a number from 1 to {draws.MOST_STATES}")
    for name, number in (("--needs", needs_count), ("--activities", activities)):
        if number < 1:
            raise ImpossibleWorld(f"{name} {number}: give a number from 1")
    chance, hard = random.Random(seed), difficulty(reading)
    parties = draws.states(states)
    codes = [party.state for party in parties]
    stated = needs.stated(needs_count, states=codes, hard=hard, chance=chance)
    given = aid.given(activities, needs=stated.intents, states=codes, hard=hard, on=ON, chance=chance)
    return World(
        states=parties, documents=stated.documents, statements=stated.statements, readings=given.readings,
        needs=stated.intents, aid=given.intents,
    )  # fmt: skip
