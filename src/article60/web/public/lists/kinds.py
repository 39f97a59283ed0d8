"""What a filter may be given: a code of a list, a value that the Release holds, a number, a day, yes or no, or free text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from article60.analysis.peers import LANGUAGE as LANGUAGE_GROUP
from article60.analysis.peers import LEGAL_SYSTEM
from article60.codes import labels
from article60.domain.provision import article_of, provisions
from article60.tables.plain import Cell
from article60.web.common.current import Release

LONGEST = 200
"""Characters that a value may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The values that a filter knows. `one_of` lists them where they can be listed; `pattern` is what others look like.

    `cell` makes of a value what the database compares with; `type` and `format` are those of JSON Schema.
    """

    example: str
    type: str = "string"
    format: str | None = None
    one_of: Callable[[Release], Sequence[str]] | None = None
    pattern: str | None = None
    cell: Callable[[str], Cell] = str

    def refused(self, value: str, release: Release) -> str | None:
        """Why a value is none of these, in a sentence without its subject; None for one that can be used."""
        if self.one_of is not None:
            known = self.one_of(release)
            return None if value in known else f"is none of {_some(known)}"
        if not 0 < len(value) <= LONGEST:
            return f"has no character or more than {LONGEST}"
        if self.pattern is not None and not re.fullmatch(self.pattern, value, re.ASCII):
            return f"is not written like {self.example}"
        return None if self.format != "date" or _is_day(value) else "is no day of the calendar"

    def schema(self, release: Release) -> dict[str, Any]:
        """The same as a JSON Schema."""
        if self.one_of is not None:
            known: list[Any] = list(self.one_of(release))
            return {"type": self.type} | ({} if self.type == "boolean" else {"enum": [_typed(one, self.type) for one in known]})
        told: dict[str, Any] = {"type": self.type, "minLength": 1, "maxLength": LONGEST}
        if self.format is not None:
            return {"type": self.type, "format": self.format}
        return told | ({"pattern": f"^{self.pattern}$"} if self.pattern is not None else {})


def _some(known: Sequence[str], *, most: int = 12) -> str:
    return ", ".join(known[:most]) + (f" and {len(known) - most} more, which openapi.json lists" if len(known) > most else "")


def _typed(value: str, kind: str) -> Any:
    return int(value) if kind == "integer" else value


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def coded(codelist: str) -> Kind:
    """A code of one of the lists of this package."""
    known = labels.codes(codelist)
    return Kind(example=known[0], one_of=lambda release: known)


def one_of(*known: str, type: str = "string", cell: Callable[[str], Cell] = str) -> Kind:
    """One of some words."""
    return Kind(example=known[0], type=type, one_of=lambda release: known, cell=cell)


def _held(query: str, *, example: str) -> Kind:
    return Kind(example=example, one_of=lambda release: [row[0] for row in release.connection.execute(query)])


FREE = Kind(example="words as they stand in the Release")
IDENTIFIER = Kind(example="XA-7K3FQ2MD", pattern="[A-Z][A-Z0-9]{1,2}-[A-Z0-9]{8,16}")
LANGUAGE = Kind(example="fr", pattern="[a-z]{2,3}")
DAY = Kind(example="2026-06-30", format="date", pattern=r"\d{4}-\d{2}-\d{2}")
YEAR = Kind(example="2026", pattern=r"\d{4}")
YES_OR_NO = one_of("true", "false", type="boolean", cell=lambda value: int(value == "true"))
CYCLE = one_of("1", "2", type="integer", cell=int)
STATE = Kind(example="XA", one_of=lambda release: list(release.states))
PROPER = f"\"kind\" NOT IN ('{LANGUAGE_GROUP}', '{LEGAL_SYSTEM}')"
"""Condition on a row of `groups`: States that speak a language or share a legal system are no group proper."""
GROUP = _held(f'SELECT DISTINCT "group" FROM "groups" WHERE {PROPER} ORDER BY 1', example="Forum of Reef States")
PROVISION = one_of(*provisions())
ARTICLES = tuple(dict.fromkeys(map(article_of, provisions())))
ARTICLE = one_of(*ARTICLES)
