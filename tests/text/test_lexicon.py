"""Terms found in text, with boundaries, stems, clitics and places in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.text.lexicon import Entry, Lexicon


def found(term, text):
    return [hit.words for hit in Lexicon([Entry(term, "label")]).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("asset recovery", "Asset  recovery", []),
        ("asset recovery", "Asset\nRecovery unit", ["Asset\nRecovery"]),
        ("corrupt*", "anti-corruption, incorruptible", ["corruption"]),
        ("ethics", "bioethics", []),
        ("récupér* d'avoirs", "la Récupération d’avoirs", ["Récupération d’avoirs"]),
        ("техническ* помощ*", "в технической помощи.", ["технической помощи"]),
        ("техническ* помощ*", "технической и иной помощи", []),
        ("فساد", "لمكافحة الفَساد", ["فَساد"]),
        ("الفساد", "وللفساد", ["للفساد"]),
        ("قاض", "اعتقاض", []),
        ("反腐败", "联合国反腐败公约", ["反腐败"]),
        ("art.", "art.16", ["art."]),
        ("ICT", "ICT4D", ["ICT"]),
    ],
)
def test_terms_are_found_as_printed(term, text, expected):
    assert found(term, text) == expected


def test_hit_tells_its_place_in_the_original():
    text = "É. Récupération d’avoirs"
    (hit,) = Lexicon([Entry("recuperation", "asset_recovery", 2.0)]).find(text)
    assert (text[hit.start : hit.end], hit.label, hit.weight) == ("Récupération", "asset_recovery", 2.0)


def test_same_term_may_carry_several_labels():
    lexicon = Lexicon([Entry("training", "a"), Entry("Training", "b")])
    assert {hit.label for hit in lexicon.find("training")} == {"a", "b"}


def test_only_terms_of_the_language_asked_for():
    lexicon = Lexicon([Entry("plan", "a", language="en"), Entry("plan", "b", language="fr"), Entry("plan", "c")])
    assert {hit.label for hit in lexicon.find("plan", language="fr")} == {"b", "c"}


def test_term_of_nothing_but_a_star_is_refused():
    with pytest.raises(ValueError, match="nothing stands before the star"):
        Lexicon([Entry("*", "label")])


def test_empty_lexicon_finds_nothing():
    assert Lexicon([]).find("anything") == []


@given(st.text(), st.text(min_size=1, alphabet=st.characters(categories=["L", "N"])))
def test_hits_are_spans_of_the_text(text, term):
    for hit in Lexicon([Entry(term, "label")]).find(f"{text} {term} {text}"):
        assert hit.words
        assert f"{text} {term} {text}"[hit.start : hit.end] == hit.words
