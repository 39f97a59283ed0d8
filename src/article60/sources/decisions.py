"""People's decisions as a folder of JSON lines: what may be opened for an audience, in the order in which it was decided."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from article60.domain.decision import Decision
from article60.domain.run_note import RunNote

VERBS = frozenset(
    ("confirm", "correct", "split", "merge", "reject", "unsure", "supersede", "met", "withdraw", "consent", "add", "verdict")
) | {"prioritise"}


def read(folder: Path, *, audience: str, notes: list[RunNote], unplaced: list[RunNote]) -> list[Decision]:
    """Decisions that this audience may see, oldest first; lines that cannot be used are noted and passed over.

    A line meant for another audience leaves no trace in `notes`. A line whose audience cannot be read goes to
    `unplaced`, which is for the people who hold the folder and never enters a Release.
    """
    decisions = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                place = {"file": file.name, "number": number}
                decisions.extend(_decision(line, audience=audience, notes=notes, unplaced=unplaced, **place))
    return sorted(decisions, key=lambda d: (d.made_at, d.decision_id))


def _decision(
    line: str, *, audience: str, file: str, number: int, notes: list[RunNote], unplaced: list[RunNote]
) -> Iterator[Decision]:
    try:
        found = json.loads(line)
        if found["audience"] != audience:
            return
    except (ValueError, KeyError, TypeError):
        unplaced.append(_refused(file, number, "not a JSON object with an audience; mend the line and run again"))
        return
    try:
        yield _read(found)
    except (KeyError, TypeError, ValueError) as error:
        notes.append(_refused(file, number, f"not usable as a decision ({error}); see the contract for its fields"))


def _read(found: dict[str, Any]) -> Decision:
    about = found["about"]
    fingerprint = about.get("fingerprint") or {}
    if found["verb"] not in VERBS:
        raise ValueError(f"verb {found['verb']!r} is unknown")
    return Decision(
        decision_id=found["id"],
        made_at=found["made_at"],
        actor_role=found["actor_role"],
        actor_organisation=found.get("actor_organisation"),
        about_kind=about["kind"],
        about_id=about.get("id") or "",
        fingerprint_sha256=fingerprint.get("document_sha256"),
        fingerprint_page=fingerprint.get("page"),
        fingerprint_quote=fingerprint.get("quote"),
        verb=found["verb"],
        values=json.dumps(found.get("values") or {}, ensure_ascii=False, sort_keys=True),
        reason=found.get("reason"),
        audience=found["audience"],
        version_hash=found.get("version_hash"),
    )


def _refused(file: str, number: int, what: str) -> RunNote:
    return RunNote(step="collect", severity="refused", subject=file, line=number, message=what)
