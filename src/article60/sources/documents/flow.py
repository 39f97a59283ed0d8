"""Blocks of forms without fixed pages (DOCX, HTML, text): headings by style or look, labels typed by hand, table rows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from article60.sources.documents import contents, labels, words
from article60.sources.documents.blocks import Block

_SENTENCE_END = re.compile(r"[.;,:。；，：؛،]$")
_ENDS = re.compile(r"[.;]$")
_MARK = re.compile(r"(?<=[\w)\]»”］）])(\*{1,4})(?=[\s.,;:]|$)")
LONGEST_HEADING, _SHORT, _MASTHEAD_ROWS = 320, 100, 5
SYMBOL = re.compile(r"[A-Z][A-Z0-9]*(?:/[\w.()\-]+){2,}\*{0,3}")
# Levels of headings that no style declares: by size, by number, by weight, by slant.
LARGER, NUMBERED, BOLD, SLANTED = 10, 10, 19, 20


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paragraph: its words, and from and to which character of the paragraph they stand."""

    text: str
    start: int
    end: int


def parts(text: str) -> list[Part]:
    """A paragraph whose typed line breaks begin labelled items is several; any other break is a blank."""
    found: list[Part] = []
    start = 0
    apart = _short_lines(text)
    for line in text.split("\n"):
        bare, end = line.strip(), start + len(line)
        label, rest = labels.split(bare)
        before = found[-1] if found else None
        goes_on = not (label and rest) or bool(before and labels.closes(before.text, label))
        if before is not None and bare and goes_on and not apart:
            found[-1] = Part(f"{before.text} {bare}", before.start, end)
        elif bare:
            found.append(Part(bare, start, end))
        start = end + 1
    return found


def _short_lines(text: str) -> bool:
    """A block of short lines set one below another (an address, a head of a document), not a paragraph.

    Among several of them one may be longer, as a title is.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    short = sum(len(line) < _SHORT for line in lines)
    enough = len(lines) - 1 if len(lines) > 2 else len(lines)
    longest = max(map(len, lines), default=0)
    return len(lines) > 1 and short >= enough and longest < 2 * _SHORT and not any(_ENDS.search(line) for line in lines)


def block(
    text: str,
    *,
    label: str | None,
    heading_level: int | None,
    list_level: int,
    bold: bool,
    italic: bool,
    size: float | None = None,
    base_size: float | None = None,
) -> Block:
    """One block by what its style and look say."""
    tidied = words.tidy(text)
    if heading_level is None and not label:
        heading_level = _heading_by_look(tidied, bold=bold, size=size, base_size=base_size)
    typed, bare = labels.split(tidied) if not label else (None, tidied)
    if heading_level is not None:
        number, own = (label, tidied) if label else _number_and_words(tidied)
        return Block(kind="heading", text=own, label=number, level=heading_level, bold=bold, italic=italic, size=size)
    if contents.is_led(tidied):
        return Block(kind="contents", text=tidied, label=label, bold=bold, italic=italic, size=size)
    if label or (typed and bare):
        kind = "list_item" if label or not _is_numbered_paragraph(typed or "", bare) else "paragraph"
        level = (list_level or 1) if kind == "list_item" else 0
        return Block(kind=kind, text=bare, label=label or typed, level=level, bold=bold, italic=italic, size=size)
    return Block(kind="paragraph", text=tidied, bold=bold, italic=italic, size=size)


def _number_and_words(text: str) -> tuple[str | None, str]:
    label, bare = labels.split(text)
    return (label, bare) if label and bare else (None, text)


def _heading_by_look(text: str, *, bold: bool, size: float | None, base_size: float | None) -> int | None:
    if not text or len(text) > LONGEST_HEADING or not any(c.isalpha() for c in text) or contents.LEADERS.search(text):
        return None
    if contents.is_caption(text):
        return None
    _, _, depth = labels.heading_number(text)
    larger = size is not None and base_size is not None and size > 1.15 * base_size
    if depth and bold:
        return NUMBERED + depth
    if depth > 1 and len(text) < 200 and not _SENTENCE_END.search(text):
        return NUMBERED + depth
    if bold and larger:
        return LARGER
    return BOLD if bold and not _SENTENCE_END.search(text) else None


def _is_numbered_paragraph(label: str, text: str) -> bool:
    return bool(re.fullmatch(r"[\d٠-٩]{1,3}[.．]", label)) and len(text) > 120


def finish(blocks: Sequence[Block], *, marks: Iterable[str] = ()) -> list[Block]:
    """Short slanted lines before plain paragraphs become headings; stray blanks inside words are taken out.

    `marks`: marks of notes that were left out of the words; what stands behind one of them is a footnote.
    """
    vocabulary = words.Vocabulary(b.text for b in blocks)
    return [_mended(b, vocabulary) for b in _noted(_slanted(_contents(blocks)), set(marks))]


def _noted(blocks: Iterable[Block], marks: set[str]) -> list[Block]:
    """Items behind asterisks become footnotes where such a mark stands at a word, which then loses it."""
    found = list(blocks)
    labelled = Counter(b.label for b in found if b.kind in ("list_item", "footnote"))
    typed = {mark for b in found if b.label is None or set(b.label) != {"*"} for mark in _MARK.findall(b.text)}
    noted = {mark for mark in typed | marks if labelled[mark] == 1}
    return [_without_marks(b, noted) for b in found] if noted else found


def _without_marks(block: Block, noted: set[str]) -> Block:
    if block.kind == "list_item" and block.label in noted:
        return changed(block, kind="footnote", level=0)
    if block.text.startswith("*"):
        return block
    text = _MARK.sub(lambda m: "" if m.group(1) in noted else m.group(1), block.text)
    return block if text == block.text else changed(block, text=text)


def _contents(blocks: Sequence[Block]) -> list[Block]:
    """Entries below the title of a table of contents; an entry may print its number in a paragraph of its own."""
    found = list(blocks)
    under = False
    for i, b in enumerate(found):
        printed = f"{b.label} {b.text}" if b.label else b.text
        following = found[i + 1].text if i + 1 < len(found) else ""
        if contents.is_title(printed):
            under = True
        elif under and (len(printed) > contents.LONGEST_ENTRY or (b.kind == "heading" and b.level < NUMBERED)):
            under = False
        elif not (under and (contents.is_entry(printed, under_title=True) or following.strip().isdigit())):
            continue
        if under:
            found[i] = changed(b, kind="contents", level=0)
    return found


def _mended(block: Block, vocabulary: words.Vocabulary) -> Block:
    text = words.mend(block.text, vocabulary)
    cells = tuple(words.mend(c, vocabulary) for c in block.cells)
    return block if (text, cells) == (block.text, block.cells) else changed(block, text=text, cells=cells)


def changed(block: Block, **values: object) -> Block:
    """The block with some of its columns changed."""
    known = {name: getattr(block, name) for name in Block.__slots__}
    return Block(**{**known, **values})


def _slanted(blocks: Sequence[Block]) -> Iterator[Block]:
    for i, b in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        alone = b.kind == "paragraph" and b.italic and not b.label and len(b.text) < 250 and not _SENTENCE_END.search(b.text)
        if alone and following is not None and following.kind in ("paragraph", "list_item") and not following.italic:
            yield changed(b, kind="heading", level=SLANTED)
        else:
            yield b


def is_masthead(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table lays out the head of a document: its body, symbol, distribution and date."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    symbol = any(SYMBOL.fullmatch(cell) for row in cells[:1] for cell in row)
    return 0 < len(rows) <= _MASTHEAD_ROWS and (symbol or any("Distr." in cell for row in cells for cell in row))


def table_rows(rows: Sequence[Sequence[str]], *, heads: int | None, bold_first: bool) -> Iterator[Block]:
    """Rows of a data table as blocks; a head row carries itself as head, every other row the head above it."""
    count = heads if heads is not None else int(bold_first or _looks_like_head(rows))
    head = tuple(_merged(rows[:count])) if len(rows) > count else ()
    for i, row in enumerate(rows):
        text = " ".join(c for c in row if c)
        if text:
            yield Block(kind="table_row", text=text, cells=tuple(row), head_cells=tuple(row) if i < count else head)


def _merged(rows: Sequence[Sequence[str]]) -> list[str]:
    width = max((len(row) for row in rows), default=0)
    return [" ".join(row[k] for row in rows if k < len(row) and row[k]) for k in range(width)]


def _looks_like_head(rows: Sequence[Sequence[str]]) -> bool:
    """A first row of short words without figures or closing stops, above rows that are longer or hold figures or boxes."""
    if len(rows) < 3 or not rows[0] or not all(rows[0]):
        return False
    short = all(len(c) <= 60 and not any(x.isdigit() for x in c) and not c.endswith((".", ";", "。", "；")) for c in rows[0])
    plain = short and not any(labels.is_tick(c) for c in rows[0])
    return plain and any(any(x.isdigit() for x in c) or len(c) > 60 or labels.is_tick(c) for row in rows[1:] for c in row)
