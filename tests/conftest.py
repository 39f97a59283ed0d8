"""Fixtures that all tests share."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

from article60 import pipeline
from article60.demo import world

sys.path.insert(0, str(Path(__file__).parent))  # the makers of invented records stand beside the tests

# The same examples at every run, so that what passes here passes anywhere; `make fuzz` draws new ones.
settings.register_profile("repeatable", derandomize=True)
settings.register_profile("fuzz", print_blob=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test material beside the project; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the shared test material, looked for in {folder.name}/ beside the project")
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Done:
    """The whole job, run once on the invented world; its Release is in `demo_release`."""
    return pipeline.run(world.job(tmp_path_factory.mktemp("demo") / "release", workers=2))


@pytest.fixture(scope="session")
def demo_release(demo: pipeline.Done) -> Path:
    """The folder of the invented world's Release; tests read it and change nothing in it."""
    return demo.out
