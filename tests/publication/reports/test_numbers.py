"""What notes say of pages, and how often sources are read."""

import re

import pytest

from article60.codes.languages import LANGUAGES
from article60.domain.figure import Figure
from article60.figures import sources
from article60.publication.reports import numbers
from article60.publication.reports.numbers import Numbers


def note(connection, monkeypatch, language, pages):
    """The note of a number that rests on some pages of one document."""
    rests_on = sources.Sources(documents=(("DEMO/1", pages),))
    monkeypatch.setattr(numbers, "sources", lambda *_, **__: rests_on)
    made = Numbers(connection, language)
    made.number("needs_stated")
    return made.notes[0].text


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ((), "DEMO/1"),
        ((4,), "DEMO/1, p. 4"),
        ((4, 5), "DEMO/1, pp. 4 and 5"),
        ((4, 5, 6), "DEMO/1, pp. 4–6"),
        ((1, 4, 5, 6), "DEMO/1, pp. 1 and 4–6"),
        ((1, 2, 4, 5, 6, 9), "DEMO/1, pp. 1, 2, 4–6 and 9"),
    ],
)
def test_three_and_more_pages_that_follow_one_another_are_named_by_their_ends(connection, monkeypatch, pages, told):
    assert re.match(rf"needs_stated: {re.escape(told)} \(", note(connection, monkeypatch, "en", pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_ends_of_a_run_of_pages_are_told_in_every_language(connection, monkeypatch, language):
    text = note(connection, monkeypatch, language, (11, 12, 13))
    assert "11" in text and "13" in text
    assert "12" not in text


def test_parts_of_figures_that_split_the_same_rows_are_read_once(connection, monkeypatch):
    asked = []
    read = numbers.sources_of_parts

    def counted(*given: object, **options: object):
        (figure,) = [one for one in given if isinstance(one, Figure)]
        asked.append(figure.figure)
        return read(*given, **options)

    monkeypatch.setattr(numbers, "sources_of_parts", counted)
    made = Numbers(connection, "en")
    for name in ("states_with_needs.chapter", "needs_stated.chapter"):
        for part, _ in made.parts(name):
            made.number(name, part)
    assert asked == []
    assert all(note.text for note in made.notes)
    assert asked == ["states_with_needs.chapter"]


@pytest.fixture
def row(connection):
    """The first row behind the needs by chapter, in a report that numbers its documents or not, with pages or without."""

    def told(*, pages=True, numbered=True, unlisted=""):
        made = Numbers(connection, "en")
        names = [
            row[0] for row in connection.execute("SELECT DISTINCT coalesce(symbol, document_id) FROM documents ORDER BY 1")
        ]
        made.listed = {name: number for number, name in enumerate(names, start=1)} if numbered else {}
        made.listed.pop(unlisted, None)
        made.rests("needs_stated.chapter", pages=pages)
        (note,) = made.notes
        return "".join(one.text for one in note.annex()[1])

    return told


def test_annex_names_documents_by_their_numbers_where_the_report_lists_them(row):
    assert "DEMO/IRG/" in row(numbered=False)
    assert re.fullmatch(r"Preventive measures: (\d+: \d+(–\d+)?(, \d+(–\d+)?)*(; )?)+entered by States themselves: 1\.", row())


def test_annex_names_after_the_numbers_what_the_report_does_not_list(row):
    symbol = re.search(r"DEMO/IRG/[^ ,;]+", row(numbered=False))[0]
    told = row(unlisted=symbol, pages=False)
    assert re.fullmatch(rf"Preventive measures: \d+(–\d+)?(, \d+(–\d+)?)*; {re.escape(symbol)}; entered by .*", told)


def test_annex_tells_no_pages_of_rows_that_bring_together_those_of_another_table(row):
    assert re.fullmatch(r"Preventive measures: \d+(–\d+)?(, \d+(–\d+)?)*; entered by States themselves: 1\.", row(pages=False))


def test_numbers_of_documents_run_as_arabic_does_after_the_name_of_a_figure(connection):
    made = Numbers(connection, "ar")
    made.number("states_with_documents")
    ((called, told),) = made.notes[0].annex()
    assert called.text.startswith("\N{LEFT-TO-RIGHT ISOLATE}states_with_documents")
    assert told.text.startswith("\N{RIGHT-TO-LEFT MARK}")
