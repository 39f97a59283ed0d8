"""Fixed byte strings are found in one pass, all of them, whoever looks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.text.needles import Needles, hyperscan

ENGINES = [False, *([True] if hyperscan is not None else [])]
BYTES = st.lists(st.sampled_from([b"a", b"b", b"\xc3", b"\x00", b"\n"]), max_size=40).map(b"".join)
NEEDLES = st.lists(BYTES.filter(bool).map(lambda needle: needle[:4]), min_size=1, max_size=6, unique=True)


@pytest.mark.parametrize("fast", ENGINES)
@given(needles=NEEDLES, data=BYTES)
def test_every_place_of_every_needle_is_found(fast, needles, data):
    numbers, places = Needles(needles, fast=fast).find(data)

    found = sorted(zip(numbers.tolist(), places.tolist(), strict=True))

    assert found == [
        (number, place) for number, needle in enumerate(needles) for place in range(len(data)) if data.startswith(needle, place)
    ]


def test_places_of_a_needle_are_in_order():
    numbers, places = Needles([b"aa", b"a"]).find(b"aabaaa")

    assert places[numbers == 1].tolist() == [0, 1, 3, 4, 5]
    assert places[numbers == 0].tolist() == [0, 3, 4]


@pytest.mark.parametrize("needles", [[], [b""], [b"a", b"a"]])
def test_needles_that_cannot_be_told_apart_are_refused(needles):
    with pytest.raises(ValueError, match="each once"):
        Needles(needles)
