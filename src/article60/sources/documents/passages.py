"""Blocks become passages: section paths, languages, directions and positions in reading order."""

import re
from collections.abc import Iterable, Iterator

from article60.domain.passage import Passage
from article60.sources.documents import labels
from article60.sources.documents.blocks import Block
from article60.text import language

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z\u00c0-\u058f\u0900-\u1fff\u3040-\u9fff]")
_DECIMAL_NUMBER = re.compile(r"\d+(?:\.\d+)*")
OUTSIDE_TEXT = frozenset({"running_head", "running_foot", "contents"})


def direction_of(text: str) -> str:
    """Return `rtl` where more letters run from right to left than from left to right."""
    return "rtl" if len(_RIGHT_TO_LEFT.findall(text)) > len(_LEFT_TO_RIGHT.findall(text)) else "ltr"


def assemble(blocks: Iterable[Block], *, sha256: str, how: str) -> tuple[Passage, ...]:
    """Passages of one document in reading order; each knows the headings above it."""
    return tuple(_passages((b for b in blocks if b.text), sha256=sha256, how=how))


def _passages(blocks: Iterable[Block], *, sha256: str, how: str) -> Iterator[Passage]:
    above: list[tuple[int, str]] = []
    for position, block in enumerate(blocks):
        if block.kind == "heading":
            while above and above[-1][0] >= block.level:
                above.pop()
        path = tuple(words for _, words in above)
        yield Passage(
            document_sha256=sha256,
            position=position,
            kind=block.kind,
            text=block.text,
            label=block.label,
            level=block.level,
            section=_section(path),
            section_path=path,
            cells=block.cells,
            head_cells=block.head_cells,
            page=block.page,
            page_index=block.page_index,
            boxes=block.boxes,
            language=None if block.kind in OUTSIDE_TEXT else language.detect(block.text),
            direction=direction_of(block.text),
            bold=block.bold,
            italic=block.italic,
            size=block.size,
            how=block.how or how,
        )
        if block.kind == "heading":
            above.append((block.level, heading_words(block)))


def heading_words(block: Block) -> str:
    """Number in European digits and words of a heading, as kept in section paths."""
    printed = f"{block.label} {block.text}" if block.label else block.text
    number, words, depth = labels.heading_number(printed)
    return f"{number} {words}".strip() if number and depth else printed


def _section(path: tuple[str, ...]) -> str | None:
    for words in reversed(path):
        found = _DECIMAL_NUMBER.match(words)
        if found and (found.end() == len(words) or words[found.end()] == " "):
            return found.group()
    return path[-1] if path else None
