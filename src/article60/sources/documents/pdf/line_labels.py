"""Labels at the head of lines: put to their words, and told from words that only look like a label."""

import re
from collections.abc import Sequence
from itertools import groupby

from article60.sources.documents import labels
from article60.sources.documents.pdf.line_ends import LIST_END, STOPS, has_room
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.paragraph import Paragraph
from article60.text import citations

_DASHES = "-–—*"
_NEAR = 2.0  # points
_MUCH_ROOM = 0.35  # share of the width from where a line begins to the edge of its column


def labelled(lines: Sequence[Line], page: PageLines) -> list[Line]:
    """Lines with labels torn off to their left joined to their words again; a label in the line is taken out of it."""
    joined: list[Line] = []
    for line in _boxes_behind(lines, page):
        before = joined[-1] if joined else None
        if before is not None and before.row == line.row and before.label is None and labels.is_label(before.text):
            joined[-1] = _put(before, line, page)
        else:
            joined.append(line)
    for line in joined:
        if line.label is None and not (len(line.text) == 1 and labels.is_bullet(line.text)):
            _take(line, page)
    return joined


def _boxes_behind(lines: Sequence[Line], page: PageLines) -> list[Line]:
    """The lines, with boxes that stand behind their options, at the end of the row, as labels of these."""
    found: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.row):
        row = list(group)
        boxed = [labels.is_tick(line.text) for line in row]
        if len(row) % 2 or any(boxed[::2]) or not all(boxed[1::2]):
            found.extend(row)
            continue
        for words, box in zip(row[::2], row[1::2], strict=True):
            label, rest = labels.split(words.text)
            words.label = labels.tidy(box.text.strip()) + (f" {label}" if label and rest else "")
            words.label_left, words.text, words.printed = page.start_of(words), rest or words.text, words.text
            found.append(words)
    return found


def _put(mark: Line, words: Line, page: PageLines) -> Line:
    words.label = labels.tidy(mark.text.strip())
    words.label_left = page.start_of(mark)
    words.top, words.bottom = min(mark.top, words.top), max(mark.bottom, words.bottom)
    return words


def _take(line: Line, page: PageLines) -> None:
    label, words = labels.split(line.text)
    if label and words:
        line.label, line.label_left, line.printed = label, page.start_of(line), line.text
        line.text = words


def give_back(line: Line) -> None:
    """Make the label of a line words of it again."""
    line.text = line.printed or f"{line.label} {line.text}"
    line.label = None


def begins(block: Paragraph, line: Line, page: PageLines, *, edge: float) -> bool:
    """Whether the label in a line begins a paragraph, and is not words that happen to stand at the head of a line."""
    label = line.label or ""
    if goes_on(block, line):
        return False
    if _under_label(block, line, page, edge=edge):
        return True
    if labels.is_bullet(label):
        aligned = abs(line.label_left - block.start) < _NEAR
        return not (label in _DASHES and aligned and not LIST_END.search(block.last.text))
    apart = abs(line.label_left - page.start_of(block.last)) >= 0.5 * line.size
    ended = bool(LIST_END.search(block.last.text)) and (bool(STOPS.search(block.last.text)) or apart)
    return ended or (apart and line.label_left < page.start_of(block.last)) or _is_short(block.last, page, edge=edge)


def _is_short(last: Line, page: PageLines, *, edge: float) -> bool:
    """Whether a line leaves so much room that no label would have been carried to the next one."""
    return edge - page.end_of(last) > _MUCH_ROOM * (edge - page.start_of(last))


def goes_on(block: Paragraph, line: Line) -> bool:
    """Whether the label belongs to the words above it: it closes their bracket, or is the number of an `art.` at their end."""
    before = block.end.last.text
    label = line.label or ""
    if labels.closes(before, label):
        return True
    cited = citations.find(f"{before} {label} {line.text}") if before.endswith(".") and re.search(r"\d", label) else ()
    return any(hit.start < len(before) < hit.end for hit in cited)


def _under_label(block: Paragraph, line: Line, page: PageLines, *, edge: float) -> bool:
    """Whether the label stands under the one of the item above, to the side of that item's words."""
    if block.label is None or abs(line.label_left - block.lines[0].label_left) >= _NEAR:
        return False
    hanging = [page.start_of(other) > line.label_left + _NEAR for other in block.lines[1:]]
    return all(hanging) if hanging else has_room(block.last, line, page, edge=edge) or labels.is_bullet(line.label or "")
