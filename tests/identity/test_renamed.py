from datetime import date

import pytest

from article60.identity.renamed import same_tail
from invented_readings import act, reading


def claimed(*readings):
    known = {one.activity.activity_id: one for one in readings}
    return [(claim.one, claim.other, claim.kind) for claim in same_tail(known)]


@pytest.mark.parametrize("turned", [False, True])
def test_one_tail_under_two_prefixes_of_one_reporter_is_proposed_with_the_prefix_in_use_first(turned):
    both = [reading("XX-DEMO-004711"), reading("YY-OLD-004711")]
    assert claimed(*both[:: -1 if turned else 1]) == [(act("XX-DEMO-004711"), act("YY-OLD-004711"), "prefix_renamed")]


@pytest.mark.parametrize(
    "other",
    [
        reading("YY-OLD-004712"),
        reading("YY-OLD-004711", reporter="YY-OLD"),
        reading("YY-OLD-004711", title="Roads and bridges"),
        reading("YY-OLD-004711", states=("XB",)),
        reading("YY-OLD-004711", end=date(2029, 1, 1)),
    ],
    ids=["tail", "reporter", "title", "recipient", "period"],
)
def test_whatever_else_differs_keeps_them_two(other):
    assert claimed(reading("XX-DEMO-004711"), other) == []


def test_short_tail_says_nothing():
    assert claimed(reading("XX-DEMO-A-01"), reading("XX-DEMO-B-01")) == []
