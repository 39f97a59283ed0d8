"""Which needs of a State count as its priorities."""

from typing import Any

import pytest

from article60.analysis.priorities import priorities
from makers import need

RANKED = {"need_id": "XA-RANKED", "priority": "as first priority"}
PLAIN: dict[str, Any] = {"need_id": "XA-PLAIN"}
OLD = {"need_id": "XA-OLD", "grade": "not_updated", "priority": "high priority"}


@pytest.mark.parametrize(
    ("said", "basis", "expected"),
    [
        ([RANKED, PLAIN, OLD], "priority_words", ("XA-RANKED",)),
        ([PLAIN, OLD], "all_current", ("XA-PLAIN",)),  # the priority of an old need does not make it current
        ([OLD], "not_updated", ("XA-OLD",)),
        ([], "none_known", ()),
        ([RANKED | {"grade": "met"}, PLAIN], "all_current", ("XA-PLAIN",)),
        ([RANKED | {"grade": "superseded"}, PLAIN], "all_current", ("XA-PLAIN",)),
        ([RANKED | {"timing": "anticipated"}, PLAIN], "all_current", ("XA-PLAIN",)),
        ([RANKED | {"state": "XB"}, PLAIN], "all_current", ("XA-PLAIN",)),
    ],
)
def test_priorities(said: list[dict[str, Any]], basis: str, expected: tuple[str, ...]) -> None:
    found = priorities("XA", [need(**one) for one in said])

    assert (found.state, found.basis, found.needs) == ("XA", basis, expected)
