"""Tests of the demonstration world's review documents and of what makes them."""

import csv
import io
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest

from article60.demo.make_reviews.__main__ import REVIEWS, made, sources
from article60.demo.make_reviews.source import UnusableSource, head_words, read

SOURCES = dict(sources())
EUROPEAN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
READABLE = [path for path, source in SOURCES.items() if source.keep_bytes is None]
PDFS = [path for path in READABLE if path.suffix == ".pdf"]
SUMMARIES = [path for path in READABLE if SOURCES[path].kind == "executive_summary"]


@cache
def built(path: Path) -> bytes:
    return made(SOURCES[path])


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def letters(text: str) -> Counter[str]:
    """The letters of a text in no order: right-to-left words come out of a PDF as they are shown."""
    return Counter(letter for letter in text if letter.isalpha())


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an Office package: how they are compressed differs from machine to machine."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("path", READABLE, ids=str)
def test_committed_document_is_what_its_source_makes(path: Path) -> None:
    committed = (REVIEWS / path).read_bytes()

    if path.suffix == ".pdf":
        assert pages(committed) == pages(built(path))
    else:
        assert parts(committed) == parts(built(path))


@pytest.mark.parametrize("path", PDFS, ids=str)
def test_every_page_of_a_pdf_says_that_it_is_invented(path: Path) -> None:
    foot = letters(head_words(SOURCES[path].language)["foot"])

    for page in pages((REVIEWS / path).read_bytes()):
        lines = [letters(line) for line in page.splitlines()]
        assert any(line >= foot and line.total() <= foot.total() + 10 for line in lines)  # beside page and job number


@pytest.mark.parametrize("path", [path for path in READABLE if path.suffix == ".docx"], ids=str)
def test_head_and_feet_of_a_docx_say_that_it_is_invented(path: Path) -> None:
    document = docx.Document(io.BytesIO((REVIEWS / path).read_bytes()))
    words, section = head_words(SOURCES[path].language), document.sections[0]

    assert document.paragraphs[0].text == words["notice"]
    assert words["foot"] in section.footer.paragraphs[0].text
    assert words["foot"] in section.first_page_footer.paragraphs[0].text


def test_same_source_makes_same_bytes() -> None:
    for path in (PDFS[0], Path("XB_1.docx")):
        assert made(SOURCES[path]) == built(path)


def test_document_that_cannot_be_read_is_the_beginning_of_one() -> None:
    (path,) = (path for path, source in SOURCES.items() if source.keep_bytes is not None)
    data = (REVIEWS / path).read_bytes()

    assert data.startswith(b"%PDF-")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data)


@pytest.mark.parametrize("path", SUMMARIES, ids=str)
def test_executive_summary_has_an_impossible_symbol_and_fictional_states(path: Path) -> None:
    source = SOURCES[path]

    assert (source.symbol or "").startswith("DEMO/IRG/")
    assert source.job.startswith("D.")
    assert all(state.startswith("X") and state != source.state for state in (*source.reviewers, "X"))
    assert (source.cycle, len(source.reviewers)) in {(1, 2), (2, 2)}


def test_six_languages_are_written() -> None:
    assert {source.language for source in SOURCES.values()} == {"ar", "en", "es", "fr", "ru", "zh"}


def test_no_row_opens_the_private_document_or_the_one_that_its_state_has_opened() -> None:
    with (REVIEWS / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert {row["file"] for row in rows} == {str(path) for path in SOURCES if path.parent == Path()} - {"XI_1.docx"}
    assert all(row["publisher"] and row["public_address"] for row in rows)


def test_unknown_block_is_named_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "odd.yml"
    file.write_text("state: XA\nbody:\n- heading: Wrong\n", encoding="utf-8")

    with pytest.raises(UnusableSource, match=r"odd\.yml, block 1: 'heading'"):
        read(file)


def test_unknown_field_of_the_head_is_named_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "odd.yml"
    file.write_text("date: 2014-01-01\ncolour: blue\nbody: []\n", encoding="utf-8")

    with pytest.raises(UnusableSource, match=r"odd\.yml: head of the document: .*colour"):
        read(file)


def test_rows_of_a_table_have_one_length(tmp_path: Path) -> None:
    file = tmp_path / "odd.yml"
    file.write_text("body:\n- table: [[Article, Need], ['6']]\n", encoding="utf-8")

    with pytest.raises(UnusableSource, match="one length"):
        read(file)


def stated(path: Path, *, part: str) -> int:
    """How many list items and table rows stand under the numbered headings of one part, as `.4` for needs."""
    number, count = "", 0
    for block in SOURCES[path].body:
        if block.kind in {"h1", "h2", "h3"}:
            number = re.sub(r"\D+", ".", block.text.split(" ")[0]).strip(".")
        elif number.translate(EUROPEAN).endswith(part):
            count += sum(1 + len(item.sub) - bool(item.sub) for item in block.items) + len(block.rows[1:])
    return count


def test_world_states_enough_to_show_what_the_mission_names() -> None:
    assert sum(stated(path, part=".4") for path in SUMMARIES) >= 110
    assert sum(stated(path, part=".2") for path in SUMMARIES) >= 45
