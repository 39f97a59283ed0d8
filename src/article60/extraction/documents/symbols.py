"""Reads document symbols and what they tell: series, cycle, year of the cycle, and what a document revises."""

import re
from collections.abc import Sequence

from article60.domain.passage import Passage

_SYMBOL = re.compile(r"(?<![\w/*])[A-Z]{1,8}(?:/[A-Z0-9][A-Za-z0-9.\-]*[A-Za-z0-9]|/[A-Z0-9])+(?![\w/])")
_CYCLE = re.compile(r"/IRG/(I{1,2})/(\d)(?:/|$)")
_REVISION = re.compile(r"/(?:Rev|Corr)\.\d+$")
_FIRST_LINES = 14
_WORDS = 8


def symbol_of(passages: Sequence[Passage]) -> str | None:
    """The symbol in the masthead of the first page, not that of a footnote; else the one that runs at the head of the pages."""
    for passage in passages[:_FIRST_LINES]:
        if passage.page_index not in (None, 0) or _is_note(passage):
            continue
        found = _SYMBOL.search(passage.text.strip())
        if found and any(c.isdigit() for c in found.group()) and len(_SYMBOL.sub("", passage.text).split()) <= _WORDS:
            return found.group()
        if passage.kind == "heading" and passage.level > 1:
            break
    heads = [p.text.strip() for p in passages if p.kind == "running_head" and _SYMBOL.fullmatch(p.text.strip().rstrip("*"))]
    return max(heads, key=heads.count).rstrip("*") if heads else None


def _is_note(passage: Passage) -> bool:
    return passage.kind in ("footnote", "contents") or (passage.label or "") == "*" or passage.text.lstrip().startswith("*")


def cycle_in(symbol: str | None) -> tuple[int | None, int | None]:
    """Cycle and year of the cycle that the symbol of an executive summary tells, as `…/IRG/II/3/1/Add.4`: 2 and 3."""
    found = _CYCLE.search(symbol or "")
    return (len(found.group(1)), int(found.group(2))) if found else (None, None)


def revision_of(symbol: str | None) -> str | None:
    """The symbol of the document that a revision or corrigendum belongs to."""
    base = _REVISION.sub("", symbol or "")
    return base if symbol and base != symbol else None


def series_of(symbol: str | None, media_type: str) -> str:
    """conference_room_paper, web or document."""
    if symbol and "/CRP." in symbol:
        return "conference_room_paper"
    return "web" if media_type == "text/html" else "document"
