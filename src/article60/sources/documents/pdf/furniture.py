"""Running heads and feet: told from text by their band and repetition; the printed page number is taken from them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from article60.sources.documents.flow import SYMBOL
from article60.sources.documents.labels import EUROPEAN
from article60.sources.documents.pdf import repeats
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines

HEAD_BAND, FOOT_BAND = 0.13, 0.86
_CLOSE = 2.3  # times the size of the type: from the head of a table to its first row
_WORD_PAGE = r"(?:page|p\.|página|pág\.|стр(?:аница|\.)?|صفحة|الصفحة|第)"
_OF = r"(?:/|of|de|sur|sobre|из|من|页?\s?共)"
NUMBER_OF = re.compile(rf"{_WORD_PAGE}?\s*(\d{{1,4}})\s*{_OF}\s*(\d{{1,4}})\s*页?", re.IGNORECASE)
NUMBER_ALONE = re.compile(rf"(?:{_WORD_PAGE}\s*)?[-–—]?\s*(\d{{1,4}})\s*[-–—]?\s*页?", re.IGNORECASE)
JOB_NUMBER = re.compile(r"\(?[A-Z]{1,3}\)?[.\-]?\d{2}-\d{4,6}|\d{2}-\d{5}")


def set_aside(pages: Sequence[PageLines]) -> None:
    """Move running heads and feet out of every page's lines and give each page its printed number, where one is printed."""
    bands = {(page.index, top): _band(page, top=top) for page in pages for top in (True, False)}
    repeated = repeats.repeated(pages, bands)
    first = {repeats.shape([line]) for line in pages[0].lines} if pages else set()
    for page in pages:
        for top in (True, False):
            taken: list[Line] = []
            for depth, row in enumerate(bands[page.index, top]):
                known = not repeated.isdisjoint(repeats.spots(row))
                known = known or (page.index > 0 and len(row) == 1 and "/" in row[0].text and repeats.shape(row) in first)
                known = known or (depth == 0 and _holds_number(row)) or _is_known_form(row, page, top=top)
                if known and not (_is_ruled_in(row, page) or _heads_columns(row, page)) and row[0].note is None:
                    taken.extend(row)
                elif taken and page.index > 0:
                    break
            (page.heads if top else page.feet).extend(sorted(taken, key=lambda line: (line.row, line.left)))
            away = {id(line) for line in taken}
            page.lines = [line for line in page.lines if id(line) not in away]
    _number(pages)


def _band(page: PageLines, *, top: bool) -> list[list[Line]]:
    """Rows in the upper or lower band of a page, outermost first."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        inside = line.bottom < page.height * HEAD_BAND if top else line.top > page.height * FOOT_BAND
        if inside:
            rows[line.row].append(line)
    return sorted(rows.values(), key=lambda row: row[0].baseline, reverse=not top)


def _holds_number(row: Sequence[Line]) -> bool:
    """Whether the outermost row of a page is a page number, alone or beside a few short words."""
    texts = [line.text.translate(EUROPEAN).strip() for line in row]
    numbered = [t for t in texts if NUMBER_OF.fullmatch(t) or NUMBER_ALONE.fullmatch(t)]
    return bool(numbered) and all(len(t) < 40 for t in texts)


def _is_ruled_in(row: Sequence[Line], page: PageLines) -> bool:
    """Whether a row of several pieces stands between two ruling lines: the head of a table, repeated on every page."""
    top, bottom = min(line.top for line in row), max(line.bottom for line in row)
    near = [r for r in page.rules if r.horizontal and r.left < row[0].right and r.right > row[0].left]
    above = any(-2 < top - r.bottom < row[0].size for r in near)
    return len(row) > 1 and above and any(-2 < r.top - bottom < row[0].size for r in near)


def _heads_columns(row: Sequence[Line], page: PageLines) -> bool:
    """Whether close under several pieces more lines begin, under each of them: the head of a table without ruling lines."""
    below = [line for line in page.lines if line.baseline > row[0].baseline and line.row != row[0].row]
    near = min((line.baseline for line in below), default=float("inf")) - row[0].baseline < _CLOSE * row[0].size
    starts = [page.start_of(line) for line in below]
    return len(row) > 1 and near and all(sum(abs(page.start_of(n) - start) < 2 for start in starts) > 1 for n in row)


def _is_known_form(row: Sequence[Line], page: PageLines, *, top: bool) -> bool:
    """Job numbers and bar codes at a foot; the symbol of the document alone at the head of a later page."""
    texts = [line.text.translate(EUROPEAN).strip() for line in row]
    if top:
        return page.index > 0 and len(texts) == 1 and bool(SYMBOL.fullmatch(texts[0]))
    return all(JOB_NUMBER.match(t) or _is_bar_code(t) for t in texts)


def _is_bar_code(text: str) -> bool:
    return bool(re.fullmatch(r"\*\d{5,}\*", text))


def _numbers(line: Line) -> list[int]:
    text = line.text.translate(EUROPEAN).strip()
    found = NUMBER_OF.fullmatch(text)
    if found:
        first, second = int(found.group(1)), int(found.group(2))
        return [first] if first <= second else [second]
    found = NUMBER_ALONE.fullmatch(text)
    return [int(found.group(1))] if found else [int(n) for n in _beside_job_number(text)]


def _beside_job_number(text: str) -> list[str]:
    job = JOB_NUMBER.search(text)
    if not job:
        return []
    rest = (text[: job.start()] + " " + text[job.end() :]).strip()
    found = NUMBER_OF.fullmatch(rest) or re.fullmatch(r"(\d{1,4})", rest)
    return [found.group(1)] if found else []


def _number(pages: Sequence[PageLines]) -> None:
    """Printed numbers as read, those that fit the other pages first; a cover is one before the next page."""
    read = {page.index: [n for line in page.feet + page.heads for n in _numbers(line)] for page in pages}
    offsets = Counter(n - index for index, numbers in read.items() for n in set(numbers))
    for page in pages:
        choices = read[page.index]
        if choices:
            page.printed = max(choices, key=lambda n: (offsets[n - page.index], -choices.index(n)))
    for before, page in pairwise(pages):
        if page.printed is None and before.printed is not None:
            page.printed = before.printed + 1
    for after, page in zip(reversed(pages), list(reversed(pages))[1:], strict=False):
        if page.printed is None and after.printed is not None and after.printed > 1:
            page.printed = after.printed - 1
