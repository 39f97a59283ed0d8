"""Footnotes of a page: small type at the foot, below a short rule, or led by a mark."""

import re

from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines

_DASHES = re.compile(r"[_‗—–\-]{5,}")
_MARKED = re.compile(r"(\*{1,4}|[†‡]|\d{1,3}|[٠-٩]{1,3}|[a-z])(?=[.)\s])[.)]?\s*")


def set_aside(page: PageLines, *, body_size: float) -> None:
    """Move the footnotes of a page out of its lines."""
    lines = sorted(page.lines, key=lambda line: line.top)
    start = _start(page, lines, body_size=body_size)
    if start is not None:
        page.notes = [line for line in lines if line.top >= start and not _DASHES.fullmatch(line.text)]
        page.lines = [line for line in page.lines if line.top < start]
    page.lines = [line for line in page.lines if not _DASHES.fullmatch(line.text)]


def _start(page: PageLines, lines: list[Line], *, body_size: float) -> float | None:
    """Top of the first note, or None where the page has none."""
    for line in lines:
        if line.top < page.height * 0.3:
            continue
        below = [other for other in lines if other.top >= line.top - 0.5]
        ruled = _ruled_above(page, line) or any(
            _DASHES.fullmatch(o.text) and 0 < line.top - o.top < 2.5 * body_size for o in lines
        )
        small = all(o.size < 0.93 * body_size for o in below)
        marked = bool(_MARKED.match(line.text)) or line.text.startswith("*") or bool(line.marks)
        low = line.top > page.height * 0.55
        if marked and (small or low) and (ruled or (small and low)):
            return line.top
        if ruled and small:
            return line.top
    return None


def _ruled_above(page: PageLines, line: Line) -> bool:
    return any(
        rule.horizontal
        and -1 <= line.top - rule.top < 2.2 * line.size
        and 30 < rule.right - rule.left < 0.45 * page.width
        and not line.underlined
        for rule in page.rules
    )


def label_and_words(text: str) -> tuple[str | None, str]:
    """Mark and words of a footnote's first line."""
    found = re.match(r"(\*{1,4}|[†‡]|\d{1,3}|[٠-٩]{1,3})[.)]?\s+(?=\S)", text) or re.match(r"(\*{1,4})(?=\S)", text)
    return (found.group(1), text[found.end() :].strip()) if found else (None, text)
