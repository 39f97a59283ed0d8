"""How near two sets of provisions are."""

import pytest

from article60.analysis.provision_fit import fit


@pytest.mark.parametrize(
    ("wanted", "served", "expected"),
    [
        (("46(9)",), ("46(9)",), "same_clause"),
        (("46(9)(b)",), ("46(9)",), "same_clause"),
        (("46(9)",), ("46(9)(b)",), "same_clause"),
        (("46(9)",), ("46(19)",), "same_article"),
        (("46(1)",), ("46(13)",), "same_article"),
        (("46(9)",), ("46",), "same_article"),
        (("46",), ("46",), "same_article"),  # as a whole, it may be other parts of it
        (("45",), ("45",), "same_clause"),  # an article without paragraphs is the clause
        (("4",), ("46",), None),
        (("5",), ("52",), None),
        ((), ("46",), None),
        (("46",), (), None),
        (("9", "46(9)"), ("5", "46(9)(b)"), "same_clause"),
    ],
)
def test_fit(wanted: tuple[str, ...], served: tuple[str, ...], expected: str | None) -> None:
    assert fit(wanted, served) == expected
