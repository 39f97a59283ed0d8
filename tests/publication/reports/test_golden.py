"""Words and figures of reports of the invented world are those that were looked at and kept."""

import difflib
import re

import pytest
from tests.publication.reports import golden

from article60.codes.languages import LANGUAGES
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import make
from demo_reports import ABOUT

RENEW = "python -m tests.publication.reports.golden"


@pytest.mark.parametrize(("kind", "language"), golden.KEPT, ids=map("-".join, golden.KEPT))
def test_report_says_what_was_kept(demo_release, kind, language):
    now = golden.text(make(KINDS[kind], demo_release, about=ABOUT[kind], language=language))
    kept = golden.place(kind, language).read_text(encoding="utf-8")
    changed = difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=0)
    assert now == kept, "\n".join([f"if this is right, `{RENEW}` keeps it:", *changed])


@pytest.mark.parametrize("kind", ["trend-note", "state-brief"])
def test_texts_of_all_languages_tell_the_same_numbers_and_quotes_in_the_same_blocks(kind):
    """What begins a line and how many cells it has; numbers of each table; words of sources, which nobody translates."""
    shapes = {}
    for language in LANGUAGES:
        lines = golden.place(kind, language).read_text(encoding="utf-8").splitlines()
        tables = [line for line in lines if line.startswith("| ")]
        shapes[language] = (
            [line.split(" ")[0] for line in lines if re.match(r"#+ |: |! |\^ |\d+\. ", line)],
            [line.count(" | ") for line in tables],
            sorted(line.split(" | ")[0] for line in lines if line.startswith("> ")),
            [cell for line in tables for cell in line.split(" | ")[1:] if re.fullmatch(r"\d+(\[\d+\])?", cell)],
        )
    assert shapes["en"][1]
    assert {language: shape for language, shape in shapes.items() if shape != shapes["en"]} == {}


def test_text_kept_names_no_release():
    for kind, language in golden.KEPT:
        assert not re.search(r"2026-06-30-[0-9a-f]{8}", golden.place(kind, language).read_text(encoding="utf-8"))
