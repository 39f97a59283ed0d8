"""Documents of a State's reviews by cycle with their status: issued, launched, revised, or not held here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.coverage import Coverage
from article60.domain.document import Document
from article60.domain.review import CountryReview

KINDS = ("executive_summary", "full_report", "self_assessment")
"""Documents of a review, in the order in which they are issued to ever fewer readers; for every State the same rows."""
LAUNCHED = "summary_launched"
NOT_HELD = "not_held"
_NOTHING = ("review_not_completed", "not_published", NOT_HELD)
"""Kinds of nothing that tell why no summary is there."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document held here, in one or more languages, and the symbol of the one that revises it."""

    documents: list[Document]
    revised_by: Document | None

    @property
    def first(self) -> Document:
        """The one by which it is named."""
        return self.documents[0]


@dataclass(frozen=True, slots=True)
class CycleDocuments:
    """One cycle: how far its review is, for each kind of document what is held, and why no summary is where none is."""

    cycle: int
    review: CountryReview | None
    kinds: list[tuple[str, list[Held]]]
    no_summary: str

    @property
    def launched(self) -> CountryReview | None:
        """The review, where its summary was launched in the country."""
        return self.review if self.review is not None and self.review.stage == LAUNCHED else None


def by_cycle(
    documents: Sequence[Document], *, reviews: Iterable[CountryReview], coverage: Iterable[Coverage]
) -> list[CycleDocuments]:
    """The cycles that the coverage tells of, in their order."""
    cells: dict[int, set[str]] = {}
    for one in coverage:
        cells.setdefault(one.cycle, set()).add(one.cell)
    stages = {review.cycle: review for review in reviews}
    revisions = {d.revision_of: d for d in documents if d.revision_of}
    return [
        CycleDocuments(
            cycle,
            stages.get(cycle),
            [(kind, list(_held(_of(documents, cycle, kind), revisions))) for kind in KINDS],
            next((nothing for nothing in _NOTHING if cells[cycle] == {nothing}), NOT_HELD),
        )
        for cycle in sorted(cells)
    ]


def others(documents: Sequence[Document], *, cycles: Iterable[int]) -> list[Held]:
    """Documents of other kinds, or of no cycle."""
    known = set(cycles)
    rest = [d for d in documents if d.document_kind not in KINDS or d.cycle not in known]
    return list(_held(rest, {d.revision_of: d for d in documents if d.revision_of}))


def _of(documents: Sequence[Document], cycle: int, kind: str) -> list[Document]:
    return [d for d in documents if d.cycle == cycle and d.document_kind == kind]


def _held(documents: Iterable[Document], revisions: Mapping[str, Document]) -> Iterator[Held]:
    """Each document once, whatever the number of languages in which it is held."""
    by_symbol: dict[str, list[Document]] = {}
    for document in documents:
        by_symbol.setdefault(document.symbol or document.document_id, []).append(document)
    for symbol, its in by_symbol.items():
        yield Held(its, revisions.get(symbol))
