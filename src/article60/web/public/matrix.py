"""Needs of a State by article and type of assistance: for each place where they stand, as marks and as numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from article60.codes.labels import codes
from article60.codes.reader import rows
from article60.domain.need import ANTICIPATED, FOUND_BY_REGISTER, NO_LONGER_STATED, Need
from article60.domain.provision import chapter_of

NOWHERE = ""
GRADES = (*(grade for grade in codes("need_grades") if grade not in NO_LONGER_STATED), ANTICIPATED)
CHAPTERS = tuple(row["chapter"] for row in rows("chapters"))
SAID_BY: Mapping[str, tuple[str, ...]] = {
    "state": ("met", "partly_met", "unmet", ANTICIPATED),
    "confirmed": ("reported_addressed",),
    "register": FOUND_BY_REGISTER,
}
"""Who says where a need stands; a mark's family of shapes tells it: circles, a square, corners and lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Needs of one article and type: how many stand where, and the address of the first of them."""

    grades: Mapping[str, int]
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One article, or none named, with its cells by type."""

    article: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by chapter, in the Convention's order; the types and grades that occur, in the order of their lists."""

    chapters: list[tuple[str, list[Row]]]
    types: list[str]
    grades: list[str]

    @property
    def rows(self) -> Iterator[Row]:
        """All rows."""
        return (row for _, rows in self.chapters for row in rows)


def matrix(needs: Iterable[Need], *, address: Callable[[Need], str]) -> Matrix:
    """The matrix of needs that are neither withdrawn nor superseded; one with several articles or types stands in each.

    `address` gives the place where a need is shown in full.
    """
    counts: dict[tuple[str, str], dict[str, dict[str, int]]] = {}
    first: dict[tuple[str, str, str], str] = {}
    for need in needs:
        for article in need.articles or (NOWHERE,):
            chapter = chapter_of(article) if article else need.chapter or NOWHERE
            row = counts.setdefault((chapter, article), {})
            for kind in need.coarse_types or (NOWHERE,):
                grades = row.setdefault(kind, {})
                grades[need.stands] = grades.get(need.stands, 0) + 1
                first.setdefault((chapter, article, kind), address(need))
    places = sorted(counts, key=lambda place: (chapter_place(place[0]), article_place(place[1])))
    chapters: dict[str, list[Row]] = {}
    for chapter, article in places:
        cells = {kind: Cell(grades, first[chapter, article, kind]) for kind, grades in counts[chapter, article].items()}
        chapters.setdefault(chapter, []).append(Row(article, cells))
    cells_of_all = [(kind, grade) for row in counts.values() for kind, grades in row.items() for grade in grades]
    kinds, found = {kind for kind, _ in cells_of_all}, {grade for _, grade in cells_of_all}
    return Matrix(
        chapters=list(chapters.items()),
        types=[kind for kind in (*codes("coarse_types"), NOWHERE) if kind in kinds],
        grades=[grade for grade in GRADES if grade in found],
    )


def chapter_place(chapter: str) -> int:
    """Place of a chapter in the Convention; none named comes last."""
    return CHAPTERS.index(chapter) if chapter in CHAPTERS else len(CHAPTERS)


def article_place(article: str) -> int:
    """Place of an article in the Convention; none named comes last."""
    return int(article) if article else 1000
