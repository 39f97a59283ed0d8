"""Lines become paragraphs, list items and headings: by gaps, indents, type, labels and room left."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from article60.sources.documents import contents, labels
from article60.sources.documents.pdf.furniture import PageLines
from article60.sources.documents.pdf.lines import Line

_ENDS = re.compile(r"[.:;!?。：；！？؛؟…)）\]»”\"][\"'”’»)\]）\s]*$")
_STOPS = re.compile(r"[.!?。！？؟…:：;；؛][\"'”’»)\]）\s]*$")
_LIST_END = re.compile(r"(?:[;；؛:：.。]|\b(?:and|or|et|ou|y|e|o|и|или|و|أو)|[、，,])\s*$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, the page they stand on, and the label before the first."""

    page: PageLines
    lines: list[Line]
    label: str | None = None
    kind: str = "paragraph"
    level: int = 0
    columns: list[list[Line]] = field(default_factory=list)
    head: list[list[Line]] | None = None
    more: list["Paragraph"] = field(default_factory=list)

    @property
    def start(self) -> float:
        """Where the foremost line begins, in points from the edge at which lines begin."""
        return min(_start(line, self.page) for line in self.lines)

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: type size, distance of lines, by size."""

    size: float
    leading: dict[float, float]
    bold: bool

    def leading_of(self, size: float) -> float:
        """Usual distance of the baselines of type of a size, in points."""
        return self.leading.get(round(size), 1.35 * size)


def measures(pages: Sequence[PageLines]) -> Measures:
    """The size of most letters, and for each size the usual distance between baselines."""
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    steps: dict[float, Counter[float]] = {}
    for page in pages:
        ordered = sorted(page.lines, key=lambda line: line.baseline)
        for line in ordered:
            sizes[round(line.size * 2) / 2] += len(line.text)
            weights[line.bold] += len(line.text)
        for a, b in pairwise(ordered):
            step = b.baseline - a.baseline
            if 0.8 * a.size < step < 2.6 * a.size and abs(a.size - b.size) < 0.5:
                steps.setdefault(round(a.size), Counter())[round(step * 2) / 2] += 1
    leading = {size: _usual(found) for size, found in steps.items()}
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Measures(size=size, leading=leading, bold=weights[True] > weights[False])


def _usual(steps: Counter[float]) -> float:
    """The smallest distance that is common: paragraphs stand further apart than lines."""
    often = [step for step, times in steps.items() if times >= 0.2 * max(steps.values())]
    return min(often)


def _start(line: Line, page: PageLines) -> float:
    return page.width - line.right if page.right_to_left else line.left


def _end(line: Line, page: PageLines) -> float:
    return page.width - line.left if page.right_to_left else line.right


def build(lines: Sequence[Line], page: PageLines, usual: Measures) -> list[Paragraph]:
    """Paragraphs of a column of lines, in order."""
    found: list[Paragraph] = []
    edge = max((_end(line, page) for line in lines), default=page.width)
    for line in _labelled(lines, page):
        if found and not _begins(found[-1], line, page, usual, edge=edge):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph(page=page, lines=[line], label=line.label))
    return found


def _labelled(lines: Sequence[Line], page: PageLines) -> list[Line]:
    """Lines with labels torn off to their left joined to their words again; a label in the line is taken out of it."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and before.row == line.row and before.label is None and labels.is_label(before.text):
            joined[-1] = _put_label(before, line, page)
        else:
            joined.append(line)
    for line in joined:
        if line.label is None and not (len(line.text) == 1 and labels.is_bullet(line.text)):
            _take_label(line, page)
    return joined


def _put_label(mark: Line, words: Line, page: PageLines) -> Line:
    words.label = labels.tidy(mark.text.strip())
    words.label_left = _start(mark, page)
    words.top, words.bottom = min(mark.top, words.top), max(mark.bottom, words.bottom)
    return words


def _take_label(line: Line, page: PageLines) -> None:
    label, words = labels.split(line.text)
    if label and words:
        line.label, line.label_left = label, _start(line, page)
        line.text = words


def _begins(block: Paragraph, line: Line, page: PageLines, usual: Measures, *, edge: float) -> bool:
    """Whether a line begins a new paragraph rather than going on with the one above."""
    last, first = block.last, block.lines[0]
    step = line.baseline - last.baseline
    if line.row == last.row or contents.LEADERS.search(last.text):
        return True
    if step <= 0 or step > 1.28 * usual.leading_of(last.size) + 0.5 or abs(line.size - last.size) > 0.08 * usual.size + 0.3:
        return True
    if (line.bold != last.bold and not _tail(block, line)) or (line.underlined != last.underlined and not last.underlined):
        return True
    if line.label is not None:
        return _label_begins(block, line, page, usual)
    if last.underlined and not line.underlined and not _could_go_on(last, line, page, edge):
        return True
    if line.italic != last.italic and _room(last, line, page, edge):
        return True
    if _room(last, line, page, edge) and (_STOPS.search(last.text) or _capital(line.text)):
        return True
    return _shifted(block, first, line, page, usual)


def _tail(block: Paragraph, line: Line) -> bool:
    """A bold lead ("Recommendation 1: ...") inside a paragraph: the first line only may differ from the others."""
    return len(block.lines) == 1 and not block.last.bold and line.bold and not _ENDS.search(block.last.text)


def _capital(text: str) -> bool:
    return text[:1].isupper()


def _could_go_on(last: Line, line: Line, page: PageLines, edge: float) -> bool:
    return not _room(last, line, page, edge)


def _room(last: Line, line: Line, page: PageLines, edge: float) -> bool:
    """Whether the first word of a line would have fitted on the line above: then the line above ends a paragraph."""
    first_word = line.text.split(" ", 1)[0]
    share = min(1.0, len(first_word) / max(1, len(line.text)))
    wide = bool(re.match(r"[\u2e80-\u9fff]", first_word))
    need = 2 * line.size if wide else share * line.width + 0.4 * line.size
    return edge - _end(last, page) > need + 0.6 * line.size


def _label_begins(block: Paragraph, line: Line, page: PageLines, usual: Measures) -> bool:
    """Whether the label in a line is one, and not words that happen to stand at the head of a line."""
    label = line.label or ""
    if labels.is_bullet(label) or label in "☑☐–•":
        return not (label in "-–—*" and not _LIST_END.search(block.last.text) and abs(line.label_left - block.start) < 2)
    if _LIST_END.search(block.last.text) or _room(block.last, line, page, _end(block.last, page) + 3 * line.size):
        pass
    same_edge = abs(line.label_left - _start(block.last, page)) < 0.5 * line.size
    ended = bool(_LIST_END.search(block.last.text)) and (bool(_STOPS.search(block.last.text)) or not same_edge)
    if ended or (not same_edge and line.label_left < _start(block.last, page)):
        return True
    line.text = f"{label} {line.text}" if label[-1:] not in "(（" else line.text
    line.label = None
    return False


def _shifted(block: Paragraph, first: Line, line: Line, page: PageLines, usual: Measures) -> bool:
    """Whether the line stands in or out as no line of the same paragraph would."""
    slack = 0.9 * usual.size
    start, before = _start(line, page), _start(block.last, page)
    if block.label is not None and len(block.lines) == 1:
        return start < first.label_left - slack or (start < before - slack and abs(start - first.label_left) > slack)
    if len(block.lines) == 1:
        centred = abs((line.left + line.right) / 2 - (block.last.left + block.last.right) / 2) < 0.5 * usual.size
        return abs(start - before) > 4 * usual.size and not centred
    return (
        abs(start - before) > slack
        and not abs((line.left + line.right) / 2 - (block.last.left + block.last.right) / 2) < 0.5 * usual.size
    )
