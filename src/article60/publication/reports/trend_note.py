"""The trend note: technical assistance required and provided, in the form of the Secretariat's analyses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from article60.codes.labels import codes
from article60.publication.reports import coverage_tiles
from article60.publication.reports.making import Kind, Making

MANDATE = (
    "Promoting technical assistance to support the effective implementation of the United Nations Convention against Corruption"
)
"""Title of resolution 7/3 of the Conference, in English; the official titles in other languages are not held here."""


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
    words = making.words
    kinds = [(kind, words.code("coverage_cells", kind), words.say(f"kind_{kind}")) for kind in codes("coverage_cells")]
    return {
        "mandate": MANDATE,
        "official": "" if words.language == "en" else f"{words.blank}[[{words.say('official_title')}]]",
        "reviewed": coverage_tiles.chapters(making),
        "grid": coverage_tiles.by_group(making),
        "kinds": kinds,
        "documents": documents(making),
    }


TREND_NOTE = Kind(name="trend-note", given=_given)
