"""The trend note: technical assistance required and provided, on two pages, every number with its footnote."""

from datetime import date
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from article60.publication.reading import open_release, release_json
from article60.publication.release_info import INVENTED
from article60.publication.reports.numbers import Numbers
from article60.publication.reports.word import WordReport, new_report

TITLE = "Technical assistance required and provided: trends"
IN_HEAD = "invented States and documents"
DRAFT = "Working draft - not a United Nations document"


class NoSuchReport(ValueError):
    """The report does not exist in this language, or not in the form that the file's ending asks for."""


def write(release: Path, out: Path, *, language: str = "en") -> None:
    """Write the trend note of a Release as a Word file.

    Raises NoSuchReport where there is no template in the language or the file's ending is not `.docx`; NotARelease.
    """
    template = files("article60.publication.reports").joinpath(f"trend_note.{language}.jinja")
    if not template.is_file():
        raise NoSuchReport(f"trend-note: not in {language}; there is: en")
    if out.suffix.lower() != ".docx":
        raise NoSuchReport(f"trend-note: cannot be written as {out.name}; end the name in .docx")
    described, connection = release_json(release), open_release(release)
    try:
        numbers = Numbers(connection, language)
        report = new_report(numbers)
        environment = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
        text = environment.from_string(template.read_text(encoding="utf-8")).render(
            release=described,
            title=TITLE,
            invented=INVENTED,
            n=numbers.number,
            value=numbers.value,
            parts=numbers.parts,
            between=numbers.between,
            before=numbers.before,
        )
    finally:
        connection.close()
    notice = f" – {IN_HEAD}" if described["fictional"] else ""
    report.head_and_foot(head=f"{DRAFT}{notice}", foot=f"Article60, Release {described['name']}")
    report.write_text(text)
    _annex(report)
    report.save(out, title=TITLE, on=date.fromisoformat(described["on"]))


def _annex(report: WordReport) -> None:
    """Full lists of documents for the footnotes that could not hold them."""
    listed = [(report.note_number(note), report.numbers.notes[note].annex) for note in report.referred]
    entries = [f"* {number}. {annex}" for number, annex in listed if annex is not None]
    if entries:
        report.write_text("\n".join(("---", "## Annex. Documents and pages behind the footnotes", *entries)))
