"""Makers of small documents in the look of official ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint
from docx.document import Document as Word

from article60.domain.passage import Passage
from article60.sources.documents.forms import read_here
from article60.sources.documents.reading import Limits, Reading

LAYOUT = """
@page { size: A4; margin: 2.4cm 2.2cm;
  @top-left { content: "DEMO/IRG/I/9/1/Add.7"; font-size: 8pt }
  @bottom-left { content: "V.19-99001"; font-size: 7pt }
  @bottom-right { content: counter(page) "/" counter(pages); font-size: 8pt } }
@page :first { @top-left { content: none } @bottom-right { content: none } }
body { font: 10pt "Liberation Serif", "Noto Naskh Arabic", "Noto Serif CJK SC"; }
h2 { font-size: 12pt } h3 { font-size: 11pt } .run { font-style: italic }
.note { font-size: 7.5pt } sup { font-size: 6pt }
"""

MakePdf = Callable[..., Path]


@pytest.fixture
def pdf(tmp_path: Path) -> MakePdf:
    """Makes a PDF of HTML; `style` adds to the layout."""

    def make(body: str, *, language: str = "en", style: str = "", name: str = "made.pdf") -> Path:
        direction = "rtl" if language == "ar" else "ltr"
        page = f"<html lang={language} dir={direction}><style>{LAYOUT}{style}</style><body>{body}</body></html>"
        weasyprint.HTML(string=page).write_pdf(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Word], Path]:
    """Saves a Word document."""

    def make(document: Word) -> Path:
        document.save(str(tmp_path / "made.docx"))
        return tmp_path / "made.docx"

    return make


@pytest.fixture
def reading() -> Callable[[Path], Reading]:
    """Reads a file in this process."""
    return lambda path: read_here(path, limits=Limits())[0]


@pytest.fixture
def text_of() -> Callable[[Path], list[Passage]]:
    """Passages of a file without running heads, feet and contents."""
    outside = {"running_head", "running_foot", "contents"}
    return lambda path: [p for p in read_here(path, limits=Limits())[0].passages if p.kind not in outside]
