import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from article60.domain.provision import article_of
from article60.extraction.tagging import as_line, listen, tag

STATEMENTS = Path(__file__).parent / "statements.csv"


def held_back() -> Iterator[dict[str, str]]:
    with STATEMENTS.open(encoding="utf-8") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")


def test_cited_provision_is_certain() -> None:
    found = tag("Training on mutual legal assistance (article 46, paragraph 9)", language="en").provisions

    assert (found[0].provision, found[0].score) == ("46(9)", 1.0)


def test_provision_that_is_only_spoken_of_is_not_certain() -> None:
    found = tag("Protection of witnesses", language="en").provisions

    assert found[0].provision == "32"
    assert found[0].score < 1


def test_article_that_is_cited_is_not_told_twice() -> None:
    found = tag("Extradition (art. 44)", language="en").provisions

    assert [article_of(one.provision) for one in found].count("44") == 1


@pytest.mark.parametrize("text", ["Extradition (art. 44) and protection of witnesses", "Protection of witnesses", "…"])
def test_what_is_heard_together_is_what_a_statement_is_tagged_with(text: str) -> None:
    assert listen(text, language="en").together == tag(text, language="en").provisions


def test_evidence_is_the_words_that_speak() -> None:
    assert "Extradition" in tag("Extradition treaties", language="en").evidence


def test_empty_text_has_no_tags() -> None:
    found = tag("")

    assert (found.provisions, found.types) == ((), ())


def test_line_has_what_the_command_prints() -> None:
    line = as_line(tag("Training on extradition", language="en"))

    assert line["types"] == ["capacity_building"]
    assert line["provisions"][0]["provision"] == "44"


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_plain_statements_find_their_article_among_three(language: str) -> None:
    rows = [row for row in held_back() if row["language"] == language]
    hits = [
        row
        for row in rows
        if set(row["articles"].split()) & {article_of(t.provision) for t in tag(row["text"], language=language).provisions[:3]}
    ]

    assert len(rows) == 20
    assert len(hits) >= 17


def test_plain_statements_find_their_types() -> None:
    right = found = wanted = 0
    for row in held_back():
        got, want = set(tag(row["text"], language=row["language"]).types), set(row["types"].split())
        right, found, wanted = right + len(got & want), found + len(got), wanted + len(want)

    assert 2 * right / (found + wanted) >= 0.9
