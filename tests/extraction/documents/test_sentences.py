"""Sentences end where they end, not at the dots of abbreviations."""

import pytest

from article60.extraction.documents.sentences import bare, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See art. 5, para. 1. It applies.", 2),
        ("No needs in chapter IV. It stands ready.", 2),
        ("Selon l’art. 9, par. 2, c’est vrai. Elle le souhaite.", 2),
        ("См. ст. 9 и п. 2. Он готов.", 2),
        ("需要援助。愿意分享。", 2),
        ("بشأن المادة ٤٥. وأكدت ذلك.", 2),
        ("12. Tanavu requested advice.", 1),
    ],
)
def test_sentences_are_counted_as_a_reader_does(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


@pytest.mark.parametrize("text", ["Legal advice;", "Legal advice.", "Legal advice; and", "Legal advice ; "])
def test_end_of_an_item_is_left_out(text: str) -> None:
    assert bare(text) == "Legal advice"
