"""A folder takes the place of another in one step, and what somebody left who was killed is taken away."""

from pathlib import Path

import pytest

from article60.publication import folder
from article60.publication.folder import MARK, replacing, sweep


@pytest.fixture(params=["in one step", "one after the other"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "one after the other":
        monkeypatch.setattr(folder, "_exchanged", lambda one, other: False)
    return str(request.param)


def put(out: Path, said: str) -> None:
    with replacing(out) as building:
        (building / MARK).write_text(said)


def test_newer_one_takes_the_place_and_nothing_is_left(tmp_path: Path, way: str) -> None:
    out = tmp_path / "release"
    for said in ("first", "second", "third"):
        put(out, said)
        assert (out / MARK).read_text() == said and list(tmp_path.iterdir()) == [out]


def test_in_one_step_there_is_always_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is killed right after the step leaves the newer one there; the older one beside it is swept away."""
    out = tmp_path / "release"
    put(out, "first")

    def killed(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder.shutil, "rmtree", lambda path, **more: None if more else killed(path))
    with pytest.raises(KeyboardInterrupt):
        put(out, "second")
    monkeypatch.undo()
    assert (out / MARK).read_text() == "second" and len(list(tmp_path.iterdir())) == 2
    (tmp_path / ".other.abc.building").mkdir()
    sweep(out)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".other.abc.building", "release"]


def test_what_fails_leaves_the_older_one(tmp_path: Path, way: str) -> None:
    out = tmp_path / "release"
    put(out, "first")
    with pytest.raises(RuntimeError), replacing(out) as building:
        (building / MARK).write_text("half")
        raise RuntimeError
    assert (out / MARK).read_text() == "first" and list(tmp_path.iterdir()) == [out]
