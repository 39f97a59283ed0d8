from article60.analysis.coverage import by_provision, cells
from article60.domain.review import CountryReview
from makers import activity, document, need, recipient


def cell_of(chapter, **given):
    arguments = {"states": ["XA"], "needs": [], "no_needs": [], "documents": [], "reviews": [], **given}
    return {c.chapter: c for c in cells(**arguments)}[chapter]


def test_nothing_known_is_a_document_not_held():
    assert cell_of("III").cell == "not_held"


def test_need_is_shown_with_its_symbol():
    found = cell_of("III", needs=[need()])
    assert (found.cell, found.source) == ("needs_stated", "DEMO/IRG/I/2/1/Add.1")


def test_need_without_chapter_counts_for_all_chapters_of_its_cycle():
    assert cell_of("IV", needs=[need(chapter=None)]).cell == "needs_stated"


def test_summary_without_needs_in_a_chapter_states_none():
    assert cell_of("IV", needs=[need()], documents=[document()]).cell == "no_need_stated"


def test_unfinished_review_is_shown_with_its_source():
    review = CountryReview(state="XA", cycle=2, stage="dialogue", on=None, source="DEMO/IRG/2026/2")
    found = cell_of("V", reviews=[review])
    assert (found.cell, found.source) == ("review_not_completed", "DEMO/IRG/2026/2")


def test_agreed_report_that_is_not_out_is_not_published():
    review = CountryReview(state="XA", cycle=2, stage="agreed", on=None, source="DEMO/IRG/2026/2")
    assert cell_of("II", reviews=[review]).cell == "not_published"


def test_provision_counts_needs_beside_activities():
    (found,) = by_provision(
        needs=[need(), need(need_id="XA-B", grade="related_assistance_found"), need(need_id="XA-C", grade="met")],
        activities=[activity()],
        recipients=[recipient(), recipient(level="transaction", position=1)],
        good_practices=[],
    )
    assert (found.article, found.needs, found.needs_with_assistance, found.activities) == ("16", 2, 1, 1)
