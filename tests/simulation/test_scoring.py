"""How near the steps come to the truth of an invented world."""

import json

import pytest

from article60.simulation import scoring
from article60.simulation.simulate import MARK, simulate
from article60.simulation.world import ImpossibleWorld


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    out = tmp_path_factory.mktemp("simulated") / "world"
    told: list[str] = []
    return out, told, simulate(out, states=12, needs=400, activities=2000, seed=11, scored=True, tell=told.append)


def test_every_step_is_told_and_timed(scored):
    _, told, figures = scored
    assert told == ["state", "settle", "place", "identify", "suggest", "match", "analyse"]
    assert all(figures[f"{step}_seconds"] >= 0 for step in told)
    assert figures["peak_mb"] > 0


def test_matches_come_near_the_truth_in_a_world_that_nothing_was_fitted_to(scored):
    _, _, figures = scored
    assert figures["matches_f1"] >= 0.90
    assert figures["calibration_error"] <= 0.05


def test_figures_and_truth_are_kept_beside_the_world(scored):
    out, _, figures = scored
    assert json.loads((out / "score.json").read_text(encoding="utf-8")) == figures
    assert (out / "truth" / "matches.csv").read_text(encoding="utf-8").count("\n") == figures["true_matches"] + 1


def test_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ImpossibleWorld, match="name another folder"):
        simulate(tmp_path, states=1, needs=1, activities=1, seed=1)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_world_takes_the_place_of_an_older_one(tmp_path):
    for seed in (1, 2):
        assert simulate(tmp_path / "w", states=2, needs=3, activities=4, seed=seed) is None
    assert json.loads((tmp_path / "w" / MARK).read_text(encoding="utf-8"))["seed"] == 2


def test_calibration_error_is_the_distance_of_scores_from_the_share_of_right_ones():
    proposed = {("n", str(k)): 0.8 for k in range(10)}
    assert scoring.calibration_error(proposed, {("n", str(k)) for k in range(8)}) == pytest.approx(0)
    assert scoring.calibration_error(proposed, set()) == pytest.approx(0.8)


ONE, OTHER = ("a", "b"), ("a", "c")


@pytest.mark.parametrize(
    ("found", "true", "f1", "precision", "recall"),
    [
        ([], [], None, None, None),
        ([ONE], [], 0, 0, None),
        ([], [ONE], 0, None, 0),
        ([OTHER], [ONE], 0, 0, 0),
        ([ONE, OTHER], [ONE], 0.6667, 0.5, 1),
        ([ONE], [ONE], 1, 1, 1),
    ],
)
def test_figure_that_means_nothing_is_told_as_nothing(found, true, f1, precision, recall):
    assert scoring.agreement("x", found, true) == {"x_f1": f1, "x_precision": precision, "x_recall": recall}


def test_calibration_of_no_pairs_means_nothing():
    assert scoring.calibration_error({}, {ONE}) is None


def test_smallest_world_tells_no_number_where_there_is_nothing_to_find(tmp_path):
    figures = simulate(tmp_path / "w", states=1, needs=1, activities=1, seed=1, scored=True)

    assert [figures[f"overlaps_{name}"] for name in ("f1", "precision", "recall")] == [None] * 3
    assert (figures["matches_f1"], figures["true_matches"]) == (1, 1)
    assert '"overlaps_f1": null' in (tmp_path / "w" / "score.json").read_text(encoding="utf-8")
