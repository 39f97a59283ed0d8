"""The structure of the Convention: which clauses exist, where they stand and in which order."""

import json
import unicodedata
from pathlib import Path

import pytest

from article60.codes.labels import label
from article60.codes.reader import rows
from article60.domain.provision import (
    UnknownProvision,
    article_of,
    chapter_of,
    cycle_of,
    exists,
    parent,
    provisions,
    sort_key,
)


def test_convention_has_71_articles_and_239_paragraphs() -> None:
    found = provisions().values()
    articles = [p for p in found if p.paragraph is None and p.subparagraph is None]
    numbered = {p.article for p in found if p.paragraph is not None}
    paragraphs = [p for p in found if p.paragraph is not None and p.subparagraph is None]

    assert [p.article for p in articles] == list(range(1, 72))
    assert len(paragraphs) + len(articles) - len(numbered) == 239


@pytest.mark.parametrize("provision", ["46", "46(30)", "46(9)(a)", "15(a)", "54(1)(c)", "23(1)(a)(i)", "13(1)(d)(ii)", "66(1)"])
def test_clause_of_the_convention_exists(provision: str) -> None:
    assert exists(provision)
    assert provisions()[provision].provision == provision


@pytest.mark.parametrize("provision", ["72", "0", "46(31)", "15(1)", "15(c)", "46(9)(d)", "46.9", "", "art. 46", "٤٦"])
def test_other_clauses_do_not_exist(provision: str) -> None:
    assert not exists(provision)


def test_parts_of_a_provision_are_told_apart() -> None:
    clause = provisions()["23(1)(b)(ii)"]

    assert (clause.article, clause.paragraph, clause.subparagraph) == (23, 1, "b(ii)")
    assert (clause.chapter, clause.cycle) == ("III", 1)
    assert clause.title_fr == "Blanchiment du produit du crime"


def test_articles_without_numbered_paragraphs_have_letters_directly() -> None:
    clause = provisions()["15(a)"]

    assert (clause.paragraph, clause.subparagraph) == (None, "a")


@pytest.mark.parametrize(
    ("provision", "above"), [("46(9)(b)", "46(9)"), ("46(9)", "46"), ("46", None), ("23(1)(a)(i)", "23(1)(a)"), ("15(a)", "15")]
)
def test_parent_is_the_clause_directly_above(provision: str, above: str | None) -> None:
    assert parent(provision) == above


def test_chapter_and_cycle_follow_the_article() -> None:
    assert [chapter_of(p) for p in ("5", "15(a)", "46(9)(b)", "57(3)", "60")] == ["II", "III", "IV", "V", "VI"]
    assert [cycle_of(chapter) for chapter in ("I", "II", "III", "IV", "V", "VI")] == [None, 2, 1, 1, 2, None]


def test_article_of_a_provision_is_its_number() -> None:
    assert [article_of(p) for p in ("46", "46(9)", "46(9)(b)", "15(a)")] == ["46", "46", "46", "15"]


def test_provisions_sort_in_the_order_of_the_convention() -> None:
    shuffled = sorted(provisions())

    assert sorted(shuffled, key=sort_key) == list(provisions())


@pytest.mark.parametrize("function", [article_of, parent, chapter_of, sort_key])
def test_what_is_no_provision_is_named(function: object) -> None:
    assert callable(function)
    with pytest.raises(UnknownProvision, match="article 46"):
        function("article 46")


def test_chapter_of_an_article_beyond_the_last_is_refused() -> None:
    with pytest.raises(UnknownProvision, match="72"):
        chapter_of("72")


def test_obligation_follows_the_governing_verb() -> None:
    obligation = {row["provision"]: row["obligation"] for row in rows("provisions")}

    assert set(obligation.values()) == {"mandatory", "consider", "optional", "other", "mixed"}
    assert [obligation[p] for p in ("15", "16", "16(2)", "54(1)(c)", "46(4)", "31(8)", "1", "20")] == [
        "mandatory",
        "mixed",
        "consider",
        "consider",
        "optional",
        "optional",
        "other",
        "consider",
    ]


def _labels(paragraph: dict[str, object], prefix: str) -> list[str]:
    """All labels of subparagraphs below one paragraph of the shared structure."""
    found: list[str] = []
    for sub in paragraph.get("sub", []):  # type: ignore[attr-defined]
        found += [f"{prefix}{sub['l']}", *_labels(sub, f"{prefix}{sub['l']}")]
    return found


def test_structure_agrees_with_the_text_of_the_resolution(shared: Path) -> None:
    articles = json.loads((shared / "convention" / "uncac_articles_en.json").read_text(encoding="utf-8"))
    misprinted = {"66l."}  # the text read there has the letter l for the figure 1

    for article in articles:
        number = str(article["article"])
        assert chapter_of(number) == article["chapter"]
        assert label("articles", number, "en") == article["title"]
        for paragraph in article["paragraphs"]:
            prefix = number if paragraph["n"] is None else f"{number}({paragraph['n']})"
            wanted = {prefix, *_labels(paragraph, prefix)} - misprinted
            assert not [p for p in wanted if not exists(p)]


def test_titles_agree_with_the_list_in_six_languages(shared: Path) -> None:
    lines = (shared / "convention" / "article_titles_6lang.tsv").read_text(encoding="utf-8").splitlines()
    columns, *titles = [line.split("\t") for line in lines if not line.startswith("#")]

    def plain(text: str) -> str:
        folded = unicodedata.normalize("NFKC", text).replace("’", "'")
        return folded.replace(" :", ":")

    for values in titles:
        row = dict(zip(columns, values, strict=True))
        for language in ("ar", "en", "es", "fr", "ru", "zh"):
            assert plain(label("articles", row["article"], language)) == plain(row[language])
