"""Spreadsheets of reports: bytes first, read by a limited child, changes shown, taken over whole or not at all."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from article60 import apart
from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting
from article60.web.audit.actions import record
from article60.web.common.turns import turn
from article60.web.jobs import intake
from article60.web.provider import actions
from article60.web.provider.actions import NothingThere
from article60.web.provider.models import ACTIVITY, Reported, ReportedVersion, Sheet
from article60.web.provider.policies import may_write

READER = "article60.sources.reported.answering"
"""The module that reads a spreadsheet, named and not imported: a process that answers pages opens no unknown file."""
BOUNDS = apart.Bounds(seconds=40, answer_bytes=32 * 1024 * 1024)
NEW, CHANGED, SAME, OF_A_PROGRAMME = "new", "changed", "same", "of_a_programme"
IN_ORDER = (OF_A_PROGRAMME, NEW, CHANGED, SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What taking over one row would do: beside the version that stands, if there is one."""

    what: str
    row: int
    reference: str
    activity: ReportedActivity
    now: ReportedVersion | None

    @property
    def fields(self) -> Sequence[str]:
        """Names of what differs."""
        before = None if self.now is None else self.now.said
        return [
            name for name, value in self.activity.told.items() if before is not None and _plain(before[name]) != _plain(value)
        ]


def hand_in(content: bytes, *, name: str, language: str, by: Actor, at: datetime) -> Sheet:
    """Take in a spreadsheet and read it; sent again it is the same one. Raises NotAllowed, TooLarge, Empty, NoTurn.

    It is read before anything is written to the database: what takes long must not hold the log of events.
    """
    may_write(by, organisation=by.organisation).required()
    sha256 = intake.store().put([content]).sha256
    known: Sheet | None = own_sheets(by).filter(file__sha256=sha256).first()
    if known is not None:
        return known
    found = read(intake.store().path(sha256), language=language)
    with transaction.atomic():
        said = {"organisation_id": by.organisation, "language": language, "read_at": at}
        told = {"rows": found["rows"], "problems": found["problems"]}
        file = intake.receive([content], name=name, by=by, at=at).file
        return Sheet.objects.get_or_create(file=file, defaults=said | told)[0]


def read(path: Path, *, language: str) -> Mapping[str, Any]:
    """Rows and problems of a file as the limited process tells them; of one on which it ends without a word, that.

    Raises NoTurn.
    """
    try:
        with turn():
            found: Mapping[str, Any] = apart.ask(READER, {"path": str(path), "language": language}, bounds=BOUNDS)
    except apart.NoAnswer:
        return {"rows": [], "problems": [{"kind": "took_too_long", "sheet": "", "cell": "", "key": "", "value": ""}]}
    return found


def own_sheets(by: Actor) -> Any:
    """The spreadsheets of one's own organisation, the newest first."""
    return Sheet.objects.filter(organisation=by.organisation).select_related("file").order_by("-read_at", "-pk")


def own_sheet(file: UUID, *, by: Actor) -> Sheet:
    """A spreadsheet by its file. Raises NothingThere, NotAllowed."""
    may_write(by, organisation=by.organisation).required()
    found: Sheet | None = own_sheets(by).filter(file=file).first()
    if found is None:
        raise NothingThere(file)
    return found


def changes(sheet: Sheet, *, by: Actor, at: datetime) -> Sequence[Change]:
    """What taking it over would do, row by row."""
    known = {one.reported.reference.casefold(): one for one in actions.newest(by, at)}
    return [_change(row, known.get(row["reference"].casefold())) for row in sheet.rows]


def seen_hash(found: Sequence[Change]) -> str:
    """What a person has seen of the changes, as a hash: rows, and the versions beside them."""
    told = [[one.what, one.reference, one.activity.canonical, one.now.hash if one.now else ""] for one in found]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def take_over(file: UUID, *, by: Actor, seen: str, at: datetime) -> Sequence[ReportedVersion]:
    """Make a version for each row that is new or changed, all of them with one event; taken over twice, nothing is made.

    Raises NothingThere, NotAllowed, Overtaken where something has changed since the changes were shown, and Refused.
    """
    with transaction.atomic():
        actions.hold_all(by)
        sheet = own_sheet(file, by=by)
        if sheet.taken_at is not None:
            return ()
        found = changes(sheet, by=by, at=at)
        if seen_hash(found) != seen:
            raise Overtaken(sheet)
        if sheet.problems or any(one.what == OF_A_PROGRAMME for one in found):
            raise NothingThere(file)
        made = [_taken(one, sheet, by=by, at=at) for one in found if one.what != SAME]
        sheet.taken_at, sheet.taken_by = at, by.account
        sheet.save(update_fields=["taken_at", "taken_by"])
        changed = {"file": sheet.file.sha256, "versions": [actions.as_changed(one) for one in made]}
        record("provider.take_over", by=as_acting(by), about=("file", str(sheet.file_id)), at=at, changed=changed)
        return made


def _change(row: Mapping[str, Any], now: ReportedVersion | None) -> Change:
    activity = ReportedActivity.of(row["said"])
    if now is None:
        what = NEW
    elif now.reported.kind != ACTIVITY:
        what = OF_A_PROGRAMME
    else:
        what = SAME if now.activity == activity else CHANGED
    return Change(what=what, row=row["row"], reference=row["reference"], activity=activity, now=now)


def _taken(change: Change, sheet: Sheet, *, by: Actor, at: datetime) -> ReportedVersion:
    if change.now is not None:
        return actions.made_next(change.now, activity=change.activity, by=by, at=at, sheet=sheet)
    return actions.made_new(
        _unused(by), kind=ACTIVITY, reference=change.reference, activity=change.activity, by=by, at=at, sheet=sheet
    )


def _unused(by: Actor) -> str:
    while Reported.objects.filter(organisation=by.organisation, reported_id=(made := actions.new_id())).exists():
        pass
    return made


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
