"""Numbers of every kind in every language and form: all hold against their Release, and one that was changed is found."""

from dataclasses import replace

import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports import writing
from article60.publication.reports.checked import READERS, check
from article60.publication.reports.kinds import KINDS

FORMS = [ending.removeprefix(".") for ending in READERS]
TAMPERED = [
    (kind, LANGUAGES[(row + column) % len(LANGUAGES)], form)
    for row, kind in enumerate(KINDS)
    for column, form in enumerate(FORMS)
]
"""Each kind in each form, the languages in turn."""


@pytest.mark.parametrize("form", FORMS)
def test_every_number_holds(one, form, demo_release):
    numbers, differing = check(one.path(form), demo_release)
    assert differing == []
    assert numbers >= len(one.report.numbers) > 0


@pytest.mark.parametrize(("kind", "language", "form"), TAMPERED, ids=map("-".join, TAMPERED))
def test_changed_number_is_found_and_no_other(made, kind, language, form, demo_release, tmp_path):
    report = made(kind, language).report
    place = len(report.numbers) // 2
    numbers = [
        replace(shown, text=f"{shown.text}7") if number == place else shown for number, shown in enumerate(report.numbers)
    ]
    out = tmp_path / f"changed.{form}"
    writing.FORMS[f".{form}"](replace(report, numbers=numbers), out)
    _, differing = check(out, demo_release)
    assert differing
    assert {one.where.partition(": ")[2] for one in differing} == {report.numbers[place].address}
    assert all(f"{numbers[place].text} stands in the report" in one.what for one in differing)
