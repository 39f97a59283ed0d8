"""Lines of aid data are counted as its bytes say."""

from hypothesis import given
from hypothesis import strategies as st

from article60.sources.iati.window import line_ends


@given(st.binary(max_size=40), st.integers(0, 400), st.integers(0, 9000), st.integers(0, 9000))
def test_lines_end_where_their_sign_stands_in_few_bytes_and_in_many(written: bytes, times: int, start: int, end: int) -> None:
    data = (written + b"\n\r\xe9") * times
    start, end = min(start, len(data)), min(end, len(data))

    assert line_ends(data, start, max(start, end)) == data[start : max(start, end)].count(b"\n")


def test_many_lines_are_counted_in_a_part_of_the_data() -> None:
    data = b"a\n\n" * 10_000

    assert line_ends(data, 1, len(data)) == line_ends(data, 1, len(data) + 9) == 20_000
    assert line_ends(data, 3, len(data) - 3) == 19_996
