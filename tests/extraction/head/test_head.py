"""The head: what ships was learned from what ships, learning again gives the same, and every proposal shows its words."""

import pytest

from article60.extraction.head import scoring, train
from article60.extraction.head.examples import made_from, statements
from article60.extraction.head.scoring import Head, head
from article60.extraction.head.stored import UnreadableWeights, read, stored, write
from article60.extraction.printed import Printed
from article60.extraction.proposals import proposals


def test_weights_were_learned_from_what_ships() -> None:
    assert stored().made_from == made_from()


def test_learning_again_gives_the_same_weights() -> None:
    few = [example for example in statements() if example.language == "en" and example.main in (0, 8, 44)]

    assert write(train.learn(few)) == write(train.learn(few))


def test_weights_survive_writing_and_reading() -> None:
    few = [example for example in statements() if example.language == "fr" and example.main in (0, 9, 33)]
    learned = train.learn(few)

    again = read(write(learned))

    assert write(again) == write(learned)
    text = Printed("marchés publics").folded
    assert Head(again).weigh(text, languages=("fr",)).scores[9] > Head(again).weigh(text, languages=("fr",)).scores[33]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "ValueError"),
        ("# made from (sha256): 00\n", "KeyError"),
        ("# made from (sha256): 00\nkind,what,weights\nnotion,nothing\n", "ValueError"),
        ('# made from (sha256): 00\nkind,what,weights\nnotion,"nothing,5:1\n', "Error"),
    ],
)
def test_text_that_holds_no_weights_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableWeights, match=f"weights of the head: {why}"):
        read(text)


def test_statements_cover_every_article_in_six_languages() -> None:
    found = {(example.language, article) for example in statements() for article in example.articles}

    assert {(tongue, n) for tongue in ("ar", "en", "es", "fr", "ru", "zh") for n in range(5, 60)} <= found


def test_proposal_shows_words_of_the_text() -> None:
    text = "Ordinary citizens want to see how ministers spend what they receive as gifts"

    found = proposals(Printed(text), (), languages=("en",))

    assert found
    for tag in found:
        assert 0 < tag.score < 1
        assert tag.words
        assert all(piece in text for words in tag.words for piece in words.split(" … "))


@pytest.mark.parametrize(
    "text", ["corruption in the courts of justice", "marches publics et marches", "反腐败 training training"]
)
def test_words_that_are_not_kept_say_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "_MOST_WORDS_KEPT", 1)
    kept, forgetful = head().weigh(text, languages=("en", "fr")), Head(stored()).weigh(text, languages=("en", "fr"))

    assert forgetful.scores.tolist() == kept.scores.tolist()
    assert forgetful.telling([9, 11, 60]) == kept.telling([9, 11, 60])


def test_no_words_no_proposal() -> None:
    assert proposals(Printed("…"), (), languages=("en",)) == []
    assert head().weigh("", languages=("en",)).scores.shape == (72,)
