"""The fields of the needs standard as a reader of its documentation meets them: name, whether required, meaning, example."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from article60.publication.standard import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an object of the standard."""

    name: str
    required: bool
    kind: str
    meaning: str
    example: Any


def objects() -> tuple[str, ...]:
    """The objects of the standard: the file itself and those inside it, in the order of the schema."""
    return ("file", *(name for name, one in schema()["$defs"].items() if one.get("type") == "object"))


def fields(noun: str) -> Iterator[Field]:
    """The fields of an object, in the order of the schema."""
    declared = schema() if noun == "file" else schema()["$defs"][noun]
    for name, one in declared["properties"].items():
        yield Field(
            name=name,
            required=name in declared["required"],
            kind=_kind(one),
            meaning=one["description"],
            example=one["examples"][0],
        )


def _kind(declared: dict[str, Any]) -> str:
    """What a value is, in a word or two."""
    if "const" in declared:
        return "fixed text"
    if "enum" in declared:
        return "code" if None not in declared["enum"] else "code or null"
    if "$ref" in declared:
        name = declared["$ref"].rpartition("/")[2]
        return str(_NAMED.get(name, name))
    if declared["type"] == "array":
        inside = declared["items"]
        return f"list of {_LISTED.get(inside['$ref'].rpartition('/')[2], '')}".strip() if "$ref" in inside else "list of codes"
    if declared.get("format") == "date":
        return "day"
    return _TYPES[declared["type"] if isinstance(declared["type"], str) else declared["type"][0]] + (
        " or null" if "null" in declared["type"] else ""
    )


_TYPES = {"string": "text", "boolean": "true or false", "integer": "whole number", "object": "object"}
_NAMED = {
    "publisher": "object publisher", "day": "day or null", "words": "text or null", "language": "code or null",
    "code": "code of a State", "id": "identifier", "hash": "SHA-256", "chapter": "code or null",
    "cycle": "whole number or null", "provisions": "list of codes",
}  # fmt: skip
_LISTED = {
    "source": "objects source", "state": "objects state", "document": "objects document", "need": "objects need",
    "no_need": "objects no_need", "cell": "objects cell", "evidence": "objects evidence", "id": "identifiers",
}  # fmt: skip
