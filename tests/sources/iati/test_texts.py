"""The words of a narrative are kept as they are, whatever blanks stand between them."""

from hypothesis import given
from hypothesis import strategies as st

from article60.sources.iati.remarks import Remarks
from article60.sources.iati.texts import clean

BLANKS = " \t\r\u00a0\u0085\u2003\u3000"


@given(st.text(alphabet="aé中?\u200f" + BLANKS, max_size=400))
def test_of_one_line_the_words_stay_with_one_blank_between_them(written: str) -> None:
    assert clean(written, remarks=Remarks()) == " ".join(written.split())


@given(st.lists(st.lists(st.text(alphabet="aé中", min_size=1), min_size=1), min_size=1), st.sampled_from(BLANKS))
def test_lines_between_which_only_blanks_stand_are_paragraphs(paragraphs: list[list[str]], blank: str) -> None:
    written = f"\n{blank}\n".join(f"\n{blank}".join(lines) for lines in paragraphs)

    assert clean(written, remarks=Remarks()) == "\n".join(map(" ".join, paragraphs))


@given(st.text(alphabet="ab \t\r\v\f\x1c\x1d\x1e\x1f", max_size=40), st.booleans())
def test_whatever_blank_of_ascii_is_written_one_space_is_left_between_two_words(written: str, is_long: bool) -> None:
    text = written + "b" * 400 * is_long

    assert clean(text, remarks=Remarks()) == " ".join(text.split())
