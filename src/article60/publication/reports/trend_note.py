"""The trend note: technical assistance required and provided, in the form of the Secretariat's analyses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from article60.publication.reports.making import Kind, Making


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document in the annex: its symbol (file where there is none), kind and language in words, and day as written."""

    name: str
    kind: str
    language: str
    issued: str


def documents(making: Making) -> list[Listed]:
    """Every document that was read, by symbol."""
    found = making.connection.execute(
        "SELECT coalesce(symbol, file) AS name, document_kind, language, issued_on FROM documents ORDER BY name, language"
    )
    words = making.words
    return [
        Listed(
            name=name,
            kind=words.code("document_kinds", kind) if kind else "",
            language=words.code("languages", language) if language else "",
            issued=making.day(issued) if issued else "",
        )
        for name, kind, language, issued in found
    ]


def _given(making: Making) -> Mapping[str, Any]:
    return {"documents": documents(making)}


TREND_NOTE = Kind(name="trend-note", given=_given)
