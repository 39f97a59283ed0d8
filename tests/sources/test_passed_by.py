"""What of a folder is read by nobody is said by name."""

from pathlib import Path

from article60.sources.passed_by import passed_by


def is_other(path: Path) -> bool:
    return not (path.suffix == ".jsonl" and path.is_file())


def test_nothing_is_said_where_all_is_read(tmp_path: Path) -> None:
    for name in ("a.jsonl", ".hidden"):
        (tmp_path / name).write_text("")
    assert passed_by(tmp_path, is_other=is_other, names="*.jsonl") == []


def test_files_and_folders_of_other_names_are_said_with_the_names_that_are_read(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.json", "C.JSONL"):
        (tmp_path / name).write_text("")
    (tmp_path / "older.jsonl").mkdir()
    (note,) = passed_by(tmp_path, is_other=is_other, names="*.jsonl")
    assert (note.subject, note.message) == (str(tmp_path), "not read: C.JSONL, b.json, older.jsonl/; read are *.jsonl")


def test_of_many_a_few_are_said(tmp_path: Path) -> None:
    for number in range(13):
        (tmp_path / f"{number:02}.json").write_text("")
    (note,) = passed_by(tmp_path, is_other=is_other, names="*.jsonl")
    assert "08.json, 09.json and 3 more; read are" in note.message
