"""A block: what every reader finds before section paths, languages and positions are added."""

from dataclasses import dataclass

PageBox = tuple[int, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, paragraph, list item, table row, footnote or piece of layout; columns as in `Passage`."""

    kind: str
    text: str
    label: str | None = None
    level: int = 0
    cells: tuple[str, ...] = ()
    head_cells: tuple[str, ...] = ()
    page: int | None = None
    page_index: int | None = None
    boxes: tuple[PageBox, ...] = ()
    direction: str = "ltr"
    bold: bool = False
    italic: bool = False
    size: float | None = None
    how: str | None = None  # how this block was read where that differs from the rest of the document
