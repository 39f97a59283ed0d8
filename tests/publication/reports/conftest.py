"""Every kind of report of the invented world in every language, made and written once for all tests of its pages."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports import writing
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import make
from article60.publication.reports.model import Report
from demo_reports import ABOUT

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]


class Heard(logging.Handler):
    """What WeasyPrint warns of: a letter that no font has, a rule that it does not know, an image without words."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@dataclass
class Made:
    """One report, and its file in each form; written when first asked for."""

    report: Report
    folder: Path
    warnings: list[str] = field(default_factory=list)
    _opened: pypdfium2.PdfDocument | None = None

    def path(self, form: str) -> Path:
        out = self.folder / f"{self.report.kind}.{self.report.language}.{form}"
        if not out.exists():
            heard, logger = Heard(), logging.getLogger("weasyprint")
            logger.addHandler(heard)
            writing.FORMS[f".{form}"](self.report, out)
            logger.removeHandler(heard)
            self.warnings += heard.said
        return out

    @property
    def pdf(self) -> pypdfium2.PdfDocument:
        if self._opened is None:
            self._opened = pypdfium2.PdfDocument(self.path("pdf"))
        return self._opened


@pytest.fixture(scope="session")
def made(demo_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Made]:
    """Makes a report of a kind in a language, once."""
    folder, known = tmp_path_factory.mktemp("pages"), dict[tuple[str, str], Made]()

    def of(kind: str, language: str) -> Made:
        if (kind, language) not in known:
            report = make(KINDS[kind], demo_release, about=ABOUT[kind], language=language)
            known[kind, language] = Made(report, folder)
        return known[kind, language]

    return of


@pytest.fixture(params=EVERY, ids="-".join)
def one(request: pytest.FixtureRequest, made: Callable[[str, str], Made]) -> Made:
    """Each report in turn."""
    return made(*request.param)
