"""Texts of reports of the invented world, kept beside the tests, so that every change of words or figures shows in review.

`python -m tests.publication.reports.golden` writes them anew, from a Release made for it; `--release RELEASE` takes that one.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the makers of invented records stand beside the tests

from article60 import pipeline
from article60.codes.languages import LANGUAGES
from article60.demo import world
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import make
from article60.publication.reports.model import (
    Blanks,
    Block,
    Break,
    Choices,
    Contents,
    Counted,
    Drawn,
    Field,
    Gap,
    Line,
    Noted,
    Quote,
    Report,
    Table,
    Text,
)
from demo_reports import ABOUT

KEPT = [(kind, language) for kind in ("trend-note", "state-brief") for language in LANGUAGES]
FOLDER = Path(__file__).parent / "golden_texts"
MARKS = {"title": "# ", "subtitle": ": ", "notice": "! ", "item": "- ", "plain": "= ", "entry": "* ", "row": "* "}
"""How a block begins, much as in templates."""


def text(report: Report) -> str:
    """A report as plain text, a block a line: numbers as written, notes by number.

    Left out are the name of the Release and the annex of sources, whose every page of every document is tested elsewhere.
    """
    lines = [report.head, report.foot, "", *_blocks(report), "", *(f"[{n}] {note}" for n, note in enumerate(report.notes, 1))]
    return "\n".join(lines).replace(report.release, "RELEASE") + "\n"


def place(kind: str, language: str) -> Path:
    """Where the text of a report is kept."""
    return FOLDER / f"{kind}.{language}.txt"


def renew(release: Path) -> Iterator[Path]:
    """Write every text anew, and tell those that changed."""
    for kind, language in KEPT:
        path, now = place(kind, language), text(make(KINDS[kind], release, about=ABOUT[kind], language=language))
        if not path.exists() or path.read_text(encoding="utf-8") != now:
            path.write_text(now, encoding="utf-8", newline="\n")
            yield path


def _blocks(report: Report) -> Iterator[str]:
    annex = max(place for place, one in enumerate(report.blocks) if isinstance(one, Text) and one.kind == "heading")
    for place, block in enumerate(report.blocks):
        if place < annex or not (isinstance(block, Text) and block.kind in ("entry", "row")):
            yield from _block(report, block)


def _block(report: Report, block: Block) -> Iterator[str]:
    match block:
        case Text(kind="heading"):
            yield f"{'#' * (block.level + 1)} {_line(report, block.line)}"
        case Text(kind="paragraph"):
            yield f"{block.number}. {_line(report, block.line)}"
        case Text():
            yield f"{MARKS[block.kind]}{_line(report, block.line)}"
        case Quote():
            yield f"> {block.text} | {_line(report, block.source)}"
        case Blanks():
            yield "".join(f"[{name}]" for name in block.names)
        case Table():
            yield f"^ {block.label}: {_line(report, block.caption)}"
            yield from (f"| {' | '.join(_line(report, cell) for cell in row)}" for row in block.rows)
        case Drawn():
            yield f"^ {block.label}: {_line(report, block.caption)}"
            yield f"@ {block.chart.told}"
        case Contents():
            yield f"@ {block.title}"
        case Choices():
            yield f"@ {block.label} {' '.join(one.label for one in block.choices)}"
        case Field():
            yield f"@ {block.label}: {block.text}"
        case Break():
            yield "---"


def _line(report: Report, line: Line) -> str:
    return "".join(_inline(report, one) for one in line)


def _inline(report: Report, one: object) -> str:
    match one:
        case Counted():
            shown = report.numbers[one.number]
            return shown.text + (f"[{shown.note + 1}]" if one.noted and shown.note is not None else "")
        case Noted():
            return f"[{one.note + 1}]"
        case Gap():
            return f"[[{one.text}]]"
    return str(getattr(one, "text", ""))


def main() -> None:
    """Write the texts anew and name those that changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--release", type=Path, help="a Release of the invented world; else one is made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        release = given.release or pipeline.run(world.job(Path(folder) / "release", workers=2)).out
        for path in renew(release):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
