"""Makes a report and writes it in the form that the file's ending asks for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from article60.publication.reports import annex, html, pdf, word
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import SUBJECTS, About, NoSuchReport, make
from article60.publication.reports.model import Report


def _html(report: Report, path: Path) -> None:
    path.write_text(html.render(report), encoding="utf-8", newline="\n")


FORMS: Mapping[str, Callable[[Report, Path], None]] = {
    ".docx": word.write,
    ".pdf": pdf.write,
    ".html": _html,
    ".xlsx": annex.write,
}
"""What writes a report, by the ending of the file."""


def write(kind: str, release: Path, out: Path, *, about: About, language: str, templates: Path | None = None) -> list[Path]:
    """Write a report of a Release, and what belongs beside it; the files written.

    Raises NoSuchReport, UnfinishedTemplate, NotARelease.
    """
    if (form := FORMS.get(out.suffix.lower())) is None:
        raise NoSuchReport(f"{kind}: cannot be written as {out.name}; end the name in {', '.join(FORMS)}")
    if beyond := [name for name in SUBJECTS if getattr(about, name) is not None and name not in KINDS[kind].needs]:
        raise NoSuchReport(f"{kind}: is not about one {' or '.join(beyond)}; leave --{' --'.join(beyond)} out")
    made = make(KINDS[kind], release, about=about, language=language, templates=templates)
    form(made, out)
    beside = [(out.with_suffix(one.ending), one.data) for one in made.beside]
    for path, data in beside:
        path.write_bytes(data)
    return [out, *(path for path, _ in beside)]
