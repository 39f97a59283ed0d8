"""Workbooks of strangers are opened in one place, and none that would swell beyond bounds."""

import ast
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from article60 import workbooks
from article60.kept_by import PACKAGE
from article60.publication.reports import checked, clearance_workbook, planned_back
from article60.publication.reports.word.reading import NotAReport
from article60.sources.forms.files import Form, contents
from article60.sources.forms.problems import UnusableForm
from article60.sources.reported.reading import read as read_reported
from article60.workbooks import NotOpened, opened

FORM = Form(called="a plan", largest_mb=1, other_ending="", too_large="", no_keys="")


def saved(path: Path, *, beside: bytes | None = None) -> Path:
    """A workbook; with a part beside its own that packs well."""
    book = openpyxl.Workbook()
    book.active["A1"] = "title"
    book.save(path)
    if beside is not None:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr("xl/media/x.bin", beside)
    return path


def test_workbook_is_opened_whatever_it_is_called(tmp_path: Path) -> None:
    assert opened(saved(tmp_path / "0123abcd")).active["A1"].value == "title"


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "empty"), (b"title;states", "no_workbook"), (b"\xd0\xcf\x11\xe0" + bytes(600), "locked")]
)
def test_what_is_no_workbook_is_not_opened_and_said_in_words(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotOpened, match=workbooks.TOLD[why]):
        opened(path)


def test_workbook_that_swells_is_refused_by_every_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swelling = saved(tmp_path / "x.xlsx", beside=b"0" * 60_000_000)
    monkeypatch.setattr(workbooks, "load_workbook", None)
    with pytest.raises(NotOpened, match="swell"):
        opened(swelling)
    with pytest.raises(NotAReport, match="swell"):
        clearance_workbook.read(swelling)
    with pytest.raises(planned_back.NotAPlan, match="swell"):
        planned_back.read_back(swelling, tmp_path)
    with pytest.raises(checked.UnreadableReport, match="swell"):
        checked.READERS[".xlsx"](swelling)
    with pytest.raises(UnusableForm, match="swell"):
        contents(swelling, FORM)
    assert [one.kind for one in read_reported(swelling, language="en").problems] == ["too_large"]


def loading() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        names = {getattr(one, "attr", getattr(one, "id", "")) for one in ast.walk(ast.parse(path.read_bytes()))}
        if "load_workbook" in names:
            yield str(path.relative_to(PACKAGE))


def test_nothing_else_opens_a_workbook() -> None:
    assert list(loading()) == ["workbooks.py"]
