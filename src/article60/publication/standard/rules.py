"""The rules of the needs standard that a schema cannot say; each is one function over a file that follows the schema."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from article60.codes.types import coarse_types
from article60.domain.months import STALE_MONTHS, older_than
from article60.domain.provision import chapter_of, exists
from article60.publication.standard.codelists import known_codes
from article60.publication.standard.finding import Finding

File = dict[str, Any]
Rule = Callable[[File], Iterator[tuple[str, str]]]
"""Yields the place and what is wrong there."""

LISTS = ("needs", "no_needs")
_BY_STATE = frozenset(("met", "partly_met", "unmet"))
_FROM_SOURCES = frozenset(("related_assistance_found", "no_assistance_found"))
_UNTOUCHED_BY_TIME = frozenset(("met", "withdrawn", "superseded"))
_LOOKS_IN = {"state-known": "states", "superseded-by-known": "needs", "document-listed": "documents"}
"""Rules that look for a record in a list."""
_OF_ITS_LISTS = frozenset(("chapter-of-provision", "coarse-of-fine"))
"""Rules that compare fields of one record, so that a broken one of these makes the other look wrong."""
_SILENT = frozenset(("no_need_stated", "read_not_settled", "review_not_completed", "not_published", "not_held"))


def findings(read: File) -> Iterator[Finding]:
    """Everything that breaks a rule, rule by rule."""
    for name, rule in RULES.items():
        for where, what in rule(read):
            yield Finding(where=where, rule=name, what=what)


def findings_beside(read: Any, places: Sequence[Sequence[str | int]]) -> Iterator[Finding]:
    """Everything else that breaks a rule in a file whose schema is broken at these places, each once.

    A rule that does not find what it asks for is asked again of the file without the records that are broken. What lies at
    a broken place is told by the schema already, and no rule speaks that looks for records in a list with a broken one.
    """
    kept, told = _without(read, places), [_path(place) for place in places]
    lists = {place[0] for place in places if place}
    for name, rule in RULES.items():
        found: dict[tuple[str, str], None] = {}
        for part in (read, kept) if _LOOKS_IN.get(name) not in lists else ():
            with suppress(AttributeError, IndexError, KeyError, TypeError, ValueError):
                for where, what in rule(part):
                    found[where, what] = None
        holders = told if name not in _OF_ITS_LISTS else [_path(place[:2]) for place in places]
        yield from (Finding(where=where, rule=name, what=what) for where, what in found if not _touches(where, holders))


def _touches(where: str, places: Iterable[str]) -> bool:
    """Whether a place is one of these, or holds or stands within one; the file as a whole holds everything and counts not."""
    return any(one != "$" and (_within(where, one) or _within(one, where)) for one in places)


def _within(inner: str, outer: str) -> bool:
    """Whether a place of a file is another one, or a part of it."""
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def _path(place: Sequence[str | int]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)


def _without(read: Any, places: Iterable[Sequence[str | int]]) -> Any:
    """The file without the records that hold these places; those that stay keep their own places."""
    if not isinstance(read, dict):
        return {}
    gone = {tuple(place[:2]) for place in places if len(place) > 1}
    return {
        name: [None if (name, position) in gone else one for position, one in enumerate(part)]
        if isinstance(part, list)
        else part
        for name, part in read.items()
    }


def records(read: File) -> Iterator[tuple[str, dict[str, Any]]]:
    """Needs and statements of no need, each with its place."""
    for name in LISTS:
        yield from each(read, name)


def each(read: File, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list of the file, each with its place."""
    for position, one in enumerate(read.get(name, ())):
        if one is not None:
            yield f"$.{name}[{position}]", one


def evidence(read: File) -> Iterator[tuple[str, dict[str, Any]]]:
    """All evidence, each with its place."""
    for where, record in records(read):
        for position, one in enumerate(record["evidence"]):
            yield f"{where}.evidence[{position}]", one


def _id_unique(read: File) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for where, record in records(read):
        if record["id"] in seen:
            yield f"{where}.id", f"{record['id']} stands twice"
        seen.add(record["id"])


def _id_of_state(read: File) -> Iterator[tuple[str, str]]:
    for where, record in records(read):
        if not record["id"].startswith(f"{record['state']}-"):
            yield f"{where}.id", f"{record['id']} does not begin with the State's code {record['state']}"


def _former_id_free(read: File) -> Iterator[tuple[str, str]]:
    seen = {record["id"] for _, record in records(read)}
    for where, need in each(read, "needs"):
        for former in need.get("former_ids", ()):
            if former in seen:
                yield f"{where}.former_ids", f"{former} is in use, or was left by another need"
            seen.add(former)


def _state_once(read: File) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for where, state in each(read, "states"):
        if state["code"] in seen:
            yield f"{where}.code", f"{state['code']} is listed twice"
        seen.add(state["code"])


def _state_known(read: File) -> Iterator[tuple[str, str]]:
    known = known_codes("states") | {state["code"] for _, state in each(read, "states")}
    for where, one in (*records(read), *each(read, "coverage")):
        if one["state"] not in known:
            yield f"{where}.state", f"{one['state']} is in neither the codelist of States nor the file's own list"


def _fictional_said(read: File) -> Iterator[tuple[str, str]]:
    for where, state in each(read, "states"):
        if state["fictional"] and not read["fictional"]:
            yield f"{where}.fictional", f"{state['code']} is invented, but the file does not say that it is fictional"
        if state["fictional"] and state["code"] in known_codes("states"):
            yield f"{where}.fictional", f"{state['code']} is the code of a real State"


def _provision_exists(read: File) -> Iterator[tuple[str, str]]:
    for where, record in records(read):
        for provision in record["provisions"]:
            if not exists(provision):
                yield f"{where}.provisions", f"the Convention has no {provision}"


def _chapter_of_provision(read: File) -> Iterator[tuple[str, str]]:
    for where, record in records(read):
        chapters = {chapter_of(provision) for provision in record["provisions"] if exists(provision)}
        chapter = record.get("chapter")
        if chapter is not None and chapters and chapter not in chapters:
            yield f"{where}.chapter", f"chapter {chapter}, but its provisions stand in {', '.join(sorted(chapters))}"


def _coarse_of_fine(read: File) -> Iterator[tuple[str, str]]:
    """All groups of the types are told; there may be others, since a checklist can name a group and no type."""
    for where, need in each(read, "needs"):
        missing = [group for group in coarse_types(need["types"]) if group not in need.get("coarse_types", (group,))]
        if missing:
            yield f"{where}.coarse_types", f"its types map to {', '.join(missing)} as well"


def _day_not_later(read: File) -> Iterator[tuple[str, str]]:
    on = date.fromisoformat(read["on"])
    named = {"needs": ("stated_on", "graded_on", "confirmed_on"), "no_needs": ("stated_on",), "documents": ("issued_on",)}
    for name, days in {**named, "coverage": ("on",)}.items():
        for where, one in each(read, name):
            for day in days:
                if one.get(day) is not None and date.fromisoformat(one[day]) > on:
                    yield f"{where}.{day}", "is later than the day of the file"


def _confirmed_says_when(read: File) -> Iterator[tuple[str, str]]:
    for where, need in each(read, "needs"):
        said = (need.get("confirmed_on"), need.get("confirmed_by_role"))
        if need["reading"] == "confirmed" and None in said:
            yield f"{where}.reading", "is confirmed, but does not say on which day and in which role"
        if need["reading"] == "read_by_machine" and said != (None, None):
            yield f"{where}.reading", "is read by machine, but names a day or role of confirmation"


def _graded_says_when(read: File) -> Iterator[tuple[str, str]]:
    for where, need in each(read, "needs"):
        if need["grade"] in _BY_STATE and need.get("graded_on") is None:
            yield f"{where}.graded_on", f"{need['grade']} is said by the State; the day on which it was said is missing"


def _updated_in_36_months(read: File) -> Iterator[tuple[str, str]]:
    on = date.fromisoformat(read["on"])
    for where, need in each(read, "needs"):
        days = [date.fromisoformat(need[name]) for name in ("stated_on", "confirmed_on") if need.get(name) is not None]
        stale = not days or older_than(STALE_MONTHS, max(days), on=on)
        if need["grade"] in _UNTOUCHED_BY_TIME or stale == (need["grade"] == "not_updated"):
            continue
        said = "was neither stated nor confirmed" if stale else "was stated or confirmed"
        yield f"{where}.grade", f"is {need['grade']}, but the need {said} within 36 months of the day of the file"


def _superseded_by_known(read: File) -> Iterator[tuple[str, str]]:
    known = {need["id"] for _, need in each(read, "needs")}
    for where, need in each(read, "needs"):
        other = need.get("superseded_by")
        if other is None:
            continue
        if other not in known or other == need["id"]:
            yield f"{where}.superseded_by", f"{other} is no other need of this file"
        if need["grade"] != "superseded":
            yield f"{where}.grade", f"is {need['grade']}, but {other} took the need's place"


def _sources_named(read: File) -> Iterator[tuple[str, str]]:
    if read.get("sources_read"):
        return
    for where, need in each(read, "needs"):
        if need["grade"] in _FROM_SOURCES:
            yield f"{where}.grade", f"is {need['grade']}, but the file does not name the sources that were read"


def _evidence_or_confirmed(read: File) -> Iterator[tuple[str, str]]:
    for where, need in each(read, "needs"):
        if not need["evidence"] and need["reading"] != "confirmed":
            yield f"{where}.evidence", "is empty; only a need that a person confirmed can do without"


def _document_once(read: File) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for where, document in each(read, "documents"):
        if document["sha256"] in seen:
            yield f"{where}.sha256", f"{document['sha256'][:8]}… is listed twice"
        seen.add(document["sha256"])


def _document_listed(read: File) -> Iterator[tuple[str, str]]:
    if "documents" not in read:
        return
    known = {document["sha256"] for document in read["documents"]}
    for where, one in evidence(read):
        if one["document_sha256"] not in known:
            yield f"{where}.document_sha256", f"{one['document_sha256'][:8]}… is no document of this file"


def _cell_once(read: File) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, int, str]] = set()
    for where, cell in each(read, "coverage"):
        of = (cell["state"], cell["cycle"], cell["chapter"])
        if of in seen:
            yield where, f"{cell['state']}, cycle {cell['cycle']}, chapter {cell['chapter']} stands twice"
        seen.add(of)


def _cell_agrees(read: File) -> Iterator[tuple[str, str]]:
    """Silence and a need that stands cannot both be said of one State, cycle and chapter."""
    standing = {
        (need["state"], need.get("cycle"), need.get("chapter"))
        for _, need in each(read, "needs")
        if need["grade"] not in ("withdrawn", "superseded")
    }
    for where, cell in each(read, "coverage"):
        if cell["cell"] in _SILENT and (cell["state"], cell["cycle"], cell["chapter"]) in standing:
            yield f"{where}.cell", f"is {cell['cell']}, but the file holds a need of that State, cycle and chapter"


RULES: dict[str, Rule] = {
    "id-unique": _id_unique,
    "id-of-state": _id_of_state,
    "former-id-free": _former_id_free,
    "state-once": _state_once,
    "state-known": _state_known,
    "fictional-said": _fictional_said,
    "provision-exists": _provision_exists,
    "chapter-of-provision": _chapter_of_provision,
    "coarse-of-fine": _coarse_of_fine,
    "day-not-later": _day_not_later,
    "confirmed-says-when": _confirmed_says_when,
    "graded-says-when": _graded_says_when,
    "updated-in-36-months": _updated_in_36_months,
    "superseded-by-known": _superseded_by_known,
    "sources-named": _sources_named,
    "evidence-or-confirmed": _evidence_or_confirmed,
    "document-once": _document_once,
    "document-listed": _document_listed,
    "cell-once": _cell_once,
    "cell-agrees": _cell_agrees,
}
"""Every rule by its name, which findings carry; names and meaning stay as they are within a version."""
