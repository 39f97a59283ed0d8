"""Pages that are pictures: recognised where Tesseract is installed, named with what to install where it is not."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from article60.sources.documents import Limits, child, read
from article60.sources.documents.pdf import scans, tesseract
from article60.sources.documents.reading import Reading

_ITEM = {
    "en": ("Training of prosecutors in tracing assets (art. 31);", "Legal advice for the customs service (art. 23);"),
    "fr": ("Formation des procureurs à la localisation d’avoirs (art. 31);", "Conseils juridiques pour la douane (art. 23);"),
    "es": ("Formación de los fiscales en la localización de bienes (art. 31);", "Asesoramiento para la aduana (art. 23);"),
    "ru": ("подготовка прокуроров по вопросам отслеживания активов (статья 31);", "консультации для таможни (статья 23);"),
    "zh": ("为检察官举办追查资产的培训班（第三十一条）；", "为海关提供法律咨询（第二十三条）；"),
}


@pytest.fixture
def scan(pdf: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Makes a PDF of pictures of a page of HTML, turned a little as a scanner does."""

    def make(body: str, *, turned: float = 0.4, **options: str) -> Path:
        with pdfium.PdfDocument(pdf(body, **options)) as document:
            pages = [document[i].render(scale=200 / 72, grayscale=True).to_pil().convert("L") for i in range(len(document))]
        pages = [page.rotate(turned, fillcolor=255, resample=Image.Resampling.BICUBIC) for page in pages]
        path = tmp_path / "scan.pdf"
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200)
        return path

    return make


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without Tesseract."""
    monkeypatch.setenv("PATH", str(tmp_path))
    _forget()
    yield
    _forget()


@pytest.fixture
def broken_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine with a Tesseract that fails on every picture."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\ncase $1 in --version|--list-langs) echo eng;; *) echo broken >&2; exit 1;; esac\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    _forget()
    yield
    _forget()


def _forget() -> None:
    """Ask anew which Tesseract there is, here and in the server, which keeps the environment in which it started."""
    tesseract.recogniser.cache_clear()
    tesseract.installed.cache_clear()
    child.server().close()


@pytest.fixture
def mixed(scan: Callable[..., Path], pdf: Callable[..., Path], tmp_path: Path) -> Path:
    """A page of French text and a scanned one."""
    whole = pdfium.PdfDocument.new()
    for path in (pdf(f"<p>{_ITEM['fr'][0] * 5}</p>", name="text.pdf"), scan(_page(*_ITEM["fr"]))):
        with pdfium.PdfDocument(path) as part:
            whole.import_pages(part)
    whole.save(tmp_path / "mixed.pdf")
    return tmp_path / "mixed.pdf"


def _page(*items: str) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<p style='page-break-before:always'>{'General remarks. ' * 12}</p><ul>{listed}</ul>"


@pytest.mark.parametrize("language", sorted(_ITEM))
def test_items_of_a_scan_are_read_in_their_language(scan: Callable[..., Path], language: str) -> None:
    words = "".join(f"<li>{item}</li>" for item in _ITEM[language])

    found = read(scan(f"<p>{_ITEM[language][0] * 3}</p><ul>{words}</ul>", language=language))

    items = [(p.label, _bare(p.text)) for p in found.passages if p.kind == "list_item"]
    assert items == [("•", _bare(item)) for item in _ITEM[language]]


def test_symbol_and_printed_page_of_a_scan_are_set_aside(scan: Callable[..., Path]) -> None:
    found = read(scan("<p>First page of a note on assistance.</p>" + _page(*_ITEM["en"])))

    assert {p.text for p in found.passages if p.kind == "running_head"} == {"DEMO/IRG/I/9/1/Add.7"}
    assert {p.page for p in found.passages if p.kind == "list_item"} == {2}


def test_passages_of_a_scan_say_how_they_were_read(scan: Callable[..., Path]) -> None:
    found = read(scan(_page(*_ITEM["en"])))

    assert {p.how for p in found.passages} == {"scan"}
    assert "recognised by tesseract" in found.notes[0]


def test_scanned_page_among_others_is_read_in_their_language(mixed: Path) -> None:
    found = read(mixed)

    assert {p.how for p in found.passages} == {"pdf_text", "scan"}
    first = next(p.text for p in found.passages if p.kind == "list_item")
    assert first.startswith("Formation des procureurs à la")


def test_language_that_a_first_page_does_not_tell_is_told_by_a_later_one(scan: Callable[..., Path]) -> None:
    words = "".join(f"<li>{item}</li>" for item in _ITEM["ru"])

    found = read(scan(f"<p>12</p><p style='page-break-before:always'>{_ITEM['ru'][0] * 3}</p><ul>{words}</ul>"))

    assert [_bare(p.text) for p in found.passages if p.kind == "list_item"] == [_bare(item) for item in _ITEM["ru"]]


def test_pages_with_words_are_kept_where_the_scan_of_another_cannot_be_recognised(broken_tesseract: None, mixed: Path) -> None:
    found = read(mixed)

    assert {p.how for p in found.passages} == {"pdf_text"}
    assert found.unread_pages == (1,)
    (note,) = found.notes
    assert note.startswith("1 page has no text layer (a scan): not read; the reader broke down on it")
    assert "broken" in note


def test_scanned_pages_are_given_more_time() -> None:
    given = Limits(seconds=60, cpu_seconds=45, scanned_page_seconds=30).for_scans(10)
    assert (given.seconds, given.cpu_seconds, given.recognise_scans) == (360, 55, True)


def test_marks_of_direction_and_angular_brackets_of_a_scan_are_mended() -> None:
    word = "<span class=ocrx_word title='bbox 10 10 90 30; x_wconf 90'>〈第三十一条\u200f</span>"

    (row,) = scans._rows(f"<meta charset=utf-8><p><span class=ocr_line title='bbox 10 10 90 30'>{word}</span></p>")

    assert row.text == "（第三十一条"


def test_without_tesseract_a_scan_is_named_with_what_to_install(no_tesseract: None, scan: Callable[..., Path]) -> None:
    found: Reading = read(scan(_page(*_ITEM["en"])))

    assert found.passages == ()
    assert found.unread_pages == (0,)
    (note,) = found.notes
    assert note.startswith("1 page has no text layer (a scan): not read; install Debian's tesseract-ocr")


def test_recogniser_names_program_and_languages() -> None:
    assert tesseract.recogniser().startswith("tesseract 5")
    assert "chi_sim" in tesseract.recogniser()


def _bare(text: str) -> str:
    return text.replace("’", "'").replace("(", "（").replace(")", "）").replace(";", "；").replace(" ", "")
