"""Documents by cycle: one row a document whatever its languages, revisions named on both sides, launches told."""

from datetime import date

import makers
from article60.domain.review import CountryReview
from article60.web.public.state_documents import KINDS, by_cycle, others


def test_every_cycle_has_the_same_rows_whether_anything_is_held_or_not() -> None:
    found = by_cycle([makers.document()], reviews=[], cycles={2, 1})

    assert [(one.cycle, [kind for kind, _ in one.kinds]) for one in found] == [(1, list(KINDS)), (2, list(KINDS))]
    assert [len(held) for one in found for _, held in one.kinds] == [1, 0, 0, 0, 0, 0]


def test_document_in_two_languages_is_one_and_its_revision_another() -> None:
    documents = [
        makers.document(),
        makers.document(document_id="DOC-BBBBBBBB", language="fr"),
        makers.document(document_id="DOC-CCCCCCCC", symbol="DEMO/IRG/I/2/1/Add.1/Rev.1", revision_of="DEMO/IRG/I/2/1/Add.1"),
    ]
    first, second = dict(by_cycle(documents, reviews=[], cycles=[1])[0].kinds)["executive_summary"]

    assert [d.language for d in first.documents] == ["en", "fr"]
    assert first.revised_by is documents[2] and second.revised_by is None and second.first.revision_of == first.first.symbol


def test_only_a_review_whose_summary_was_launched_tells_of_a_launch() -> None:
    review = CountryReview(state="XA", cycle=1, stage="summary_launched", on=date(2025, 5, 1), source="A list")
    launched, other = by_cycle([], reviews=[review], cycles=[1, 2])

    assert launched.launched is review and other.launched is None and other.review is None


def test_documents_of_other_kinds_or_of_no_cycle_are_not_lost() -> None:
    documents = [
        makers.document(),
        makers.document(symbol="R", document_kind="resolution"),
        makers.document(symbol="N", cycle=None),
    ]

    assert [held.first.symbol for held in others(documents, cycles=[1])] == ["R", "N"]
