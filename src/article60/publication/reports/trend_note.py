"""The trend note: technical assistance required and provided, in the form of the Secretariat's analyses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from article60.codes.labels import codes
from article60.figures.sources import by_number
from article60.publication.reports import coverage_tiles
from article60.publication.reports.making import Kind, Making

MANDATE = (
    "Promoting technical assistance to support the effective implementation of the United Nations Convention against Corruption"
)
"""Title of resolution 7/3 of the Conference, in English; the official titles in other languages are not held here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document in the annex: its number, its symbol (file where there is none), and what is known of kind, languages and day.

    A document in several languages stands once, under one number.
    """

    number: str
    name: str
    told: str


def documents(making: Making) -> list[Listed]:
    """Every document that was read, by symbol; the notes' annex then calls each by its number in this list."""
    found = making.connection.execute(
        "SELECT coalesce(symbol, document_id), coalesce(symbol, file), document_kind, issued_on, "
        "json_group_array(DISTINCT language) FILTER (WHERE language IS NOT NULL) "
        "FROM documents GROUP BY 1, 2, 3, 4"
    ).fetchall()
    rows = sorted(found, key=lambda row: (by_number(row[1]), row[0], row[2] or "", row[3] or ""))
    numbers = {key: number for number, key in enumerate(dict.fromkeys(row[0] for row in rows), start=1)}
    making.numbers.listed = numbers
    words = making.words

    def told(kind: str | None, languages: str, issued: str | None) -> str:
        kind_told = words.code("document_kinds", kind) if kind else ""
        languages_told = words.codes("languages", sorted(json.loads(languages)))
        return words.comma.join(filter(None, (kind_told, languages_told, making.day(issued) if issued else "")))

    return [
        Listed(number=words.number(numbers[key]), name=name, told=told(kind, languages, issued))
        for key, name, kind, issued, languages in rows
    ]


def _given(making: Making) -> Mapping[str, Any]:
    words = making.words
    kinds = [(kind, words.code("coverage_cells", kind), words.say(f"kind_{kind}")) for kind in codes("coverage_cells")]
    return {
        "mandate": MANDATE,
        "official": "" if words.language == "en" else f"{words.blank}[[{words.say('official_title')}]]",
        "reviewed": coverage_tiles.chapters(making),
        "grid": lambda chapter: coverage_tiles.by_group(making, chapter),
        "kinds": kinds,
        "documents": lambda: documents(making),
    }


TREND_NOTE = Kind(name="trend-note", given=_given)
