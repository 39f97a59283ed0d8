import pytest

from article60.text.excerpts import best, excerpt
from article60.text.questions import ask


def marked(text, question, **options):
    made = excerpt(text, tokens=ask(question).tokens, language=None, **options)
    return [piece for piece, found in made.pieces if found]


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("Protection of witnesses and experts", "expert witness", ["witnesses", "experts"]),
        ("为保护证人的机关", "证人", ["证人"]),
        ("حماية الشهود والخبراء", "شهود", ["الشهود"]),
        ("L’autorité centrale", "autorite", ["autorité"]),
        ("the anti-corruption body", "anticorruption", ["anti-corruption"]),
        ("Свидетелей", "свидетель", ["Свидетелей"]),
        ("nothing here", "witness", []),
    ],
)
def test_words_that_were_looked_for_are_marked(text, question, found):
    assert marked(text, question) == found


def test_pieces_make_the_text_again():
    text = "Training of  judges,\nprosecutors and judges."
    assert excerpt(text, tokens=ask("judge").tokens, language="en").text == text


def test_part_of_a_long_text_holds_most_of_the_words_and_begins_and_ends_between_words():
    text = "judge " + "filler words " * 40 + "a judge asks a prosecutor " + "and more " * 60
    made = excerpt(text, tokens=ask("judge prosecutor").tokens, language="en", longest=120)
    assert len(made.text) <= 120
    assert [piece for piece, found in made.pieces if found] == ["judge", "prosecutor"]
    assert (made.begins, made.ends) == (False, False)
    assert f" {made.text} " in text


def test_text_without_the_words_is_shown_from_its_beginning():
    made = excerpt("beginning " * 50, tokens=frozenset(), language="en", longest=50)
    assert made.begins and not made.ends and made.text.startswith("beginning")


def test_of_several_texts_that_with_the_words_is_taken_and_else_the_readers_language():
    texts = [("Formation des juges", "fr"), ("Training of judges", "en")]
    assert best(texts, tokens=ask("formation").tokens, language="en").language == "fr"
    assert best(texts, tokens=frozenset(), language="en").language == "en"
    assert best([], tokens=frozenset(), language="en") is None
