"""Plants a leak and asks, in the same two worlds as the matrix, until it is found or there is nothing more to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import pytest
from django.utils import timezone
from tests.workspace.leaks import matrix, questions
from tests.workspace.leaks.asking import Question, listening
from tests.workspace.leaks.outputs import digests, outputs
from tests.workspace.leaks.plants import Planted
from tests.workspace.leaks.worlds import inside, make

AT_ONCE, PLAIN, VARIED = 8, 64, 160


@dataclass(frozen=True, slots=True)
class Stage:
    """The worlds of the matrix, in which leaks are planted."""

    plan: matrix.Plan
    varied: int = VARIED

    def caught(self, one: Planted) -> str:
        """By what the leak that is planted now is found; nothing where it is not."""
        if one.remade:
            return self._made_anew(one)
        with listening(timezone.now()):
            for some in _in_parts(self._asked(one), AT_ONCE):
                there, without = (self._answers(one, some, world) for world in (one.world, None))
                for key, answer in there.items():
                    if answer != without[key]:
                        return f"{key[0]}: {key[1].method} {key[1].address}: {', '.join(answer.differs(without[key]))}"
        return ""

    def _answers(self, one: Planted, some: Sequence[Question], world: str | None) -> matrix.Answers:
        now = self.plan.nothing if world is None else self.plan.made[world]
        with inside(now.database):
            askers = [self.plan.everybody.askers[name] for name in one.askers]
            return {(asker.name, question): asker.ask(question, now.known) for question in some for asker in askers}

    def _asked(self, one: Planted) -> list[Question]:
        """Of the matrix, what concerns the routes of a leak, what names the world's own first; and variations of it."""
        can = self.plan.can[one.world]
        those = [question for question in can if questions.route_of(question.address) in one.routes]
        return list(
            dict.fromkeys([*those[:PLAIN], *questions.Variety(those, self.plan.values[one.world]).some(self.varied, one.name)])
        )

    def _made_anew(self, one: Planted) -> str:
        """Of what does its harm while something is made, or while it leaves otherwise than by pages."""
        world = next(found for found in self.plan.worlds if found.name == one.world)
        with inside(self.plan.nothing.database):
            left, told = outputs(), digests(self.plan.everybody)
        now = make(replace(world, name="made anew"), self.plan.everybody, on=self.plan.base)
        wrong = list(matrix.wrong_letters(world, now, self.plan.everybody))
        with inside(now.database):
            wrong += [name for name, said in outputs().items() if said != left[name]]
            wrong += matrix.wrong_digests(world, told, digests(self.plan.everybody))
        return "; ".join(wrong)


def _in_parts(those: Sequence[Question], size: int) -> Iterator[Sequence[Question]]:
    rest = iter(those)
    while some := list(islice(rest, size)):
        yield some


def caught(plan: matrix.Plan, one: Planted, *, varied: int = VARIED) -> str:
    """Plant it, look for it, take it out; by what it was found, nothing where it was not, also by so many variations."""
    with pytest.MonkeyPatch.context() as broken:
        one.plant(broken)
        return Stage(plan, varied).caught(one)
