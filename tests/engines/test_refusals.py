"""What is said of a cluster that cannot be worked with, on a stand-in for Ray and Daft: neither is needed here."""

import os
import sys
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

from article60.engines import UnusableEngine

WORKER = {"Alive": True, "NodeID": "1", "NodeManagerHostname": "second", "Resources": {"CPU": 1.0}}


class RayError(Exception):
    """Stands for that of Ray."""


@pytest.fixture
def ray() -> MagicMock:
    """A cluster of one machine."""
    return MagicMock(nodes=lambda: [WORKER], exceptions=SimpleNamespace(RayError=RayError))


@pytest.fixture
def engine(ray: MagicMock, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that knows clusters, loaded on the stand-in and known to nobody else."""
    for name in ("daft", "ray.util", "ray.util.scheduling_strategies"):
        monkeypatch.setitem(sys.modules, name, MagicMock())
    monkeypatch.setitem(sys.modules, "ray", ray)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    spec = find_spec("article60.engines.daft")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "_must_answer", lambda address: None)
    return module


def refusal(engine: Any, shared: Path) -> str:
    """What is said where a run begins."""
    with pytest.raises(UnusableEngine) as refused, engine.connected("head:6379") as cluster:
        cluster.must_see(shared, [])
    return str(refused.value)


def test_a_worker_without_the_package_is_named(engine: ModuleType, ray: MagicMock, tmp_path: Path) -> None:
    ray.get.side_effect = RayError("The worker failed.\n\nModuleNotFoundError: No module named 'article60'\n")

    assert refusal(engine, tmp_path) == (
        "the worker second does not answer: ModuleNotFoundError: No module named 'article60'; "
        "install article60[cluster] on all workers"
    )
    assert list(tmp_path.iterdir()) == []
    ray.shutdown.assert_called_once()


def test_a_worker_with_other_versions_is_named(engine: ModuleType, ray: MagicMock, tmp_path: Path) -> None:
    seen = engine.look(tmp_path, [])
    seen.versions["Python"] = "2.7"
    ray.get.return_value = seen

    assert "the worker second would read otherwise, it has Python 2.7 (here 3." in refusal(engine, tmp_path)


@pytest.mark.parametrize("machine", [WORKER | {"Alive": False}, WORKER | {"Resources": {}}], ids=["lost", "head"])
def test_a_cluster_without_processors_is_left_at_once(
    engine: ModuleType, ray: MagicMock, tmp_path: Path, machine: dict[str, object]
) -> None:
    ray.nodes = lambda: [machine]

    assert refusal(engine, tmp_path / "out.runs") == (
        "--engine head:6379: no machine of the cluster has processors; start workers: ray start --address=…"
    )
    assert list(tmp_path.iterdir()) == []
    ray.shutdown.assert_called_once()


def test_tasks_are_not_passed_over_where_all_machines_were_lost(engine: ModuleType, ray: MagicMock) -> None:
    with engine.connected("head:6379") as cluster:
        ray.nodes = lambda: [WORKER | {"Alive": False}]
        with pytest.raises(UnusableEngine, match="no machine of the cluster has processors"):
            list(cluster.do([(pow, (2, 2)), (pow, (2, 3))]))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            RuntimeError("Version mismatch: The cluster was started with:\n    Ray: 1.0\n    Python: 2.7\n"),
            "Version mismatch: The cluster was started with: Ray: 1.0 Python: 2.7",
        ),
        (ConnectionError(), "ConnectionError"),
    ],
)
def test_what_ray_says_in_several_lines_or_none_is_said_in_one(
    engine: ModuleType, ray: MagicMock, tmp_path: Path, error: Exception, said: str
) -> None:
    ray.init.side_effect = error

    assert refusal(engine, tmp_path) == f"--engine head:6379: {said}; install the same Ray and Python here as on the cluster"
