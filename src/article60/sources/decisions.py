"""People's decisions as a folder of JSON lines: what may be opened for an audience, in the order in which it was decided."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from article60.domain.decision import Decision
from article60.domain.run_note import RunNote

VERBS = frozenset(
    ("confirm", "correct", "split", "merge", "reject", "unsure", "supersede", "met", "withdraw", "consent", "add", "verdict")
) | {"prioritise"}

NEEDED_VALUES = {
    "met": ("grade",),
    "merge": ("into",),
    "prioritise": ("priority",),
    "add": ("state", "text"),
}
"""What a verb cannot do without."""

WHOLE = ("activity", "organisation")
"""What cannot be taken into parts: its records can only be kept from those of another one."""

GRADES = ("met", "partly_met", "unmet")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a decisions file and where it stands."""

    text: str
    file: str
    number: int

    def refused(self, what: str) -> RunNote:
        return RunNote(step="collect", severity="refused", subject=self.file, line=self.number, message=what)


def read(folder: Path, *, audience: str, notes: list[RunNote], unplaced: list[RunNote]) -> list[Decision]:
    """Decisions that this audience may see, oldest first; lines that cannot be used are noted and passed over.

    A line meant for another audience leaves no trace in `notes`. A line whose audience cannot be read goes to
    `unplaced`, which is for the people who hold the folder and never enters a Release.
    """
    found = (d for line in _lines(folder) for d in _decision(line, audience=audience, notes=notes, unplaced=unplaced))
    return sorted(found, key=lambda d: (d.made_at, d.decision_id))


def _lines(folder: Path) -> Iterator[_Line]:
    for file in sorted(folder.glob("*.jsonl")):
        for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if text.strip():
                yield _Line(text, file.name, number)


def _decision(line: _Line, *, audience: str, notes: list[RunNote], unplaced: list[RunNote]) -> Iterator[Decision]:
    try:
        found = json.loads(line.text)
        if found["audience"] != audience:
            return
    except (ValueError, KeyError, TypeError):
        # What cannot be read cannot be shown to be public, so only the people who hold the file may learn of it.
        unplaced.append(line.refused("not a JSON object with an audience; mend the line and run again"))
        return
    try:
        yield _read(found)
    except ValueError as error:
        notes.append(line.refused(f"not usable as a decision: {error}"))


def _read(found: dict[str, Any]) -> Decision:
    about, values = _object(found, "about"), _object(found, "values")
    fingerprint = _object(about, "fingerprint")
    verb = _text(found, "verb")
    if verb not in VERBS:
        raise ValueError(f"verb {verb!r} is unknown; write one of {', '.join(sorted(VERBS))}")
    for name in NEEDED_VALUES.get(verb, ()):
        if not values.get(name):
            raise ValueError(f"the verb {verb} needs {name!r} among its values")
    if verb == "split" and not values.get("from") and (not values.get("parts") or about.get("kind") in WHOLE):
        raise ValueError(
            "the verb split needs 'parts' of a need, or 'from', the other one that is not the same, among its values"
        )
    if verb == "met" and values["grade"] not in GRADES:
        raise ValueError(f"grade {values['grade']!r} is unknown; write one of {', '.join(GRADES)}")
    made_at = _text(found, "made_at")
    if datetime.fromisoformat(made_at).utcoffset() != timedelta(0):
        raise ValueError(f"made_at {made_at!r} is not in UTC; write it as 2026-05-04T08:30:00Z")
    return Decision(
        decision_id=_text(found, "id"),
        made_at=made_at,
        actor_role=_text(found, "actor_role"),
        actor_organisation=found.get("actor_organisation"),
        about_kind=_text(about, "kind"),
        about_id=about.get("id") or "",
        fingerprint_sha256=fingerprint.get("document_sha256"),
        fingerprint_page=fingerprint.get("page"),
        fingerprint_quote=fingerprint.get("quote"),
        verb=verb,
        values=json.dumps(values, ensure_ascii=False, sort_keys=True),
        reason=found.get("reason"),
        audience=found["audience"],
        version_hash=found.get("version_hash"),
    )


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name!r} is missing or no text")
    return value


def _object(found: dict[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name)
    if value is not None and not isinstance(value, dict):
        raise ValueError(f"{name!r} is no object")
    return value or {}
