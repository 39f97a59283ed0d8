"""How much a valid needs file tells: basic, traceable to documents, or complete for every State and chapter."""

from collections.abc import Iterator
from typing import Any

from article60.publication.standard.finding import Finding
from article60.publication.standard.rules import each, evidence, records

LEVELS = ("basic", "traceable", "complete")
_CHAPTERS = ("II", "III", "IV", "V")
"""Chapters that the Mechanism reviews."""


def level(read: dict[str, Any]) -> tuple[str, list[Finding]]:
    """The level of a valid file, and what keeps it from the next one."""
    for reached, missing in zip(LEVELS, (_untraceable, _incomplete), strict=False):
        found = [
            Finding(where=where, rule=f"level-{LEVELS[LEVELS.index(reached) + 1]}", what=what) for where, what in missing(read)
        ]
        if found:
            return reached, found
    return LEVELS[-1], []


def _untraceable(read: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Level traceable: every word can be looked up, and the terms are said."""
    if not read.get("licence"):
        yield "$.licence", "is not said"
    if "documents" not in read:
        yield "$.documents", "are not listed"
    for where, document in each(read, "documents"):
        if not document.get("publisher") or not (document.get("address") or document.get("symbol")):
            yield where, "does not say who published it, and under which address or symbol"
    for where, one in (*records(read), *evidence(read)):
        if not one.get("language"):
            yield f"{where}.language", "is not known"
    for where, source in each(read, "sources_read"):
        if not (source.get("address") or source.get("sha256")):
            yield where, "names neither an address nor the hash of what was read"


def _incomplete(read: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Level complete: States have names, and for each of them every reviewed chapter says what is known."""
    listed = {state["code"] for _, state in each(read, "states")}
    told = {(cell["state"], cell["chapter"]) for _, cell in each(read, "coverage")}
    used = {one["state"] for _, one in (*records(read), *each(read, "coverage"))}
    if not read.get("states"):
        yield "$.states", "are not listed"
    for state in sorted(used - listed):
        yield "$.states", f"{state} is not listed with its name"
    for state in sorted(listed):
        for chapter in _CHAPTERS:
            if (state, chapter) not in told:
                yield "$.coverage", f"nothing is said of {state}, chapter {chapter}"
