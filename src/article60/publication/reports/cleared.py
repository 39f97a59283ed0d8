"""Reads a clearance sheet that came back: what was answered as decisions, and what only people can settle as notes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from article60.codes.languages import LANGUAGES
from article60.domain.evidence import Evidence
from article60.domain.ids import lasting_id
from article60.domain.need import Need
from article60.domain.need_version import version_of
from article60.publication.reading import open_to_show, read_records
from article60.publication.reports import altered, clearance_workbook
from article60.publication.reports.clearance_sheet import (
    ANSWER,
    ANSWERS,
    AUDIENCE_ROW,
    AUDIENCES,
    CLEARANCE_SHEET,
    COMMENT,
    NAME,
    SINCE,
    WORDS,
)
from article60.publication.reports.clearance_workbook import Altered
from article60.publication.reports.making import About, make
from article60.publication.reports.records import counted_by
from article60.publication.reports.word.reading import NotAReport, Read, read
from article60.text.normalise import quote_key

ROLE = "state_focal_point"
"""In whose role the answers of a State's institutions are given: the sheet comes back through its focal point."""
OF_AUDIENCE = {"private": "private", "secretariat": "organisations", "public": "public"}
"""Audience of the decisions by the box that was ticked; a decision for organisations names them."""
VERBS = {"confirmed": "confirm", "corrected": "correct", "withdrawn": "withdraw", "met": "met"}
SUITS = {"confirmed": (), "corrected": (WORDS,), "withdrawn": (), "met": (SINCE,)}
"""What may be written beside an answer; anything else contradicts it."""
TROUBLES = {
    "several": "more than one box is ticked",
    "nothing_ticked": "no box is ticked, but something is written",
    "unknown_box": "the box '%(ticked)s' is unknown",
    "no_words": "corrected is ticked, but no corrected words are written",
    "contradicts": "%(ticked)s is ticked, but %(besides)s written too",
}
"""Why an answer is left to people, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What stands in the sheet about one need. `version` is that of the words which were asked about."""

    need_id: str
    version: str
    ticked: Sequence[str]
    words: str
    since: str
    comment: str

    @property
    def written(self) -> str:
        """What was written, for people to read."""
        said = ((name, getattr(self, name)) for name in (WORDS, SINCE, COMMENT))
        return "; ".join(f"{name}: {text!r}" for name, text in said if text)

    @property
    def empty(self) -> bool:
        """Whether nobody answered."""
        return not self.ticked and not self.written


@dataclass(slots=True)
class Cleared:
    """A sheet as read: decisions in the form of a folder of decisions, what they change, and notes for people."""

    decisions: list[dict[str, Any]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a Release knows: its name, its needs by identifier, the first place of each, and what older identifiers became."""

    name: str
    needs: Mapping[str, Need]
    evidence: Mapping[str, Evidence]
    aliases: Mapping[str, str]
    asked: frozenset[str]
    """Needs that stand in a sheet of their State."""


def clear(sheet: Path, release: Path | None, *, on: date, templates: Path | None = None) -> Cleared:
    """What a returned sheet says, held against a Release where one is given. `on`: the day on which it came back.

    Raises NotAReport where the file is no clearance sheet; NotARelease.
    """
    held = read_sheet(sheet)
    answers = list(answers_of(held))
    cleared = Cleared()
    known = _known(release) if release is not None else None
    audience = _audience(held, cleared)
    if known is None or release is None:
        cleared.notes.append(
            "no --release given: needs and words were not held against one, decisions name no place in a document"
        )
    elif held.release != known.name:
        made_from = held.release or "one that it does not name"
        cleared.notes.append(f"the sheet was made from Release {made_from}, not {known.name}: needs are compared one by one")
    else:
        cleared.notes.extend(_changed(sheet, held, release, state=_state(answers, known), templates=templates))
    for answered in answers:
        _settle(answered, known, cleared, audience=audience, on=on)
    if known is not None:
        cleared.absent.extend(_absent(answers, known))
    return cleared


def read_sheet(sheet: Path) -> Read:
    """What a returned sheet holds, a Word file or, by the ending of its name, a workbook. Raises NotAReport."""
    held = clearance_workbook.read(sheet) if _is_workbook(sheet) else read(sheet)
    if held.kind not in ("", NAME) or not any(answers_of(held)):
        raise NotAReport(f"{sheet.name} is no clearance sheet; give the file that `article60 report {NAME}` made")
    return held


def altered_words(
    sheet: Path, held: Read, release: Path, *, state: str | None, templates: Path | None = None
) -> Sequence[Altered]:
    """Words around the answers that differ from those of the sheet, made anew from its Release. Raises NotCompared."""
    if not _is_workbook(sheet):
        return altered.altered(sheet, held, release, state=state, templates=templates)
    if state is None or held.language not in LANGUAGES:
        raise altered.NotCompared
    sent = make(CLEARANCE_SHEET, release, about=About(state=state), language=held.language, templates=templates)
    return [one for some in sent.sheets for one in clearance_workbook.altered(sheet, some)]


def _changed(sheet: Path, held: Read, release: Path, *, state: str | None, templates: Path | None) -> list[str]:
    try:
        return [one.told for one in altered_words(sheet, held, release, state=state, templates=templates)]
    except altered.NotCompared:
        return ["the file no longer says whose sheet it is or its language: words around the answers were not compared"]


def _is_workbook(sheet: Path) -> bool:
    return sheet.suffix.lower() == ".xlsx"


def answers_of(held: Read) -> Iterator[Answered]:
    """What stands at each need, in the order of the sheet."""
    for row, ticked in held.ticked.items():
        key, _, place = row.rpartition("/")
        need_id, dot, version = key.rpartition(".")
        if place == ANSWER and dot:
            written = {name: held.fields.get(f"{key}/{name}", "") for name in (WORDS, SINCE, COMMENT)}
            yield Answered(need_id=need_id, version=version, ticked=tuple(dict.fromkeys(ticked)), **written)


def audiences_of(held: Read) -> Sequence[str]:
    """Who may see the answers, as ticked on the first page; none where nothing is."""
    return [one for one in dict.fromkeys(held.ticked.get(AUDIENCE_ROW, ())) if one in AUDIENCES]


def _audience(held: Read, cleared: Cleared) -> str:
    """The box ticked; where none is, or several are, the State alone: nothing becomes public unless it says so."""
    ticked = audiences_of(held)
    if len(ticked) > 1:
        cleared.notes.append(f"who may see the answers: {' and '.join(ticked)} are ticked; decisions are private to the State")
    elif not ticked:
        cleared.changes.append("who may see the answers: nothing is ticked; decisions are private to the State")
    return ticked[0] if len(ticked) == 1 else "private"


def _settle(answered: Answered, known: Known | None, cleared: Cleared, *, audience: str, on: date) -> None:
    if answered.empty:
        cleared.unanswered.append(answered.need_id)
        return
    need = known.needs.get(current_id(answered.need_id, known.aliases)) if known is not None else None
    why = _trouble_told(answered) or (_unknown(answered, need, known) if known is not None else "")
    if why:
        ticked = f" (ticked: {', '.join(answered.ticked)})" if answered.ticked else ""
        written = f"; {answered.written}" if answered.written else ""
        cleared.notes.append(f"{answered.need_id}: {why}{ticked}{written}")
        return
    place = known.evidence.get(need.need_id) if known is not None and need is not None else None
    cleared.decisions.append(_decision(answered, need, place, audience=audience, on=on))
    cleared.changes.append(_change(answered, need))
    if answered.ticked == ("corrected",) and need is not None and quote_key(need.text) == quote_key(answered.words):
        cleared.changes.append(f"{answered.need_id}: the corrected words are those that stood there")


def trouble(answered: Answered) -> str:
    """Why an answer is unclear, as a key of TROUBLES; empty where it is clear."""
    if len(answered.ticked) > 1:
        return "several"
    if not answered.ticked:
        return "nothing_ticked"
    (ticked,) = answered.ticked
    if ticked not in ANSWERS:
        return "unknown_box"
    if ticked == "corrected" and not answered.words:
        return "no_words"
    return "contradicts" if _besides(answered) else ""


def _besides(answered: Answered) -> list[str]:
    """What is written that does not suit the box ticked."""
    (ticked,) = answered.ticked
    return [name for name in (WORDS, SINCE) if getattr(answered, name) and name not in SUITS[ticked]]


def _trouble_told(answered: Answered) -> str:
    told = TROUBLES.get(trouble(answered), "")
    if "%(" not in told:
        return told
    besides = " and ".join(_besides(answered)) if "besides" in told else ""
    return told % {"ticked": ", ".join(answered.ticked), "besides": besides}


def _unknown(answered: Answered, need: Need | None, known: Known) -> str:
    if need is None:
        return f"no such need in Release {known.name}"
    if version_of(need) != answered.version:
        return f"Release {known.name} holds other words than the sheet asked about: {need.text!r}; ask again"
    return ""


def _decision(answered: Answered, need: Need | None, place: Evidence | None, *, audience: str, on: date) -> dict[str, Any]:
    (ticked,) = answered.ticked
    state = need.state if need is not None else answered.need_id.partition("-")[0]
    about: dict[str, Any] = {"kind": "need", "id": need.need_id if need is not None else answered.need_id}
    if place is not None:
        about["fingerprint"] = {"document_sha256": place.document_sha256, "page": place.page, "quote": place.quote}
    decision = {
        "made_at": f"{on.isoformat()}T00:00:00Z",
        "actor_role": ROLE,
        "actor_organisation": state,
        "about": about,
        "verb": VERBS[ticked],
        "values": values_of(answered) | ({"organisations": ["secretariat"]} if audience == "secretariat" else {}),
        "reason": answered.comment or None,
        "audience": OF_AUDIENCE[audience],
        "version_hash": answered.version,
    }
    return {"id": lasting_id("D", json.dumps(decision, ensure_ascii=False, sort_keys=True), length=16)} | decision


def values_of(answered: Answered) -> dict[str, str]:
    """What a decision says that follows from a clear answer."""
    if answered.ticked == ("corrected",):
        return {"text": answered.words}
    if answered.ticked == ("met",):
        return {"grade": "met"} | ({"since": answered.since} if answered.since else {})
    return {}


def _change(answered: Answered, need: Need | None) -> str:
    (ticked,) = answered.ticked
    comment = f"; comment: {answered.comment!r}" if answered.comment else ""
    if ticked == "corrected":
        before = f"{need.text!r} -> " if need is not None else ""
        return f"{answered.need_id}: corrected: {before}{answered.words!r}{comment}"
    since = f" since {answered.since}" if answered.since else ""
    return f"{answered.need_id}: {ticked}{since}{comment}"


def _known(release: Path) -> Known:
    described, connection = open_to_show(release)
    with closing(connection):
        needs: list[Need] = list(read_records(connection, "needs"))
        places: list[Evidence] = list(read_records(connection, "evidence", where="position = 0"))
        aliases = dict(connection.execute("SELECT old_id, new_id FROM aliases").fetchall())
        stated, values = counted_by("needs_stated")
        asked = frozenset(row[0] for row in connection.execute(f"SELECT need_id FROM needs WHERE {stated}", values))
    return Known(
        name=str(described["name"]),
        needs={one.need_id: one for one in needs},
        evidence={one.record_id: one for one in places},
        aliases=aliases,
        asked=asked,
    )


def current_id(need_id: str, aliases: Mapping[str, str]) -> str:
    """The identifier now used for one that may be older."""
    seen: set[str] = set()
    while need_id in aliases and need_id not in seen:
        seen.add(need_id)
        need_id = aliases[need_id]
    return need_id


def _state(answers: Sequence[Answered], known: Known) -> str | None:
    """The State whose needs the sheet holds; nothing where it holds those of several, or none that is known."""
    states = {known.needs[one.need_id].state for one in answers if one.need_id in known.needs}
    return states.pop() if len(states) == 1 else None


def _absent(answers: Sequence[Answered], known: Known) -> list[str]:
    """Needs of the State that stand in the Release and not in this file: their parts have not come back with it."""
    state, here = _state(answers, known), {current_id(one.need_id, known.aliases) for one in answers}
    return sorted(one for one in known.asked - here if known.needs[one].state == state)
