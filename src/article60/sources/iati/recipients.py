"""Recipient countries, territories and regions of an activity and of its transactions."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from article60.codes.countries import alpha2
from article60.codes.reader import by_code
from article60.domain.activity import ActivityRecipient
from article60.domain.state_party import state_parties
from article60.sources.iati.elements import Children, attribute, name_of
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.shares import used

_REGIONS = "iati/Region"
NAMES = COUNTRY, REGION = "recipient-country", "recipient-region"


def recipients(children: Children, *, activity_id: str, remarks: Remarks) -> tuple[ActivityRecipient, ...]:
    """Recipients that the activity names, then those that its transactions name, each once and without a share.

    Countries and regions of one activity together make its whole.
    """
    named = [element for name in NAMES for element in children[name]]
    published = tuple(attribute(element, "percentage") for element in named)
    shares, odd = used(published)
    if odd is not None:
        remarks.add(f"recipients: {odd}")
    found: dict[tuple[object, ...], ActivityRecipient] = {}
    for element, share, share_used in zip(named, published, shares, strict=True):
        row = _row(element, remarks, activity_id=activity_id, position=len(found), published=share, share=share_used)
        if row is not None:
            found[("activity", str(len(found)))] = row
    for element in _of_transactions(children):
        key = (element.tag, element.get("code") or "", element.get("vocabulary") or "")
        if key in found:
            continue
        row = _row(element, remarks, activity_id=activity_id, position=len(found), level="transaction")
        if row is not None:
            found[key] = row
    if not found:
        remarks.add("no recipient")
    return tuple(found.values())


def _of_transactions(children: Children) -> Iterator[etree._Element]:
    """The recipients in document order, in which country and region may stand either way round."""
    for transaction, inner in zip(children["transaction"], children.transactions, strict=True):
        if REGION not in inner:
            yield from inner[COUNTRY]
        else:
            yield from transaction.iterchildren(*NAMES)


def _row(
    element: etree._Element,
    remarks: Remarks,
    *,
    activity_id: str,
    position: int,
    level: str = "activity",
    published: str | None = None,
    share: str | None = None,
) -> ActivityRecipient | None:
    code = attribute(element, "code")
    name = name_of(element)
    if code is None:
        remarks.add(f"recipient without a code: {name!r}" if name else "recipient without a code")
        if name is None:
            return None
    kind, state = _meaning(str(element.tag), code or "", remarks)
    return ActivityRecipient(
        activity_id=activity_id,
        position=position,
        level=level,
        kind=kind,
        code=code or "",
        state=state,
        name=name,
        share_published=published,
        share_used=share,
    )


def _meaning(tag: str, code: str, remarks: Remarks) -> tuple[str, str | None]:
    """Kind of recipient and the State that its code names; States only, never a territory or a region."""
    kind, state, odd = _region(code) if tag == REGION else _country(code)
    if odd is not None:
        remarks.add(odd)
    return kind, state


@cache
def _region(code: str) -> tuple[str, str | None, str | None]:
    listed = by_code(_REGIONS).get(code)
    withdrawn = listed is not None and listed["status"] == "withdrawn"
    return "region", None, f"region code {code} is withdrawn" if withdrawn else None


@cache
def _country(code: str) -> tuple[str, str | None, str | None]:
    """Kind, State and remark. Numbers of the DAC's regions stand in for countries in real files; they stay regions."""
    parties = state_parties()
    if code in parties or not code:
        return "country", code or None, None
    if code in by_code(_REGIONS):
        return "region", None, f"country code {code} is that of a region"
    used = code.upper() if code.upper() in parties else alpha2(code)
    if used is None:
        return "country", None, f"country code {code[:40]} is on no list"
    return "country", (used if used in parties else None), None if used == code else f"country code {code} read as {used}"
