"""What rules say of many texts at once is what they say of each."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.extraction import rulebook
from article60.extraction.by_rules import by_rules
from article60.extraction.printed import Printed
from article60.extraction.provisions import spoken_for
from article60.extraction.rules import SHIELD, Rule, Rules
from article60.extraction.rules_at_once import RulesAtOnce
from article60.extraction.types import named
from article60.text.normalise import fold

LEXICONS = ("provisions", "aid_provisions", "types", "signal_words")
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

WORDS = [
    "law",
    "lawyer",
    "draft",
    "drafts",
    "draft law",
    "law 16",
    "16b",
    "ли",
    "закон",
    "قانون",
    "والقانون",
    "法",
    "法律",
    "œuvre",
    "über",
]
TERMS = [
    "law",
    "law*",
    "draft*",
    "draft* law*",
    "d*",
    "16",
    "16*",
    "закон*",
    "за* ли*",
    "قانون",
    "القانون",
    "法",
    "法律",
    "œuvre*",
    "u* law",
    "law.",
    "a*b*",
]
BETWEEN = [" ", " ", " ", "", ". ", "; ", "。", "\n", "-", "é", "ß", "\u200b", "“"]
PARTS = st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True).map(tuple)
RULES = st.builds(
    Rule,
    label=st.sampled_from(["1", "2", "3", SHIELD]),
    parts=st.lists(PARTS, min_size=1, max_size=3).map(tuple),
    weight=st.sampled_from([0.2, 0.5, 1.0]),
    within=st.integers(0, 12),
    unless=st.just(()) | PARTS,
    language=st.sampled_from(["en", "zh"]),
)
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)).map("".join), max_size=12).map("".join)


@given(sets=st.lists(st.tuples(st.lists(RULES, max_size=6), st.booleans()), max_size=3), texts=st.lists(TEXTS, max_size=6))
def test_rules_say_the_same_of_texts_together(sets, texts):
    several, folded = [Rules(rules, exclusive=exclusive) for rules, exclusive in sets], [fold(text) for text in texts]

    found = [of_set.findings() for of_set in RulesAtOnce(several).find(folded)]

    assert found == [[rules.find(text) for text in folded] for rules in several]


def texts_of(language):
    """Statements, and words of rules in the order in which the rules stand: whole, and with more letters for a star."""
    with (Path(__file__).parent / "statements.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";")
        statements = [row["text"] for row in rows if row["language"] == language]
    said = [
        end.join(part[number % len(part)].replace("*", rest) for part in rule.parts)
        for name in LEXICONS
        for number, rule in enumerate(rulebook.read(name))
        if rule.language == language
        for rest, end in (("", " "), ("s", ", "), ("ation", ". "))
    ]
    return [fold(text) for text in (*statements, *said, *map(" ".join, zip(said, said[7:], said[70:], strict=False)))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicons_say_the_same_of_texts_together(language):
    texts = [text for other in {language, "en"} for text in texts_of(other)]

    found = rulebook.rules_at_once(LEXICONS, language).find(texts)

    for name, of_lexicon in zip(LEXICONS, found, strict=True):
        said = of_lexicon.findings()
        assert any(said)
        assert said == [rulebook.rules(name, language).find(text) for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_of_all_languages_say_the_same_of_texts_together(language):
    texts = texts_of(language)

    rules = rulebook.all_rules("signal_words")

    (found,) = RulesAtOnce([rules]).find(texts)

    assert found.findings() == [rules.find(text) for text in texts]


@pytest.mark.parametrize("languages", [("en",), ("fr", "es"), ("zh",), ("nl",)])
def test_texts_are_tagged_together_as_one_by_one(languages):
    texts = [text for language in ("en", "fr", "zh") for text in texts_of(language)]
    texts = [*texts, *texts[::-1]]

    found = list(by_rules(texts, languages=languages))

    assert [one.provisions for one in found] == [spoken_for(Printed(text), languages=languages) for text in texts]
    assert [one.types for one in found] == [named(text, languages=languages) for text in texts]


def test_texts_that_repeat_are_looked_through_once(monkeypatch):
    folded = []
    monkeypatch.setattr("article60.extraction.by_rules.Printed", lambda text: folded.append(text) or Printed(text))
    texts = ["Asset recovery", "Bribery of officials", "Asset recovery"]

    first, _, last = by_rules(iter(texts), languages=("en",))

    assert folded == texts[:2]
    assert first == last and first.provisions


@pytest.mark.parametrize("languages", [("en",), ("nl",)])
def test_rules_say_nothing_of_no_texts(languages):
    assert [found.findings() for found in rulebook.rules_at_once(LEXICONS, *languages).find([])] == [[], [], [], []]
    assert list(by_rules([], languages=languages)) == []
