"""Fixtures that all tests share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the makers of invented records stand beside the tests


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test material beside the project; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the shared test material, looked for in {folder.name}/ beside the project")
    return folder
