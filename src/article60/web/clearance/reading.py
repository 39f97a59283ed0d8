"""Reads a sheet that came back: in a limited process of its own, never in that of the pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article60 import apart
from article60.publication.reports.cleared import Answered
from article60.publication.reports.register_sheet import Asked
from article60.web.clearance.actions import Written
from article60.web.clearance.asked import asked
from article60.web.clearance.models import Item, Sheet
from article60.web.common.turns import turn

READER = "article60.publication.reports.returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """What a file says: answers to questions of a sheet, and what could not be taken as one.

    `refused`: whether it is no sheet that can be read. `other`: the name of the sheet that it is of, where it is another one's.
    `unknown`: needs in it that were not asked about here, or in other words. `altered`: words changed around the answers, now
    and before; none where they could not be compared.
    """

    written: Sequence[Written] = ()
    unclear: Sequence[Item] = ()
    unanswered: Sequence[Item] = ()
    unknown: Sequence[str] = ()
    altered: Sequence[tuple[str, str]] | None = ()
    refused: bool = False
    other: str = ""


def read(path: Path, ending: str, *, sheet: Sheet, items: Sequence[Item]) -> CameBack:
    """What a file of an ending says to questions of a sheet. Raises NoTurn."""
    sent = list(_sent(sheet, items))
    request = {"path": str(path.resolve()), "ending": ending, "sheets": {one.name: one.plain for one in sent}}
    try:
        with turn():
            said = apart.ask(READER, request)
    except apart.NoAnswer:
        return CameBack(refused=True)
    if "refused" in said:
        return CameBack(refused=True)
    if said["name"] and not re.fullmatch(rf"{sheet.name}(\.[0-9]+)?", said["name"]):
        return CameBack(refused=True, other=said["name"])
    return _told(said, items)


def _sent(sheet: Sheet, items: Sequence[Item]) -> Iterator[Asked]:
    """The files that were sent: the whole sheet, for who sees all of it, and each part."""
    if len(items) == Item.objects.filter(sheet=sheet).count():
        yield asked(sheet, items)
    for part in {item.part_id: item.part for item in items}.values():
        yield asked(sheet, [one for one in items if one.part_id == part.pk], part=part)


def _told(said: dict[str, Any], items: Sequence[Item]) -> CameBack:
    by_need = {item.need_id: item for item in items}
    known = [one for one in said["answers"] if one["need_id"] in by_need and by_need[one["need_id"]].key == one["version"]]
    written = [Written(item=by_need[one["need_id"]].pk, answered=_answered(one)) for one in known]
    answered = {one["need_id"] for one in known}
    altered = said["altered"]
    return CameBack(
        written=written,
        unclear=[by_need[one["need_id"]] for one in known if one["trouble"]],
        unanswered=[item for item in items if item.need_id not in answered],
        unknown=sorted({one["need_id"] for one in said["answers"] if one not in known}),
        altered=None if altered is None else [(one["now"], one["before"]) for one in altered],
    )


def _answered(one: dict[str, Any]) -> Answered:
    kept = ("need_id", "version", "words", "since", "comment")
    return Answered(**{name: one[name] for name in kept}, ticked=tuple(one["ticked"]))
