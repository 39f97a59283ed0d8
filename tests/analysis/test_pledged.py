"""Pledges against costed requests: ranges that hold whatever is not known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.analysis.pledged import funded
from article60.codes.labels import codes
from article60.domain.assistance_request import PLEDGE_STATUSES, AssistanceRequest, Pledge, RequestFunding
from blank_records import make


def asked(least: str | None = "100.00", most: str | None = "150.00", request_id: str = "R1") -> AssistanceRequest:
    return make(AssistanceRequest, request_id=request_id, state="XA", cost_least=least, cost_most=most)


def promised(status: str, usd: str | None, request_id: str = "R1", pledge_id: str = "P1") -> Pledge:
    return make(Pledge, pledge_id=pledge_id, request_id=request_id, status=status, usd=usd)


def found(request: AssistanceRequest, *pledges: Pledge) -> tuple[str | None, ...]:
    (one,) = funded(requests=[request], pledges=pledges)
    return one.pledged_least, one.pledged_most, one.open_least, one.open_most


def test_statuses_are_those_of_the_list():
    assert codes("pledge_statuses") == PLEDGE_STATUSES


def test_request_without_pledges_is_open_with_its_whole_cost():
    assert found(asked()) == ("0.00", "0.00", "100.00", "150.00")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("announced", ("0.00", "40.00", "60.00", "150.00")),  # it may come or not
        ("committed", ("40.00", "40.00", "60.00", "110.00")),
        ("disbursed", ("40.00", "40.00", "60.00", "110.00")),
        ("withdrawn", ("0.00", "0.00", "100.00", "150.00")),
    ],
)
def test_pledge_counts_by_where_it_stands(status, expected):
    assert found(asked(), promised(status, "40.00")) == expected


def test_pledge_of_unknown_amount_may_be_everything_or_nothing():
    assert found(asked(), promised("committed", None), promised("committed", "10.00")) == ("10.00", None, "0.00", "140.00")
    assert found(asked(), promised("withdrawn", None)) == ("0.00", "0.00", "100.00", "150.00")


def test_more_than_the_cost_leaves_nothing_open_and_no_debt():
    assert found(asked(), promised("disbursed", "400.00"))[2:] == ("0.00", "0.00")


def test_cost_that_is_not_known_leaves_what_is_open_unknown():
    assert found(asked(None, None), promised("committed", "5.00")) == ("5.00", "5.00", None, None)
    assert found(asked("100.00", None), promised("committed", "5.00"))[2:] == ("95.00", None)
    assert found(asked(None, "100.00"), promised("committed", "5.00"))[2:] == ("0.00", "95.00")


def test_each_request_stands_alone_and_in_order():
    rows = list(funded(requests=[asked(request_id="R2"), asked()], pledges=[promised("committed", "1.00", request_id="R2")]))
    assert [(row.request_id, row.pledged_least) for row in rows] == [("R1", "0.00"), ("R2", "1.00")]


amounts = st.decimals(min_value=0, max_value=10**9, places=2).map(lambda n: f"{n:f}")
pledges = st.lists(st.tuples(st.sampled_from(PLEDGE_STATUSES), st.none() | amounts), max_size=6)


@given(costs=st.tuples(amounts, amounts), of=pledges, unknown=amounts)
def test_whatever_the_truth_is_it_lies_in_the_range(costs, of, unknown):
    least, most = sorted(costs, key=Decimal)
    (row,) = funded(requests=[asked(least, most)], pledges=[promised(status, usd) for status, usd in of])
    for cost in (least, most):
        for comes in (True, False):  # what is announced
            paid = sum(
                (
                    Decimal(unknown if usd is None else usd)
                    for status, usd in of
                    if status in ("committed", "disbursed") or (status == "announced" and comes)
                ),
                Decimal(0),
            )
            assert holds(row, paid=paid, left=max(Decimal(cost) - paid, Decimal(0)))


def holds(row: RequestFunding, *, paid: Decimal, left: Decimal) -> bool:
    most = row.pledged_most is None or paid <= Decimal(row.pledged_most)
    return most and Decimal(row.pledged_least) <= paid and Decimal(row.open_least) <= left <= Decimal(row.open_most)
