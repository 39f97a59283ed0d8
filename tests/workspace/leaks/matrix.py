"""The matrix: everybody asks everything in every world; who is not entitled is answered as where nothing is kept."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from tests.workspace.leaks import questions
from tests.workspace.leaks.asking import Answer, Asker, Question
from tests.workspace.leaks.outputs import digests, outputs
from tests.workspace.leaks.people import LOOKING, WRITTEN_TO_AS, People, people
from tests.workspace.leaks.questions import Every
from tests.workspace.leaks.worlds import Base, Made, World, base, copy, flat, inside, make

Answers = Mapping[tuple[str, Question], Answer]


@dataclass(frozen=True, slots=True)
class Leak:
    """That somebody can tell what is kept: in which world, by what, and in what the answers differ."""

    world: str
    asker: str
    question: Question
    differs: Sequence[str]

    def __str__(self) -> str:
        return f"{self.world}: {self.asker}: {self.question}: {', '.join(self.differs)}"


@dataclass
class Figures:
    """What came of it.

    `reached` are methods and addresses at which somebody was served, `askers` who asked by route and method; `seen` is who saw
    in which world what is kept. `letters` went to who is not entitled, or tell them what waits for others; `exports` hold what
    was not released. `exported` and `digests` count those that hold what they should.
    """

    requests: int = 0
    asked: int = 0
    leaks: list[Leak] = field(default_factory=list)
    wrong: dict[str, Question] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    reached: set[tuple[str, str]] = field(default_factory=set)
    askers: dict[tuple[str | None, str], set[str]] = field(default_factory=dict)
    letters: list[str] = field(default_factory=list)
    digests: int = 0
    exported: int = 0
    exports: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """Who asks, the world with nothing kept and the others as they were made; of each what can be asked, and what is."""

    everybody: People
    base: Base
    nothing: Made
    worlds: Sequence[World]
    made: Mapping[str, Made]
    can: Mapping[str, Sequence[Question]]
    needed: Mapping[str, Collection[Question]]
    asked: Mapping[str, Sequence[Question]]
    values: Mapping[str, questions.Values]
    slice: bool

    def askers(self, world: World, question: Question) -> Iterator[Asker]:
        """Who asks: everybody; in a slice, where a question is not needed, of those who are not entitled a quarter by turns."""
        everybody = not self.slice or (world.first and question in self.needed[world.name])
        for number, asker in enumerate(self.everybody.askers.values()):
            turn = (number + len(question.address) + len(question.sent)) % 4 == 0
            if everybody or asker.name in world.entitled or turn:
                yield asker


def plan(found: Sequence[World], *, each: int, seed: str) -> Plan:
    """Make all worlds, look for what can be asked in them, and choose about `each` questions of each."""
    copy(connection.settings_dict["NAME"], BASE)
    with inside(BASE), transaction.atomic():
        everybody = people()
    common = base(BASE, everybody)
    nothing = make(None, everybody, on=common)
    worlds_made = {world.name: make(world, everybody, on=common) for world in found}
    with inside(nothing.database):
        first = list(questions.basic(nothing))
        first += questions.offered([everybody.askers[name] for name in LOOKING], first, nothing)
    known = frozenset(first)
    everywhere = flat(common.values, *(now.own for now in worlds_made.values()))
    values = {name: questions.Values(flat(now.own), everywhere) for name, now in worlds_made.items()}
    can, needed, asked = {}, {}, {}
    for place, world in enumerate(found):
        alone = {world.space, *world.seen_in} if each < ALL_ASK else None
        mine, spaces = _of(world, worlds_made[world.name], everybody, known, spaces=alone)
        can[world.name] = [*mine, *first]
        every = Every.OWN_ROUTE if world.first else Every.OWN_PAGE
        spaces = {*spaces, *(OF_NO_MODULE if place == 0 else ())}
        needed[world.name] = questions.needed(first, mine, every=every, spaces=spaces)
        asked[world.name] = questions.chosen(
            first, mine, values[world.name], count=each, seed=f"{seed} {world.name}", needed=needed[world.name]
        )
    return Plan(everybody, common, nothing, found, worlds_made, can, needed, asked, values, slice=each < ALL_ASK)


def _of(
    world: World, now: Made, everybody: People, known: frozenset[Question], *, spaces: Collection[str] | None
) -> tuple[list[Question], Collection[str]]:
    """What can be asked in a world alone: what its addresses name, and what its pages offer to the entitled.

    And the applications whose pages are looked at for that: those given, or all whose addresses name something of the world.
    """
    with inside(now.database):
        own, most = questions.said(world.space), MOST_LOOKING if spaces is None else 1
        mine = [one for one in questions.basic(now) if one.address in own or one not in known]
        if spaces is None:
            spaces = {questions.space_of(one.address) for one in mine} | {world.space, *world.seen_in}
        looking = [everybody.askers[name] for name in sorted(world.entitled, key=_by_rank) if name in LOOKING]
        known_there = sorted((one for one in known if one.method == "GET" and not one.sent), key=str)
        at = [one for one in (*mine, *known_there) if questions.space_of(one.address) in spaces]
        mine += [one for one in questions.offered(looking[:most], at, now) if one not in known]
    return list(dict.fromkeys(mine)), spaces


def _by_rank(name: str) -> tuple[bool, str]:
    """Focal points first: they may do most."""
    return "focal" not in name, name


BASE = "leaks_base"
OF_NO_MODULE = ("", "workspace")
"""Where nothing is kept of which a world could be made: they are asked for in the first one."""
ALL_ASK = 40
"""From so many questions in each world on, everybody asks all of them."""
MOST_LOOKING = 2
"""How many of the entitled look through a world for what its pages offer; in a slice it is one."""


def compare(planned: Plan) -> Figures:
    """Ask everything that is planned, in each world and in that with nothing kept, and tell what came of it."""
    figures = Figures()
    asked = {
        world.name: [(asker, question) for question in planned.asked[world.name] for asker in planned.askers(world, question)]
        for world in planned.worlds
    }
    with inside(planned.nothing.database):
        pairs = {(asker.name, question): asker for those in asked.values() for asker, question in those}
        without = {pair: asker.ask(pair[1], planned.nothing.known) for pair, asker in pairs.items()}
        left, told = outputs(), digests(planned.everybody)
    figures.asked += len(without)
    for (name, question), answer in without.items():
        figures.askers.setdefault((questions.route_of(question.address), question.method), set()).add(name)
        _look(figures, question, answer)
    for world in planned.worlds:
        now = planned.made[world.name]
        with inside(now.database):
            figures.letters += wrong_letters(world, now, planned.everybody)
            _compare_exports(figures, world, left, outputs())
            letters = digests(planned.everybody)
            figures.letters += wrong_digests(world, told, letters)
            figures.digests += sum(letters[name] != told[name] for name in world.entitled if name in told)
            for asker, question in asked[world.name]:
                answer = asker.ask(question, now.known)
                differs = answer.without_letters_to(now.accounts).differs(without[asker.name, question])
                _judge(figures, world, asker, question, differs)
                _look(figures, question, answer)
    return figures


def _compare_exports(figures: Figures, world: World, left: Mapping[str, bytes], now: Mapping[str, bytes]) -> None:
    differs = [f"{world.name}: {name}" for name, said in now.items() if said != left[name]]
    figures.exported += len(differs)
    figures.exports += [] if world.exported else differs


def wrong_digests(world: World, left: Mapping[str, bytes], now: Mapping[str, bytes]) -> Sequence[str]:
    """Letters that tell somebody what waits for others."""
    differs = [name for name, said in now.items() if said != left[name]]
    return [f"{world.name}: what waits for {name}" for name in differs if WRITTEN_TO_AS.get(name, name) not in world.entitled]


def _judge(figures: Figures, world: World, asker: Asker, question: Question, differs: Sequence[str]) -> None:
    figures.requests += 1
    figures.asked += 1
    if differs and asker.name in world.entitled:
        figures.seen.add((world.name, asker.name))
    elif differs:
        figures.leaks.append(Leak(world.name, asker.name, question, differs))


def _look(figures: Figures, question: Question, answer: Answer) -> None:
    for wrong in answer.wrong(questions.route_of(question.address)):
        figures.wrong.setdefault(wrong, question)
    if answer.status < 400:
        figures.reached.add((question.method, question.address.partition("?")[0]))


def wrong_letters(world: World, now: Made, everybody: People) -> Iterator[str]:
    """Letters of its making that go to who is not entitled."""
    may = {str(everybody.users[name].number) for name in world.entitled | world.told if name in everybody.users}
    may |= now.accounts
    for kind, payload in now.letters:
        if kind == "mail" and not any(number in payload for number in may):
            yield f"{world.name}: {payload}"
