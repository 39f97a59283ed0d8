"""Which paragraphs of a PDF are headings, list items or entries of a table of contents, and of which level."""

import re
from collections.abc import Sequence
from itertools import pairwise

from article60.sources.documents import contents, labels
from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.measures import Measures
from article60.sources.documents.pdf.paragraph import Paragraph

_ENDS_AS_SENTENCE = re.compile(r"[.;,:。；，：؛،]$")
LONGEST = 320
_FORM = 3  # so many numbered questions make a form
Style = tuple[int, float, float, bool, bool]


def classify(paragraphs: Sequence[Paragraph], usual: Measures) -> None:
    """Set kind and level of every paragraph in place."""
    _contents(paragraphs)
    for i, paragraph in enumerate(paragraphs):
        if paragraph.kind == "paragraph" and _is_heading(paragraph, paragraphs[i + 1 : i + 2], usual):
            paragraph.kind = "heading"
    questions = [p for p, after in pairwise(paragraphs) if _is_question(p, after)]
    for paragraph in questions if len(questions) >= _FORM else []:
        paragraph.kind = "heading"
    margins = _margins(paragraphs)
    for paragraph in paragraphs:
        further = margins[paragraph.column] - margins[0]
        if paragraph.kind == "paragraph" and paragraph.label and not _is_numbered_paragraph(paragraph, further):
            paragraph.kind = "list_item"
    _rank(paragraphs)
    _indent(paragraphs)


def printed(paragraph: Paragraph) -> str:
    """Label and words of a paragraph, as they stand."""
    words = " ".join(line.text for line in paragraph.lines)
    return f"{paragraph.label} {words}" if paragraph.label else words


def _contents(paragraphs: Sequence[Paragraph]) -> None:
    under = False
    for paragraph in paragraphs:
        if paragraph.kind != "paragraph" or _is_boxed(paragraph):
            continue
        text = printed(paragraph)
        if contents.is_title(text):
            under = True
            paragraph.kind = "contents"
        elif contents.is_entry(text, under_title=under):
            paragraph.kind = "contents"
        elif len(text) > contents.LONGEST_ENTRY:
            under = False
    for before, paragraph, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        boxed = _is_boxed(paragraph)
        if before.kind == after.kind == "contents" and paragraph.kind == "paragraph" and not boxed:
            paragraph.kind = "contents"


def _is_boxed(paragraph: Paragraph) -> bool:
    return (paragraph.label or "").startswith(labels.BOXES)


def _is_heading(paragraph: Paragraph, after: Sequence[Paragraph], usual: Measures) -> bool:
    text = printed(paragraph)
    if len(text) > LONGEST or not any(c.isalpha() for c in text) or contents.is_caption(text):
        return False
    first = paragraph.lines[0]
    decided = all(line.bold for line in paragraph.lines) and not usual.bold
    larger = first.size > 1.12 * usual.size
    if paragraph.label in ("•", "–") or _is_boxed(paragraph):
        return False
    if (decided or larger) and not (len(text) > 160 and text.endswith((".", "。"))):
        return True
    if _ENDS_AS_SENTENCE.search(text) or not after:
        return False
    number = labels.heading_number(text)[2] > 1
    if number and len(text) < 200:
        return True
    slanted = all(line.italic for line in paragraph.lines) or all(line.underlined for line in paragraph.lines)
    follows = after[0].kind == "paragraph" and not after[0].lines[0].italic and not after[0].lines[0].underlined
    return slanted and follows and paragraph.label is None and len(paragraph.lines) <= 3


def _is_question(paragraph: Paragraph, after: Paragraph) -> bool:
    """A numbered line in slanted or underlined type above upright words: in a form, the question that they answer."""
    numbered = bool(re.fullmatch(r"[\d٠-٩]{1,2}[.)-]", paragraph.label or ""))
    lines, below = paragraph.lines, after.lines[0]
    slanted = all(line.italic for line in lines) and not below.italic
    underlined = all(line.underlined for line in lines) and not below.underlined
    return paragraph.kind == "paragraph" and numbered and (slanted or underlined) and len(printed(paragraph)) <= LONGEST


def _margins(paragraphs: Sequence[Paragraph]) -> dict[int, float]:
    """Where the foremost lines of each column begin, in points from the edge at which lines begin."""
    found = {0: min((p.start for p in paragraphs if not p.column), default=0.0)}
    for paragraph in paragraphs:
        found[paragraph.column] = min(found.get(paragraph.column, paragraph.start), paragraph.start)
    return found


def _is_numbered_paragraph(paragraph: Paragraph, further: float) -> bool:
    """A long paragraph with a plain number before it is a numbered paragraph of a report, not an item of a list."""
    label = paragraph.label or ""
    return (
        bool(re.fullmatch(r"[\d٠-٩]{1,3}[.．]?(?:[\d٠-٩]{1,3}\.?)?", label))
        and paragraph.start - further < 110
        and len(printed(paragraph)) > 120
    )


def _rank(paragraphs: Sequence[Paragraph]) -> None:
    """Levels: larger or bold headings by size, numbered ones by depth below those above them, slanted ones last."""
    heads = [p for p in paragraphs if p.kind == "heading"]
    depths = [(p.lines[0], labels.heading_number(printed(p))[2]) for p in heads]
    numbered = [line.size for line, depth in depths if depth and not _is_slight(line, depth)]
    largest = max(numbered, default=0.0)
    styles = {id(p): _style(p, largest) for p in heads}
    ranks = sorted(set(styles.values()))
    for paragraph in heads:
        paragraph.level = ranks.index(styles[id(paragraph)]) + 1


def _style(paragraph: Paragraph, largest: float) -> Style:
    line = paragraph.lines[0]
    depth = labels.heading_number(printed(paragraph))[2]
    size = -round(line.size * 2) / 2
    if depth and not _is_slight(line, depth):
        return (1, float(depth), 0.0, False, False)
    if line.size >= largest - 0.3 and line.bold and not (line.italic and largest):
        return (0, size, 0.0, not line.bold, line.italic)
    return (2, size, 0.0, not line.bold, line.italic)


def _is_slight(line: Line, depth: int) -> bool:
    """A plain number before slanted or underlined words counts questions, not sections."""
    return depth == 1 and not line.bold and (line.italic or line.underlined)


def _indent(paragraphs: Sequence[Paragraph]) -> None:
    """Levels of list items by how far their labels stand in, within one list; in each column from where it begins."""
    margins = _margins(paragraphs)
    edges: list[float] = []
    for paragraph in paragraphs:
        if paragraph.kind != "list_item":
            if paragraph.kind == "heading":
                edges = []
            continue
        edge = paragraph.lines[0].label_left - margins[paragraph.column]
        edges = [e for e in edges if e < edge - 4]
        edges.append(edge)
        paragraph.level = len(edges)
