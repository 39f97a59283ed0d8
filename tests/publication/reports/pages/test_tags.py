"""What the tags of PDF files tell those who do not see the page: PDF/UA-1 (ISO 14289-1), as far as PDFium can tell it."""

import re
import zlib
from itertools import pairwise

import pypdfium2
import pytest

import tagged_pdf
from article60.publication.reports.model import Drawn, Table, Text

HOLDS = {
    "Document": {"Part", "NonStruct"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody", "L"},
}
"""What may stand directly in each, by ISO 32000-1, 14.8.4; notes at the foot of a page stand beside the text."""
STANDS_IN = {"Caption": {"Table", "L", "NonStruct"}, "TD": {"TR"}, "TH": {"TR"}, "LBody": {"LI"}, "LI": {"L"}}
STANDARD = {
    "Document", "Part", "Sect", "Div", "NonStruct", "BlockQuote", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption", "Span", "Link", "Figure", "Note",
}  # fmt: skip


def unpacked(path):
    """All of a file, its packed streams beside it."""
    held = path.read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", held, re.DOTALL)
    return held + b"".join(map(_opened, streams))


def _opened(stream):
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.fixture
def pages(one):
    """The pages of each report in turn."""
    return list(tagged_pdf.pages(one.pdf))


def test_file_says_that_it_is_tagged_in_which_language_and_shows_its_title(one):
    held = unpacked(one.path("pdf"))
    assert tagged_pdf.is_tagged(one.pdf)
    assert tagged_pdf.language(one.pdf) == one.report.language
    assert one.pdf.get_metadata_value("Title") == one.report.title != ""
    assert re.search(rb"/DisplayDocTitle true", held)
    assert re.search(rb"/MarkInfo <</Marked true>>", held)
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=\"1\"", held)


def test_headings_are_those_of_the_report_and_leave_out_no_level(one, pages):
    levels = [int(tag.kind[1]) for page in pages for tag in page.walk() if re.fullmatch(r"H\d", tag.kind)]
    told = [1 if block.kind == "title" else block.level + 1 for block in one.report.blocks if _is_heading(block)]
    contents = sum(type(block).__name__ == "Contents" for block in one.report.blocks)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert sorted(levels) == sorted(told + [2] * contents)


def _is_heading(block):
    return isinstance(block, Text) and block.kind in ("title", "heading")


def test_what_stands_in_what_is_as_the_standard_says(pages):
    for page in pages:
        assert [tag.kind for tag in page.tags] == ["Document"]
        for tag in page.walk():
            assert tag.kind in STANDARD
            held = {child.kind for child in tag.children}
            assert held <= HOLDS.get(tag.kind, held), (tag.kind, held)
            for child in tag.children:
                assert tag.kind in STANDS_IN.get(child.kind, {tag.kind}), (tag.kind, child.kind)


def test_tables_have_heads_of_columns_and_of_rows_and_equal_rows(one, pages):
    to_fill_in = one.report.kind == "national-plan"  # PDFium does not tell cells in which nothing stands
    tables = [tag for page in pages for tag in page.walk() if tag.kind == "Table"]
    assert len(tables) >= sum(isinstance(block, Table) for block in one.report.blocks)
    for table in tables:
        rows = {part.kind: part.children for part in table.children if part.kind in ("THead", "TBody")}
        assert rows.keys() == {"THead", "TBody"}
        (head,) = rows["THead"]
        assert {cell.kind for cell in head.children} == {"TH"}
        for row in rows["TBody"]:
            assert [cell.kind for cell in row.children] == ["TH"] + ["TD"] * (len(row.children) - 1)
            assert len(row.children) == len(head.children) or to_fill_in


def test_every_chart_is_told_in_words(one, pages):
    told = [block.chart.told for block in one.report.blocks if isinstance(block, Drawn)]
    assert [tag.alt for page in pages for tag in page.walk() if tag.kind == "Figure"] == told
    assert all(told)


def test_everything_on_a_page_stands_in_the_structure_once_or_is_an_artifact(pages):
    """Heads and feet of pages too: as WeasyPrint leaves them, they are marked but stand nowhere."""
    for number, page in enumerate(pages, start=1):
        told = [mark for tag in page.walk() for mark in tag.marks]
        assert len(told) == len(set(told)), number
        assert {name for name, mark in page.marked if mark < 0} <= {"Artifact"}, number
        assert {mark for _, mark in page.marked if mark >= 0} == set(told) != set(), number


def test_links_say_in_words_where_they_lead_and_stand_in_the_structure(one, pages):
    for page in pages:
        places = [tag for tag in page.walk() if tag.kind == "Link"]
        assert sum(tag.objects for tag in places) == len(page.links)
        assert all(tag.marks or tag.children for tag in places)
        for link in page.links:
            assert link.in_structure
            assert link.contents.strip()
            assert not re.match(r"urn:|part-|note-", link.contents)
    if one.report.numbers:
        titles = {shown.title for shown in one.report.numbers}
        assert titles & {link.contents for page in pages for link in page.links}


def test_contents_are_told_without_dots_that_lead_to_pages(made):
    for language in ("en", "ar"):
        (first, *_) = tagged_pdf.pages(made("trend-note", language).pdf)
        assert sum(len(tag.marks) for tag in first.walk()) < 200


def test_every_font_is_in_the_file(pages):
    fonts = {name: there for page in pages for name, there in page.fonts.items()}
    assert fonts
    assert all(fonts.values()), fonts


def test_file_without_tags_is_seen(tmp_path):
    """The measure itself."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    (page,) = tagged_pdf.pages(document)
    assert not tagged_pdf.is_tagged(document)
    assert page.tags == ()
