"""Sequences are found where looking at every place finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.text.language_model.sequences import Sequences

LETTERS = st.binary(min_size=2, max_size=6).map(lambda some: bytes(97 + byte % 3 for byte in some))


def by_looking(text: bytes, numbers: dict[bytes, int]) -> list[int]:
    longest_first = sorted(numbers, key=len, reverse=True)
    ending = (next((one for one in longest_first if text[:end].endswith(one)), None) for end in range(1, len(text) + 1))
    return [numbers[one] for one in ending if one is not None]


@given(sequences=st.sets(LETTERS, max_size=40), text=st.lists(LETTERS, max_size=12).map(b"-".join))
def test_the_longest_sequence_at_each_place_is_found(sequences: set[bytes], text: bytes) -> None:
    numbers = {sequence: number for number, sequence in enumerate(sorted(sequences))}

    assert Sequences.of(numbers).ending(text) == by_looking(text, numbers)


@given(sequences=st.sets(st.text(min_size=2, max_size=3).filter(str.isprintable), max_size=300), text=st.text(max_size=40))
def test_sequences_of_any_letters_are_found(sequences: set[str], text: str) -> None:
    numbers = {sequence.encode(): number for number, sequence in enumerate(sorted(sequences))}
    spoken = (text + "".join(sorted(sequences)[:5])).encode(errors="ignore")

    assert Sequences.of(numbers).ending(spoken) == by_looking(spoken, numbers)


def test_no_text_and_no_sequences_are_no_error() -> None:
    assert Sequences.of({}).ending(b"some text") == Sequences.of({b"so": 1}).ending(b"") == []


@pytest.mark.parametrize("wrong", [b"", b"a", b"a\xff"])
def test_a_sequence_that_is_not_two_bytes_of_a_text_is_an_error(wrong: bytes) -> None:
    with pytest.raises(ValueError, match="not two bytes of a text"):
        Sequences.of({b"ab": 0, wrong: 1})
