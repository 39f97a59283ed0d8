"""Pieces of terms are found other than within words of ASCII letters and numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.text.bounded import Bounded, Signs

TEXT = st.text("ab1 .é字", max_size=30).map(str.encode)
PIECES = st.lists(st.text("ab1 .é", min_size=1, max_size=5).map(str.encode), min_size=1, max_size=6, unique=True)


def kind(data, place):
    sign = chr(data[place]) if 0 <= place < len(data) else " "
    return "letter" if sign in "ab" else "digit" if sign == "1" else None


@given(pieces=PIECES, data=TEXT, begin=st.booleans())
def test_pieces_are_found_where_words_begin(pieces, data, begin):
    found = zip(*(column.tolist() for column in Bounded(pieces, begin=[begin] * len(pieces)).find(data)), strict=True)

    assert sorted(found) == [
        (number, place, kind(data, end) is None or kind(data, end) != kind(data, end - 1))
        for number, piece in enumerate(pieces)
        for place in range(len(data))
        if data.startswith(piece, place)
        if not begin or kind(data, place) is None or kind(data, place) != kind(data, place - 1)
        for end in [place + len(piece)]
    ]


@given(text=st.text("ab1é字", max_size=20))
def test_letters_before_a_place_are_counted(text):
    begins = [len(text[:letter].encode()) for letter in range(len(text) + 1)]

    assert Signs(text.encode()).letters(np.array(begins)).tolist() == list(range(len(text) + 1))


@pytest.mark.parametrize(
    ("text", "place", "end"),
    [("draft law", 2, 5), ("draft law", 5, 5), ("16th", 1, 2), ("draft", 3, 5), ("a law", 2, 2), ("aé", 1, 1)],
)
def test_word_ends_behind_its_last_letter(text, place, end):
    assert Signs(text.encode()).ends(np.array([place])).tolist() == [end]


def test_places_of_signs_are_told_in_order():
    assert Signs(b"; a. b;").where(b".", b";").tolist() == [0, 3, 6]
