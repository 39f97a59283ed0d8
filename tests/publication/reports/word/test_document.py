"""What the file holds: styles, numbers, captions, contents, footnotes, head and foot, tables, charts, properties."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from PIL import Image

from article60.codes.languages import LANGUAGES
from article60.publication.reports import word
from article60.publication.reports.model import Break, Counted, Table, Text, Words
from article60.publication.reports.word.styles import SCALE
from article60.publication.reports.word.xml import NAMESPACES, named
from invented_report import WORDS, report

VAL = named("w:val")


def line(text):
    return (Words(text=text),)


def test_each_kind_of_block_has_a_style_of_its_own(english):
    styles = [paragraph.style.name for paragraph in Document(str(english.path)).paragraphs]
    wanted = [
        "Title",
        "Subtitle",
        "Notice",
        "Heading 1",
        "Heading 2",
        "Numbered Paragraph",
        "List Bullet",
        "Quote",
        "Quote Source",
    ]
    assert [name for name in [*wanted, "Caption", "Figure", "Body Text", "Choices", "Annex Entry"] if name not in styles] == []


def test_no_paragraph_is_formatted_by_hand(english):
    """A style changed by an editor changes them all: beside styles only what belongs to one place is said."""
    said = {one.tag.partition("}")[2] for one in english.find("//w:body//w:p/w:pPr/*")}
    assert said <= {"pStyle", "keepNext", "pageBreakBefore", "bidi", "numPr"}


def test_all_letters_are_of_one_scale(english):
    sizes = {int(one) / 2 for one in english.find("//w:style[@w:type='paragraph']/w:rPr/w:sz/@w:val", "styles")}
    assert sizes == set(SCALE)


def test_every_style_used_is_there(written):
    for opened in written.values():
        there = set(opened.find("//w:style/@w:styleId", "styles"))
        for name in ("document", "footnotes", "header1", "footer1"):
            used = set(opened.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", name))
            assert used <= there
        assert set(opened.find("//w:basedOn/@w:val | //w:next/@w:val", "styles")) <= there


def test_paragraphs_are_numbered_by_word_and_not_by_hand(english):
    first = english.styled("NumberedParagraph")[0]
    assert english.words(first).startswith("Needs for technical assistance")
    (style,) = english.find("//w:style[@w:styleId='NumberedParagraph']", "styles")
    (used,) = style.xpath("w:pPr/w:numPr/w:numId/@w:val", namespaces=NAMESPACES)
    (abstract,) = english.find(f"//w:num[@w:numId='{used}']/w:abstractNumId/@w:val", "numbering")
    (level,) = english.find(f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='0']", "numbering")
    assert level.find(named("w:lvlText")).get(VAL) == "%1."
    assert level.find(named("w:pStyle")).get(VAL) == "NumberedParagraph"


def test_numbers_that_begin_anew_have_a_list_of_their_own(write):
    numbered = [Text(kind="paragraph", number=number, line=line("words")) for number in (1, 2, 1, 2, 7)]
    opened = write(replace(report("en"), blocks=numbered, numbers=[], notes=[]))
    lists = [
        one.xpath("string(w:pPr/w:numPr/w:numId/@w:val)", namespaces=NAMESPACES) for one in opened.styled("NumberedParagraph")
    ]
    assert lists == ["", "", "3", "3", "4"]
    assert opened.find("//w:num/w:lvlOverride/w:startOverride/@w:val", "numbering") == ["1", "7"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_caption_is_counted_by_a_field_that_already_shows_its_number(written, language):
    opened = written[language]
    captions = [opened.words(one) for one in opened.styled("Caption")]
    assert [re.search(r"\d", caption)[0] for caption in captions] == ["1", "1", "2"]
    assert all(WORDS[language]["caption"] in caption for caption in captions[:2])
    fields = [
        one.get(named("w:instr")).split()[:2] for one in opened.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']/w:fldSimple")
    ]
    assert fields == [["SEQ", "Table"], ["SEQ", "Figure"], ["SEQ", "Figure"]]


def test_contents_is_a_field_that_already_holds_the_headings(english):
    entries = [one for level in (1, 2) for one in english.styled(f"Toc{level}")]
    headings = {english.words(one): one for level in (1, 2) for one in english.styled(f"Heading{level}")}
    assert {english.words(one) for one in entries} == set(headings)
    for entry in entries:
        (anchor,) = entry.xpath("w:hyperlink/@w:anchor", namespaces=NAMESPACES)
        heading = headings[english.words(entry)]
        assert heading.xpath("w:bookmarkStart/@w:name", namespaces=NAMESPACES) == [anchor]
    marks = english.find("//w:p[w:hyperlink]//w:fldChar/@w:fldCharType")
    assert marks == ["begin", "separate", "end"]
    assert "TOC" in english.find("string(//w:instrText)")


def test_nothing_is_asked_when_the_file_is_opened(written):
    """Neither word makes Word bring fields up to date at once, for which it asks with what sounds like a warning."""
    for opened in written.values():
        assert not opened.find("//w:updateFields", "settings")
        assert not opened.find("//@w:dirty")


def test_footnotes_are_referred_to_once_and_then_repeated_by_a_field(english):
    assert english.find("//w:footnoteReference/@w:id") == ["1", "2", "3"]
    repeated = english.find("//w:fldSimple[contains(@w:instr, 'NOTEREF')]")
    assert len(repeated) == 36
    there = set(english.find("//w:bookmarkStart/@w:name"))
    assert {one.get(named("w:instr")).split()[1] for one in repeated} <= there
    notes = english.find("//w:footnote[not(@w:type)]", "footnotes")
    assert [english.words(one).strip() for one in notes] == list(report("en").notes)


def test_every_page_says_what_it_is_and_its_number(english):
    assert english.words(english.part("header1")) == "Working draft - not a United Nations document"
    assert english.find("//w:fldSimple/@w:instr", "footer1") == [" PAGE "]
    assert not english.find("//w:titlePg")


def test_head_of_a_table_is_repeated_and_no_row_breaks(english):
    (table,) = english.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='ReportTable']")
    rows = table.findall(named("w:tr"))
    heads = [row.find(f"{named('w:trPr')}/{named('w:tblHeader')}") is not None for row in rows]
    assert heads == [True] + [False] * 18
    assert all(row.find(f"{named('w:trPr')}/{named('w:cantSplit')}") is not None for row in rows)


def test_columns_fill_the_width_of_the_text(english):
    for table in english.find("//w:tbl"):
        widths = [int(one.get(named("w:w"))) for one in table.iter(named("w:gridCol"))]
        assert abs(sum(widths) - 8958) < 3
        for row in table.findall(named("w:tr")):
            assert [int(one.get(named("w:w"))) for one in row.iter(named("w:tcW"))] == widths


def test_column_is_as_wide_as_its_longest_number(write):
    made = report("en")
    long = replace(made.numbers[0], text="212,618,602,000")
    rows = [[line("What"), line("Few"), line("Amount")], *[[line("a"), (Counted(number=1),), (Counted(number=0),)]] * 2]
    table = Table(label="", caption=(), rows=rows)
    opened = write(replace(made, blocks=[table], numbers=[long, *made.numbers[1:]]))
    _, few, amount = [int(one) for one in opened.find("//w:gridCol/@w:w")]
    assert amount >= 15 * 100 + 170 > few
    assert sum(int(one) for one in opened.find("//w:gridCol/@w:w")) == 8958


def test_shares_of_width_are_kept(write):
    table = Table(label="", caption=(), rows=[[line("a"), line("b"), line("c")]] * 2, widths=(1, 2, 1))
    opened = write(replace(report("en"), blocks=[table], numbers=[], notes=[]))
    widths = [int(one) for one in opened.find("//w:gridCol/@w:w")]
    assert [round(width / 8958, 2) for width in widths] == [0.25, 0.5, 0.25]


@pytest.mark.parametrize(("widths", "style"), [((), "ReportTable"), ((1, 2), "FormTable")])
def test_cells_to_be_filled_in_are_told_apart_by_rules(write, widths, style):
    table = Table(label="", caption=(), rows=[[line("a"), line("b")]] * 2, widths=widths)
    opened = write(replace(report("en"), blocks=[table], numbers=[], notes=[]))
    assert opened.find("//w:tblStyle/@w:val") == [style]
    beside = opened.find(f"//w:style[@w:styleId='{style}']//w:insideV", "styles")
    assert bool(beside) is (style == "FormTable")


@pytest.mark.parametrize(("words", "kept"), [("short", True), ("long " * 60, False)])
def test_short_table_is_kept_whole_and_one_of_many_lines_is_not(write, words, kept):
    table = Table(label="", caption=(), rows=[[line("a"), line(words)]] * 8)
    opened = write(replace(report("en"), blocks=[table], numbers=[], notes=[]))
    assert bool(opened.find("//w:tbl//w:p/w:pPr/w:keepNext")) is kept


def test_columns_of_numbers_end_on_one_line_and_columns_of_words_begin_on_one(english):
    (table,) = english.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='ReportTable']")
    rows = [[one.get(VAL) for one in row.iter(named("w:pStyle"))] for row in table.findall(named("w:tr"))]
    assert rows[:2] == [["TableHead", "TableHeadNumber", "TableHeadNumber"], ["TableText", "TableNumber", "TableNumber"]]


def test_tables_are_kept_apart_and_the_text_ends_with_a_paragraph(write):
    table = Table(label="", caption=(), rows=[[line("a")]])
    opened = write(replace(report("en"), blocks=[table, Break(), table], numbers=[], notes=[]))
    tags = [one.tag.partition("}")[2] for one in opened.part("document")[0]]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]
    assert len(opened.find("//w:pageBreakBefore")) == 1


def test_new_page_is_told_by_the_paragraph_that_begins_it(english):
    (begins,) = english.find("//w:p[w:pPr/w:pageBreakBefore]")
    assert english.words(begins) == "Annex. Documents"


def test_number_of_an_entry_stands_apart_from_its_words(english):
    (entry,) = english.styled("AnnexEntry")
    pieces = [one.text if one.tag == named("w:t") else "tab" for one in entry.iter(named("w:t"), named("w:tab"))]
    assert pieces[:2] == ["1.", "tab"]


def test_chart_is_vectors_with_points_beside_it_and_is_told_in_words(english):
    for place in (1, 2):
        assert english.files[f"word/media/chart{place}.svg"].startswith(b"<svg")
    relations = dict(
        re.findall(r'Id="(rId\d+)"[^>]*Target="(/word/media/[^"]+)"', english.files["word/_rels/document.xml.rels"].decode())
    )
    for place, blip in enumerate(english.find("//a:blip"), start=1):
        assert relations[blip.get(named("r:embed"))] == f"/word/media/chart{place}.png"
        assert relations[blip.find(f".//{named('asvg:svgBlip')}").get(named("r:embed"))] == f"/word/media/chart{place}.svg"
    assert english.find("//wp:docPr/@descr") == [WORDS["en"]["told"]] * 2


def test_picture_of_points_is_sharp_on_paper_and_of_the_same_shape(english):
    shown = [int(one.get("cx")) / 914400 for one in english.find("//wp:extent")]
    for place, inches in enumerate(shown, start=1):
        picture = Image.open(io.BytesIO(english.files[f"word/media/chart{place}.png"]))
        assert picture.width / inches >= 280
        (extent,) = english.find(f"(//wp:extent)[{place}]")
        assert picture.width / picture.height == pytest.approx(int(extent.get("cx")) / int(extent.get("cy")), rel=0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_tells_title_and_language_and_nobodys_name(written, language):
    core = Document(str(written[language].path)).core_properties
    assert core.title == WORDS[language]["title"]
    assert core.language.startswith(f"{language}-")
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created.date() == core.modified.date() == report(language).on


def test_same_report_gives_the_same_bytes(written, tmp_path):
    for language, opened in written.items():
        word.write(report(language, long=True), tmp_path / "again.docx")
        assert (tmp_path / "again.docx").read_bytes() == opened.path.read_bytes()


def test_file_says_nothing_of_the_time_at_which_it_was_written(english):
    with zipfile.ZipFile(english.path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search(rb"rsid|20\d\d-\d\d-\d\dT(?!00:00:00Z)", b"".join(english.files.values()))


def test_letters_that_xml_cannot_hold_are_left_out(write):
    opened = write(replace(report("en"), blocks=[Text(kind="plain", line=line("a\x00b\ud800c\td\ne"))], numbers=[], notes=[]))
    (paragraph,) = opened.styled("BodyText")
    assert opened.words(paragraph) == "abcde"
    assert [one.tag.partition("}")[2] for one in paragraph.iter(named("w:tab"), named("w:br"))] == ["tab", "br"]


def test_gaps_and_blanks_are_places_to_fill_in_that_say_with_what(english):
    holders = english.find("//w:sdt[w:sdtPr/w:showingPlcHdr]")
    said = [english.words(one) for one in holders if english.words(one).startswith("[")]
    assert said == [*(f"[{name}]" for name in WORDS["en"]["blanks"]), "[conclusions of the author]"]


def test_number_is_seen_as_plain_text_and_tells_where_it_comes_from(english):
    controls = english.find("//w:sdt[w:sdtPr/w15:appearance/@w15:val='hidden']")
    assert english.words(controls[0]) == "12"
    assert controls[0].find(f".//{named('w:tag')}").get(VAL) == "a60n:states_with_needs"
    assert max(map(len, english.find("//w:tag/@w:val"))) <= 64


def test_what_leads_from_a_heading_to_a_table_stands_with_it(write):
    heading, table = Text(kind="heading", level=1, line=line("Needs")), Table(label="", caption=(), rows=[[line("a")]] * 2)
    opened = write(replace(report("en"), blocks=[heading, Text(kind="plain", line=line("Leads on.")), table]))
    (lead,) = opened.find("//w:p[w:pPr/w:pStyle/@w:val='BodyText']")
    assert lead.find("w:pPr/w:keepNext", NAMESPACES) is not None
    opened = write(replace(report("en"), blocks=[heading, *[Text(kind="plain", line=line("One of two."))] * 2]))
    assert len(opened.find("//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:pPr/w:keepNext")) == 1
