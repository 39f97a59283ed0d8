"""A report as a tagged PDF, laid out from its HTML."""

from hashlib import sha256
from pathlib import Path

from article60.domain.answerable import Answerable
from article60.publication.reports import html, tagged
from article60.publication.reports.model import Report


class CannotLayOut(Answerable, RuntimeError):
    """PDF needs Pango, a library of the system, which is not there."""


def write(report: Report, path: Path) -> None:
    """Write a report as PDF/UA; the same report gives the same bytes. Raises CannotLayOut."""
    try:
        from weasyprint import HTML
    except OSError as error:  # the package is there, the library of the system that it needs is not
        raise CannotLayOut(
            f"PDF needs Pango ({error}); install libpango-1.0-0 and libpangoft2-1.0-0, or end the name in .docx or .html"
        ) from error
    page = html.render(report, paged=True)
    identifier = sha256(page.encode()).digest()[:16]
    HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1", pdf_identifier=identifier, finisher=tagged.finish)
