"""What is measured of matching is the best pairs of each need, and all that a run does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.quality.bench.matching import best, matched, prepared

from article60.matching.features import Pairs

chances = st.sampled_from((0.5, 0.7, 0.9))
pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), chances), unique_by=lambda one: one[:2])


@given(pairs, st.integers(1, 3))
def test_the_best_pairs_of_each_need_are_its_highest_and_of_equal_ones_the_first(some, most):
    some = sorted(some)
    at = Pairs(np.array([need for need, *_ in some], dtype=np.int64), np.array([one for _, one, _ in some], dtype=np.int64))
    plainly = [
        place
        for need in range(4)
        for place in sorted((n for n, one in enumerate(some) if one[0] == need), key=lambda n: -some[n][2])[:most]
    ]
    assert best(at, [chance for *_, chance in some], most=most).tolist() == plainly


def test_the_parts_of_matching_are_measured_and_make_the_whole(tmp_path):
    found = matched(prepared(tmp_path, {"states": 3, "needs": 30, "activities": 200}))
    parts = [found[f"matching_{part}s"] for part in ("read_", "texts_", "", "shown_", "kept_")]
    assert found["matching_pairs"] >= found["matching_best"] > 0
    assert all(part >= 0 for part in parts) and abs(sum(parts) - found["matching_whole_s"]) < 0.03
    assert len(list(tmp_path.glob("steps/match/*/matches.parquet"))) == 3
