"""The needs standard, draft 0.0: writes a Release's needs as one JSON file, and checks any file against the standard."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema

from article60.domain.evidence import Evidence
from article60.domain.need import Need
from article60.domain.provision import exists
from article60.domain.state_party import state_parties
from article60.publication.reading import read_records
from article60.publication.release_info import ReleaseInfo
from article60.tables.plain import to_json

STANDARD = "article60-needs 0.0"
_SAME = (
    "state", "text", "language", "provisions", "chapter", "types", "coarse_types", "priority", "beneficiary", "cycle",
    "stated_on", "timing", "grade", "graded_on", "reading", "confirmed_on", "confirmed_by_role", "superseded_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a needs file that the standard does not allow: where, as a path in the file, and what."""

    where: str
    what: str


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the standard."""
    read: dict[str, Any] = json.loads(files("article60.publication").joinpath("needs.schema.json").read_text(encoding="utf-8"))
    return read


def write(connection: sqlite3.Connection, path: Path, *, info: ReleaseInfo) -> None:
    """Write all needs of a Release, with their evidence, in the order of their identifiers."""
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for one in read_records(connection, "evidence"):
        evidence[one.record_id].append(one)
    head = {
        "standard": STANDARD,
        "source": info.name,
        "on": info.on,
        "fictional": info.fictional,
        "notice": info.as_json()["notice"],
    }
    needs = [_need(need, evidence[need.need_id]) for need in read_records(connection, "needs")]
    text = json.dumps(json.loads(to_json(head | {"needs": needs})), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def validate(path: Path) -> list[Finding]:
    """What in the file breaks the schema or, where the schema holds, the rules that a schema cannot say."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [Finding(where=path.name, what=f"is no JSON file in UTF-8: {error}")]
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker(("date",)))
    broken = [Finding(where=one.json_path, what=one.message) for one in validator.iter_errors(read)]
    return sorted(broken, key=lambda finding: finding.where) or list(_rules(read))


def _need(need: Need, evidence: list[Evidence]) -> dict[str, Any]:
    places = [{name: getattr(one, name) for name in schema()["$defs"]["evidence"]["properties"]} for one in evidence]
    return {"id": need.need_id, **{name: getattr(need, name) for name in _SAME}, "evidence": places}


def _rules(read: dict[str, Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, need in enumerate(read["needs"]):
        where = f"$.needs[{place}]"
        if need["id"] in seen:
            yield Finding(where=f"{where}.id", what=f"{need['id']} stands twice")
        seen.add(need["id"])
        if need["state"] not in state_parties():
            yield Finding(where=f"{where}.state", what=f"{need['state']} is no State party's code")
        elif not need["id"].startswith(f"{need['state']}-"):
            yield Finding(where=f"{where}.id", what=f"{need['id']} does not begin with the State's code {need['state']}")
        for provision in need["provisions"]:
            if not exists(provision):
                yield Finding(where=f"{where}.provisions", what=f"the Convention has no {provision}")
        if need.get("stated_on") is not None and date.fromisoformat(need["stated_on"]) > date.fromisoformat(read["on"]):
            yield Finding(where=f"{where}.stated_on", what="is later than the day of the file")
    yield from _superseded(read, seen)


def _superseded(read: dict[str, Any], known: set[str]) -> Iterator[Finding]:
    for place, need in enumerate(read["needs"]):
        other = need.get("superseded_by")
        if other is not None and other not in known:
            yield Finding(where=f"$.needs[{place}].superseded_by", what=f"{other} is no need of this file")
