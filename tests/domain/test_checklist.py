"""Every version of the checklist asks in six languages about provisions of its chapters, and each cell has its own key."""

from collections import Counter

import pytest

from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code, header
from article60.domain.checklist import (
    ANSWERS,
    ARTICLE,
    CHOICE,
    CLAUSE,
    TEXT,
    TYPES,
    Checklist,
    NoSuchChecklist,
    checklist,
    checklists,
    earlier,
    words_of,
)
from article60.domain.provision import article_of, chapter_of, cycle_of, exists, provisions

EVERY = list(checklists().values())


def test_both_cycles_have_a_checklist() -> None:
    assert [(one.phase, one.cycle, one.chapters) for one in EVERY] == [(1, 1, ("III", "IV")), (1, 2, ("II", "V"))]
    assert all(cycle_of(chapter) == one.cycle for one in EVERY for chapter in one.chapters)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.checklist)
def test_it_asks_about_every_article_of_its_chapters_and_about_each_numbered_paragraph(one: Checklist) -> None:
    wanted = [article for article, row in by_code("articles").items() if row["chapter"] in one.chapters]
    assert list(one.articles) == wanted
    assert [article for chapter in one.chapters for article in one.of_chapter(chapter)] == wanted
    for article, clauses in one.articles.items():
        paragraphs = [
            p for p, told in provisions().items() if article_of(p) == article and told.paragraph and not told.subparagraph
        ]
        assert list(clauses) == (paragraphs or [article])


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.checklist)
def test_each_cell_has_its_own_key_and_words_in_six_languages(one: Checklist) -> None:
    assert len(one.cells) == sum(len(one.of_article(article)) for article in one.articles)
    for key, cell in one.cells.items():
        assert cell.key == key and exists(cell.provision) and article_of(cell.provision) == cell.article
        assert chapter_of(cell.article) in one.chapters
        assert all(words_of(one, cell, language) for language in LANGUAGES)
        assert set(cell.answers) <= set(by_code(ANSWERS))


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.checklist)
def test_questions_are_of_known_kinds_and_say_whose_words_they_are(one: Checklist) -> None:
    for question in one.questions:
        assert question.level in (CLAUSE, ARTICLE) and question.kind in (CHOICE, TEXT, TYPES)
        assert question.wording in ("ours", "official") and (question.kind == TEXT) == (question.answers == ())
    assert "not the wording of the official checklist" in header(f"checklists/{one.checklist}/questions")["note"]
    asked = {"implemented", "measures", "examples", "challenges", "practices", "needed", "type", "need", "priority", "provided"}
    assert asked < {question.question for question in one.questions}


def test_each_cycle_has_its_own_list_of_types_and_what_maps_to_several_is_left_to_people() -> None:
    first, second = EVERY
    assert list(first.types_of("46"))[:3] == ["good_practices", "model_legislation", "model_agreement"]
    assert "model_agreement" not in first.types_of("15")
    assert list(second.types_of("9")) == list(by_code("coarse_types"))
    assert [one for one, same in second.types_of("9").items() if not same] == ["legislative"]
    for one in EVERY:
        assert {same for article in one.articles for same in one.types_of(article).values() if same} <= set(by_code("types"))
        assert max(Counter(same for same in one.types_of("46" if one is first else "9").values() if same).values()) == 1


def test_unknown_version_is_named_and_the_first_of_a_cycle_has_none_before() -> None:
    with pytest.raises(NoSuchChecklist, match="p9c9v9"):
        checklist("p9c9v9")
    assert [earlier(one) for one in EVERY] == [None, None]
