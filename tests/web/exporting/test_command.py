"""`article60 export-static`, as it is typed: what it asks for, what it tells, what it refuses."""

import json
from pathlib import Path

import pytest

from article60.cli import main
from article60.web.exporting.export import Asked, Written


def run(*arguments: object) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(["export-static", *map(str, arguments)])
    return ended.value.code


def test_options_are_asked_for_and_what_it_came_to_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked_for: list[Asked] = []

    def written(asked: Asked, **_: object) -> Written:
        asked_for.append(asked)
        return Written(pages=7, files=9, size=2_000_000, left_out=3, gathered=("need",))

    monkeypatch.setattr("article60.cli.commands.copies.export", written)
    monkeypatch.setenv("ARTICLE60_OPERATOR", "An operator")
    code = run(folder, "--out", tmp_path / "copy", "--address", "https://copy.example/a/", "--without-downloads")

    told = capsys.readouterr()
    assert code == 0
    assert (asked_for[0].address, asked_for[0].downloads, asked_for[0].operator) == (
        "https://copy.example/a", False, "An operator",
    )  # fmt: skip
    assert "7 pages, 9 files, 2 MB" in told.err and "no page of their own, as they are many: need" in told.err
    assert json.loads(told.out)["bytes"] == 2_000_000


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--address", "copy.example"], "is no address of a site; write it as https://register.example/copy"),
        (["--out", "/dev/null"], "is a file; name a folder for the copy of the site"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str], words: str
) -> None:
    assert run(folder, "--out", tmp_path / "copy", *option) == 2

    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nothing", "--out", tmp_path / "copy") == 2
    assert "is no folder" in capsys.readouterr().err
