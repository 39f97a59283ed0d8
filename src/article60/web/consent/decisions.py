"""The way out: what States have released to the public, as lines of decisions that `article60 run --decisions` reads.

Who asks is nobody at all, so that both locks show public versions only: what was not released cannot be among the lines. Nor
does it leave a gap: of each need the newest version that is released to the public is told, whatever was written since.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date
from pathlib import Path
from typing import Any

from article60.domain.ids import lasting_id
from article60.web.accounts.actor import NOBODY, acting
from article60.web.accounts.visibility import RECORDER
from article60.web.consent.terms import PUBLIC
from article60.web.register.content import OPEN, WITHDRAWN
from article60.web.register.models import InformationRelease, NeedVersion, Source

FILE = "workspace.jsonl"
STATE, SECRETARIAT = "state_focal_point", "secretariat"
"""Roles as decisions name them: what a need says is the State's word; a consent can be recorded by the Secretariat for it."""
_NO_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def write(folder: Path, *, on: date) -> tuple[int, int]:
    """Write all lines of a day into a folder, in place of those of an earlier day; how many lines, about how many needs."""
    found = list(lines(on=on))
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f".{FILE}"
    made.write_text("".join(_written(one) for one in found), encoding="utf-8", newline="\n")
    made.replace(folder / FILE)
    return len(found), len({one["about"]["id"] for one in found})


def lines(*, on: date) -> Iterator[Mapping[str, Any]]:
    """Yield the decisions by need, in the order in which they are to be applied."""
    with acting(NOBODY):
        versions, consents = _released(on)
        read = set(Source.objects.filter(need__in=[one.need_id for one in versions]).values_list("need", flat=True))
    for version in versions:
        said = _of_document(version) if version.need_id in read else _of_the_state(version)
        yield from _decisions(version, consents[version.pk], said)


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
    made_at = consent.consented_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    recorded = consent.consented_in_role == RECORDER
    for verb, values in said:
        yield {
            "id": lasting_id("D", version.hash, made_at, verb, length=16),
            "made_at": made_at,
            "actor_role": SECRETARIAT if recorded and verb == "consent" else STATE,
            "actor_organisation": version.state,
            "about": {"kind": "need", "id": version.need_id},
            "verb": verb,
            "values": values,
            "reason": None,
            "audience": PUBLIC,
            "version_hash": version.hash,
        }


def _words(text: str) -> str:
    """Without characters that can stand in no table; a run would refuse the whole line."""
    return _NO_WORDS.sub(" ", text).strip()


def _written(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"
