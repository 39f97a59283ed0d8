"""Where the workspace's database stands: an address that names none is refused before anything is opened."""

from pathlib import Path

import pytest

from article60.web.common.cluster import NoPostgres
from article60.web.workspace.database import database


@pytest.mark.parametrize("address", ["garbage", "postgresql://somebody:secret@localhost/", "host=localhost"])
def test_address_without_a_database_is_refused_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(NoPostgres, match="DATABASE_URL names no database") as told, database(tmp_path / "workspace"):
        pass

    assert address not in str(told.value) and not (tmp_path / "workspace").exists()
