"""A Release of the invented tables."""

import pytest

from article60.publication import release
from article60.publication.reading import open_release
from article60.publication.release import Input
from invented_tables import ON, tables


def write(records, out, *, on=ON, documents=None, fictional=True, **options):
    usual = {
        "inputs": [Input(file="demo.xml", kind="aid", sha256="f" * 64, licence="invented")],
        "versions": {"article60": "0"},
        "audience": "public",
    }
    release.write(records, out=out, on=on, documents=documents or {}, fictional=fictional, **(usual | options))
    return out


@pytest.fixture
def publish(tmp_path):
    """Writes a Release of some tables and tells its folder."""
    return lambda records, *, name="release", **options: write(records, tmp_path / name, **options)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Folder of a Release of all invented tables, for tests that only read it."""
    return write(tables(), tmp_path_factory.mktemp("published") / "release")


@pytest.fixture
def connection(folder):
    """Its database."""
    opened = open_release(folder)
    yield opened
    opened.close()
