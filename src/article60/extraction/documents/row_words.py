"""The words of a row of a table: as printed, with the borders of its cells, and those that say what is wanted."""

import re
from collections.abc import Sequence

from article60.domain.passage import CELL_BORDER
from article60.extraction.documents.boxes import BOXES, UNTICKED
from article60.extraction.documents.cites import cites
from article60.extraction.documents.kinds import named_types
from article60.extraction.documents.phrases import find
from article60.extraction.documents.segments import leans
from article60.extraction.documents.sentences import bare
from article60.extraction.documents.wording import Reader
from article60.text.normalise import fold, words

EMPTY = frozenset({"", "-", UNTICKED, "no", "non", "нет", "لا", "否", "none", "n/a"})
TICKS = frozenset({"x", "х", "✓", "✔", "☑", "☒", "yes", "oui", "si", "да", "نعم", "是", "√", "+"})
PRIORITY_HEAD = re.compile(
    r"^(?:priorit|prioridad|приоритет|срочност|(?:ال)?اولوي|优先|degre de priorit|rang|orden de priorid|level of priorit)"
)
# Words from which a remark says what is wanted: fewer are the name of a body or a mark.
_ENOUGH = 4
_LONGEST_NAME = 6


def joined(cells: Sequence[str]) -> str:
    """Cells joined so that a reader sees the borders between them; empty ones left out."""
    return CELL_BORDER.join(filter(None, cells))


def printed(cells: Sequence[str], heads: Sequence[str]) -> str:
    """A row as printed; before a tick stands the head of its column, which says what was ticked; blank marks left out."""
    shown = (f"{heads[n]} {cell}" if is_ticked(n, cell, heads) else cell for n, cell in enumerate(cells))
    return bare(joined([cell for cell in shown if fold(cell) not in EMPTY]))


def wanted(cells: Sequence[str], heads: Sequence[str], reader: Reader) -> str:
    """What the row says is wanted: without the article, the body, the rank, and the type where another cell tells more."""
    told = _told(cells, heads, reader)
    if len(told) > 1:
        kinds = [head for head, _ in told if _is(head, "type", reader)]
        more = [cell for head, cell in told if _is(head, "wanted", reader)]
        if kinds and more and all(_says(cell, reader) for cell in more):
            told = [(head, cell) for head, cell in told if head not in kinds]
    return bare(joined([cell for _, cell in told])) or printed(cells, heads)


def stated(cells: Sequence[str], heads: Sequence[str], reader: Reader) -> str:
    """What the row says, type and remark, without the article, the body and the rank."""
    return bare(joined([cell for _, cell in _told(cells, heads, reader)])) or printed(cells, heads)


def option(cells: Sequence[str], reader: Reader) -> str:
    """What the ticked row of a form says is wanted: what is written beside the option, else the option."""
    option, *beside = (cell for cell in cells if fold(cell) not in EMPTY)
    return joined(beside) if beside and all(_says(cell, reader) for cell in beside) else joined([option, *beside])


def is_ticked(number: int, cell: str, heads: Sequence[str]) -> bool:
    """Whether a cell is the tick beneath the head of its column."""
    return fold(cell) in TICKS and number < len(heads) and bool(heads[number])


def _told(cells: Sequence[str], heads: Sequence[str], reader: Reader) -> list[tuple[str, str]]:
    """Heads and words of the cells that tell of assistance; the head itself where its column is ticked."""
    found = []
    for number, cell in enumerate(cells):
        head = heads[number] if number < len(heads) else ""
        if is_ticked(number, cell, heads):
            found.append((head, head))
        elif fold(cell) not in EMPTY | BOXES and not _is_aside(number, head, cell, reader):
            found.append((head, cell))
    return found


def _is_aside(number: int, head: str, cell: str, reader: Reader) -> bool:
    """Whether a cell tells for which article, for whom or how urgently, not what is wanted."""
    if number == 0:
        return _is(head, "article", reader) or (not head and bool(cites(cell, language=reader.tongues[0])))
    if is_body(cell, reader):
        return True
    return bool(head) and (
        PRIORITY_HEAD.search(fold(head)) is not None or find(fold(head), "bodies", None, reader.tongues) is not None
    )


def is_body(cell: str, reader: Reader) -> bool:
    """Whether a cell is the name of a body and nothing else: `Ministry of Justice`."""
    found = find(fold(cell), "bodies", None, reader.tongues)
    if found is None or len(words(cell)) > _LONGEST_NAME or named_types(cell, reader.tongues[0]):
        return False
    return found.end() == len(fold(cell)) if reader.tongues[0] in ("en", "zh") else found.start() == 0 and cell[0].isupper()


def is_head(cells: Sequence[str], reader: Reader) -> bool:
    """Whether each cell of a row says what its column tells: article, type, what is wanted."""
    columns = ("article", "type", "wanted")
    told = [cell for cell in cells if cell]
    return len(told) > 1 and all(any(_is(cell, column, reader) for column in columns) for cell in told)


def _is(head: str, column: str, reader: Reader) -> bool:
    return bool(head) and find(fold(head), "columns", column, reader.tongues) is not None


def _says(cell: str, reader: Reader) -> bool:
    """Whether a cell says by itself what is wanted: it does not lean on the one before it, and is more than a name."""
    return not leans(cell) and (len(words(cell)) >= _ENOUGH or bool(named_types(cell, reader.tongues[0])))
