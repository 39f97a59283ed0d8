"""Files that are handed in stand in a folder of the test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RECEIVED", str(tmp_path / "received"))


@pytest.fixture
def last_run(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace looks at the invented world's Release."""
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", demo_release)
    return demo_release
