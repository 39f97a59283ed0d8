"""Country codes of aid data, in whatever form, lead to the two-letter code in use."""

import pytest

from article60.codes.countries import alpha2, footnote
from article60.codes.labels import label


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("NA", "NA"),
        (" na ", "NA"),
        ("NAM", "NA"),
        ("516", "NA"),
        ("ZR", "CD"),
        ("TMP", "TL"),
        ("ROM", None),
        ("UK", "GB"),
        ("AN", "AN"),
        ("XK", "XK"),
        ("XKX", "XK"),
        ("ZZ", None),
        ("", None),
    ],
)
def test_code_is_brought_to_two_letters(given: str, expected: str | None) -> None:
    assert alpha2(given) == expected


def test_footnote_stands_beside_the_one_name_that_needs_it() -> None:
    code = footnote("XK")

    assert code is not None
    assert "1244 (1999)" in label("footnotes", code, "fr")
    assert footnote("NA") is None
    assert footnote("ZZ") is None
