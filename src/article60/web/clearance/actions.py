"""Every change of a clearance sheet but what is taken over: permission, rows and one event, in one transaction."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from article60.domain.need_version import version_of
from article60.publication.reports.clearance_sheet import by_institution, institution
from article60.publication.reports.cleared import Answered, trouble
from article60.publication.reports.records import need_order
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.accounts.models import Membership, Organisation
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.actions import record
from article60.web.clearance.asked import need_of, places_of
from article60.web.clearance.letters import ANSWERED, ASKED
from article60.web.clearance.models import Answer, Item, Part, Sheet, Signature, Taken
from article60.web.clearance.policies import may_answer, may_ask, parts_of, sheets_of
from article60.web.jobs import mail, outbox
from article60.web.jobs.models import Received
from article60.web.register.actions import needs_of
from article60.web.register.content import WITHDRAWN
from article60.web.register.models import NeedVersion


class NoSuchSheet(LookupError):
    """There is no such sheet, or part of one, for who asks."""


class NothingAsked(ValueError):
    """A sheet without a need asks nothing; one that is withdrawn cannot be asked about."""


class AlreadyAnswered(RuntimeError):
    """A part in which somebody has answered stays with whom it is."""


class NothingAnswered(ValueError):
    """Where nothing was answered there is nothing to sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An answer as somebody gives it to the need of an item."""

    item: int
    answered: Answered


def make(need_ids: Sequence[str], *, by: Actor, at: datetime, after: int) -> Sheet:
    """Ask about needs of the State as they stand now. `after`: number of its newest sheet when that was decided, from 0.

    Sent twice it is made once. Raises NotAllowed, NothingAsked, and Overtaken where another sheet was made meanwhile.
    """
    may_ask(by, state=by.state).required()
    with transaction.atomic():
        hold(f"clearance of {by.state}")
        last = sheets_of(by).first()
        if last is not None and last.number != after:
            asked_then = set(Item.objects.filter(sheet=last).values_list("need", flat=True))
            if last.number == after + 1 and last.made_by == by.account and asked_then == set(need_ids):
                return last
            raise Overtaken(last)
        for one in sorted(set(need_ids)):
            hold(one)  # so that what is asked is what stands there, and not what was withdrawn meanwhile
        found = {one.need_id: one for one in needs_of(by.state, by=by, on=at.date()) if one.standing != WITHDRAWN}
        if not need_ids or not set(need_ids) <= set(found):
            raise NothingAsked
        sheet = Sheet.objects.create(state=by.state, number=after + 1, **made_by(by, at))
        items = _items(sheet, [found[one] for one in dict.fromkeys(need_ids)])
        needs = {one.need_id: one.version_hash for one in items}
        changed = {"number": sheet.number, "sheet": sheet.pk, "needs": needs, "items": [one.told for one in items]}
        record("clearance.make", by=as_acting(by), about=_about(sheet), at=at, changed=changed)
        return sheet


def _items(sheet: Sheet, versions: Sequence[NeedVersion]) -> list[Item]:
    """The questions, by part and in the order of the sheet, with what stands in the register, so that nobody looks it up."""
    places, by_need = places_of(versions), {one.need_id: one for one in versions}
    made: list[Item] = []
    needs = sorted((need_of(one.need_id, one.content) for one in versions), key=need_order)
    for number, group in enumerate(by_institution(needs), start=1):
        name = institution(group[0]) or ""
        language = (group[0].language or "") if name else ""
        part = Part.objects.create(sheet=sheet, state=sheet.state, number=number, name=name, language=language)
        for need in group:
            version = by_need[need.need_id]
            said = {"version": version, "version_hash": version.hash, "said": version.content.told}
            kept = {"key": version_of(need), "places": places[need.need_id], "position": len(made) + 1}
            made.append(Item(sheet=sheet, part=part, state=sheet.state, need_id=need.need_id, **said, **kept))
    return Item.objects.bulk_create(made)


def assign(part: int, organisation: int | None, *, by: Actor, at: datetime) -> Part:
    """Let an institution of the State that has accounts answer in a part, or none; its people get a letter with a link.

    Once somebody has answered there, it stays with whom it is. Raises NotAllowed, NoSuchSheet, AlreadyAnswered.
    """
    may_ask(by, state=by.state).required()
    with transaction.atomic():
        found = _part(part, by=by)
        asked = None if organisation is None else institutions(by).filter(pk=organisation).first()
        if organisation is not None and asked is None:
            raise NoSuchSheet(organisation)
        if found.organisation_id == organisation:
            return found
        if found.sheet.closed_at is not None or Answer.objects.filter(item__part=found).exists():
            raise AlreadyAnswered
        found.organisation = asked
        found.save(update_fields=["organisation"])
        changed = {"part": found.number, "organisation": organisation}
        record("clearance.assign", by=as_acting(by), about=_about(found.sheet), at=at, changed=changed)
        if asked is not None:
            _tell(ASKED, _people(asked), of=f"{found.pk}.{asked.pk}", at=at)
        return found


def answer(part: int, given: Sequence[Written], *, by: Actor, seen: str, at: datetime) -> int:
    """Answer questions of a part; how many answers were new. What stands there already in the same words is not added again.

    `seen`: the hash of the answers that were on the page. Raises NotAllowed, NoSuchSheet, Overtaken.
    """
    with transaction.atomic():
        found = _part(part, by=by)
        may_answer(by, found).required()
        standing = newest(found)
        if seen != answers_hash(found, standing):
            raise Overtaken(found)
        way = "online" if by.role is Role.STATE_INSTITUTION else "entered"
        return len(_added(found.sheet, standing, given, by=by, at=at, way=way))


def read_back(sheet: Sheet, given: Sequence[Written], *, by: Actor, at: datetime, file: Received) -> Sequence[Answer]:
    """Keep what a file that came back says, once; who is asked in some parts only answers in these. Raises NotAllowed."""
    with transaction.atomic():
        hold(f"sheet {sheet.pk}")
        sheet.refresh_from_db()
        own = list(parts_of(by).filter(sheet=sheet))
        for part in own:
            may_answer(by, part).required()
        if not own:
            raise NoSuchSheet(sheet.number)
        if Answer.objects.filter(file=file, item__sheet=sheet).exists():
            return []
        standing = {item: found for part in own for item, found in newest(part).items()}
        return _added(sheet, standing, [one for one in given if one.item in standing], by=by, at=at, way="file", file=file)


def _added(
    sheet: Sheet,
    standing: Mapping[int, Answer | None],
    given: Sequence[Written],
    *,
    by: Actor,
    at: datetime,
    way: str,
    file: Received | None = None,
) -> list[Answer]:
    """Answers that say something new, to what was not taken over yet; of all of them one event."""
    made, over = [], set(Taken.objects.filter(item__in=list(standing)).values_list("item", flat=True))
    for one in given:
        if one.item not in standing:
            raise NoSuchSheet(one.item)
        before = standing[one.item]
        if (
            not one.answered.empty
            and one.item not in over
            and (before is None or _as_given(before) != _as_given(_of(one, before)))
        ):
            made.append(_of(one, before))
    for new in made:
        new.state, new.way, new.file, new.organisation_id = sheet.state, way, file, by.body
        new.made_at, new.made_by, new.made_in_role = at, by.person, by.role or ""
    made = Answer.objects.bulk_create(made)
    if made:
        answers = [{"item": one.item_id, "answer": one.pk, **one.told} for one in made]
        changed = {"answers": answers, "file": str(file.pk) if file else None, "organisation": by.body}
        record("clearance.answer", by=as_acting(by), about=_about(sheet), at=at, changed=changed)
    return made


def _of(one: Written, before: Answer | None) -> Answer:
    given, why = one.answered, trouble(one.answered)
    return Answer(
        item_id=one.item,
        number=1 if before is None else before.number + 1,
        said="" if why else given.ticked[0],
        trouble=why,
        ticked=list(given.ticked),
        words=given.words,
        since=given.since,
        comment=given.comment,
    )


def _as_given(answer: Answer) -> tuple[Any, ...]:
    return (tuple(answer.ticked), answer.words, answer.since, answer.comment)


def sign(part: int, *, by: Actor, seen: str, at: datetime, office: str, signed_on: date | None = None) -> Signature:
    """Sign the answers of a part as they stand, by their hash: the institution here, today; its State for a paper.

    Signed again in the same way it stays one. Raises NotAllowed, NoSuchSheet, Overtaken, NothingAnswered.
    """
    with transaction.atomic():
        found = _part(part, by=by)
        may_answer(by, found).required()
        standing = newest(found)
        if seen != answers_hash(found, standing):
            raise Overtaken(found)
        if not any(standing.values()):
            raise NothingAnswered
        on_paper = by.role is not Role.STATE_INSTITUTION
        said = {"office": office, "on_paper": on_paper, "signed_on": signed_on if on_paper and signed_on else at.date()}
        same = found.signatures.filter(answers_hash=seen, **said).first()
        if same is not None:
            return same
        made: Signature = found.signatures.create(
            state=found.state, answers_hash=seen, organisation_id=by.body, **said, **made_by(by, at)
        )
        changed = {"part": found.number, "answers": seen, "signature": made.pk, **said, "organisation": by.body}
        changed["signed_on"] = made.signed_on.isoformat()
        record("clearance.sign", by=as_acting(by), about=_about(found.sheet), at=at, changed=changed)
        if not on_paper:
            _tell(ANSWERED, [found.sheet.made_by], of=f"signed.{made.pk}", at=at)
        return made


def close(number: int, *, by: Actor, at: datetime) -> Sheet:
    """End a sheet: nobody answers in it any more, what was answered stays. Ended twice it ended the first time."""
    may_ask(by, state=by.state).required()
    with transaction.atomic():
        sheet = sheets_of(by).filter(number=number).first()
        if sheet is None:
            raise NoSuchSheet(number)
        hold(f"sheet {sheet.pk}")
        sheet.refresh_from_db()
        if sheet.closed_at is None:
            sheet.closed_at, sheet.closed_by = at, by.account
            sheet.save(update_fields=["closed_at", "closed_by"])
            record("clearance.close", by=as_acting(by), about=_about(sheet), at=at, changed={"number": sheet.number})
        return sheet


def institutions(by: Actor) -> QuerySet[Organisation]:
    """The institutions of one's own State that have accounts, by name."""
    held = Membership.objects.filter(role=Role.STATE_INSTITUTION, until=None).values("organisation")
    return Organisation.objects.filter(kind=Kind.INSTITUTION, state=by.state, pk__in=held).order_by("name")


def newest(part: Part) -> dict[int, Answer | None]:
    """The answer that stands, by item, in the order of the sheet; none where nobody has answered."""
    items = list(Item.objects.filter(part=part).values_list("pk", flat=True))
    answers = Answer.objects.filter(item__in=items).select_related("organisation")
    found = answers.order_by("item_id", "-number").distinct("item_id")
    by_item = {one.item_id: one for one in found}
    return {item: by_item.get(item) for item in items}


def answers_hash(part: Part, standing: Mapping[int, Answer | None]) -> str:
    """SHA-256 over what was asked in a part and what stands there as answered, hexadecimal: what a signature covers."""
    hashes = dict(Item.objects.filter(part=part).values_list("pk", "version_hash"))
    told = [[hashes[item], None if one is None else one.told] for item, one in standing.items()]
    return hashlib.sha256(json.dumps([part.file_name, told], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _part(part: int, *, by: Actor) -> Part:
    """A part that somebody may see, in whose sheet nobody else changes anything meanwhile."""
    found = parts_of(by).filter(pk=part).first()
    if found is None:
        raise NoSuchSheet(part)
    hold(f"sheet {found.sheet_id}")
    return parts_of(by).get(pk=part)


def made_by(by: Actor, at: datetime) -> dict[str, Any]:
    """Who has made a row, when and in what role."""
    return {"made_at": at, "made_by": by.person, "made_in_role": by.role or ""}


def _about(sheet: Sheet) -> tuple[str, str]:
    return "clearance", sheet.name


def _people(organisation: Organisation) -> list[UUID]:
    held = Membership.objects.filter(organisation=organisation, role=Role.STATE_INSTITUTION, until=None)
    return list(held.order_by("pk").values_list("user__number", flat=True))


def _tell(letter: str, people: Sequence[UUID], *, of: str, at: datetime) -> None:
    for one in people:
        outbox.add(mail.letter(letter, to=one, key=f"{letter}:{of}:{one}"), at=at)
