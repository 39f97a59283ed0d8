"""The merge is right for every combination, and the same answer has the same hash wherever it was written."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.domain.checklist import checklist
from article60.domain.checklist_answer import Merged, Unusable, answer_hash, merge, normal, usable

WORDS = ["", "a", "b", "c"]
CELLS = checklist("p1c1v1").cells


def hashed(value: str) -> str:
    return answer_hash(state="XA", checklist="p1c1v1", key="16(1).measures", value=value)


def outcome(base: str, ours: str | None, theirs: str) -> tuple[Merged, str]:
    """What comes of it, and what stands there afterwards when only what needs no decision is written."""
    came = merge(base=hashed(base), ours=None if ours is None else hashed(ours), theirs=hashed(theirs))
    return came, theirs if came is Merged.THEIRS else ours or ""


@pytest.mark.parametrize(("base", "ours", "theirs"), list(product(WORDS, WORDS, WORDS)))
def test_every_combination(base: str, ours: str, theirs: str) -> None:
    came, after = outcome(base, ours, theirs)
    mine, yours = ours != base, theirs != base
    if not mine and not yours:
        assert came is Merged.UNCHANGED
    elif mine and yours:
        assert came is (Merged.SAME if ours == theirs else Merged.CONFLICT)
    else:
        assert came is (Merged.OURS if mine else Merged.THEIRS)
    assert after == (theirs if yours and not mine else ours)


@pytest.mark.parametrize(("base", "theirs"), list(product(WORDS, WORDS)))
def test_where_nothing_was_ever_answered_nothing_can_be_lost(base: str, theirs: str) -> None:
    came, _ = outcome(base, None, theirs)
    assert came is (Merged.UNCHANGED if theirs == base else Merged.THEIRS)


@given(base=st.text(), ours=st.none() | st.text(), theirs=st.text())
def test_merge_is_right_for_any_words(base: str, ours: str | None, theirs: str) -> None:
    came, after = outcome(base, ours, theirs)
    if came is not Merged.CONFLICT:
        assert after in ({theirs} if theirs != base and ours in (None, base) else {ours or ""})
        again, still = outcome(base, after if came is Merged.THEIRS else ours, theirs)
        assert still == after and again is not Merged.THEIRS  # handed in a second time, it changes nothing
    else:
        assert len({base, ours, theirs}) == 3
    if ours is not None:
        swapped, _ = outcome(base, theirs, ours)
        other = {Merged.OURS: Merged.THEIRS, Merged.THEIRS: Merged.OURS}
        assert swapped is other.get(came, came)


@given(st.text())
def test_what_is_kept_is_kept_the_same_again(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\u2028b", "a\nb"), ("  a \t\n b  ", "a\n b"), ("e\u0301", "é"),
        ("a\x00b\x0cc", "ab\nc"), ("\ud800x", "x"), ("\ufffe", ""), (" \u3000", ""), ("مرحبا\u202e", "مرحبا\u202e"),
    ],
)  # fmt: skip
def test_text_is_kept_in_one_form(written: str, kept: str) -> None:
    assert normal(written) == kept


def test_hash_tells_state_version_cell_and_value_apart() -> None:
    told = {"state": "XA", "checklist": "p1c1v1", "key": "16.need", "value": "a"}
    others = [{"state": "XB"}, {"checklist": "p1c2v1"}, {"key": "17.need"}, {"value": "b"}, {"key": "16.nee", "value": "da"}]
    assert len({answer_hash(**told | other) for other in ({}, *others)}) == 6


def test_marks_and_choices_take_their_codes_only() -> None:
    assert usable(CELLS["16.type.other"], " yes ") == "yes" and usable(CELLS["16(1).implemented"], "") == ""
    with pytest.raises(Unusable, match="not_listed"):
        usable(CELLS["16.needed"], "partly")
