"""A PDF file as blocks: pages to lines, layout noise set aside, lines to paragraphs, paragraphs over pages joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from article60.sources.documents import words
from article60.sources.documents.blocks import Block, PageBox
from article60.sources.documents.pdf import (
    columns,
    furniture,
    grids,
    headings,
    line_labels,
    marks,
    measures,
    notes,
    order,
    paragraphs,
    regions,
    scans,
    tables,
)
from article60.sources.documents.pdf.glyphs import Letters, Sheet, sheet
from article60.sources.documents.pdf.line_ends import has_room
from article60.sources.documents.pdf.lines import Line, Look, Setting, Span, lines_of
from article60.sources.documents.pdf.measures import Measures
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.pdf.paragraph import Paragraph
from article60.sources.documents.pdf.regions import Strip
from article60.sources.documents.reading import Limits, UnreadableDocument
from article60.text import language

_STOPS = re.compile(r"[.!?。！？؟:：;；؛][\"'”’»)\]）\s]*$")
_SAMPLE = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A PDF as read: blocks in reading order, pages and their letters, notes for people, pages that are unread pictures."""

    blocks: list[Block]
    count: int
    letters: Letters
    notes: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()


def read(path: Path, *, limits: Limits) -> Pages:
    """Blocks of a PDF. Scanned pages are recognised where `limits` allows for it, else only named."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        advice = "ask for a copy without password" if "password" in str(error).casefold() else "get a fresh copy of the file"
        raise UnreadableDocument(path.name, f"not a readable PDF ({error})", advice) from error
    with document:
        if len(document) > limits.pages:
            raise UnreadableDocument(path.name, f"{len(document)} pages, more than {limits.pages}", "split the file")
        sheets = [sheet(document, i) for i in range(len(document))]
        words = any(s.glyphs for s in sheets)
        letters = {s.index: s.glyphs for s in sheets}
        pictures = [s.index for s in sheets if not s.glyphs and (s.has_images or not words)]
        if not pictures or not limits.recognise_scans:
            return Pages(blocks=_made(sheets), count=len(sheets), letters=letters, unread=tuple(pictures))
        tongue = language.detect(" ".join(g.text for s in sheets for g in s.glyphs)[:_SAMPLE])
        recognised = {r.sheet.index: r for r in scans.recognise(document, pictures, tongue=tongue)}
    whole = [recognised[s.index].sheet if s.index in recognised else s for s in sheets]
    made = [replace(b, how="scan") if b.page_index in recognised else b for b in _made(whole)]
    return Pages(blocks=made, count=len(sheets), letters=letters, notes=tuple(scans.told(list(recognised.values()))))


def _made(sheets: Sequence[Sheet]) -> list[Block]:
    return list(_blocks(sheets)) if any(s.glyphs for s in sheets) else []


def _blocks(sheets: Sequence[Sheet]) -> Iterator[Block]:
    pages = _pages(sheets)
    furniture.set_aside(pages)
    usual = measures.measures(pages)
    columns.find_gutters(pages)
    for page in pages:
        notes.set_aside(page, body_size=usual.size)
    vocabulary = words.Vocabulary(line.text for page in pages for line in page.lines)
    strips = [(page, strip, _paragraphs(strip, page, usual)) for page, strip in _all_strips(pages)]
    headings.classify([p for _, _, found in strips for p in found], usual)
    _join_over_breaks([(strip, found) for _, strip, found in strips])
    for page in pages:
        found = [p for on, _, made in strips if on is page for p in made]
        yield from (_furniture_block(line, page, "running_head") for line in page.heads)
        for paragraph in found:
            yield _block(paragraph, vocabulary)
        yield from _footnotes(page, usual, vocabulary)
        yield from (_furniture_block(line, page, "running_foot") for line in page.feet)


def _pages(drawn: Sequence[Sheet]) -> list[PageLines]:
    sheets = [replace(s, glyphs=marks.written(s.glyphs, s.drawings)) for s in drawn]
    reversed_ligatures = any(order.ligatures_reversed(s.glyphs) for s in sheets)
    settings = [Setting(_runs_right_to_left(s), reversed_ligatures) for s in sheets]
    lines = [lines_of(s, setting) for s, setting in zip(sheets, settings, strict=True)]
    turned = brackets_turned([line for found in lines for line in found if order.is_right_to_left(line.text)])
    if turned:
        settings = [replace(each, brackets_turned=turned if each.right_to_left else frozenset()) for each in settings]
        lines = [lines_of(s, setting) for s, setting in zip(sheets, settings, strict=True)]
    return [
        PageLines(index=s.index, width=s.width, height=s.height, lines=found, rules=s.rules, setting=setting)
        for s, setting, found in zip(sheets, settings, lines, strict=True)
    ]


def _runs_right_to_left(found: Sheet) -> bool:
    letters = [g.text for g in found.glyphs if g.text.isalpha()]
    return sum(order.is_right_to_left(c) for c in letters) * 2 > len(letters)


def brackets_turned(lines: Sequence[Line]) -> frozenset[Look]:
    """Some fonts store brackets as seen, others as meant: take, for each look of type, the way in which more of them pair."""
    texts: dict[Look, list[str]] = {}
    for line in lines:
        texts.setdefault(line.look, []).append(line.text)
    joined = {look: "\n".join(found) for look, found in texts.items()}
    return frozenset(look for look, text in joined.items() if order.well_nested(order.mirrored(text)) > order.well_nested(text))


def _all_strips(pages: Sequence[PageLines]) -> Iterator[tuple[PageLines, Strip]]:
    above: Strip | None = None
    for page in pages:
        found = _strips(page, above)
        yield from ((page, strip) for strip in found)
        above = found[-1] if found else None


def _strips(page: PageLines, above: Strip | None) -> list[Strip]:
    """Tables, columns and plain text of a page, from top to bottom; `above`: the last of them on the page before."""
    drawn = grids.tables(page)
    taken = [line for _, lines in drawn for line in lines]
    found: list[Strip] = []
    for low, high in _bands(page, [strip for strip, _ in drawn]):
        between = [line for line in page.lines if low <= line.top < high]
        away = {id(line) for line in taken}
        for block in columns.blocks(page, [line for line in between if id(line) not in away]):
            on = replace(page, lines=block.lines)
            before = above if not found else None
            alone = [Strip(block.lines, listed=True)] if block.listed else None
            made = alone or regions.strips(on, running=block.running, above=before)
            found.extend(replace(strip, column=block.column) for strip in made)
        found.extend(strip for strip, _ in drawn if strip.top == high)
    return found


def _bands(page: PageLines, drawn: Sequence[Strip]) -> list[Span]:
    edges = [float("-inf"), *sorted({strip.top for strip in drawn}), float("inf")]
    return list(pairwise(edges))


def _paragraphs(strip: Strip, page: PageLines, usual: Measures) -> list[Paragraph]:
    if strip.rows:
        return tables.paragraphs(strip.rows, page, cut=strip.cut)
    found = paragraphs.listed(strip.lines, page) if strip.listed else paragraphs.build(strip.lines, page, usual)
    for paragraph in found:
        paragraph.column = strip.column
    return found


def _join_over_breaks(strips: Sequence[tuple[Strip, list[Paragraph]]]) -> None:
    """Join what goes on at the head of the next page or column to its beginning: a paragraph, an item, a table row."""
    above: list[Paragraph] = []
    edge = 0.0
    for strip, found in strips:
        if strip.listed:
            above = []
            continue
        found[:] = tables.join(above, found)
        if above and found and _continues(above[-1], found[0], edge=edge):
            above[-1].more.append(found.pop(0))
        above = found or above
        edge = max((p.page.end_of(line) for p in found for line in p.lines), default=edge)


def _continues(last: Paragraph, first: Paragraph, *, edge: float) -> bool:
    """Whether a paragraph goes on in the next one; `edge`: where the lines of the first one's column end."""
    if last.kind not in ("paragraph", "list_item") or first.kind not in ("paragraph", "list_item"):
        return False
    if first.label is not None:
        goes_on = line_labels.goes_on(last, first.lines[0])
        if goes_on:
            line_labels.give_back(first.lines[0])
        return goes_on
    tail, head = last.end.last, first.lines[0]
    if abs(tail.size - head.size) > 1 or tail.bold != head.bold or tail.italic != head.italic:
        return False
    if head.text[:1].islower():
        return True
    return not _STOPS.search(tail.text) and not has_room(tail, head, last.end.page, edge=edge)


def _block(paragraph: Paragraph, vocabulary: words.Vocabulary) -> Block:
    parts = [paragraph, *paragraph.more]
    lines = [line for part in parts for line in part.lines]
    cells = tuple(
        _words([line for part in parts for line in part.columns[k]], vocabulary) for k in range(len(paragraph.columns))
    )
    text = " ".join(c for c in cells if c) if cells else _words(lines, vocabulary)
    letters = sum(len(line.text) for line in lines)
    return Block(
        kind=paragraph.kind,
        text=text,
        label=paragraph.label,
        level=paragraph.level,
        cells=cells,
        head_cells=tuple(_words(cell, vocabulary) for cell in paragraph.head or ()),
        page=paragraph.page.printed,
        page_index=paragraph.page.index,
        boxes=tuple(_box(line, part.page) for part in parts for line in part.lines),
        bold=sum(len(line.text) for line in lines if line.bold) * 2 > letters,
        italic=sum(len(line.text) for line in lines if line.italic) * 2 > letters,
        size=lines[0].size,
    )


def _words(lines: Sequence[Line], vocabulary: words.Vocabulary) -> str:
    return words.mend(words.tidy(words.join_lines([line.text for line in lines], vocabulary)), vocabulary)


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


def _footnotes(page: PageLines, usual: Measures, vocabulary: words.Vocabulary) -> Iterator[Block]:
    groups: list[list[Line]] = []
    for line in page.notes:
        if not groups or notes.label_and_words(line.text)[0] or line.marks or line.note:
            groups.append([line])
        else:
            groups[-1].append(line)
    for group in groups:
        text = _words(group, vocabulary)
        mark = group[0].note
        label, bare = (mark, text.removeprefix(mark).strip()) if mark else notes.label_and_words(text)
        yield Block(
            kind="footnote",
            text=bare,
            label=label or "".join(group[0].marks) or None,
            page=page.printed,
            page_index=page.index,
            boxes=tuple(_box(line, page) for line in group),
            size=group[0].size,
        )
