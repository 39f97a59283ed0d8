"""What was answered beside what stands in the register, and how it is taken over: each answer chosen makes one version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.audit.actions import record
from article60.web.clearance.actions import NoSuchSheet, answers_hash, made_by, newest
from article60.web.clearance.models import Answer, Item, Part, Sheet, Signature, Taken
from article60.web.clearance.policies import may_take, sheets_of
from article60.web.common.days import latest_begun
from article60.web.register import actions as register
from article60.web.register.content import MET, Content
from article60.web.register.models import NeedVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One need of a sheet: what was asked, every answer, the newest first, what the register says now, what was taken over."""

    item: Item
    answers: Sequence[Answer]
    now: NeedVersion
    taken: Taken | None

    @property
    def asked(self) -> Content:
        """As it stood when it was asked about."""
        return self.item.content

    @property
    def changed_since(self) -> bool:
        """Whether the register says something else than what was asked about, by another way than this sheet."""
        return self.taken is None and self.now.hash != self.item.version_hash

    @property
    def choices(self) -> Sequence[Answer]:
        """Answers that can be taken over: clear ones, each once; confirmed only while the words are those that stand there."""
        found: dict[tuple[str, str, str], Answer] = {}
        for one in self.answers:
            if one.said and not (one.said == "confirmed" and self.changed_since):
                found.setdefault((one.said, one.words, one.since), one)
        return list(found.values())

    @property
    def proposed(self) -> int | None:
        """The newest answer, where nothing has changed meanwhile and it is clear: what is ticked on the page."""
        newest = self.answers[0] if self.answers else None
        return newest.pk if newest is not None and newest in self.choices and not self.changed_since else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A part with its questions; its signatures, the newest first, with whether each covers the answers that stand there."""

    part: Part
    questions: Sequence[Question]
    signatures: Sequence[tuple[Signature, bool]]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An answer that is to be taken over, and the hash of what stood in the register when that was decided."""

    answer: int
    seen: str


def gathered(sheet: Sheet, *, by: Actor, on: date) -> Sequence[Gathered]:
    """All that came back to a sheet of one's own State, by part."""
    items = list(sheet.items.select_related("need", "part"))
    now = {one.need_id: one for one in register.needs_of(sheet.state, by=by, on=on)}
    taken = {one.item_id: one for one in Taken.objects.filter(item__in=items).select_related("answer", "version")}
    answers: dict[int, list[Answer]] = {}
    for one in Answer.objects.filter(item__in=items).select_related("organisation", "file").order_by("-number"):
        answers.setdefault(one.item_id, []).append(one)
    found = []
    for part in sheet.parts.select_related("sheet", "organisation"):
        hashed = answers_hash(part, newest(part))
        questions = [
            Question(item=item, answers=answers.get(item.pk, []), now=now[item.need_id], taken=taken.get(item.pk))
            for item in items
            if item.part_id == part.pk
        ]
        signed = [(one, one.answers_hash == hashed) for one in part.signatures.order_by("-pk")]
        found.append(Gathered(part=part, questions=questions, signatures=signed, hash=hashed))
    return found


def take(number: int, chosen: Mapping[int, Chosen], *, by: Actor, at: datetime) -> Sequence[Taken]:
    """Take answers over into the register, all or none: one version and one event for each, and one event of the sheet.

    What was taken over already is left; an answer that changes nothing makes no version, and is settled all the same.
    Raises NotAllowed, NoSuchSheet, and Overtaken where a need or what was taken over is no longer what was on the page.
    """
    may_take(by, state=by.state).required()
    with transaction.atomic():
        sheet = sheets_of(by).filter(number=number).first()
        if sheet is None:
            raise NoSuchSheet(number)
        hold(f"sheet {sheet.pk}")
        made = []
        questions = [one for part in gathered(sheet, by=by, on=at.date()) for one in part.questions if one.item.pk in chosen]
        for question in sorted(
            questions, key=lambda one: one.item.need_id
        ):  # always in one order, so that nobody waits for ever
            new = _settled(question, chosen[question.item.pk], by=by, at=at)
            if new is not None:
                made.append(new)
        if made:
            changed = {"taken": [{"item": one.item_id, "answer": one.answer_id, "version": one.version.hash} for one in made]}
            record("clearance.take", by=as_acting(by), about=("clearance", sheet.name), at=at, changed=changed)
        return made


def _settled(question: Question, chosen: Chosen, *, by: Actor, at: datetime) -> Taken | None:
    if question.taken is not None:
        if question.taken.answer_id == chosen.answer:
            return None
        raise Overtaken(question)
    answer = next((one for one in question.answers if one.pk == chosen.answer), None)
    if answer is None:
        raise NoSuchSheet(chosen.answer)
    if chosen.seen != question.now.hash or answer not in question.choices:
        raise Overtaken(question)
    version = _into_register(question.item.need_id, answer, by=by, seen=chosen.seen, at=at)
    return Taken.objects.create(
        item=question.item,
        state=question.item.state,
        answer=answer,
        version=version,
        **made_by(by, at),
    )


def _into_register(need_id: str, answer: Answer, *, by: Actor, seen: str, at: datetime) -> NeedVersion:
    how: dict[str, Any] = {"by": by, "seen": seen, "at": at}
    match answer.said:
        case "confirmed":
            return register.confirm(need_id, **how, reason=answer.comment)
        case "corrected":
            return register.correct(need_id, **how, words={"text": answer.words}, reason=answer.comment)
        case "withdrawn":
            return register.withdraw(need_id, **how, reason=answer.comment)
        case _:
            since = day_of(answer.since, latest_begun(at))
            said = "; ".join(one for one in ("" if since is not None else answer.since, answer.comment) if one)
            return register.say_met(need_id, **how, standing=MET, since=since, reason=said)


def day_of(written: str, latest: date) -> date | None:
    """A day that has been, written as 2026-03-01; what is written otherwise is no day, and is kept in its own words."""
    try:
        found = date.fromisoformat(written.strip())
    except ValueError:
        return None
    return found if found <= latest else None
