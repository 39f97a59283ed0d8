"""Clearance sheets of a Release as their States send them back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from article60.publication.reports import writing
from article60.publication.reports.clearance_workbook import ANSWER, WIDTHS
from article60.publication.reports.making import About
from filled_sheet import Filled

EVERYONE = "public"


def sheet(release: Path, state: str = "XA", *, language: str = "en") -> Filled:
    """The sheet of a State, as it is sent."""
    with tempfile.TemporaryDirectory(prefix="article60-test-") as folder:
        path = Path(folder) / "sheet.docx"
        writing.write("clearance-sheet", release, path, about=About(state=state), language=language)
        return Filled(path)


def asked(sent: Filled) -> Sequence[str]:
    """The needs about which it asks, in its order, each with the version that is asked about."""
    rows = (tag.removeprefix("a60c:").partition("/")[0] for tag in sent.tags() if tag.startswith("a60c:"))
    return list(dict.fromkeys(row for row in rows if "." in row))


def bytes_of(filled: Filled) -> bytes:
    """The file as it comes back."""
    with tempfile.TemporaryDirectory(prefix="article60-test-") as folder:
        return filled.save(Path(folder) / "back.docx").read_bytes()


def confirmed_in_workbook(release: Path, state: str = "XA", *, audience: str = "everyone (public)") -> bytes:
    """A workbook in which the first need is confirmed, for whom it says."""
    with tempfile.TemporaryDirectory(prefix="article60-test-") as folder:
        path = Path(folder) / "sheet.xlsx"
        writing.write("clearance-sheet", release, path, about=About(state=state), language="en")
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        above = next(row[0].row for row in page.iter_rows() if row[0].value == "The answers are for:")
        page.cell(above, 2).value = audience
        page.cell(above + 2, list(WIDTHS).index(ANSWER) + 1).value = "Confirmed"
        book.save(path)
        return path.read_bytes()


def confirmed(release: Path, state: str = "XA", need_id: str = "") -> bytes:
    """One in which a need is confirmed, for everyone; the first one where none is named."""
    sent = sheet(release, state)
    need_id = need_id or asked(sent)[0].partition(".")[0]
    return bytes_of(sent.tick(need_id, "confirmed").tick("sheet/audience", EVERYONE))
