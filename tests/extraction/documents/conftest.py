"""Passages made from a short notation, so that a test shows a page as a reader sees it."""

from collections.abc import Callable, Sequence

import pytest

from article60.domain.passage import Passage

_KINDS = {"P": "paragraph", "I": "list_item", "R": "table_row", "F": "footnote", "C": "contents"}


def passages_of(page: str, language: str) -> list[Passage]:
    """One passage a line: `H2 2.4 | Technical assistance needs`, `I1 (a) | words`, `P | words`, `R | cell | cell`."""
    made: list[Passage] = []
    head_cells: tuple[str, ...] = ()
    for position, line in enumerate(line for line in page.splitlines() if line.strip()):
        mark, *rest = (piece.strip() for piece in line.split("|"))
        sign, _, label = mark.partition(" ")
        cells = tuple(rest) if sign == "R" else ()
        head_cells = (head_cells or cells) if cells else ()
        made.append(_passage(position, sign, label, rest, language=language, cells=cells, head_cells=head_cells))
    return made


def _passage(
    position: int,
    sign: str,
    label: str,
    rest: Sequence[str],
    *,
    language: str,
    cells: tuple[str, ...],
    head_cells: tuple[str, ...],
) -> Passage:
    return Passage(
        document_sha256="0" * 64,
        position=position,
        kind="heading" if sign.startswith("H") else _KINDS[sign[0]],
        text=" ".join(cell for cell in rest if cell),
        label=label or None,
        level=int(sign[1:] or 0) if sign[1:].isdigit() else 0,
        section=None,
        section_path=(),
        cells=cells,
        head_cells=head_cells,
        page=position // 20 + 1,
        page_index=position // 20,
        boxes=(),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        bold=sign.startswith("H"),
        italic=False,
        size=None,
        how="text",
    )


@pytest.fixture(scope="session")
def page() -> Callable[[str, str], list[Passage]]:
    """The maker of passages."""
    return passages_of
