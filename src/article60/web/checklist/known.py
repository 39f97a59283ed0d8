"""What is known before a State answers: needs and assistance in its register, and its answers to the version before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from article60.domain.checklist import LONGEST_TEXT, Cell, Checklist, earlier
from article60.domain.checklist_answer import EMPTY, normal
from article60.domain.provision import article_of, exists
from article60.web.accounts.actor import Actor
from article60.web.assistance.actions import all_of
from article60.web.assistance.content import RUNNING
from article60.web.assistance.models import AssistanceVersion
from article60.web.checklist.actions import answers_of
from article60.web.checklist.models import Answer
from article60.web.register.actions import needs_of
from article60.web.register.content import MET, WITHDRAWN
from article60.web.register.models import NeedVersion

EARLIER, REGISTER = "earlier", "register"
Cited = TypeVar("Cited", NeedVersion, AssistanceVersion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is filled in where nothing was answered yet, and from where it is known; it is no answer until somebody keeps it."""

    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the register holds, by article: needs that are not over, and assistance that the State has not denied."""

    needs: Mapping[str, Sequence[NeedVersion]]
    assistance: Mapping[str, Sequence[AssistanceVersion]]


def held(*, by: Actor, on: date) -> Held:
    """What the register holds that somebody may see."""
    return Held(needs=needs_by_article(by=by, on=on), assistance=_by_article(one for one in all_of(by) if not one.withdrawn))


def needs_by_article(*, by: Actor, on: date) -> Mapping[str, Sequence[NeedVersion]]:
    """By article the needs in the register that somebody may see and that are not over."""
    return _by_article(one for one in needs_of(by.state, by=by, on=on) if one.standing not in (MET, WITHDRAWN))


def proposed(
    checklist: Checklist, cells: Sequence[Cell], *, answers: Mapping[str, Answer], held: Held, by: Actor
) -> Mapping[str, Proposed]:
    """By cell what is known of those that were never answered."""
    before = earlier(checklist)
    given = {} if before is None else answers_of(before, by=by)
    found: dict[str, Proposed] = {}
    for cell in cells:
        if cell.key in answers:
            continue
        if cell.key in given and given[cell.key].value:
            found[cell.key] = Proposed(value=given[cell.key].value, source=EARLIER)
        elif value := _in_the_register(checklist, cell, held):
            found[cell.key] = Proposed(value=value, source=REGISTER)
    return found


def stands_in_the_register(text: str, needs: Sequence[NeedVersion]) -> bool:
    """Whether one of these needs says just this."""
    return any(normal(need.text) == text for need in needs)


def _in_the_register(checklist: Checklist, cell: Cell, held: Held) -> str:
    """What needs and running assistance of an article answer; nothing where they answer nothing."""
    needs = held.needs.get(cell.article, ())
    running = [one for one in held.assistance.get(cell.article, ()) if one.progress == RUNNING]
    if cell.question.question == "needed":
        return "yes" if needs else EMPTY
    if cell.question.question == "provided":
        return "yes" if running else EMPTY
    if cell.question.question == "provider":
        told = normal("\n".join(f"{one.provider}: {one.text}" if one.provider else one.text for one in running))
        return told if len(told) <= LONGEST_TEXT else EMPTY
    same = checklist.types_of(cell.article).get(cell.type)
    return "yes" if same and any(same in need.types for need in needs) else EMPTY


def _by_article(some: Iterable[Cited]) -> Mapping[str, Sequence[Cited]]:
    """What cites provisions, by the articles of these, each once."""
    found: dict[str, list[Cited]] = {}
    for one in some:
        for article in dict.fromkeys(article_of(cited) for cited in one.provisions if exists(cited)):
            found.setdefault(article, []).append(one)
    return found
