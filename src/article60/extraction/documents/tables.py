"""Reads the rows of a table of needs: article, types, body; or one column a type with ticks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from article60.domain.provision import article_of
from article60.extraction.documents.beneficiary import beneficiary, is_general, without_article
from article60.extraction.documents.boxes import BOXES, UNTICKED
from article60.extraction.documents.cites import cites, finest
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.kinds import UNTOLD, named_types
from article60.extraction.documents.making import Label, made
from article60.extraction.documents.no_needs import is_nothing, no_needs
from article60.extraction.documents.phrases import find
from article60.extraction.documents.priority import priority
from article60.extraction.documents.row_words import (
    EMPTY,
    PRIORITY_HEAD,
    is_body,
    is_head,
    is_ticked,
    joined,
    option,
    printed,
    stated,
    wanted,
)
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import bare
from article60.extraction.documents.wording import Reader, is_no_need, is_stub, words_of
from article60.text.normalise import fold

_BARE_NUMBER = re.compile(r"\s*\d{1,2}(?:\s*[,(–-]|\s+\w{1,3}\s+\d|\s*$)")


def rows_of(section: Sequence[Placed], index: int, reader: Reader) -> list[Draft]:
    """What a row states, as a list of one: a need, or that nothing is needed; empty where the row or its box is."""
    placed = section[index]
    cells = [cell.strip() for cell in placed.passage.cells] or [placed.passage.text.strip()]
    boxes = [cell for cell in cells if cell in BOXES]
    if len(boxes) == 1:
        if boxes[0] == UNTICKED:
            return []
        cells = [cell for cell in cells if cell not in BOXES]
        return _option(placed, cells, reader)
    if _is_head(placed) or is_head(cells, reader) or not any(fold(cell) not in EMPTY for cell in cells[1:] or cells):
        return []
    types = _types(placed, cells, reader)
    heads = placed.passage.head_cells
    quote = printed(cells, heads)
    words = words_of(quote, reader)
    provisions = _provisions(section, index, reader)
    rest = [cell for cell in cells[1:] or cells if fold(cell) not in EMPTY]
    first = words_of(bare(rest[0]), reader)
    if not types and is_stub(first, reader):
        return []
    empty = any(is_nothing(words_of(bare(cell), reader), reader) for cell in rest)
    if not types and (empty or is_no_need(first, reader)):
        return [
            replace(
                no_needs(placed, 0, len(placed.passage.text), reader),
                text=stated(cells, heads, reader),
                quote=quote,
                provisions=provisions,
            )
        ]
    return [
        Draft(
            kind="need",
            placed=placed,
            text=wanted(cells, heads, reader),
            quote=quote,
            end=len(placed.passage.text),
            provisions=provisions,
            chapter=placed.place.chapter,
            types=types or UNTOLD,
            priority=_ranked(placed, cells) or priority(words, reader),
            beneficiary=_beneficiary(placed, cells, reader),
            rule="table row under the needs heading",
        )
    ]


def _option(placed: Placed, cells: Sequence[str], reader: Reader) -> list[Draft]:
    """What the ticked row of a form states: the option, and what is written beside it."""
    text = bare(joined(cells))
    words = words_of(text, reader)
    if is_no_need(words, reader) or is_nothing(words, reader):
        return [replace(no_needs(placed, 0, len(placed.passage.text), reader), text=text)]
    rule = "ticked box under the needs heading"
    drafts = made(placed, text, 0, Label(), reader, rule=rule)
    return [
        replace(draft, text=bare(option(cells, reader)) if draft.text == text else draft.text, quote=draft.text, end=None)
        for draft in drafts
    ]


def _is_head(placed: Placed) -> bool:
    return bool(placed.passage.head_cells) and placed.passage.head_cells == placed.passage.cells


def _types(placed: Placed, cells: Sequence[str], reader: Reader) -> tuple[str, ...]:
    language = reader.tongues[0]
    heads = placed.passage.head_cells
    ticked = [heads[n] for n, cell in enumerate(cells) if is_ticked(n, cell, heads)]
    if ticked:
        return tuple(dict.fromkeys(found for head in ticked for found in named_types(head, language)))
    return named_types("; ".join(cell for cell in cells[1:] or cells), language)


def _provisions(section: Sequence[Placed], index: int, reader: Reader) -> tuple[str, ...]:
    """The provisions of the row; where its first cell is empty, those of the nearest row above whose first cell is not.

    Paragraphs that other cells name are of the article of the first cell.
    """
    placed = section[index]
    cells = placed.passage.cells or (placed.passage.text,)
    first = _cell_cites(_first_cell(section, index), reader)
    articles = {article_of(provision) for provision in first}
    carried = articles.pop() if len(articles) == 1 else None
    others = tuple(found for cell in cells[1:] for found in _cell_cites(cell, reader, carried=carried))
    return finest((*first, *others) if placed.passage.cells else first) or placed.place.carried


def _first_cell(section: Sequence[Placed], index: int) -> str:
    """The first cell of a row, or of the nearest row of the same table above it whose first cell is not empty."""
    for placed in reversed(section[: index + 1]):
        if placed.passage.kind != "table_row":
            break
        cells = placed.passage.cells or (placed.passage.text,)
        if cells[0].strip():
            return cells[0]
    return ""


def _cell_cites(cell: str, reader: Reader, *, carried: str | None = None) -> tuple[str, ...]:
    """What a cell cites; one that begins with a bare number, as under the head `Article`, is read as a citation."""
    bare_number = _BARE_NUMBER.match(cell) if carried is None else None
    return cites(f"art. {cell}" if bare_number is not None else cell, language=reader.tongues[0], carried=carried)


def _ranked(placed: Placed, cells: Sequence[str]) -> str | None:
    """The words in the column whose head is priority; None where there is no such column or nothing in it."""
    heads = zip(placed.passage.head_cells, cells, strict=False)
    return next((cell for head, cell in heads if PRIORITY_HEAD.search(fold(head)) and fold(cell) not in EMPTY), None)


def _body(cell: str, reader: Reader) -> str | None:
    """The body that a cell names, None where it names none or speaks of all."""
    language = reader.tongues[0]
    if is_general(cell, language) or find(fold(cell), "bodies", None, reader.tongues) is None:
        return None
    return without_article(cell, language)


def _beneficiary(placed: Placed, cells: Sequence[str], reader: Reader) -> str | None:
    """The cell of the column whose head names bodies, None where it speaks of all; without such a column, a body named."""
    for number, head in enumerate(placed.passage.head_cells):
        if number < len(cells) and find(fold(head), "bodies", None, reader.tongues) is not None:
            return _body(cells[number], reader)
    named = next((cell for cell in cells[1:] if is_body(cell, reader)), None)
    return _body(named, reader) if named is not None else beneficiary(bare(joined(cells)), reader.tongues[0])
