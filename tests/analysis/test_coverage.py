"""Coverage: six kinds of cell, each with how it is known, in every combination of what was read and what facts tell."""

from datetime import date
from itertools import product

import pytest

from article60.analysis.coverage import by_provision, by_review, cells
from article60.codes.labels import codes
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.review import CountryReview
from makers import activity, document, good_practice, need, recipient

SYMBOL = "DEMO/IRG/I/2/1/Add.1"
NEEDS = {
    "none": [],
    "here": [need(chapter="IV")],
    "without chapter": [need(chapter=None)],
    "withdrawn": [need(chapter="IV", grade="withdrawn")],
    "superseded": [need(chapter="IV", grade="superseded")],
    "in another chapter": [need(chapter="III")],
    "in another cycle": [need(chapter=None, cycle=2)],
    "of another State": [need(chapter="IV", state="XB")],
    "of no known cycle": [need(chapter="IV", cycle=None)],
}
UNFINISHED = ("not_started", "self_assessment", "desk_review", "dialogue", "drafting")
STAGES = (None, *codes("review_stages"))


def refusal(**changes):
    fields = {
        "statement_id": "XA-FFFFFFFF", "state": "XA", "text": "No needs", "language": "en", "provisions": (), "chapter": "IV",
        "cycle": 1, "document_id": "DOC-BBBBBBBB", "symbol": "DEMO/REFUSED", "page": 2, "section": None, "stated_on": None,
    }  # fmt: skip
    return NoNeedStated(**fields | changes)


REFUSALS = {
    "none": [],
    "of the chapter": [refusal()],
    "of all chapters": [refusal(chapter=None)],
    "of one article": [refusal(provisions=("46",))],
    "of another chapter": [refusal(chapter="III")],
}
SUMMARIES = {
    "none": [],
    "read": [document()],
    "doubtful": [document(notes=("page 3, under the needs heading, read as nothing: «…»",))],
    "of another kind": [document(document_kind="full_report")],
    "of another cycle": [document(cycle=2)],
}


def review(stage):
    return [] if stage is None else [CountryReview(state="XA", cycle=1, stage=stage, on=None, source="DEMO/FACT")]


def expected(stated, refused, summary, stage):
    """The whole table of rules: cell, how it is known, and from where."""
    if stated in ("here", "without chapter", "withdrawn"):
        return ("needs_stated", "need_read", SYMBOL)
    if refused in ("of the chapter", "of all chapters"):
        return ("no_need_stated", "said_none", "DEMO/REFUSED")
    if summary == "read":
        return ("no_need_stated", "none_found", SYMBOL)
    if summary == "doubtful":
        return ("read_not_settled", "none_found_doubtful", SYMBOL)
    if stage in UNFINISHED:
        return ("review_not_completed", "review_fact", "DEMO/FACT")
    if stage == "agreed":
        return ("not_published", "review_fact", "DEMO/FACT")
    return ("not_held", None, None)


def cell_of(chapter, **given):
    arguments = {"states": ["XA"], "needs": [], "no_needs": [], "documents": [], "reviews": [], **given}
    return {c.chapter: c for c in cells(**arguments)}[chapter]


@pytest.mark.parametrize(("stated", "refused"), list(product(NEEDS, REFUSALS)))
def test_kinds_of_nothing_are_kept_apart_in_every_combination(stated, refused):
    for summary, stage in product(SUMMARIES, STAGES):
        found = cell_of(
            "IV", needs=NEEDS[stated], no_needs=REFUSALS[refused], documents=SUMMARIES[summary], reviews=review(stage)
        )
        assert (found.cell, found.rests_on, found.source) == expected(stated, refused, summary, stage), (summary, stage)


def test_combinations_reach_every_cell_and_every_basis():
    found = {expected(*one)[:2] for one in product(NEEDS, REFUSALS, SUMMARIES, STAGES)}
    assert {cell for cell, _ in found} == set(codes("coverage_cells"))
    assert {how for _, how in found} == {*codes("coverage_bases"), None} - {"said_by_state"}


def test_each_state_has_one_cell_for_each_cycle_and_chapter():
    found = list(cells(states=["XB", "XA"], needs=[], no_needs=[], documents=[], reviews=[]))
    places = [
        (state, cycle, chapter) for state in ("XA", "XB") for cycle, chapter in ((1, "III"), (1, "IV"), (2, "II"), (2, "V"))
    ]
    assert [(c.state, c.cycle, c.chapter) for c in found] == places


def test_need_that_the_state_stated_itself_names_no_document():
    found = cell_of("III", needs=[need(document_id="", symbol=None)])
    assert (found.cell, found.rests_on, found.source) == ("needs_stated", "said_by_state", None)


def test_cell_names_the_summary_issued_last():
    old, new = document(symbol="DEMO/OLD", issued_on=need().stated_on), document(symbol="DEMO/OLD/Rev.1", document_id="DOC-B")
    later = [new, old.__class__(**{name: getattr(old, name) for name in old.__slots__} | {"issued_on": None})]
    assert cell_of("IV", documents=later).source == "DEMO/OLD/Rev.1"


def review_of(cycle, **given):
    arguments = {"states": ["XA"], "needs": [], "documents": [], "reviews": [], **given}
    return {one.cycle: one for one in by_review(**arguments)}[cycle]


def test_review_of_which_nothing_is_known_has_a_row_that_says_so():
    found = review_of(2)
    assert (found.stage, found.summary, found.need_stated) == (None, None, False)


def test_review_with_a_summary_read_here_names_it_and_says_whether_a_need_stands():
    found = review_of(1, documents=[document()], needs=[need()], reviews=review("summary_issued"))
    assert (found.stage, found.summary, found.summary_on, found.need_stated) == (
        "summary_issued", SYMBOL, document().issued_on, True,
    )  # fmt: skip


@pytest.mark.parametrize("grade", ["withdrawn", "superseded"])
def test_review_whose_only_need_no_longer_stands_asks_for_nothing(grade):
    assert not review_of(1, documents=[document()], needs=[need(grade=grade)]).need_stated


def provision(**given):
    arguments = {"needs": [], "activities": [], "recipients": [], "good_practices": [], "cells": [], **given}
    return list(by_provision(**arguments))


def test_provision_counts_needs_beside_activities():
    (found,) = provision(
        needs=[need(), need(need_id="XA-B", grade="related_assistance_found"), need(need_id="XA-C", grade="met")],
        activities=[activity()],
        recipients=[recipient(), recipient(level="transaction", position=1)],
        cells=cells(states=["XA"], needs=[need()], no_needs=[], documents=[], reviews=[]),
    )
    assert (found.article, found.needs, found.needs_with_assistance, found.activities) == ("16", 2, 1, 1)
    assert found.cell == "needs_stated"


def test_article_without_a_known_need_has_an_empty_number_and_says_which_kind_of_nothing_it_is():
    (found,) = provision(
        activities=[activity()],
        recipients=[recipient()],
        cells=cells(states=["XA"], needs=[], no_needs=[], documents=[], reviews=review("dialogue")),
    )
    assert (found.needs, found.needs_with_assistance, found.cell) == (None, None, "review_not_completed")


def test_article_that_no_cycle_reviews_has_no_cell():
    (found,) = provision(good_practices=[good_practice(articles=("60",))], cells=[])
    assert (found.needs, found.cell, found.good_practices) == (None, None, 1)


def test_cell_names_the_day_of_the_document_that_it_names():
    again = need(chapter="IV", stated_on=date(2026, 1, 15))
    found = cells(states=["XA"], needs=[again], no_needs=[], documents=[document()], reviews=[])
    (cell,) = (one for one in found if one.cell == "needs_stated")
    assert (cell.source, cell.on) == (document().symbol, document().issued_on)
