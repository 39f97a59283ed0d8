"""Templates of one kind say the same in every language: the same marks, conditions and calls, in the same order."""

import re
from pathlib import Path

import pytest

from article60.codes.languages import LANGUAGES
from article60.publication import reports
from article60.publication.reports import writing
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About

TEMPLATES = Path(reports.__file__).with_name("templates")
IN_SIX = ("clearance-sheet", "national-plan")
"""Kinds that must have a template in every language."""
FORMS = r"\b(?:zero|one|two|few|many|other|none)=\"[^\"]*\",?\s*"
WORDS = r"\"(?:[^\"\\]|\\.)*\""
STARTS = re.compile(r"^(### |## |# |: |! |= |- |\* |> |\^ |\| |@\w+|---|\[|\{%|\{\{)?")


def structure(text):
    """Marks of lines, and what stands in them between braces without its words; numbers may stand elsewhere in a sentence."""
    return [(STARTS.match(line)[0], *sorted(map(bare, re.findall(r"\{[{%].*?[%}]\}", line)))) for line in text.splitlines()]


def bare(call):
    """A call without words of the language: names of figures, keys and parts are kept, what people read is not."""
    call = re.sub(FORMS, "", call)
    return re.sub(
        r"\s+", " ", re.sub(WORDS, lambda found: found[0] if re.fullmatch(r'"[a-z0-9_./-]+"', found[0]) else "…", call)
    )


def written(kind):
    return sorted(path.stem for path in (TEMPLATES / kind).glob("*.jinja"))


@pytest.mark.parametrize("kind", IN_SIX)
def test_kind_is_written_in_six_languages(kind):
    assert written(kind) == sorted(LANGUAGES)


@pytest.mark.parametrize(("kind", "language"), [(kind, one) for kind in IN_SIX for one in LANGUAGES])
def test_template_has_the_structure_of_the_english_one(kind, language):
    english, other = ((TEMPLATES / kind / f"{one}.jinja").read_text(encoding="utf-8") for one in ("en", language))
    assert shape(other) == shape(english)


def shape(text):
    """The structure, with words in one place that may be a single Latin word taken out as well."""
    return [
        (mark, *(re.sub(r'(else|or|=|, ) ?"[A-Za-z]+"', r"\1…", call) for call in calls)) for mark, *calls in structure(text)
    ]


def test_template_that_lacks_a_line_or_calls_for_another_figure_is_seen():
    text = '# Title\n= {{ count("needs_stated", one="% need", other="% needs") }}\n'
    assert structure(text) != structure(text.replace("# Title\n", ""))
    assert structure(text) != structure(text.replace("needs_stated", "needs_unmet"))
    assert structure(text) == structure(text.replace("% needs", "% besoins"))


@pytest.mark.parametrize(("kind", "language"), [(kind, one) for kind in KINDS if kind in IN_SIX for one in LANGUAGES])
def test_report_is_written_in_every_language_and_form(folder, tmp_path, kind, language):
    for ending in (".docx", ".html"):
        out = tmp_path / f"{kind}{ending}"
        writing.write(kind, folder, out, about=About(state="XA"), language=language)
        again = tmp_path / f"again{ending}"
        writing.write(kind, folder, again, about=About(state="XA"), language=language)
        assert out.read_bytes() == again.read_bytes()
