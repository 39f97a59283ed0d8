"""People's decisions as a folder of JSON lines: what may be opened for an audience, in the order in which it was decided."""

import json
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from article60.domain import authority
from article60.domain.decision import Decision
from article60.domain.run_note import RunNote
from article60.sources.decision_values import usable
from article60.sources.passed_by import passed_by

_ENDING = ".jsonl"
_MISNAMED = frozenset({".json", ".jsonl", ".jsonlines", ".ndjson"})
"""Endings, in whatever letters, of files in which somebody may have meant to give decisions; the workspace leaves others."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|\+00:00)")
_NO_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a decisions file and where it stands."""

    text: bytes
    file: str
    number: int

    def refused(self, what: str) -> RunNote:
        return RunNote(step="collect", severity="refused", subject=self.file, line=self.number, message=what)


def read(folder: Path, *, audience: str, notes: list[RunNote], unplaced: list[RunNote]) -> list[Decision]:
    """Decisions that this audience may see, oldest first, those of one instant in the order of files and lines.

    Lines that cannot be used are noted and passed over. A line meant for another audience leaves no trace in `notes`. A line
    whose audience cannot be read goes to `unplaced`, which is for the people who hold the folder and never enters a Release;
    so does a note on what of the folder is not read.
    """
    unplaced += passed_by(folder, is_other=_is_misnamed, names=f"files that end in {_ENDING}, in the folder itself")
    found = [d for line in _lines(folder) for d in _decision(line, audience=audience, notes=notes, unplaced=unplaced)]
    return sorted(found, key=lambda d: datetime.fromisoformat(d.made_at))


def _is_misnamed(path: Path) -> bool:
    return path.suffix.lower() in _MISNAMED and not (path.suffix == _ENDING and path.is_file())


def _lines(folder: Path) -> Iterator[_Line]:
    """The lines that hold anything. Only a line feed ends a line: words may hold other characters that break lines."""
    for file in sorted(folder.glob(f"*{_ENDING}")):
        for number, line in enumerate(file.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
            if line.strip():
                yield _Line(line, file.name, number)


def _decision(line: _Line, *, audience: str, notes: list[RunNote], unplaced: list[RunNote]) -> Iterator[Decision]:
    try:
        found = json.loads(line.text)
        if _text(found, "audience") != audience:
            return
    except (ValueError, AttributeError, RecursionError):
        # What cannot be read cannot be shown to be public, so only the people who hold the file may learn of it.
        unplaced.append(line.refused("not a JSON object in UTF-8 with an audience; mend the line and run again"))
        return
    try:
        yield _read(found)
    except (ValueError, RecursionError) as error:
        notes.append(line.refused(f"not usable as a decision: {error}"))


def _read(found: dict[str, Any]) -> Decision:
    """The decision that a line holds. Raises ValueError that says what cannot be used, and what to write."""
    about, values = _object(found, "about"), _object(found, "values")
    fingerprint = _object(about, "fingerprint")
    kind, verb, role = _text(about, "kind"), _text(found, "verb"), _text(found, "actor_role")
    organisation = _text_or_none(found, "actor_organisation")
    placed = bool(fingerprint.get("document_sha256") and fingerprint.get("quote"))
    _may(kind=kind, verb=verb, role=role, organisation=organisation, placed=placed)
    values = usable(kind=kind, verb=verb, about=about, values=values)
    decision = Decision(
        decision_id=_text(found, "id"),
        made_at=_instant(_text(found, "made_at")),
        actor_role=role,
        actor_organisation=organisation,
        about_kind=kind,
        about_id=about.get("id") or "",
        fingerprint_sha256=fingerprint.get("document_sha256"),
        fingerprint_page=fingerprint.get("page"),
        fingerprint_quote=fingerprint.get("quote"),
        verb=verb,
        values=json.dumps(values, ensure_ascii=False, sort_keys=True),
        reason=_text_or_none(found, "reason"),
        audience=found["audience"],
        version_hash=_text_or_none(found, "version_hash"),
    )
    _writable(decision)
    return decision


def _may(*, kind: str, verb: str, role: str, organisation: str | None, placed: bool) -> None:
    """Whether the table of authority lets this role decide this. Raises ValueError where it does not."""
    if kind not in authority.kinds():
        raise ValueError(f"about.kind {kind!r} is unknown; write one of {', '.join(authority.kinds())}")
    if verb not in authority.verbs(kind):
        raise ValueError(
            f"the verb {verb!r} does not go with {authority.NOUNS[kind]}; write one of {', '.join(authority.verbs(kind))}"
        )
    if role not in authority.roles():
        raise ValueError(f"actor_role {role!r} is unknown; write one of {', '.join(authority.roles())}")
    far = authority.scope(role=role, kind=kind, verb=verb, placed=placed)
    if far == authority.NOT:
        about = authority.NOUNS[kind]
        raise ValueError(f"{role} may not decide {verb!r} about {about}; let one who may: {authority.who(kind, verb)}")
    if far == authority.OWN and organisation is None:
        raise ValueError(f"actor_organisation is missing; {role} decides {verb!r} for a State or an organisation: write which")


def _instant(made_at: str) -> str:
    if not _INSTANT.fullmatch(made_at):
        raise ValueError(f"made_at {made_at!r} is no instant in UTC; write it as 2026-05-04T08:30:00Z")
    datetime.fromisoformat(made_at)
    return made_at


def _writable(decision: Decision) -> None:
    """Halves of characters and control characters can stand in JSON, but in no table. Raises ValueError for them."""
    wrong = _NO_WORDS.search("".join(map(str, astuple(decision))))
    if wrong:
        raise ValueError(f"it holds {wrong[0]!r}, which is no character of words; take it out or write the whole character")


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name!r} is missing or no text")
    return value


def _text_or_none(found: dict[str, Any], name: str) -> str | None:
    return None if found.get(name) in (None, "") else _text(found, name)


def _object(found: dict[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name)
    if value is not None and not isinstance(value, dict):
        raise ValueError(f"{name!r} is no object")
    return value or {}
