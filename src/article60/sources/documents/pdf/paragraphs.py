"""Lines become paragraphs, list items and headings: by gaps, indents, type, labels and room left."""

import re
from collections.abc import Sequence

from article60.sources.documents import contents
from article60.sources.documents.pdf import line_labels
from article60.sources.documents.pdf.line_ends import ENDS, STOPS, has_room
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.measures import Measures
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.paragraph import Paragraph
from article60.sources.documents.words import is_wide

_OPEN_END = re.compile(r"[:/,،、：]$")
# Chinese has no capitals and breaks a line after any character: one that leaves room for several ends its paragraph.
_WIDE_ROOM = 3.5


def build(lines: Sequence[Line], page: PageLines, usual: Measures) -> list[Paragraph]:
    """Paragraphs of a column of lines, in order."""
    found: list[Paragraph] = []
    edge = max((page.end_of(line) for line in lines), default=page.width)
    for line in line_labels.labelled(lines, page):
        if found and not _begins(found[-1], line, page, usual, edge=edge):
            found[-1].lines.append(line)
        else:
            found.append(_note(line, page) if line.note else Paragraph(page=page, lines=[line], label=line.label))
    return found


def _note(line: Line, page: PageLines) -> Paragraph:
    """A note under a table, led by its raised mark."""
    mark = line.note or ""
    line.text = line.text.removeprefix(mark).strip()
    return Paragraph(page=page, lines=[line], label=mark, kind="footnote")


def listed(lines: Sequence[Line], page: PageLines) -> list[Paragraph]:
    """One paragraph a line, except where a line plainly goes on."""
    found: list[Paragraph] = []
    for line in lines:
        if found and (line.text[:1].islower() or _OPEN_END.search(found[-1].last.text)):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph(page=page, lines=[line], kind="paragraph"))
    return found


def _begins(block: Paragraph, line: Line, page: PageLines, usual: Measures, *, edge: float) -> bool:
    """Whether a line begins a new paragraph rather than going on with the one above."""
    last, first = block.last, block.lines[0]
    step = line.baseline - last.baseline
    if line.row == last.row or line.note or contents.LEADERS.search(last.text):
        return True
    if step <= 0 or step > 1.28 * usual.leading_of(last.size) + 0.5 or abs(line.size - last.size) > 0.08 * usual.size + 0.3:
        return True
    if (line.bold != last.bold and not _tail(block, line)) or (line.underlined != last.underlined and not last.underlined):
        return True
    if line.label is not None:
        if line_labels.begins(block, line, page, edge=edge):
            return True
        line_labels.give_back(line)
        return False
    room = has_room(last, line, page, edge=edge)
    if room and (line.italic != last.italic or (last.underlined and not line.underlined)):
        return True
    if (room and (STOPS.search(last.text) or _capital(line.text))) or _is_head_of(block, line):
        return True
    if is_wide(last.text[-1]) and is_wide(line.text[0]) and edge - page.end_of(last) > _WIDE_ROOM * last.size:
        return True
    return _shifted(block, first, line, page, usual)


def _tail(block: Paragraph, line: Line) -> bool:
    """A bold lead ("Recommendation 1: ...") inside a paragraph: the first line only may differ from the others."""
    return len(block.lines) == 1 and not block.last.bold and line.bold and not ENDS.search(block.last.text)


def _capital(text: str) -> bool:
    return text[:1].isupper()


def _is_head_of(block: Paragraph, line: Line) -> bool:
    """Whether slanted or underlined lines stand above a sentence that is neither, although they leave no room."""
    upright = not any(glyph.italic for glyph in line.glyphs if glyph.text.isalpha())
    slanted = upright and all(other.italic for other in block.lines)
    underlined = all(other.underlined for other in block.lines) and not line.underlined
    caseless = line.text[:1].isalpha() and not line.text[:1].islower()
    opens = _capital(line.text) or (caseless and bool(ENDS.search(block.last.text)))
    return block.label is None and (slanted or underlined) and opens


def _shifted(block: Paragraph, first: Line, line: Line, page: PageLines, usual: Measures) -> bool:
    """Whether the line stands in or out as no line of the same paragraph would."""
    slack = 0.9 * usual.size
    start, before = page.start_of(line), page.start_of(block.last)
    if block.label is not None and len(block.lines) == 1:
        return start < first.label_left - slack or (start < before - slack and abs(start - first.label_left) > slack)
    if len(block.lines) == 1:
        centred = abs((line.left + line.right) / 2 - (block.last.left + block.last.right) / 2) < 0.5 * usual.size
        return abs(start - before) > 4 * usual.size and not centred
    return (
        abs(start - before) > slack
        and not abs((line.left + line.right) / 2 - (block.last.left + block.last.right) / 2) < 0.5 * usual.size
    )
