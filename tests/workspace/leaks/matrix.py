"""The matrix: everybody asks everything in every world; who is not entitled is answered as where nothing is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from tests.workspace.leaks import questions
from tests.workspace.leaks.asking import Answer, Asker, Question
from tests.workspace.leaks.outputs import outputs
from tests.workspace.leaks.people import LOOKING, People, people
from tests.workspace.leaks.questions import Every
from tests.workspace.leaks.worlds import Made, World, common, copy, flat, inside, make

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

    `reached` are methods and addresses at which somebody was served; `seen` is who saw in which world what is kept; `letters`
    went to who is not entitled, `exports` hold what was not released; `exported` counts those that hold what was.
    """

    requests: int = 0
    asked: int = 0
    leaks: list[Leak] = field(default_factory=list)
    wrong: dict[str, Question] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    reached: set[tuple[str, str]] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    letters: list[str] = field(default_factory=list)
    exported: int = 0
    exports: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A share of all questions, so that several processes can ask them: the part's place, and of how many."""

    place: int = 0
    of: int = 1

    def takes(self, number: int) -> bool:
        return number % self.of == self.place


@dataclass(frozen=True, slots=True)
class Plan:
    """Who asks, the world with nothing kept and the others as they were made; of each what can be asked, and what is."""

    everybody: People
    nothing: Made
    made: Mapping[str, Made]
    can: Mapping[str, Sequence[Question]]
    asked: Mapping[str, Sequence[Question]]
    values: Sequence[str]
    slice: bool

    def askers(self, world: World, question: Question, *, place: int) -> Iterator[Asker]:
        """Who asks: everybody; in a slice, but for the first world, of those who are not entitled a third by turns."""
        for number, asker in enumerate(self.everybody.askers.values()):
            turn = (number + len(question.address) + len(question.sent)) % 3 == 0
            if not self.slice or place == 0 or asker.name in world.entitled or turn:
                yield asker


def plan(found: Sequence[World], *, each: int, seed: str) -> Plan:
    """Make all worlds, look for what can be asked in them, and choose about `each` questions of each."""
    copy(connection.settings_dict["NAME"], BASE)
    with inside(BASE), transaction.atomic():
        everybody = people()
        common(everybody)
    nothing = make(None, everybody, base=BASE)
    worlds_made = {world.name: make(world, everybody, base=BASE) for world in found}
    with inside(nothing.database):
        first = list(questions.basic(nothing))
        first += questions.offered([everybody.askers[name] for name in LOOKING], first, nothing)
    known = frozenset(first)
    values = flat(*(some for now in (nothing, *worlds_made.values()) for some in (now.own, now.others)))
    can, asked = {}, {}
    for place, world in enumerate(found):
        mine = _of(world, worlds_made[world.name], everybody, known)
        can[world.name] = [*mine, *first]
        every = Every.ROUTE if place == 0 else Every.OWN_ROUTE if world.first else Every.OWN_PAGE
        chosen = {"count": each, "seed": f"{seed} {world.name}", "every": every, "space": world.space}
        asked[world.name] = questions.chosen(first, mine, values, **chosen)
    return Plan(everybody, nothing, worlds_made, can, asked, values, each < ALL_ASK)


def _of(world: World, now: Made, everybody: People, known: frozenset[Question]) -> list[Question]:
    """What can be asked in a world alone: what its addresses name, and what its pages offer to the entitled."""
    with inside(now.database):
        mine = [one for one in questions.basic(now) if one not in known]
        looking = [everybody.askers[name] for name in sorted(world.entitled, key=_by_rank) if name in LOOKING][:MOST_LOOKING]
        spaces = {questions.space_of(one.address) for one in mine} | {world.space}
        lists = [one for one in known if one.method == "GET" and not one.sent and questions.space_of(one.address) in spaces]
        mine += [one for one in questions.offered(looking, [*mine, *sorted(lists, key=str)], now) if one not in known]
    return list(dict.fromkeys(mine))


def _by_rank(name: str) -> tuple[bool, str]:
    """Focal points first: they may do most."""
    return "focal" not in name, name


BASE = "leaks_base"
ALL_ASK = 60
"""From so many questions in each world on, everybody asks all of them."""
MOST_LOOKING = 2
"""How many of the entitled look through a world for what its pages offer."""


def compare(planned: Plan, found: Sequence[World], part: Part) -> Figures:
    """Ask everything that is planned, in each world and in that with nothing kept, and tell what came of it."""
    figures = Figures()
    everything = dict.fromkeys(one for those in planned.asked.values() for one in those)
    mine = {one for place, one in enumerate(everything) if part.takes(place)}
    asked = {
        world.name: [
            (asker, question)
            for question in planned.asked[world.name]
            if question in mine
            for asker in planned.askers(world, question, place=place)
        ]
        for place, world in enumerate(found)
    }
    with inside(planned.nothing.database):
        pairs = {(asker.name, question): asker for those in asked.values() for asker, question in those}
        without = {pair: asker.ask(pair[1], planned.nothing.known) for pair, asker in pairs.items()}
        left = outputs()
    figures.asked += len(without)
    for (_, question), answer in without.items():
        _look(figures, question, answer)
    for world in found:
        now = planned.made[world.name]
        with inside(now.database):
            figures.tables |= now.tables
            figures.letters += wrong_letters(world, now, planned.everybody)
            figures.exports += [
                f"{world.name}: {name}" for name, said in outputs().items() if (said != left[name]) > world.exported
            ]
            figures.exported += sum(said != left[name] for name, said in outputs().items())
            for asker, question in asked[world.name]:
                answer = asker.ask(question, now.known)
                differs = answer.without_letters_to(now.accounts).differs(without[asker.name, question])
                _judge(figures, world, asker, question, differs)
                _look(figures, question, answer)
    return figures


def _judge(figures: Figures, world: World, asker: Asker, question: Question, differs: Sequence[str]) -> None:
    figures.requests += 1
    figures.asked += 1
    if differs and asker.name in world.entitled:
        figures.seen.add((world.name, asker.name))
    elif differs:
        figures.leaks.append(Leak(world.name, asker.name, question, differs))


def _look(figures: Figures, question: Question, answer: Answer) -> None:
    for wrong in answer.wrong:
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
