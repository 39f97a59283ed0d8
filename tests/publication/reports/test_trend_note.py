import re
import zipfile

import pytest
from docx import Document
from lxml import etree

from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.publication.reading import NotARelease
from article60.publication.reports import writing
from article60.publication.reports.making import About, NoSuchReport
from invented_tables import BEFORE, STATES, tables

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
VAL = f"{{{W['w']}}}val"


@pytest.fixture
def note(folder, tmp_path):
    writing.write("trend-note", folder, tmp_path / "note.docx", about=About(), language="en")
    return tmp_path / "note.docx"


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def words(element):
    return "".join(one.text or "" for one in element.iter(f"{{{W['w']}}}t"))


def footnotes(path):
    found = part(path, "footnotes").xpath("w:footnote[not(@w:type)]", namespaces=W)
    return {int(one.get(f"{{{W['w']}}}id")): words(one).strip() for one in found}


def numbers(path):
    """Each number in the text with the number of the footnote that follows it."""
    found = []
    for mark in part(path, "document").xpath(
        "//w:footnoteReference | //w:fldSimple[contains(@w:instr, 'NOTEREF')]", namespaces=W
    ):
        run = mark.getparent() if mark.tag.endswith("footnoteReference") else mark
        before = next(one for one in run.itersiblings(preceding=True) if one.tag.endswith("}sdt"))
        note = int(mark.get(f"{{{W['w']}}}id") or words(mark))
        found.append((words(before).strip("\u200a"), note))
    return found


def test_every_number_is_the_figure_that_its_footnote_names(note, connection):
    found = numbers(note)
    assert len(found) > 30
    for number, footnote in found:
        names = re.findall(r"\b([a-z_]+(?:\.[a-z_]+)?)(?=[,: ])", footnotes(note)[footnote])
        figures = [evaluate(connection, declarations()[name]) for name in names if name in declarations()]
        assert figures, footnotes(note)[footnote]
        possible = {one.value for one in figures} | {value for one in figures for _, value in one.parts} | {0}
        possible |= {one.previous for one in figures if "as published there" in footnotes(note)[footnote]}
        assert int(number.replace(",", "")) in possible


def test_no_number_stands_without_a_footnote(note):
    """The only bare digits are those of the note itself: paragraphs, tables, years, Release, day, and the two time limits."""
    text = part(note, "document")
    for mark in text.xpath("//w:fldSimple[contains(@w:instr, 'NOTEREF')] | //w:r[w:footnoteReference]", namespaces=W):
        number = next(one for one in mark.itersiblings(preceding=True) if one.tag.endswith("}sdt"))
        number.getparent().remove(number)
        mark.getparent().remove(mark)
    main = [words(one) for one in text.xpath("//w:p", namespaces=W)]
    main = main[: next((place for place, line in enumerate(main) if line.startswith("Annex")), None)]
    known = rf"^\d+\.|Table \d\.|{BEFORE}|2026-11-24(-[0-9a-f]{{8}})?|36 months|12 months|^20[0-9][0-9]$"
    assert [line for line in main if re.search(r"\d", re.sub(known, "", line))] == []


def paragraphs(note):
    return [words(one) for one in part(note, "document").xpath("//w:p", namespaces=W)]


def test_what_is_not_known_is_told_as_a_range(note):
    """5 needs are current and 1 more was not updated; they are of 4 States, and with that one of 5."""
    (standing,) = [line for line in paragraphs(note) if " are current, of " in line]
    told = re.sub("\u200a", "", standing.partition(":")[0])
    assert re.search(r"Of the needs stated, 5\d* to 6\d* are current, of 4\d* to 5\d* States parties$", told), told


def test_number_of_the_release_before_stands_beside_the_present_one_or_the_reason_why_not(note):
    text = Document(str(note)).tables[-1]
    rows = {row.cells[0].text: words(row.cells[2]._tc) for row in text.rows}
    assert rows["States parties that stated a need"].startswith("6")
    assert "counted otherwise" in rows["Needs stated"]
    assert "not published then" in rows["Current needs, at least"]


def test_what_is_required_and_provided_stands_side_by_side_by_year(note):
    years = next(one for one in Document(str(note)).tables if one.rows[0].cells[0].text == "Year")
    assert [row.cells[0].text for row in years.rows[1:]] == ["2015", "2025", "2026", "2027"]


def test_note_without_an_earlier_release_says_nothing_of_change(publish, tmp_path):
    writing.write(
        "trend-note", publish(tables() | {"previous_figures": []}), tmp_path / "first.docx", about=About(), language="en"
    )
    assert not [line for line in paragraphs(tmp_path / "first.docx") if "Release before" in line]


def test_footnote_names_symbol_and_page(note):
    assert any("DEMO/IRG/XA, pp. 1 and 2" in text for text in footnotes(note).values())


def test_footnotes_are_numbered_in_the_order_of_the_text(note):
    references = part(note, "document").xpath("//w:footnoteReference/@w:id", namespaces=W)
    assert [int(one) for one in references] == sorted(footnotes(note)) == list(range(1, len(references) + 1))


def test_long_lists_of_documents_stand_whole_in_the_annex(note):
    annex = [one.text for one in Document(str(note)).paragraphs if one.style.name == "Annex Entry"]
    assert any(all(f"DEMO/IRG/{state}" in entry for state in STATES if state != "XJ") for entry in annex)


def test_no_state_is_named_outside_footnotes_and_annex(note):
    assert "Invented X" not in words(part(note, "document"))


def test_every_page_says_that_it_is_a_working_draft_and_invented(note):
    (section,) = Document(str(note)).sections
    head = section.header.paragraphs[0].text
    assert head.startswith("Working draft - not a United Nations document")
    assert "invented" in head
    assert not section.different_first_page_header_footer


def test_what_only_the_secretariat_gives_is_a_marked_blank(note):
    blanks = [words(cell._tc) for cell in Document(str(note)).tables[0].rows[0].cells]
    assert [text.endswith("left blank]") for text in blanks] == [True, True, True]
    assert "Note by the Secretariat" in blanks[2]


def test_same_release_gives_the_same_bytes(folder, note, tmp_path):
    writing.write("trend-note", folder, tmp_path / "again.docx", about=About(), language="en")
    assert note.read_bytes() == (tmp_path / "again.docx").read_bytes()


def test_file_names_no_author(note):
    core = Document(str(note)).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")


def test_note_of_an_empty_release_is_still_a_note(publish, tmp_path):
    writing.write("trend-note", publish({}, fictional=False), tmp_path / "empty.docx", about=About(), language="en")
    text = words(part(tmp_path / "empty.docx", "document"))
    assert "invented" not in text
    assert "Technical assistance required" in text


def test_form_that_is_not_to_be_had_is_refused_with_what_there_is(folder, tmp_path):
    with pytest.raises(NoSuchReport, match=r"\.docx or \.html"):
        writing.write("trend-note", folder, tmp_path / "note.odt", about=About(), language="en")


def test_folder_without_release_is_named(tmp_path):
    with pytest.raises(NotARelease):
        writing.write("trend-note", tmp_path, tmp_path / "note.docx", about=About(), language="en")


def test_note_says_why_it_gives_no_amounts_and_where_they_stand(note):
    text = words(part(note, "document"))
    assert "no part of an amount can be attributed to one provision" in text
    assert "stand on the method page" in text
