"""What is asked: every route with every identifier, every form and link that any page offers, and variations by chance."""

import ast
import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from tests.workspace.leaks import found
from tests.workspace.leaks.asking import Asker, Question
from tests.workspace.leaks.routes import GUESSED, routes
from tests.workspace.leaks.worlds import Made, modules

import article60.web
from article60.codes.languages import LANGUAGES
from article60.web.accounts.policies import policies

METHODS = ("GET", "POST")
RARE = ("HEAD", "PUT", "DELETE", "OPTIONS")
FEW = 2
OFTEN_ASKED = {
    "q": ("chrysalis", "later", "a", "XA"), "sort": ("text", "-text", "state", "provisions", "hash", "made_at"),
    "page": ("1", "2", "0", "x"), "limit": ("1", "1000"), "state": ("XA", "XB"), "format": ("json", "csv", "xlsx"),
    "standing": ("met", "withdrawn"), "next": ("/en/needs/",),
}  # fmt: skip
"""Parameters that are tried on every page, be they declared or not."""
HEADERS = (
    (("Accept", "application/json"),), (("Accept", "text/csv"),), (("Accept-Language", "ar"),), (("HX-Request", "true"),),
    (("If-None-Match", '"1"'),), (("If-Modified-Since", "Thu, 26 Nov 2026 10:00:00 GMT"),), (("Range", "bytes=0-99"),),
    (("X-Requested-With", "XMLHttpRequest"),),
)  # fmt: skip


class Every(Enum):
    """What is asked in a world at least: every route of the applications that it is about, or their pages."""

    OWN_ROUTE, OWN_PAGE = "own route", "own page"

    def asks(self, question: Question, spaces: Collection[str]) -> bool:
        return space_of(question.address) in spaces and (self is Every.OWN_ROUTE or question.method == "GET")


def basic(made: Made) -> Iterator[Question]:
    """Every route, with what is kept, with what is another's, and with what is guessed; read, and sent to with nothing."""
    for route in routes():
        known = (route.address(one) for module in modules() for one in _known(module, route.name))
        fitting = (address for values in (made.own, made.others, GUESSED) for address in route.addresses(values))
        for address in dict.fromkeys(one for one in (*known, *fitting) if one is not None):
            for method in METHODS:
                yield Question(method, address)


@cache
def said(space: str) -> frozenset[str]:
    """The addresses that the module of an application itself says: what they name stands in other worlds, too."""
    found = (route for route in routes() if space_of_route(route.name) == space)
    return frozenset(
        address
        for route in found
        for module in modules()
        for one in _known(module, route.name)
        if (address := route.address(one)) is not None
    )


def offered(askers: Iterable[Asker], asked: Sequence[Question], made: Made) -> list[Question]:
    """What pages offer to those who may see them."""
    seen: dict[Question, None] = {}
    for asker in askers:
        for question in _few_of_each(one for one in asked if asker.may(one.method, route_of(one.address))):
            answer = asker.ask(question, made.known)
            if answer.status == 200:
                seen |= dict.fromkeys(found.questions(question.address, answer.body, examples))
    return list(seen)


def _few_of_each(asked: Iterable[Question]) -> Iterator[Question]:
    """Of each route the first ways to read it."""
    before: Counter[str | None] = Counter()
    for question in asked:
        route = route_of(question.address)
        if question.method == "GET" and route is not None and before[route] < FEW:
            before[route] += 1
            yield question


class Values:
    """Values that stand somewhere: in a world itself, half of all that are drawn, and in any."""

    def __init__(self, own: Sequence[str], everywhere: Sequence[str]) -> None:
        self._drawn = [(some, _by_form(tuple(some))) for some in (own, everywhere) if some]

    def any(self, chance: random.Random) -> str:
        """One of them."""
        return chance.choice(chance.choice(self._drawn)[0])

    def like(self, value: str, chance: random.Random) -> str:
        """One that looks like a value, where there is one."""
        alike = [those[form(value)] for _, those in self._drawn if form(value) in those]
        return chance.choice(chance.choice(alike)) if alike else self.any(chance)


@cache
def _by_form(values: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for one in values:
        found.setdefault(form(one), []).append(one)
    return found


def needed(
    first: Sequence[Question], mine: Sequence[Question], *, every: Every, spaces: Collection[str]
) -> dict[Question, None]:
    """What is asked in a world at least, of the applications in which something of it may be seen."""
    return {one: None for one in _one_of_each(first, mine) if every.asks(one, spaces)}


def chosen(
    first: Sequence[Question],
    mine: Sequence[Question],
    values: Values,
    *,
    count: int,
    seed: str,
    needed: Collection[Question],
) -> list[Question]:
    """What is needed, and up to `count` of everything, a third of it varied."""
    chance, everything = random.Random(seed), [one for one in (*mine, *first) if one not in needed]
    more = chance.sample(everything, min(len(everything), max(0, 2 * count // 3 - len(needed))))
    found = list(dict.fromkeys([*needed, *more]))
    return list(dict.fromkeys([*found, *Variety([*mine, *first], values).some(max(0, count - len(found)), seed)]))


def space_of(address: str) -> str:
    """The name of the application to which an address leads."""
    return space_of_route(route_of(address) or "")


def space_of_route(route: str) -> str:
    """The name of the application of a route."""
    return route.rpartition(":")[0]


def _one_of_each(first: Sequence[Question], mine: Sequence[Question]) -> dict[Question, None]:
    """Of each route and method that it declares one question: of a form the last one, which is filled in best."""
    found: dict[tuple[str, str], Question] = {}
    for question in (*(one for one in reversed([*first, *mine]) if one.sent), *mine, *first):
        route = route_of(question.address)
        if route is not None and question.method in policies()[route].allowed:
            found.setdefault((route, question.method), question)
    return dict.fromkeys(found.values())


def _known(module: Any, route: str) -> Sequence[Mapping[str, str]]:
    """What an address of a route names, as `kept/` says it; looked up where it is not written there."""
    said = getattr(module, "ADDRESSES", {}).get(route, ())
    return said() if callable(said) else said


@cache
def route_of(address: str) -> str | None:
    """The name of the route to which an address leads; none where there is none, or no policy for it."""
    path = urlsplit(address).path
    with translation.override(path[1:3] if path[1:3] in LANGUAGES else "en"):
        try:
            name = resolve(path).view_name
        except Resolver404:
            return None
    return name if name in policies() else None


def examples(address: str) -> Sequence[Mapping[str, str]]:
    """What is filled in so that what is sent to an address is done, from `kept/`."""
    route = route_of(address)
    found = [one for module in modules() for one in getattr(module, "FORMS", {}).get(route, ())]
    return [{name: value() if callable(value) else value for name, value in one.items()} for one in found]


@dataclass(frozen=True, slots=True)
class Variety:
    """Variations of what is asked, without end, the same for the same seed."""

    asked: Sequence[Question]
    values: Values

    def some(self, count: int, seed: str) -> Iterator[Question]:
        chance = random.Random(seed)
        ways = (self._parameters, self._parameters, self._headers, self._substituted, self._language, self._method)
        for _ in range(count):
            question = chance.choice(self.asked)
            for way in chance.sample(ways, chance.choice((1, 1, 2))):
                question = way(question, chance)
            yield question

    def _parameters(self, question: Question, chance: random.Random) -> Question:
        known = list(found.parameters(question.address))
        names = {**OFTEN_ASKED, **declared()}
        more = chance.sample(sorted(names), chance.choice((1, 1, 2)))
        known += [(name, chance.choice([*names[name], self.values.any(chance)])) for name in more]
        return replace(question, address=f"{urlsplit(question.address).path}?{urlencode(known)}")

    def _headers(self, question: Question, chance: random.Random) -> Question:
        return replace(question, headers=chance.choice(HEADERS))

    def _language(self, question: Question, chance: random.Random) -> Question:
        return replace(question, address=re.sub(r"^/[a-z]{2}/", f"/{chance.choice(sorted(LANGUAGES))}/", question.address))

    def _method(self, question: Question, chance: random.Random) -> Question:
        return replace(question, method=chance.choice(RARE)) if chance.random() < 0.3 else self._language(question, chance)

    def _substituted(self, question: Question, chance: random.Random) -> Question:
        """One value that is sent is another one of the same form; what is not sent is asked for in another language."""
        sent = list(question.sent)
        if not sent:
            return self._language(question, chance)
        place = chance.randrange(len(sent))
        name, value = sent[place]
        sent[place] = (name, self.values.like(value, chance))
        return replace(question, sent=tuple(sent))


def form(value: str) -> str:
    """What a value looks like: how long, and of what kind its signs are."""
    if value.isdigit():
        return "number"
    return re.sub(r"[a-z0-9]", "a", re.sub(r"[A-Z2-7]", "A", value)) if len(value) < 12 else f"{len(value)} {'-' in value}"


@cache
def declared() -> Mapping[str, Sequence[str]]:
    """Parameters that the code of any page reads from an address: `request.GET.get("state")`, `request.GET["page"]`."""
    names: dict[str, Sequence[str]] = {}
    web = Path(article60.web.__file__).parent
    for path in sorted(web.glob("*/**/*.py")):
        if path.relative_to(web).parts[0] in ("public", "exporting"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _read_from_address(node)
            if name is not None:
                names[name] = ("1", "a", "chrysalis")
    return names


def _read_from_address(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        source, key = node.func.value, node.args[0]
    elif isinstance(node, ast.Subscript):
        source, key = node.value, node.slice
    else:
        return None
    asked = isinstance(source, ast.Attribute) and source.attr == "GET"
    return key.value if asked and isinstance(key, ast.Constant) and isinstance(key.value, str) else None
