"""Writes the needs of a Release as one file of the needs standard, at the level that its documents allow."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from article60.codes.languages import LANGUAGES
from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.need import Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.state_party import StateParty
from article60.publication.reading import read_records
from article60.publication.release_info import ReleaseInfo
from article60.publication.standard import HOME, SCHEMA, STANDARD, codelists, schema, schema_text
from article60.tables.plain import to_json

FOLDER = "standard"
"""Folder of a Release that holds schema and codelists, so that the file can be understood without any site."""


def write(connection: sqlite3.Connection, path: Path, *, info: ReleaseInfo) -> None:
    """Write all needs of a Release, with their evidence, in the order of their identifiers."""
    text = json.dumps(json.loads(to_json(file(connection, info=info))), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_standard(folder: Path) -> None:
    """Write schema and codelists below the folder of a Release."""
    to = folder / FOLDER
    (to / "codelists").mkdir(parents=True)
    for name, text in standard_files().items():
        (to / name).write_text(text, encoding="utf-8", newline="\n")


def standard_files() -> dict[str, str]:
    """Text by name of the files that a Release holds of the standard."""
    return {SCHEMA: schema_text(), **{f"codelists/{name}.json": codelists.as_json(name) for name in codelists.names()}}


def file(connection: sqlite3.Connection, *, info: ReleaseInfo) -> dict[str, Any]:
    """The whole file."""
    supported = _evidence(connection)
    former = _former(connection)
    imprint = info.imprint
    return {
        "$schema": f"{imprint.address}{HOME}/{SCHEMA}" if imprint.address else f"{FOLDER}/{SCHEMA}",
        "standard": STANDARD,
        "publisher": {"name": imprint.name, "website": imprint.address or None},
        "version": info.name,
        "on": info.on,
        "audience": info.audience,
        "licence": imprint.licence,
        "fictional": info.fictional,
        "notice": info.as_json()["notice"],
        "sources_read": [
            {"name": one.file, "publisher": one.publisher, "address": one.public_address, "sha256": one.sha256}
            for one in info.inputs
            if one.kind == "aid"
        ],
        "states": [_state(one) for one in read_records(connection, "states")],
        "documents": [_document(one) for one in read_records(connection, "documents")],
        "needs": [_need(one, supported[one.need_id], former[one.need_id]) for one in read_records(connection, "needs")],
        "no_needs": [_no_need(one, supported[one.statement_id]) for one in read_records(connection, "no_needs")],
        "coverage": [_fields("cell", one) for one in read_records(connection, "coverage")],
    }


def _evidence(connection: sqlite3.Connection) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for one in read_records(connection, "evidence"):
        found[one.record_id].append(one)
    return found


def _former(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Identifiers that records bore before, by the one that they bear now."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in read_records(connection, "aliases"):
        found[one.new_id].append(one.old_id)
    return found


def _fields(noun: str, record: Any, **renamed: str) -> dict[str, Any]:
    """The fields that the schema declares for a noun, taken from a record; `renamed` tells the record's own name of one."""
    return {name: getattr(record, renamed.get(name, name)) for name in schema()["$defs"][noun]["properties"]}


def _state(state: StateParty) -> dict[str, Any]:
    names = {language: getattr(state, f"name_{language}") for language in LANGUAGES}
    return {
        "code": state.state,
        "names": {language: name for language, name in names.items() if name},
        "fictional": state.fictional,
    }


def _document(document: Document) -> dict[str, Any]:
    return _fields("document", document, kind="document_kind", address="public_address")


def _need(need: Need, evidence: list[Evidence], former: list[str]) -> dict[str, Any]:
    names = [name for name in schema()["$defs"]["need"]["properties"] if name not in ("id", "former_ids", "evidence")]
    fields = {name: getattr(need, name) for name in names}
    before = {"former_ids": former} if former else {}
    return {"id": need.need_id, **before, **fields, "evidence": list(_places(evidence))}


def _no_need(statement: NoNeedStated, evidence: list[Evidence]) -> dict[str, Any]:
    names = [name for name in schema()["$defs"]["no_need"]["properties"] if name not in ("id", "evidence")]
    fields = {name: getattr(statement, name) for name in names}
    return {"id": statement.statement_id, **fields, "evidence": list(_places(evidence))}


def _places(evidence: list[Evidence]) -> Iterator[dict[str, Any]]:
    return (_fields("evidence", one) for one in evidence)
