"""Copies of the site, made as a user makes them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from article60.web.exporting.export import Asked, export
from link_checker import Folder

Copy = Callable[..., Folder]


def quietly(things: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    return things


@pytest.fixture(scope="session")
def copy() -> Copy:
    """Makes a copy of a Release in a folder."""

    def made(release: Path, out: Path, **asked: Any) -> Folder:
        export(Asked(release=release, out=out, **asked), progress=quietly)
        return Folder(out.resolve())

    return made
