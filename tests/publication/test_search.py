"""Questions put to the invented world; how often they find is measured in tests/quality."""

import pytest

from article60.publication.full_text import KINDS
from article60.publication.reading import open_release
from article60.publication.search import search


@pytest.fixture(scope="module")
def world(demo_release):
    opened = open_release(demo_release)
    yield opened
    opened.close()


def ids(answer, kind):
    return [hit.id for hit in answer.hits if hit.kind == kind]


def ask(world, text, **options):
    return search(world, text, **{"language": "en"} | options)


def test_records_stand_by_kind_in_the_order_of_the_kinds_with_counts(world):
    answer = ask(world, "witnesses")
    kinds = [hit.kind for hit in answer.hits]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert list(answer.counts) == list(dict.fromkeys(kinds))
    assert answer.held == "all"


def test_counts_are_of_all_that_is_found_and_pages_lead_through_it(world):
    total = ask(world, "corruption").counts["activities"]
    pages = [ask(world, "corruption", kinds=["activities"], limit=30, skip=skip) for skip in range(0, total, 30)]
    found = [hit.id for page in pages for hit in page.hits]
    assert len(found) == len(set(found)) == total > 30
    assert all(page.counts == pages[0].counts for page in pages)


def test_state_leaves_the_records_of_that_state(world):
    alone = ask(world, "training", state="XC", limit=100)
    everywhere = ask(world, "training", limit=100)
    assert alone.hits and all("XC" in hit.states for hit in alone.hits)
    assert {hit.id for hit in alone.hits} == {hit.id for hit in everywhere.hits if "XC" in hit.states}
    assert sum(alone.counts.values()) == len(alone.hits)


@pytest.mark.parametrize("name", ["Ndara", "ندارا", "恩达拉", "Ндаре"])
def test_name_of_a_state_with_a_word_finds_what_the_state_says_with_that_word(world, name):
    found = ids(ask(world, f"{name} witnesses"), "needs")
    assert sorted(found) == sorted(ids(ask(world, "witnesses", state="XA"), "needs")) != []


def test_chinese_name_of_a_state_need_not_stand_apart(world):
    assert "ACT-Y37UM2FA" in ids(ask(world, "卡西拉采购"), "activities")


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_states_stand_by_their_names_and_not_by_relevance(world, language):
    found = ids(ask(world, "Republic", language=language, limit=20), "states")
    names = dict(world.execute(f"SELECT state, name_{language} FROM states").fetchall())
    assert len(found) > 5
    assert found == sorted(found, key=names.__getitem__)


@pytest.mark.parametrize("words", ["asset recovery", "recuperación de activos", "追回资产"])
def test_title_of_a_chapter_leads_to_its_articles(world, words):
    assert sorted(ids(ask(world, words, limit=20), "provisions")) == [str(article) for article in range(51, 60)]


def test_clause_leads_to_itself_and_to_what_cites_it_but_not_to_the_whole_article(world):
    answer = ask(world, "art. 46 (13)", limit=50)
    assert ids(answer, "provisions") == ["46(13)"]
    cited = {row[0] for row in world.execute("SELECT need_id FROM need_provisions WHERE provision LIKE '46(13)%'")}
    assert set(ids(answer, "needs")) == cited != set()


def test_article_leads_to_all_that_cites_any_of_its_clauses(world):
    cited = {row[0] for row in world.execute("SELECT need_id FROM need_articles WHERE article = '46'")}
    assert set(ids(ask(world, "статья 46", limit=100), "needs")) == cited != set()


def test_old_identifier_leads_to_the_record_in_which_it_lives_on(world):
    old, new = world.execute("SELECT old_id, new_id FROM aliases WHERE old_id LIKE 'XH-%'").fetchone()
    for text in (old, new, f" {new.lower()} "):
        answer = ask(world, text)
        assert [(hit.kind, hit.id, hit.states) for hit in answer.hits] == [("needs", new, ("XH",))]
        assert answer.counts == {"needs": 1}
    assert ask(world, new, state="XB").hits == ask(world, new, kinds=["states"]).hits == ()
    assert ask(world, "XA-AAAAAAAA").held is None


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_by_identifier_and_says_its_states(world, kind):
    query = "SELECT id, states FROM full_text WHERE kind = ? AND id LIKE '%-________' LIMIT 5"
    for identifier, states in world.execute(query, (kind,)).fetchall():
        (hit,) = ask(world, identifier).hits
        assert (hit.kind, hit.id, " ".join(hit.states).lower()) == (kind, identifier, states)


def test_where_no_record_holds_all_words_those_that_begin_like_them_are_found(world):
    answer = ask(world, "telepho")
    assert answer.held == "beginnings"
    assert "XJ-FXX2LJR2" in ids(answer, "good_practices")
    assert "XD-PGVXNRBS" in ids(ask(world, "investigatio agreem"), "needs")  # letters after the stem of the whole word


def test_where_nothing_begins_like_them_either_those_with_any_of_the_words_are_found(world):
    answer = ask(world, "witnesses xylophone")
    assert answer.held == "any"
    assert set(ids(answer, "needs")) == set(ids(ask(world, "witnesses"), "needs"))


def test_most_of_the_words_come_before_any_of_them(world):
    answer = ask(world, "protection of witnesses xylophone")
    assert answer.held == "any"
    assert "ACT-N5CT37DW" in ids(answer, "activities")
    assert set(ids(answer, "activities")) == set(ids(ask(world, "protection witnesses"), "activities"))


@pytest.mark.parametrize("text", ["Oromba xylophone témoins", "Oromba xylophone piano témoins", "besoins Oromba"])
def test_state_that_is_named_is_kept_while_other_words_go(world, text):
    answer = ask(world, text, limit=100)
    assert "XB-ME2N4EQA" in ids(answer, "needs")
    assert all(hit.states == ("XB",) for hit in answer.hits if hit.kind == "needs")


def test_symbol_that_no_document_has_finds_none_of_its_parts(world):
    assert ask(world, "DEMO/IRG/I/9/9/Add.99").held is None


@pytest.mark.parametrize("text", ["", "xylophone", "()", '"', "\x00", "钢琴", "* ^ NEAR"])
def test_question_that_nothing_answers_finds_nothing(world, text):
    assert ask(world, text).held is None
    assert ask(world, text).hits == ()


@pytest.mark.parametrize("text", ['" OR kind:needs', "witness* NOT expert", "{name} : x", "a AND (b", "'; DROP TABLE needs"])
def test_what_means_something_to_the_full_text_is_only_words(world, text):
    assert ask(world, text) is not None


def test_words_are_shown_with_marks_in_the_language_in_which_they_were_found(world):
    (hit,) = [hit for hit in ask(world, "预防腐败", language="en").hits if hit.id == "ACT-Y37UM2FA"]
    assert hit.title is not None and hit.title.language == "zh"
    assert any(found for _, found in hit.title.pieces)


def test_title_is_in_the_readers_language_where_none_holds_the_words(world):
    for language, title in (("en", "Regional programme"), ("fr", "Programme régional")):
        (hit,) = ask(world, "ACT-DOXSIKJG", language=language).hits
        assert hit.title is not None and hit.title.text.startswith(title)


def test_overlap_is_found_by_its_verdict_in_any_language(world):
    verdicts = dict(world.execute("SELECT overlap_id, verdict FROM overlaps").fetchall())
    for text in ("duplication", "дублирование"):
        found = ids(ask(world, text), "overlaps")
        assert found and {verdicts[one] for one in found} == {"duplication"}
