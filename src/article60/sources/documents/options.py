"""Check boxes: each option an item with its own box, wherever the box stands, and what a row of a table has ticked."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from article60.sources.documents import labels
from article60.sources.documents.blocks import Block
from article60.sources.documents.flow import changed
from article60.text.normalise import fold

_SURE = re.compile(rf"[{labels.TICKED}{labels.UNTICKED}]|\[\s?[xXхХ×✓✔√]?\s?\](?!\w)")
_EMPTY_ROUND = re.compile(r"(?<![\w(（])[(（]\s{1,3}[)）]")
_ROUND = re.compile(r"[(（]\s?[xXхХ×✓✔√•●]?\s?[)）](?!\w)")
_CIRCLES = "○◯●◉"
_FILLED = "■◼◾✓✔√●◉"
_BOX = re.compile("[☑☐]")
_ENDS = re.compile(r"[:：?？؟–—]\s*$")
_BETWEEN = " \t;；,，،/|"
_LONGEST = 200
_CELL_OF_BOXES = re.compile(r"\s*[☑☐]\s*")


@cache
def _answers() -> dict[str, str]:
    """What each answer says, by its folded words: as people type them, with or without accents and vowel signs."""
    text = (files("article60.sources.documents") / "answers.csv").read_text(encoding="utf-8")
    return {fold(row["words"]): row["kind"] for row in csv.DictReader(text.splitlines())}


@dataclass(frozen=True, slots=True)
class _Signs:
    """Which signs are boxes in a document."""

    round_brackets: bool
    squares: bool
    ticks: bool
    crosses: bool

    def written(self, text: str) -> str:
        """The text with every box as ☑ or ☐."""
        text = _SURE.sub(lambda m: _box(m.group()), text)
        if self.round_brackets:
            text = _ROUND.sub(lambda m: _box(m.group()), text)
        if self.squares:
            text = re.sub(f"[{labels.SQUARES}]", lambda m: "☑" if m.group() in _FILLED else "☐", text)
        if self.ticks:
            text = re.sub(f"[{labels.SIGNS}]", lambda m: "☑" if m.group() in _FILLED or self.crosses else "☐", text)
        if len(set(re.findall(f"[{_CIRCLES}]", text))) > 1:
            text = re.sub(f"[{_CIRCLES}]", lambda m: "☑" if m.group() in _FILLED else "☐", text)
        return text


def _box(sign: str) -> str:
    ticked = sign in labels.TICKED or any(c in sign for c in "xXхХ×✓✔√•●")
    return "☑" if ticked else "☐"


def told(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each box beside its option, as label of an item; a row of a table has the box of its only such cell."""
    signs = _signs(blocks)
    return [part for block in blocks for part in _parts(block, signs)]


def _signs(blocks: Sequence[Block]) -> _Signs:
    text = "\n".join(f"{b.label or ''} {b.text} {' '.join(b.cells)}" for b in blocks)
    empty = any(sign in text for sign in labels.UNTICKED) or bool(re.search(r"\[\s?\](?!\w)", text))
    open_squares = any(sign in text for sign in "□◻◽")
    filled = any(sign in text for sign in _FILLED + labels.SIGNS) or any(sign in text for sign in labels.TICKED)
    return _Signs(
        round_brackets=bool(_EMPTY_ROUND.search(text)),
        squares=empty or (open_squares and filled),
        ticks=empty or open_squares,
        crosses=not any(sign in text for sign in "✓✔√"),
    )


def _parts(block: Block, signs: _Signs) -> Iterator[Block]:
    if block.kind == "table_row":
        yield from _row(block, signs)
        return
    if block.kind not in ("paragraph", "list_item", "heading"):
        yield block
        return
    label = signs.written(block.label or "")
    text = signs.written(block.text)
    boxed = label in labels.BOXES
    options = _options(f"{label} {text}" if boxed else text)
    if not options:
        yield block if (label or None, text) == (block.label, block.text) else changed(block, label=label or None, text=text)
        return
    before, *rest = options
    if before[1]:
        yield changed(block, label=None if boxed else block.label, text=before[1])
    level = max(block.level, 1) + bool(before[1] and block.kind == "list_item")
    for box, words in rest:
        number = f" {block.label}" if block.label and not boxed and not before[1] and len(rest) == 1 else ""
        yield changed(
            block, kind="list_item", label=f"{box}{number}", text=words, level=level if block.kind != "heading" else 1
        )


def _options(text: str) -> list[tuple[str, str]]:
    """What stands before the options, with an empty box, and each option with its box; nothing where no options are told."""
    pieces = [piece.strip(_BETWEEN) for piece in _BOX.split(text)]
    boxes = _BOX.findall(text)
    if not boxes or len(text) > _LONGEST * (len(boxes) + 1):
        return []
    first, last = pieces[0], pieces[-1]
    if not first:
        found = list(zip(boxes, pieces[1:], strict=True))
        return [("", ""), *((box, words) for box, words in found if words)] if any(words for _, words in found) else []
    question, option = _asked(first, several=len(boxes) > 1)
    if not last.strip(".;。；") or (_is_answer(option) and not _is_answer(last)):
        rest = list(zip(boxes, [option, *pieces[1:-1]], strict=True))
        return [("", question), *rest] if all(words for _, words in rest) else []
    asked = bool(_ENDS.search(first)) or (len(boxes) > 1 and not re.search(r"[.。]$", last))
    return [("", first), *((box, words) for box, words in zip(boxes, pieces[1:], strict=True) if words)] if asked else []


def _asked(words: str, *, several: bool) -> tuple[str, str]:
    """A question and the first of its answers, where both stand before the first box."""
    ends = list(re.finditer(r"[:：?？؟]\s*", words))
    answer = words[ends[-1].end() :].strip() if ends else ""
    if not answer or not (several or ends[-1].group().strip() in "?？؟" or _is_answer(answer)):
        return "", words
    return words[: ends[-1].end()].strip(), answer


def _is_answer(words: str) -> bool:
    return _answer(words) is not None


def _answer(words: str) -> str | None:
    return _answers().get(fold(words).strip(" .;:"))


def _row(block: Block, signs: _Signs) -> Iterator[Block]:
    cells = tuple(_cell(signs.written(cell)) for cell in block.cells)
    if not any(_BOX.search(cell) for cell in cells):
        yield block
        return
    heads = tuple(signs.written(cell) for cell in block.head_cells)
    is_head = bool(heads) and block.cells == block.head_cells
    filled = [cell for cell in cells if cell]
    if not is_head and filled and all(_is_option(cell) for cell in filled):
        for cell in filled:
            yield from _parts(changed(block, kind="paragraph", text=cell, cells=(), head_cells=(), level=0), signs)
        return
    words = [cell for cell in filled if not _CELL_OF_BOXES.fullmatch(cell)]
    boxes = [(n, cell.strip()) for n, cell in enumerate(cells) if _CELL_OF_BOXES.fullmatch(cell)]
    label = _ticked(boxes, heads) if boxes else block.label
    if not heads and len(words) == len(boxes) == 1 and len(cells) == 2:
        yield changed(block, kind="list_item", text=words[0], label=boxes[0][1], cells=(), level=1)
    else:
        yield changed(
            block, cells=cells, head_cells=heads, text=" ".join(words if label in labels.BOXES else filled), label=label
        )


def _is_option(cell: str) -> bool:
    """Whether a cell holds nothing but options, each with words and box."""
    options = _options(cell)
    return bool(options) and not options[0][1] and len(_BOX.findall(cell)) == len(options) - 1


def _cell(text: str) -> str:
    """A cell in which several answers stand keeps the ticked ones."""
    options = _options(text)
    ticked = [f"{box} {words}" for box, words in options[1:] if box == "☑"]
    if len(options) < 3 or not ticked or not all(_is_answer(words) for _, words in options[1:]):
        return text
    return " ".join([*([options[0][1]] if options[0][1] else []), *ticked])


def _ticked(boxes: Sequence[tuple[int, str]], heads: Sequence[str]) -> str | None:
    """The box that speaks for a row: its only one, the one under `yes`, or an empty one where none is ticked."""
    if len(boxes) == 1 or all(box == "☐" for _, box in boxes):
        return boxes[0][1]
    answers = {_answer(heads[n]): box for n, box in boxes if n < len(heads)}
    if "yes" in answers and "no" in answers:
        return "☑" if "☑" in (answers["yes"], answers.get("partly")) else "☐"
    return None
