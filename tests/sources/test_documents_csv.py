from pathlib import Path

import pytest

from article60.sources import documents_csv
from article60.sources.documents_csv import Published, UnusableInput

HEAD = "file,publisher,public_address,read_on,note\n"


def written(folder: Path, text: str) -> Path:
    (folder / "documents.csv").write_text(text, encoding="utf-8")
    return folder


def test_rows_are_read_by_file(tmp_path: Path) -> None:
    folder = written(tmp_path, HEAD + 'a.pdf,Secretariat,https://docs.example/a,2026-01-31,"first, corrected"\nb.pdf,,,,\n')
    assert documents_csv.read(folder) == {
        "a.pdf": Published("Secretariat", "https://docs.example/a"),
        "b.pdf": Published("", ""),
    }


def test_no_file_means_no_rows(tmp_path: Path) -> None:
    assert documents_csv.read(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("file,publisher\n", 1, "public_address"),
        ("file,publisher,public_address,colour\n", 1, "colour"),
        (HEAD + "a.pdf,X,https://d.example,2026-01-31,one,two\n", 2, "6 cells"),
        (HEAD + "a.pdf,X,https://d.example,,\na.pdf,X,https://d.example,,\n", 3, "twice"),
        (HEAD + "b/a.pdf,X,https://d.example,,\n", 2, "no file name"),
        (HEAD + "a.pdf,X,docs/a.pdf,,\n", 2, "no http"),
        (HEAD + "a.pdf,X,https://d.example,31.1.2026,\n", 2, "no date"),
        (HEAD + 'a.pdf,"X,https://d.example,,\n', 2, "end of data"),
    ],
)
def test_malformed_file_is_refused_with_its_line(text: str, line: int, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=reason) as told:
        documents_csv.read(written(tmp_path, text))
    assert f"documents.csv, line {line}" in str(told.value)


def test_other_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_bytes(HEAD.encode() + b"a.pdf,Minist\xe8re,,,\n")
    with pytest.raises(UnusableInput, match="UTF-8"):
        documents_csv.read(tmp_path)
