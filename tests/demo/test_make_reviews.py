"""The committed review documents are what their sources make, and say on every page that they are invented."""

import io
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest

from article60.demo.make_reviews.__main__ import REVIEWS, made, sources
from article60.demo.make_reviews.source import Source, UnusableSource, head_words, read

DOCUMENTS = dict(sources())
READABLE = {path: source for path, source in DOCUMENTS.items() if source.keep_bytes is None}


@cache
def built(path: Path) -> bytes:
    return made(DOCUMENTS[path])


def pdf_pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def docx_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join(node.text or "" for node in document.element.body.iter("{*}t"))


def letters(text: str) -> str:
    """The letters alone: blanks and the order in which right-to-left words are shown do not count."""
    return "".join(sorted(text.replace("\N{NO-BREAK SPACE}", "")).copy()).strip()


@pytest.mark.parametrize("path", READABLE, ids=str)
def test_committed_document_says_what_its_source_makes(path: Path) -> None:
    committed = (REVIEWS / path).read_bytes()

    if path.suffix == ".docx":
        assert committed == built(path)
    else:
        assert pdf_pages(committed) == pdf_pages(built(path))


@pytest.mark.parametrize("path", [path for path in READABLE if path.suffix == ".pdf"], ids=str)
def test_every_page_says_that_the_document_is_invented(path: Path) -> None:
    source = READABLE[path]
    foot = letters("".join(head_words(source.language)["foot"].split()))

    for page in pdf_pages((REVIEWS / path).read_bytes()):
        assert set(foot) <= set(page)


def test_same_source_makes_same_bytes() -> None:
    for path in list(READABLE)[:2]:
        assert made(DOCUMENTS[path]) == built(path)


def test_symbols_are_impossible_ones_and_stand_once() -> None:
    symbols = [source.symbol for source in DOCUMENTS.values() if source.symbol is not None]

    assert all(symbol.startswith("DEMO/IRG/") for symbol in symbols)


def test_unknown_block_is_named_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "odd.yml"
    file.write_text("state: XA\nbody:\n- heading: Wrong\n", encoding="utf-8")

    with pytest.raises(UnusableSource, match=r"odd\.yml, block 1: 'heading'"):
        read(file)


def test_only_fictional_states_are_written_about() -> None:
    assert all(source.state.startswith("X") for source in DOCUMENTS.values() if isinstance(source, Source))
