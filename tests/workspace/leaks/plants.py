"""How leaks are planted: a page that says more, a lock that was taken away; and the list of those that were."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver

from article60.web.accounts.actor import WEB
from article60.web.register.models import NeedVersion

View = Callable[..., Any]
Plant = Callable[[pytest.MonkeyPatch], None]
HIDDEN, OTHERS = "hidden needs", ("XB focal", "analyst", "provider")
log = logging.getLogger("article60.planted")


@dataclass(frozen=True, slots=True)
class Planted:
    """A leak: its name, what it re-creates, how it is planted; and the routes, people and world in which it does harm."""

    name: str
    of: str
    plant: Plant
    routes: Sequence[str]
    askers: Sequence[str]
    world: str
    remade: bool = False


PLANTED: list[Planted] = []


def planted(
    of: str, *routes: str, askers: Sequence[str] = OTHERS, world: str = HIDDEN, remade: bool = False
) -> Callable[[Plant], Plant]:
    def add(plant: Plant) -> Plant:
        PLANTED.append(Planted(plant.__name__, of, plant, routes, askers, world, remade))
        return plant

    return add


@contextmanager
def past_the_lock() -> Iterator[None]:
    """As in a page that asks in the name of who owns the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        yield
        cursor.execute(f"SET LOCAL ROLE {WEB}")


def without_the_lock(broken: pytest.MonkeyPatch) -> None:
    """The second lock is open."""
    for role in ("WEB", "READER"):
        broken.setattr(f"article60.web.accounts.actor.{role}", "postgres")


def everything() -> list[NeedVersion]:
    with past_the_lock():
        return list(NeedVersion.objects.for_everyone().order_by("pk"))


def _patterns(patterns: Sequence[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns, space + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield f"{space}{one.name}", one


def answered(broken: pytest.MonkeyPatch, route: str, change: Callable[[HttpRequest, Any, dict[str, Any]], Any]) -> None:
    """The answer of a route, or none where it is refused, is given to `change`, which answers instead."""
    pattern = dict(_patterns(get_resolver().url_patterns))[route]
    view = pattern.callback

    def instead(request: HttpRequest, *args: Any, **named: Any) -> Any:
        try:
            answer = view(request, *args, **named)
        except Http404:
            answer = None
        changed = change(request, answer, named)
        if changed is None and answer is None:
            raise Http404
        return answer if changed is None else changed

    broken.setattr(pattern, "callback", instead)


def headed(broken: pytest.MonkeyPatch, route: str, name: str, value: Callable[[], str]) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        if answer is not None:
            answer.headers[name] = value()

    answered(broken, route, change)


def told(broken: pytest.MonkeyPatch, route: str, words: Callable[[HttpRequest], str]) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        if answer is not None and answer.status_code == 200:
            answer.content = answer.content.replace(b"</main>", words(request).encode() + b"</main>")

    answered(broken, route, change)


def stands(need_id: str) -> bool:
    return any(one.need_id == need_id for one in everything())
