"""Word files of every kind of report of the invented world in every language: what an editor's program finds in them."""

import itertools
import re

import pytest
from docx import Document

from article60.publication.reports.making import lines
from article60.publication.reports.model import Choices, Contents, Counted, Drawn, Field, Noted, Quote, Table, Text
from article60.publication.reports.word import reading
from article60.publication.reports.word.xml import NAMESPACES, named

VAL = named("w:val")


@pytest.fixture
def file(one, opened):
    """The Word file of each report in turn."""
    return opened(one.path("docx"))


def blocks(one, kind):
    return [block for block in one.report.blocks if isinstance(block, kind)]


def test_headings_are_those_of_the_report_and_leave_out_no_level(one, file):
    styles = [paragraph.style.name for paragraph in Document(str(file.path)).paragraphs]
    levels = [int(style.removeprefix("Heading ")) for style in styles if style.startswith("Heading ")]
    headings = [block for block in blocks(one, Text) if block.kind == "heading"]
    assert levels == [block.level for block in headings]
    assert levels[:1] in ([], [1])
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert styles.count("Title") == 1


def test_numbered_paragraphs_count_on_without_a_gap(one, file):
    numbers = [block.number for block in blocks(one, Text) if block.kind == "paragraph"]
    paragraphs = file.styled("NumberedParagraph")
    assert len(paragraphs) == len(numbers)
    assert numbers == list(range(1, len(numbers) + 1))
    assert [each for each in paragraphs if each.xpath("w:pPr/w:numPr", namespaces=NAMESPACES)] == []  # none begins anew


def test_captions_are_counted_by_fields_in_their_order(one, file):
    fields = [
        field.get(named("w:instr")).split()[:2] for field in file.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']/w:fldSimple")
    ]
    wanted = [
        ["SEQ", "Table" if isinstance(block, Table) else "Figure"] for block in blocks(one, Table | Drawn) if block.caption
    ]
    assert fields == wanted
    shown = [file.words(field) for field in file.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']/w:fldSimple")]
    for kind in ("Table", "Figure"):
        some = [text for text, (_, name) in zip(shown, fields, strict=True) if name == kind]
        assert [int(text) for text in some] == list(range(1, len(some) + 1))


def test_every_footnote_is_referred_to_once_and_shown_again_by_fields(one, file):
    notes = len(one.report.notes)
    assert file.find("//w:footnoteReference/@w:id") == [str(number) for number in range(1, notes + 1)]
    assert len(file.find("//w:footnote[not(@w:type)]", "footnotes")) == notes
    marks = [
        inline
        for line in lines(one.report.blocks)
        for inline in line
        if isinstance(inline, Noted)
        or (isinstance(inline, Counted) and inline.noted and one.report.numbers[inline.number].note is not None)
    ]
    again = file.find("//w:fldSimple[contains(@w:instr, 'NOTEREF')]/@w:instr")
    assert len(again) == len(marks) - notes
    assert {instruction.split()[1] for instruction in again} <= set(file.find("//w:bookmarkStart/@w:name"))


def test_contents_are_a_field_where_the_report_has_them(one, file):
    fields = file.find("//w:instrText")
    assert sum("TOC" in field.text for field in fields) == len(blocks(one, Contents))


def test_every_chart_and_every_place_to_fill_in_is_there(one, file):
    assert file.find("//wp:docPr/@descr") == [block.chart.told for block in blocks(one, Drawn)]
    read = reading.read(file.path)
    assert read.ticked.keys() == {block.key for block in blocks(one, Choices)}
    assert read.fields.keys() == {block.key for block in blocks(one, Field)}
    assert (read.kind, read.language, read.release) == (one.report.kind, one.report.language, one.report.release)


def test_every_number_stands_in_a_control_of_its_own(one, file):
    placed = [
        one.report.numbers[inline.number] for line in lines(one.report.blocks) for inline in line if isinstance(inline, Counted)
    ]
    read = reading.read(file.path).numbers
    assert [(number.address, number.text) for number in read] == [(shown.address, shown.text) for shown in placed]
    assert len(read) == len(one.report.numbers)


def test_words_run_as_their_language_does(one, file):
    arabic = one.report.language == "ar"
    (normal,) = file.find("//w:style[@w:styleId='Normal']", "styles")
    assert bool(normal.xpath("w:pPr/w:bidi", namespaces=NAMESPACES)) is arabic
    for run in file.find("//w:r[w:t]"):
        words, rtl = file.words(run), run.find(f"{named('w:rPr')}/{named('w:rtl')}") is not None
        if re.search("[\u0620-\u064a]", words):
            assert rtl, words
        elif re.search("[A-Za-zА-я\u4e00-\u9fff]", words):
            assert not rtl, words
    quotes = [paragraph.find(f"{named('w:pPr')}/{named('w:bidi')}") for paragraph in file.styled("Quote")]
    assert len(quotes) >= len(blocks(one, Quote))


def test_every_page_says_that_it_is_a_working_draft(one, file):
    assert file.words(file.part("header1")) == one.report.head
    heads = file.find("//w:sectPr/w:headerReference/@w:type")
    assert heads == ["default"] * len(file.find("//w:sectPr"))
    assert not file.find("//w:titlePg")
