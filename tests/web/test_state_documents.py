"""Documents by cycle: one row a document whatever its languages, revisions named on both sides, launches told."""

from datetime import date

import pytest

import makers
from article60.domain.coverage import Coverage
from article60.domain.review import CountryReview
from article60.web.public.state_documents import KINDS, by_cycle, others


def covered(cycle: int, *cells: str) -> list[Coverage]:
    told = zip(("II", "V"), cells, strict=False)
    return [Coverage(state="XA", cycle=cycle, chapter=chapter, cell=cell, source=None, on=None) for chapter, cell in told]


CYCLES = [*covered(2, "not_held"), *covered(1, "needs_stated")]


def test_every_cycle_has_the_same_rows_whether_anything_is_held_or_not() -> None:
    found = by_cycle([makers.document()], reviews=[], coverage=CYCLES)

    assert [(one.cycle, [kind for kind, _ in one.kinds]) for one in found] == [(1, list(KINDS)), (2, list(KINDS))]
    assert [len(held) for one in found for _, held in one.kinds] == [1, 0, 0, 0, 0, 0]


def test_document_in_two_languages_is_one_and_its_revision_another() -> None:
    documents = [
        makers.document(),
        makers.document(document_id="DOC-BBBBBBBB", language="fr"),
        makers.document(document_id="DOC-CCCCCCCC", symbol="DEMO/IRG/I/2/1/Add.1/Rev.1", revision_of="DEMO/IRG/I/2/1/Add.1"),
    ]
    first, second = dict(by_cycle(documents, reviews=[], coverage=CYCLES)[0].kinds)["executive_summary"]

    assert [d.language for d in first.documents] == ["en", "fr"]
    assert first.revised_by is documents[2] and second.revised_by is None and second.first.revision_of == first.first.symbol


def test_only_a_review_whose_summary_was_launched_tells_of_a_launch() -> None:
    review = CountryReview(state="XA", cycle=1, stage="summary_launched", on=date(2025, 5, 1), source="A list")
    launched, other = by_cycle([], reviews=[review], coverage=CYCLES)

    assert launched.launched is review and other.launched is None and other.review is None


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("not_published", "not_published"), "not_published"),
        (("review_not_completed", "review_not_completed"), "review_not_completed"),
        (("not_published", "needs_stated"), "not_held"),
        (("no_need_stated", "no_need_stated"), "not_held"),
    ],
)
def test_missing_summary_is_the_same_kind_of_nothing_as_in_coverage(cells: tuple[str, ...], said: str) -> None:
    (found,) = by_cycle([], reviews=[], coverage=covered(2, *cells))

    assert found.no_summary == said


def test_documents_of_other_kinds_or_of_no_cycle_are_not_lost() -> None:
    documents = [
        makers.document(),
        makers.document(symbol="R", document_kind="resolution"),
        makers.document(symbol="N", cycle=None),
    ]

    assert [held.first.symbol for held in others(documents, cycles=[1])] == ["R", "N"]
