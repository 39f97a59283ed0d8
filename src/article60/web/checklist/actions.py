"""Every change of a State's checklist: permission, lock, merge by cell, new versions and one event, in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from article60.domain.checklist import Cell, Checklist
from article60.domain.checklist_answer import Merged, answer_hash, merge, usable
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import as_acting, hold
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Kind
from article60.web.audit.actions import record
from article60.web.checklist.models import Answer, Assignment
from article60.web.checklist.policies import may_answer, may_assign


class NoSuchCell(LookupError):
    """There is no such cell or article in the checklist, or no such institution, for who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody hands in for a cell, and the hash of what was there when the person began."""

    cell: str
    base: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of changes: the cells that were written, and by cell what another has written there meanwhile."""

    written: Sequence[str] = ()
    conflicts: Mapping[str, Answer] = field(default_factory=dict)


def answers_of(checklist: Checklist, *, by: Actor, article: str | None = None) -> Mapping[str, Answer]:
    """By cell the newest answer that somebody may see; cells that were never answered are not in it."""
    found = Answer.objects.visible_to(by).filter(checklist=checklist.checklist)
    if article is not None:
        found = found.filter(article=article)
    return {one.cell: one for one in found.order_by("cell", "-number").distinct("cell")}


def history_of(checklist: Checklist, article: str, *, by: Actor) -> Sequence[Answer]:
    """All versions of the answers of an article that somebody may see, the newest first."""
    found = Answer.objects.visible_to(by).filter(checklist=checklist.checklist, article=article)
    return list(found.order_by("-made_at", "-number", "cell"))


def assigned_to(checklist: Checklist, *, by: Actor) -> Mapping[str, Sequence[Organisation]]:
    """By article the institutions that are to answer it, as far as somebody may see that."""
    running = Assignment.objects.visible_to(by).filter(checklist=checklist.checklist, ended_at=None)
    found: dict[str, list[Organisation]] = {}
    for one in running.select_related("institution").order_by("institution__name", "pk"):
        found.setdefault(one.article, []).append(one.institution)
    return found


def hashed(checklist: Checklist, key: str, value: str, *, state: str) -> str:
    """The hash of an answer in a State's checklist."""
    return answer_hash(state=state, checklist=checklist.checklist, key=key, value=value)


def answer(checklist: Checklist, changes: Sequence[Change], *, by: Actor, at: datetime) -> Saved:
    """Write what was changed in cells that nobody else has changed; the others are left as they are, and told.

    One event for all that is written, none where nothing is. Raises NoSuchCell, NotAllowed, Unusable.
    """
    with transaction.atomic():
        hold_answers(checklist, state=by.state)
        must_answer(checklist, [one.cell for one in changes], by=by)
        now = answers_of(checklist, by=by)
        write: dict[str, str] = {}
        conflicts: dict[str, Answer] = {}
        for one in changes:
            value = usable(checklist.cells[one.cell], one.value)
            came = merged(checklist, one.cell, base=one.base, value=value, now=now, state=by.state)
            if came is Merged.THEIRS:
                write[one.cell] = value
            elif came is Merged.CONFLICT:
                conflicts[one.cell] = now[one.cell]
        if write:
            written(checklist, write, now=now, by=by, at=at, action="checklist.answer")
        return Saved(written=tuple(write), conflicts=conflicts)


def assign(checklist: Checklist, article: str, institutions: Collection[int], *, by: Actor, at: datetime) -> None:
    """From now on these institutions, and no others, answer an article beside the State; the same again changes nothing.

    Raises NotAllowed, NoSuchCell where one of them is no institution of the State.
    """
    may_assign(by).required()
    if article not in checklist.articles:
        raise NoSuchCell(article)
    with transaction.atomic():
        hold_answers(checklist, state=by.state)
        known = set(institutions_of(by.state).values_list("pk", flat=True))
        if not set(institutions) <= known:
            raise NoSuchCell(article)
        running = Assignment.objects.visible_to(by).filter(checklist=checklist.checklist, article=article, ended_at=None)
        held = set(running.values_list("institution", flat=True))
        ended, begun = held - set(institutions), set(institutions) - held
        if not ended and not begun:
            return
        running.filter(institution__in=ended).update(ended_at=at, ended_by=by.account)
        same = {"state": by.state, "checklist": checklist.checklist, "article": article, "since": at, "made_by": by.account}
        for institution in sorted(begun):
            Assignment.objects.create(institution_id=institution, **same)
        changed = {"article": article, "begun": sorted(begun), "ended": sorted(ended)}
        record("checklist.assign", by=as_acting(by), about=about(checklist, by), at=at, changed=changed)


def institutions_of(state: str) -> QuerySet[Organisation]:
    """The institutions of a State, by name."""
    return Organisation.objects.filter(kind=Kind.INSTITUTION, state=state).order_by("name", "pk")


def hold_answers(checklist: Checklist, *, state: str) -> None:
    """Until the end of the transaction nobody else changes the answers of a State to a checklist."""
    hold(f"checklist {checklist.checklist} of {state}")


def must_answer(checklist: Checklist, keys: Collection[str], *, by: Actor) -> None:
    """Raises NoSuchCell, NotAllowed where somebody may not answer one of the cells."""
    assigned = set(assigned_to(checklist, by=by))
    for article in {_known(checklist, key).article for key in keys}:
        may_answer(by, article=article, assigned=assigned).required()


def merged(checklist: Checklist, key: str, *, base: str, value: str, now: Mapping[str, Answer], state: str) -> Merged:
    """What comes of a value that is handed in for a cell, beside what stands there now."""
    here = now.get(key)
    theirs = hashed(checklist, key, value, state=state)
    return merge(base=base, ours=None if here is None else here.hash, theirs=theirs)


def written(
    checklist: Checklist,
    values: Mapping[str, str],
    *,
    now: Mapping[str, Answer],
    by: Actor,
    at: datetime,
    action: str,
    workbook: UUID | None = None,
) -> None:
    """Add the next version of each of these cells, and one event that tells of all, from which they can be made anew."""
    made = [
        Answer(
            state=by.state,
            checklist=checklist.checklist,
            cell=key,
            article=checklist.cells[key].article,
            number=now[key].number + 1 if key in now else 1,
            value=value,
            hash=hashed(checklist, key, value, state=by.state),
            workbook=workbook,
            made_at=at,
            made_by=by.person,
            made_in_role=by.role or "",
        )
        for key, value in values.items()
    ]
    Answer.objects.bulk_create(made)
    cells = {one.cell: {"number": one.number, "value": one.value} for one in made}
    changed = {"cells": cells} | ({} if workbook is None else {"workbook": str(workbook)})
    record(action, by=as_acting(by), about=about(checklist, by), at=at, changed=changed)


def about(checklist: Checklist, by: Actor) -> tuple[str, str]:
    """What an event about answers is about."""
    return "checklist", f"{by.state}-{checklist.checklist}"


def _known(checklist: Checklist, key: str) -> Cell:
    found = checklist.cells.get(key)
    if found is None:
        raise NoSuchCell(key)
    return found
