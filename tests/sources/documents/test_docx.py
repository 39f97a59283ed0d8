import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from article60.domain.passage import Passage
from article60.sources.documents.docx.styles import written

Save = Callable[[Word], Path]
TextOf = Callable[[Path], list[Passage]]


def revision(kind: str, words: str) -> object:
    made, run = OxmlElement(f"w:{kind}"), OxmlElement("w:r")
    text = OxmlElement("w:t" if kind == "ins" else "w:delText")
    text.text = words
    run.append(text)
    made.append(run)
    return made


def noted(path: Path, words: str) -> Path:
    """The file with the words as its note 2."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:footnote>'
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{space}">{note}</w:footnotes>')
    return path


def test_headings_by_style_make_section_paths(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    made.add_heading("2. Chapter III: criminalization", level=2)
    made.add_heading("2.4. Technical assistance needs", level=3)
    made.add_paragraph("Advice on plea agreements", style="List Bullet")
    item = text_of(save(made))[-1]
    assert (item.kind, item.label, item.level, item.section) == ("list_item", "•", 1, "2.4")
    assert item.section_path == ("2 Chapter III: criminalization", "2.4 Technical assistance needs")
    assert (item.page, item.boxes) == (None, ())


def test_bold_numbered_line_is_a_heading_without_a_style(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    made.add_paragraph().add_run("3.4. Потребности в технической помощи").bold = True
    made.add_paragraph("–\tПодготовка судей (ст. 30);")
    found = text_of(save(made))
    assert [p.kind for p in found] == ["heading", "list_item"]
    assert (found[1].label, found[1].section, found[1].language) == ("–", "3.4", "ru")


def test_numbered_list_prints_the_labels_that_word_counts(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    for words in ("Software", "Hardware", "Training"):
        made.add_paragraph(words, style="List Number")
    assert [p.label for p in text_of(save(made))] == ["1.", "2.", "3."]


def test_insertions_are_taken_and_deletions_dropped(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Training of ")
    paragraph._p.append(revision("del", "the police "))
    paragraph._p.append(revision("ins", "prosecutors"))
    assert text_of(save(made))[0].text == "Training of prosecutors"


def test_table_rows_have_cells_and_a_head(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    table = made.add_table(rows=3, cols=2)
    table.style = "Table Grid"
    for row, cells in zip(table.rows, [("Article", "Need"), ("Art. 16", "Model law"), ("Art. 23", "Training")], strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    rows = text_of(save(made))
    assert [p.text for p in rows] == ["Article Need", "Art. 16 Model law", "Art. 23 Training"]
    assert {p.head_cells for p in rows} == {("Article", "Need")}


def test_merged_first_cell_is_empty_below(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    table = made.add_table(rows=3, cols=2)
    table.style = "Table Grid"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Art. 46"
    table.cell(1, 1).text, table.cell(2, 1).text = "Training", "A register"
    assert [p.cells for p in text_of(save(made))] == [("Art. 46", "Training"), ("", "A register")]


def test_table_without_lines_only_lays_words_out(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Conference of the States Parties", "Distr.: General"
    assert [p.kind for p in text_of(save(made))] == ["paragraph", "paragraph"]


def test_running_heads_and_feet_are_set_apart(save: Save, reading: Callable[[Path], object]) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "DEMO/IRG/I/9/1/Add.2"
    made.sections[0].footer.paragraphs[0].text = "V.19-99002"
    made.add_paragraph("The review was concluded.")
    kinds = [(p.kind, p.text) for p in reading(save(made)).passages]  # type: ignore[attr-defined]
    assert kinds == [
        ("running_head", "DEMO/IRG/I/9/1/Add.2"),
        ("paragraph", "The review was concluded."),
        ("running_foot", "V.19-99002"),
    ]


@pytest.mark.parametrize(("state", "label"), [("1", "☑"), ("0", "☐")])
def test_check_box_is_the_label_of_its_item(state: str, label: str, save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph()
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    box = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    check = properties.makeelement(f"{{{w14}}}checkbox", {}, nsmap={"w14": w14})
    check.append(check.makeelement(f"{{{w14}}}checked", {f"{{{w14}}}val": state}))
    properties.append(check)
    box.append(properties)
    paragraph._p.append(box)
    paragraph.add_run(" Model legislation")
    found = text_of(save(made))[0]
    assert (found.label, found.text) == (label, "Model legislation")


def inserted(made: Word, xml: str, words: str, *, before: str = "") -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = made.add_paragraph(before)
    for element in parse_xml(f'<w:p xmlns:w="{space}">{xml}</w:p>'):
        paragraph._p.append(element)
    paragraph.add_run(words)


def field(kind: str, inside: str) -> str:
    data = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:{kind}>{inside}</w:{kind}></w:ffData></w:fldChar>'
    return f'<w:r>{data}</w:r><w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


WING = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'


@pytest.mark.parametrize(
    ("xml", "label"),
    [
        (field("checkBox", '<w:default w:val="0"/><w:checked/>'), "☑"),
        (field("checkBox", '<w:default w:val="1"/>'), "☑"),
        (field("checkBox", '<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00A8"/></w:r>', "☐"),
        (f"<w:r>{WING}<w:t>\u00fe</w:t></w:r>", "☑"),
        (f"<w:r>{WING}<w:t>o</w:t></w:r>", "☐"),
    ],
)
@pytest.mark.parametrize("behind", [False, True])
def test_fields_and_symbols_are_boxes(xml: str, label: str, behind: bool, save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    inserted(made, xml, "" if behind else " Model law", before="Model law " if behind else "")
    inserted(made, "<w:r><w:t>☐</w:t></w:r>", " Training")
    assert [(p.label, p.text) for p in text_of(save(made))] == [(label, "Model law"), ("☐", "Training")]


def test_chosen_entry_of_a_drop_down_field_is_read(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    entries = "".join(f'<w:listEntry w:val="{e}"/>' for e in ("None", "Model law", "Advice"))
    inserted(made, field("ddList", f'<w:result w:val="1"/>{entries}'), "", before="Type: ")
    assert [p.text for p in text_of(save(made))] == ["Type: Model law"]


def test_head_of_a_document_in_a_drawn_table_is_no_data(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for cell, words in zip(
        table._cells, ("United Nations", "DEMO/IRG/I/9/1", "Conference", "Distr.: General\n9 April 2013"), strict=True
    ):
        cell.text = words
    found = text_of(save(made))
    assert [p.text for p in found] == ["United Nations", "DEMO/IRG/I/9/1", "Conference", "Distr.: General", "9 April 2013"]
    assert {p.kind for p in found} == {"paragraph"}


def test_short_lines_of_one_paragraph_have_looks_of_their_own(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph()
    paragraph.add_run("Implementation Review Group\n").bold = True
    paragraph.add_run("Fifth session\nVienna, 2-6 June 2014\n")
    paragraph.add_run("Review of the implementation of the United Nations Convention against Corruption " * 2).bold = True
    found = text_of(save(made))
    assert [p.bold for p in found] == [True, False, False, True]
    assert [p.kind for p in found] == ["heading", "paragraph", "paragraph", "heading"]


def test_note_with_a_mark_of_its_own(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    inserted(
        made,
        '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>**</w:t></w:r>',
        " of the session",
        before="Item 4",
    )
    path = noted(save(made), "** DEMO/IRG/1.")
    assert [(p.kind, p.label, p.text) for p in text_of(path)] == [
        ("paragraph", None, "Item 4 of the session"),
        ("footnote", "**", "DEMO/IRG/1."),
    ]


@pytest.mark.parametrize(
    ("texts", "kinds"), [(("Item 4*", "* DEMO/1."), ["paragraph", "footnote"]), (("* One", "* Two"), ["list_item"] * 2)]
)
def test_typed_note_is_a_footnote_where_its_mark_stands_at_a_word(
    texts: tuple[str, str], kinds: list[str], save: Save, text_of: TextOf
) -> None:
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    found = text_of(save(made))
    assert [p.kind for p in found] == kinds
    assert not any("*" in p.text for p in found)


def test_text_box_and_superscript_mark(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Tools")
    mark = paragraph.add_run("2")
    mark.font.superscript = True
    paragraph.add_run(" for the register")
    content = OxmlElement("w:txbxContent")
    inner, run, text = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "Inside the box"
    run.append(text)
    inner.append(run)
    content.append(inner)
    paragraph.runs[0]._r.append(content)
    assert [p.text for p in text_of(save(made))] == ["Tools for the register", "Inside the box"]


def test_nested_levels_are_told(save: Save, text_of: TextOf) -> None:
    made = docx.Document()
    outer = made.add_paragraph("Chapter III:", style="List Bullet")
    number = made.styles["List Bullet"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
    inner = made.add_paragraph("Training", style="List Bullet")
    properties = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "1"), ("w:numId", number)):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        properties.append(child)
    inner._p.get_or_add_pPr().append(properties)
    assert outer is not None
    assert [p.level for p in text_of(save(made))] == [1, 2]


def test_footnote_follows_its_paragraph(save: Save, text_of: TextOf, tmp_path: Path) -> None:
    made = docx.Document()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    made.add_paragraph("Software is needed").runs[0]._r.append(reference)
    path = noted(save(made), "See annex 4.")
    assert [(p.kind, p.label, p.text) for p in text_of(path)] == [
        ("paragraph", None, "Software is needed"),
        ("footnote", "1", "See annex 4."),
    ]


@pytest.mark.parametrize(
    ("number", "form", "label"),
    [
        (3, "lowerLetter", "c"),
        (4, "upperRoman", "IV"),
        (2, "arabicAbjad", "ب"),
        (3, "chineseCounting", "三"),
        (7, "decimal", "7"),
    ],
)
def test_numbers_are_written_in_the_form_of_the_list(number: int, form: str, label: str) -> None:
    assert written(number, form) == label
