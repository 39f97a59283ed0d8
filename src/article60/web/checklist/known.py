"""What is known before a State answers: its needs in the register, and its answers to an earlier version of the checklist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from article60.domain.checklist import Cell, Checklist, earlier
from article60.domain.checklist_answer import normal
from article60.domain.provision import article_of, exists
from article60.web.accounts.actor import Actor
from article60.web.checklist.actions import answers_of
from article60.web.checklist.models import Answer
from article60.web.register.actions import needs_of
from article60.web.register.content import MET, WITHDRAWN
from article60.web.register.models import NeedVersion

EARLIER, REGISTER = "earlier", "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is filled in where nothing was answered yet, and from where it is known; it is no answer until somebody keeps it."""

    value: str
    source: str


def needs_by_article(*, by: Actor, on: date) -> Mapping[str, Sequence[NeedVersion]]:
    """By article the needs in the register that somebody may see and that are not over."""
    found: dict[str, list[NeedVersion]] = {}
    for need in needs_of(by.state, by=by, on=on):
        if need.standing not in (MET, WITHDRAWN):
            for article in dict.fromkeys(article_of(one) for one in need.provisions if exists(one)):
                found.setdefault(article, []).append(need)
    return found


def proposed(
    checklist: Checklist,
    cells: Sequence[Cell],
    *,
    answers: Mapping[str, Answer],
    needs: Mapping[str, Sequence[NeedVersion]],
    by: Actor,
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
        elif _in_the_register(checklist, cell, needs.get(cell.article, ())):
            found[cell.key] = Proposed(value="yes", source=REGISTER)
    return found


def stands_in_the_register(text: str, needs: Sequence[NeedVersion]) -> bool:
    """Whether one of these needs says just this."""
    return any(normal(need.text) == text for need in needs)


def _in_the_register(checklist: Checklist, cell: Cell, needs: Sequence[NeedVersion]) -> bool:
    """Whether needs of an article answer that assistance is needed, or of which type."""
    if cell.question.question == "needed":
        return bool(needs)
    same = checklist.types_of(cell.article).get(cell.type)
    return bool(same) and any(same in need.types for need in needs)
