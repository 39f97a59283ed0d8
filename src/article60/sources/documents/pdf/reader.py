"""A PDF file as blocks: pages to lines, layout noise set aside, lines to paragraphs, paragraphs over pages joined."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from article60.sources.documents import words
from article60.sources.documents.blocks import Block, PageBox
from article60.sources.documents.pdf import furniture, headings, notes, order, paragraphs
from article60.sources.documents.pdf.furniture import PageLines
from article60.sources.documents.pdf.glyphs import Sheet, sheet
from article60.sources.documents.pdf.lines import Line, lines_of
from article60.sources.documents.pdf.paragraphs import Paragraph
from article60.sources.documents.reading import Limits, UnreadableDocument

_GOES_ON = re.compile(r"[.!?。！？؟:：;；؛][\"'”’»)\]）\s]*$")
NO_TEXT = "no text layer: needs OCR"


def blocks(path: Path, *, limits: Limits) -> tuple[list[Block], int, list[str]]:
    """Blocks in reading order, number of pages, and notes for people."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        advice = "ask for a copy without password" if "password" in str(error).casefold() else "get a fresh copy of the file"
        raise UnreadableDocument(path.name, f"not a readable PDF ({error})", advice) from error
    with document:
        if len(document) > limits.pages:
            raise UnreadableDocument(path.name, f"{len(document)} pages, more than {limits.pages}", "split the file")
        sheets = [sheet(document, i) for i in range(len(document))]
    if not any(s.glyphs for s in sheets):
        return [], len(sheets), [NO_TEXT]
    empty = [s.index + 1 for s in sheets if not s.glyphs and s.has_images]
    told = [f"physical page {n}: {NO_TEXT}" for n in empty]
    return list(_blocks(sheets)), len(sheets), told


def _blocks(sheets: Sequence[Sheet]) -> Iterator[Block]:
    pages = _pages(sheets)
    furniture.set_aside(pages)
    usual = paragraphs.measures(pages)
    for page in pages:
        notes.set_aside(page, body_size=usual.size)
    vocabulary = words.Vocabulary(line.text for page in pages for line in page.lines)
    by_page = [paragraphs.build(page.lines, page, usual) for page in pages]
    body = [p for found in by_page for p in found]
    headings.classify(body, usual)
    joined = _over_pages(by_page)
    for page, found in zip(pages, joined, strict=True):
        yield from (_furniture_block(line, page, "running_head") for line in page.heads)
        for paragraph in found:
            yield _block(paragraph, vocabulary)
        yield from _footnotes(page, usual, vocabulary)
        yield from (_furniture_block(line, page, "running_foot") for line in page.feet)


def _pages(sheets: Sequence[Sheet]) -> list[PageLines]:
    swap = any(order.ligatures_reversed(s.glyphs) for s in sheets)
    found = []
    for s in sheets:
        letters = [g.text for g in s.glyphs if g.text.isalpha()]
        right_to_left = sum(order.is_right_to_left(c) for c in letters) * 2 > len(letters)
        lines = lines_of(s, right_to_left=right_to_left, swap=swap)
        found.append(
            PageLines(index=s.index, width=s.width, height=s.height, lines=lines, rules=s.rules, right_to_left=right_to_left)
        )
    _turn_brackets(found)
    return found


def _turn_brackets(pages: Sequence[PageLines]) -> None:
    """Some producers store brackets as seen, others as meant: take the way in which more of them pair."""
    lines = [line for page in pages if page.right_to_left for line in page.lines]
    text = "\n".join(line.text for line in lines)
    if order.well_nested(order.mirrored(text)) > order.well_nested(text):
        for line in lines:
            line.text = order.mirrored(line.text)


def _over_pages(by_page: Sequence[list[Paragraph]]) -> list[list[Paragraph]]:
    """Join a paragraph that goes on at the top of the next page to its beginning."""
    kept: list[list[Paragraph]] = [list(found) for found in by_page]
    last: Paragraph | None = None
    for found in kept:
        if last is not None and found and _continues(last, found[0]):
            last.more.append(found.pop(0))
        if found:
            last = found[-1]
    return kept


def _continues(last: Paragraph, first: Paragraph) -> bool:
    if first.kind != "paragraph" or first.label is not None or last.kind not in ("paragraph", "list_item"):
        return False
    tail = (last.more[-1] if last.more else last).last
    opening = first.lines[0].text[:1]
    if abs(tail.size - first.lines[0].size) > 1 or tail.bold != first.lines[0].bold or tail.italic != first.lines[0].italic:
        return False
    ended = bool(_GOES_ON.search(tail.text))
    return not ended or opening.islower()


def _block(paragraph: Paragraph, vocabulary: words.Vocabulary) -> Block:
    parts = [paragraph, *paragraph.more]
    lines = [line for part in parts for line in part.lines]
    text = words.mend(words.tidy(words.join_lines([line.text for line in lines], vocabulary)), vocabulary)
    label, level = paragraph.label, paragraph.level
    letters = sum(len(line.text) for line in lines)
    return Block(
        kind=paragraph.kind,
        text=text,
        label=label,
        level=level,
        cells=paragraph.cells,
        head_cells=paragraph.head_cells,
        page=paragraph.page.printed,
        page_index=paragraph.page.index,
        boxes=tuple(_box(line, part.page) for part in parts for line in part.lines),
        bold=sum(len(line.text) for line in lines if line.bold) * 2 > letters,
        italic=sum(len(line.text) for line in lines if line.italic) * 2 > letters,
        size=lines[0].size,
    )


def _box(line: Line, page: PageLines) -> PageBox:
    return (page.index, round(line.left, 1), round(line.top, 1), round(line.right, 1), round(line.bottom, 1))


def _furniture_block(line: Line, page: PageLines, kind: str) -> Block:
    return Block(
        kind=kind,
        text=words.tidy(line.text),
        page=page.printed,
        page_index=page.index,
        boxes=(_box(line, page),),
        size=line.size,
    )


def _footnotes(page: PageLines, usual: paragraphs.Measures, vocabulary: words.Vocabulary) -> Iterator[Block]:
    groups: list[list[Line]] = []
    for line in page.notes:
        if not groups or notes.label_and_words(line.text)[0] or line.marks:
            groups.append([line])
        else:
            groups[-1].append(line)
    for group in groups:
        text = words.mend(words.tidy(words.join_lines([line.text for line in group], vocabulary)), vocabulary)
        label, bare = notes.label_and_words(text)
        yield Block(
            kind="footnote",
            text=bare,
            label=label or "".join(group[0].marks) or None,
            page=page.printed,
            page_index=page.index,
            boxes=tuple(_box(line, page) for line in group),
            size=group[0].size,
        )
