"""The checklist as a file: written for who asks, taken in when it comes back, read in a limited process, and taken over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from article60.apart import NoAnswer
from article60.domain.checklist import Cell, Checklist, NoSuchChecklist, checklist
from article60.domain.checklist_answer import EMPTY, Merged
from article60.publication.checklist import returned
from article60.publication.checklist.writing import Wanted, Written, workbook
from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Kind
from article60.web.checklist import known
from article60.web.checklist.actions import answers_of, hashed, hold_answers, merged, must_answer, written
from article60.web.checklist.finding import articles_for
from article60.web.checklist.models import Answer, Workbook
from article60.web.checklist.wording import NOT_READ, OTHER_CYCLE, OTHER_STATE, OTHER_VERSION, of_workbook
from article60.web.common.turns import turn
from article60.web.common.wording import language
from article60.web.jobs import intake

OURS, THEIRS = "ours", "theirs"


class Refused(ValueError):
    """A file is not taken over; `why` is a code that `wording` knows."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoSuchWorkbook(LookupError):
    """There is no such workbook for who asks."""


class Unsettled(RuntimeError):
    """Cells in which both have written something else wait for somebody to choose."""

    def __init__(self, cells: Sequence[str]) -> None:
        super().__init__(", ".join(cells))
        self.cells = cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A cell that was changed in the file or since: what comes of it, what the file says, and what stands here."""

    cell: Cell
    came: Merged
    value: str
    answer: Answer | None


def made(found: Checklist, *, by: Actor, on: date) -> bytes:
    """The workbook of who asks, with the cells that the person answers, in the reader's language."""
    articles = set(articles_for(found, by))
    cells = [cell for cell in found.cells.values() if cell.article in articles]
    answers, held = answers_of(found, by=by), known.held(by=by, on=on)
    proposed = known.proposed(found, cells, answers=answers, held=held, by=by)
    values = {key: one.value for key, one in proposed.items()} | {key: one.value for key, one in answers.items()}
    shown = {cell.key: values.get(cell.key, EMPTY) for cell in cells}
    return workbook(
        Wanted(
            checklist=found,
            state=by.state,
            language=language(),
            words=of_workbook(found, _name_of_the_state(by)),
            cells=cells,
            written={key: Written(value=value, hash=hashed(found, key, value, state=by.state)) for key, value in shown.items()},
            known={article: list(_lines(held, article)) for article in articles},
            made_on=on,
        )
    )


def take_in(found: Checklist, pieces: Callable[[], Iterable[bytes]], *, name: str, by: Actor, at: datetime) -> Workbook:
    """Keep the bytes, read them, and only then write of them: the same file is the same workbook again.

    Reading may take long, and whoever has written holds back everybody who writes an event. What is refused stays among the
    files received. `pieces` gives the bytes anew with each call. Raises Refused, TooLarge, Empty, NoTurn.
    """
    sha256 = intake.store().put(pieces()).sha256
    before = Workbook.objects.visible_to(by).filter(file__sha256=sha256, organisation=by.organisation).first()
    told = {} if before is not None else _read(sha256)
    file = intake.receive(pieces(), name=name, by=by, at=at).file
    if before is not None:
        _of_this_checklist(before.checklist, found)
        return before
    if "refused" in told:
        raise Refused(told["refused"])
    if told["state"] != by.state:
        raise Refused(OTHER_STATE)
    _of_this_checklist(told["checklist"], found)
    same = {"organisation_id": file.organisation_id, "state": by.state, "checklist": found.checklist}
    read = {"changed": told["changed"], "wrong": told["wrong"], "read_at": at, "read_by": by.person}
    return Workbook.objects.get_or_create(file=file, defaults=same | read)[0]  # there is one, if it was sent twice at once


def compare(found: Checklist, book: Workbook, *, by: Actor) -> Sequence[Compared]:
    """What comes of each cell that was changed in a workbook, as far as somebody answers it, in the order of the checklist."""
    articles, now = set(articles_for(found, by)), answers_of(found, by=by)
    return [
        Compared(
            cell=cell,
            came=merged(found, key, base=book.changed[key][0], value=book.changed[key][1], now=now, state=by.state),
            value=book.changed[key][1],
            answer=now.get(key),
        )
        for key, cell in found.cells.items()
        if key in book.changed and cell.article in articles
    ]


def take_over(
    found: Checklist, workbook_id: UUID, *, by: Actor, at: datetime, chosen: Mapping[str, str], seen: Mapping[str, str]
) -> Workbook:
    """Write what a workbook says, all in one step with one event; taken over already, it changes nothing.

    `chosen`: by cell in which both have written, whose answer holds; `seen`: the hash of the answer beside which that was
    chosen. Raises NoSuchWorkbook, NotAllowed, and Unsettled, with nothing written, where a choice is missing or overtaken.
    """
    with transaction.atomic():
        hold_answers(found, state=by.state)
        book = workbook_of(found, workbook_id, by=by)
        if book.taken_at is not None:
            return book
        rows = compare(found, book, by=by)
        unsettled = [one.cell.key for one in rows if one.came is Merged.CONFLICT and not _settled(one, chosen, seen)]
        if unsettled:
            raise Unsettled(unsettled)
        values = {one.cell.key: one.value for one in rows if _is_taken(one, chosen)}
        must_answer(found, values, by=by)
        now = answers_of(found, by=by)
        written(found, values, now=now, by=by, at=at, action="checklist.take_over", workbook=book.id)
        book.taken_at, book.taken_by = at, by.account
        book.save(update_fields=["taken_at", "taken_by"])
        return book


def workbook_of(found: Checklist, workbook_id: UUID, *, by: Actor) -> Workbook:
    """A workbook that came back. Raises NoSuchWorkbook."""
    book = workbooks_of(found, by=by).filter(pk=workbook_id).first()
    if book is None:
        raise NoSuchWorkbook(workbook_id)
    return book


def workbooks_of(found: Checklist, *, by: Actor) -> QuerySet[Workbook]:
    """The workbooks of a checklist that came back, the newest first."""
    own = Workbook.objects.visible_to(by).filter(checklist=found.checklist)
    return own.select_related("file", "organisation").order_by("-read_at", "pk")


def _lines(held: known.Held, article: str) -> Iterator[str]:
    """What the register holds on an article, a line for each need and each piece of assistance."""
    yield from (f"{one.need_id}: {one.text}" for one in held.needs.get(article, ()))
    for piece in held.assistance.get(article, ()):
        yield ": ".join(one for one in (piece.assistance_id, piece.provider, piece.text) if one)


def _name_of_the_state(by: Actor) -> str:
    """As it works here; its code where only its institutions do."""
    return Organisation.objects.filter(kind=Kind.STATE, state=by.state).values_list("name", flat=True).first() or by.state


def _settled(one: Compared, chosen: Mapping[str, str], seen: Mapping[str, str]) -> bool:
    here = "" if one.answer is None else one.answer.hash
    return chosen.get(one.cell.key) in (OURS, THEIRS) and seen.get(one.cell.key) == here


def _is_taken(one: Compared, chosen: Mapping[str, str]) -> bool:
    return one.came is Merged.THEIRS or (one.came is Merged.CONFLICT and chosen[one.cell.key] == THEIRS)


def _read(sha256: str) -> dict[str, Any]:
    """What a limited process reads in a file, or why it refuses it. Raises NoTurn."""
    try:
        with turn():
            return returned.told(intake.store().path(sha256))
    except NoAnswer:
        return {"refused": NOT_READ}


def _of_this_checklist(code: str, found: Checklist) -> None:
    try:
        other = checklist(code)
    except NoSuchChecklist:
        raise Refused(OTHER_VERSION) from None
    if other != found:
        raise Refused(OTHER_VERSION if (other.phase, other.cycle) == (found.phase, found.cycle) else OTHER_CYCLE)
