"""The States of a named area."""

from dataclasses import replace

import pytest

from article60.analysis.area import UnknownArea, states_in
from article60.domain.review import GroupMembership
from article60.domain.state_party import state_parties

INVENTED = {code: state for code, state in state_parties().items() if state.fictional}
STATES = INVENTED | {"XA": replace(INVENTED["XA"], subregion="014"), "XB": replace(INVENTED["XB"], subregion="015")}
GROUPS = [GroupMembership(group="Forum of Reef States", kind="other", state=s, source="invented") for s in ("XJ", "XC")]


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (("XB",), ("XB",)),
        (("african",), ("XA", "XB")),
        (("Forum of Reef States", "XC", "XA"), ("XA", "XC", "XJ")),
        (("014",), ("XA",)),  # Eastern Africa
        (("202",), ("XA",)),  # Sub-Saharan Africa, in which it lies
        (("002",), ("XA", "XB")),  # Africa
        (("142",), ()),  # Asia: no State whose sub-region is known
        ((), ()),
    ],
)
def test_states_of_an_area(area: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert states_in(area, states=STATES, groups=GROUPS) == expected


def test_name_that_stands_in_no_list_is_an_error() -> None:
    with pytest.raises(UnknownArea, match="Atlantis"):
        states_in(("XA", "Atlantis"), states=STATES, groups=GROUPS)
