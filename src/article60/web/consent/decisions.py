"""The way out: what States have released to the public, as lines of decisions that `article60 run --decisions` reads.

Who asks is nobody at all, so that both locks show public versions only: what was not released cannot be among the lines. Nor
does it leave a gap: of each need the newest version that is released to the public is told, whatever was written since.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from article60.domain.ids import lasting_id
from article60.web.accounts.actor import NOBODY, reading
from article60.web.accounts.visibility import RECORDER
from article60.web.consent.models import OpenDocument, OpenOrder
from article60.web.consent.opening import open_to_all
from article60.web.consent.terms import PUBLIC
from article60.web.register.content import OPEN, WITHDRAWN
from article60.web.register.models import InformationRelease, NeedVersion, Source

FILE = "workspace.jsonl"
STATE, SECRETARIAT = "state_focal_point", "secretariat"
"""Roles as decisions name them: what a need says is the State's word; a consent can be recorded by the Secretariat for it."""
_NO_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def lines(*, on: date) -> Iterator[Mapping[str, Any]]:
    """Yield the decisions by need, in the order in which they are to be applied."""
    with reading(NOBODY):
        versions, consents = _released(on)
        documents, orders = open_to_all(on)
        read = set(Source.objects.filter(need__in=[one.need_id for one in versions]).values_list("need", flat=True))
    yield from (_opening(one) for one in documents)
    for version in versions:
        said = _of_document(version) if version.need_id in read else _of_the_state(version)
        yield from _decisions(version, consents[version.pk], said)
    shown = {version.need_id: version for version in versions}
    for order in orders:
        places = [shown[need_id] for need_id in order.need_ids if need_id in shown]
        yield from (_place(version, place, order) for place, version in enumerate(places, start=1))


def _released(on: date) -> tuple[Sequence[NeedVersion], Mapping[int, InformationRelease]]:
    """Of each need the newest version that everybody sees, and the first consent to it that holds."""
    shown = NeedVersion.objects.visible_to(NOBODY, on).order_by("need", "-number").distinct("need")
    versions = sorted(shown, key=lambda version: version.need_id)
    running = InformationRelease.objects.filter(
        version__in=[one.pk for one in versions], audience=PUBLIC, withdrawn_at=None, since__lte=on
    )
    return versions, {one.version_id: one for one in running.order_by("-consented_at", "-pk")}


def _of_document(version: NeedVersion) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What the State says of a need that was read in a document: exactly the words to which it has consented."""
    same = {"text": _words(version.text), "provisions": version.provisions, "types": version.types}
    yield "correct", same | {"beneficiary": _words(version.beneficiary) or None}
    yield "consent", {}
    yield from _where_it_stands(version)


def _of_the_state(version: NeedVersion) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A need that the State itself has stated; the consent stands before a withdrawal, which it would undo."""
    said = {"state": version.state, "text": _words(version.text), "language": version.language, "timing": version.timing}
    beneficiary = {"beneficiary": _words(version.beneficiary)} if version.beneficiary else {}
    yield "add", said | {"provisions": version.provisions, "types": version.types} | beneficiary
    yield "consent", {}
    yield from _where_it_stands(version)


def _where_it_stands(version: NeedVersion) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if version.standing == WITHDRAWN:
        yield "withdraw", {}
    elif version.standing != OPEN:
        yield "met", {"grade": version.standing}


def _decisions(
    version: NeedVersion, consent: InformationRelease, said: Iterator[tuple[str, Mapping[str, Any]]]
) -> Iterator[Mapping[str, Any]]:
    """All of the moment of the consent: when the State wrote what, before it released it, is its own."""
    recorded = consent.consented_in_role == RECORDER
    for verb, values in said:
        role = SECRETARIAT if recorded and verb == "consent" else STATE
        yield _of_need(version, verb, values, at=consent.consented_at, role=role)


def _place(version: NeedVersion, place: int, order: OpenOrder) -> Mapping[str, Any]:
    """Its place among the needs that are public: where others stand is nobody's to read."""
    return _of_need(version, "prioritise", {"priority": str(place)}, at=order.consented_at, role=STATE)


def _of_need(version: NeedVersion, verb: str, values: Mapping[str, Any], *, at: datetime, role: str) -> Mapping[str, Any]:
    about = {"kind": "need", "id": version.need_id}
    named = ("D", version.hash, _instant(at), verb)
    return _line(named, about, verb, values, at=at, role=role, state=version.state) | {"version_hash": version.hash}


def _opening(one: OpenDocument) -> Mapping[str, Any]:
    """That a document is public, by its publisher and address; not what else is said of it."""
    values = {"publisher": _words(one.publisher), "public_address": one.public_address}
    about = {"kind": "document", "id": None, "fingerprint": {"document_sha256": one.sha256}}
    named = ("D", one.sha256, one.state, _instant(one.consented_at))
    return _line(named, about, "consent", values, at=one.consented_at, role=STATE, state=one.state) | {"version_hash": None}


def _line(
    named: Sequence[str],
    about: Mapping[str, Any],
    verb: str,
    values: Mapping[str, Any],
    *,
    at: datetime,
    role: str,
    state: str,
) -> dict[str, Any]:
    return {
        "id": lasting_id(*named, length=16),
        "made_at": _instant(at),
        "actor_role": role,
        "actor_organisation": state,
        "about": about,
        "verb": verb,
        "values": values,
        "reason": None,
        "audience": PUBLIC,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _words(text: str) -> str:
    """Without characters that can stand in no table; a run would refuse the whole line."""
    return _NO_WORDS.sub(" ", text).strip()
