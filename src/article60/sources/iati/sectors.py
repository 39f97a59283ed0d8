"""Sectors of an activity and of its transactions, withdrawn codes of the DAC beside their successors."""

from collections import defaultdict
from functools import lru_cache

from lxml import etree

from article60.codes.reader import by_code
from article60.codes.sectors import current_sector, is_withdrawn
from article60.domain.activity import ActivitySector
from article60.sources.iati.elements import Children, attribute, name_of
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.shares import used
from article60.sources.iati.wording import code_of

_DAC = "1"


def sectors(children: Children, *, activity_id: str, remarks: Remarks) -> tuple[ActivitySector, ...]:
    """Sectors that the activity names, then those that its transactions name, each once and without a share.

    The sectors of each vocabulary make a whole of their own.
    """
    named = children["sector"]
    shares = _shares(named, remarks)
    found: dict[tuple[str, ...], ActivitySector] = {}
    for element, share in zip(named, shares, strict=True):
        row = _row(element, remarks, activity_id=activity_id, position=len(found), share=share)
        found[("activity", str(len(found)))] = row
    for inner in children.transactions:
        for element in inner["sector"]:
            key = (element.get("vocabulary") or "", element.get("code") or name_of(element) or "")
            if key not in found:
                found[key] = _row(element, remarks, activity_id=activity_id, position=len(found), level="transaction")
    if not found:
        remarks.add("no sector")
    return tuple(found.values())


def vocabulary_of(element: etree._Element) -> str:
    """The vocabulary of a sector, that of the DAC where it names none."""
    return code_of("sector_vocabulary", element.get("vocabulary")) or _DAC


def _shares(named: list[etree._Element], remarks: Remarks) -> list[str | None]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, element in enumerate(named):
        places[vocabulary_of(element)].append(place)
    shares: list[str | None] = [None] * len(named)
    for vocabulary, listed in places.items():
        read, odd = used(tuple(attribute(named[place], "percentage") for place in listed))
        for place, share in zip(listed, read, strict=True):
            shares[place] = share
        if odd is not None:
            remarks.add(f"sectors of vocabulary {vocabulary}: {odd}")
    return shares


def _row(
    element: etree._Element,
    remarks: Remarks,
    *,
    activity_id: str,
    position: int,
    level: str = "activity",
    share: str | None = None,
) -> ActivitySector:
    vocabulary = vocabulary_of(element)
    code = attribute(element, "code") or ""
    name = name_of(element)
    code_used, odd = _code_used(code) if vocabulary == _DAC and code else (code, None)
    if odd is not None:
        remarks.add(odd)
    if not code:
        remarks.add(f"sector without a code: {name[:60]!r}" if name else "sector without a code")
    return ActivitySector(
        activity_id=activity_id,
        position=position,
        level=level,
        vocabulary=vocabulary,
        code=code,
        code_used=code_used,
        name=name,
        share_published=attribute(element, "percentage") if level == "activity" else None,
        share_used=share,
    )


@lru_cache(maxsize=4096)
def _code_used(code: str) -> tuple[str, str | None]:
    """The code now in use, and what is odd: the code itself where it is current or, withdrawn, has no single successor."""
    current = current_sector(code)
    if current != code:
        return current, f"sector {code} is withdrawn; read as {current}"
    if is_withdrawn(code):
        return code, f"sector {code} is withdrawn and has no single successor"
    return code, None if code in by_code("iati/Sector") else f"sector {code[:40]} is on no list of the DAC"
