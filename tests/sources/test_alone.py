"""Two updates of one folder never work at once."""

from pathlib import Path

import pytest
from tests.sources.lying_server import XML, Collector

from article60.cli import main
from article60.sources.alone import AnotherUpdate, alone


@pytest.fixture
def parts(collector: Collector) -> Path:
    """Where an update of the folder of the collector keeps what is under way."""
    parts = collector.folder / "out" / ".parts"
    parts.mkdir(parents=True)
    return parts


def test_a_second_update_of_a_folder_is_refused_while_the_first_is_under_way(collector: Collector, parts: Path) -> None:
    with alone(parts.parent, parts), pytest.raises(AnotherUpdate, match="wait for its end"):
        collector("/a.xml")
    assert [path.name for path in parts.iterdir()] == ["lock"]

    assert collector("/a.xml") == ({"a.xml": XML}, [])


def test_a_second_update_is_told_in_one_line(collector: Collector, parts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collector("/a.xml")
    with alone(parts.parent, parts), pytest.raises(SystemExit) as left:
        main(["collect", str(collector.folder / "source.yml"), "--out", str(parts.parent)])

    said = capsys.readouterr().err
    assert left.value.code == 2
    assert said.count("\n") == 1
    assert f"{parts.parent}: another update of this folder is under way" in said
