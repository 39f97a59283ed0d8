"""Checks a finished report against a Release: every number in it, by its address, computed again."""

import ctypes
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from lxml import html

from article60 import workbooks
from article60.codes.languages import LANGUAGES
from article60.domain.answerable import Answerable
from article60.figures.declarations import declarations
from article60.figures.narrowing import NotNarrowed, TooFewStates
from article60.publication.reading import open_to_show
from article60.publication.reports.annex import LANGUAGE
from article60.publication.reports.number_ids import NotANumberId, NumberId, read
from article60.publication.reports.numbers import Numbers
from article60.publication.reports.word import reading as word
from article60.publication.reports.wording import Wording

URN = "urn:article60:number:"
"""What an address of a number begins with where it must be a link."""


_DO = "check the file that `article60 report` wrote"


class UnreadableReport(Answerable, ValueError):
    """The file is no report whose numbers can be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A number in a report: its address, how it is written there, and where it stands."""

    address: str
    text: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """A number in a report that is not what the Release gives: where it stands, and what is wrong."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a report holds: the language in which its numbers are written, and the numbers."""

    language: str
    numbers: list[Found]


def check(report: Path, release: Path) -> tuple[int, list[Differs]]:
    """How many numbers the report holds, and those that differ from what the Release gives.

    Raises UnreadableReport where the file is of no known form, broken or holds no numbers, OSError where it cannot be opened,
    and NotARelease.
    """
    reader = READERS.get(report.suffix.lower())
    if reader is None:
        raise UnreadableReport(f"{report}: numbers are read from {', '.join(READERS)}")
    held = _held(report, reader)
    if not held.numbers:
        raise UnreadableReport(f"{report}: holds no number with an address; {_DO}")
    _, connection = open_to_show(release)
    with closing(connection):
        return len(held.numbers), list(_differing(held, connection))


def _held(report: Path, reader: Callable[[Path], Held]) -> Held:
    with report.open("rb"):
        pass  # not every package says which file is not there, or may not be read
    try:
        return reader(report)
    except (UnreadableReport, MemoryError):
        raise
    except Exception as error:  # whatever a package of another's making makes of a broken file
        raise UnreadableReport(f"{report}: broken, or no {report.suffix.lower()} file; {_DO}") from error


def _differing(held: Held, connection: sqlite3.Connection) -> Iterator[Differs]:
    numbers = Numbers(connection, held.language)
    for found in held.numbers:
        where = f"{found.where}: {found.address}"
        try:
            wanted = _written(read(found.address), numbers)
        except (NotANumberId, KeyError, NotNarrowed, TooFewStates):
            yield Differs(where=where, what="no figure of the Release has this address")
            continue
        if wanted is None:
            yield Differs(where=where, what=f"{found.text} stands in the report; the Release has no earlier number to compare")
        elif _spaced_alike(found.text) != _spaced_alike(wanted):
            yield Differs(where=where, what=f"{found.text} stands in the report; the Release gives {wanted}")


def _spaced_alike(number: str) -> str:
    """A number with one kind of space between its thousands, as a PDF gives back no-break spaces as plain ones."""
    return re.sub(r"\s", " ", number)


def _written(address: NumberId, numbers: Numbers) -> str | None:
    """The number at an address as the report's language writes it; nothing where there is no earlier one."""
    usd = declarations()[address.figure].summed is not None
    if address.before:
        previous = numbers.figure(address.figure, address.to).previous
        return None if previous is None else numbers.written(previous, usd=usd)
    return numbers.written(numbers.value(address.figure, address.part, to=address.to), usd=usd)


def _in_html(path: Path) -> Held:
    data = path.read_bytes()
    if b"</html>" not in data.lower():
        raise UnreadableReport(f"{path}: no page, or not all of one; {_DO}")
    page: Any = html.fromstring(data)
    marked = [one for one in page.iter("data") if one.get("data-number")]
    found = [
        Found(address=one.get("data-number", ""), text=one.text_content(), where=f"number {place}")
        for place, one in enumerate(marked, start=1)
    ]
    return Held(language=_language(page.get("lang"), path), numbers=found)


def _in_pdf(path: Path) -> Held:
    with pdfium.PdfDocument(path) as document:
        found = [one for index in range(len(document)) for one in _on_page(document, index)]
        return Held(language=_language(_catalogue_language(document), path), numbers=found)


def _on_page(document: pdfium.PdfDocument, index: int) -> Iterator[Found]:
    """Numbers of a page: links that name an address, each with the words below it."""
    page = document[index]
    text = page.get_textpage()
    at, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, at, link):
        address = _address(document, link)
        if address is not None and raw.FPDFLink_GetAnnotRect(link, box):
            words = text.get_text_bounded(left=box.left, bottom=box.bottom, right=box.right, top=box.top)
            yield Found(address=address, text=words.strip(), where=f"page {index + 1}")
    text.close()
    page.close()


def _address(document: pdfium.PdfDocument, link: object) -> str | None:
    """The address of a number that a link names; nothing where it leads elsewhere."""
    action = raw.FPDFLink_GetAction(link)
    length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
    held = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document.raw, action, held, length)
    named = held.value.decode("utf-8", "replace")
    return unquote(named.removeprefix(URN)) if named.startswith(URN) else None


def _catalogue_language(document: pdfium.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    held = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), length)
    return held.raw.decode("utf-16-le").rstrip("\0")


def _in_workbook(path: Path) -> Held:
    try:
        book = workbooks.opened(path, read_only=True, data_only=True)
    except workbooks.NotOpened as error:
        raise UnreadableReport(f"{path}: no workbook that can be read: {error}; {_DO}") from error
    named = next((one.value for one in book.custom_doc_props.props if one.name == LANGUAGE), None)
    language = _language(named, path)
    sheet = Wording(language, "report").say("numbers")
    rows = list(book[sheet].iter_rows(min_row=3, values_only=True)) if sheet in book.sheetnames else []
    found = [Found(address=str(row[0]), text=str(row[3]), where=f"row {n}") for n, row in enumerate(rows, start=3) if row[0]]
    book.close()
    return Held(language=language, numbers=found)


def _in_word(path: Path) -> Held:
    try:
        held = word.read(path)
    except word.NotAReport as error:
        raise UnreadableReport(f"{path}: {error}; {_DO}") from error
    found = [Found(address=one.address, text=one.text, where=f"number {n}") for n, one in enumerate(held.numbers, start=1)]
    return Held(language=_language(held.language, path), numbers=found)


def _language(named: str | None, path: Path) -> str:
    if named not in LANGUAGES:
        raise UnreadableReport(f"{path}: does not say in which of {', '.join(LANGUAGES)} it is written; {_DO}")
    return named


READERS: Mapping[str, Callable[[Path], Held]] = {
    ".docx": _in_word,
    ".html": _in_html,
    ".pdf": _in_pdf,
    ".xlsx": _in_workbook,
}
"""What reads the numbers of a report, by the ending of its file."""
