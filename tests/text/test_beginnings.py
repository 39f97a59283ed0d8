"""Pieces of words are found at the places that are asked for, and nowhere else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.text.beginnings import AT_ONCE, Beginnings

DATA = st.lists(st.sampled_from([b"a", b"b", b" ", b"\xc3"]), max_size=40).map(b"".join)
PIECES = st.lists(st.text("ab ", min_size=AT_ONCE, max_size=7).map(str.encode), max_size=6, unique=True)


@given(pieces=PIECES, data=DATA, every=st.integers(1, 3))
def test_every_piece_is_found_where_it_is_looked_for(pieces, data, every):
    asked = np.arange(0, len(data), every)

    numbers, places = Beginnings(pieces).find(data, asked)

    assert sorted(zip(numbers.tolist(), places.tolist(), strict=True)) == [
        (number, place) for number, piece in enumerate(pieces) for place in asked.tolist() if data.startswith(piece, place)
    ]


@pytest.mark.parametrize("pieces", [[b"aa"], [b"aaa", b"aaa"], ["äbc".encode()]])
def test_pieces_that_it_cannot_find_are_refused(pieces):
    with pytest.raises(ValueError, match="with at least 3 letters"):
        Beginnings(pieces)
