"""After a decision of each kind a run that finds the rest kept gives the bytes of a run that finds nothing kept."""

from time import time

from tests.quality import decide_speed

from article60.publication.standard import validating
from article60.simulation.simulate import simulate
from article60.verify import verify


def test_every_kind_of_decision_on_a_world_of_40_states_equals_a_run_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(decide_speed, "timed", here)
    simulate(tmp_path / "world", states=40, needs=160, activities=600, seed=3)
    found = dict(decide_speed.measured(tmp_path / "world", tmp_path, anew=True))  # raises where bytes differ
    kinds = {"confirm", "met", "correct", "merge", "split", "verdict"}
    assert kinds | {f"{kind}, anew" for kind in kinds} | {"none"} == set(found)
    assert len({found[kind].hashes["article60.sqlite"] for kind in {*kinds, "none"}}) == len(kinds) + 1
    assert {kind for kind in kinds if "match" in found[kind].fresh} == {"confirm", "correct", "merge", "split"}
    assert all("settle" not in found[kind].fresh for kind in kinds)


def test_release_of_an_invented_world_is_verified_and_its_needs_follow_the_standard(tmp_path):
    simulate(tmp_path / "world", states=3, needs=30, activities=90, seed=3)
    (tmp_path / "decisions").mkdir()
    decide_speed.run(tmp_path / "world", tmp_path / "decisions", tmp_path / "release", time(), whole=True)
    assert verify(tmp_path / "release") == []
    assert validating.validate(tmp_path / "release" / "needs.json") == []


def here(world, decided, out, *, whole):
    return decide_speed.run(world, decided, out, time(), whole=whole)
