import re

import pytest

from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.publication.reading import NotARelease
from article60.publication.reports import number_ids, writing
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, NoSuchReport, lines, make
from article60.publication.reports.model import Blanks, Break, Counted, Gap, Noted, Table, Text, Words
from article60.publication.reports.trend_note import MANDATE
from invented_tables import BEFORE, tables

NOTE = KINDS["trend-note"]


@pytest.fixture(scope="module")
def note(folder):
    return make(NOTE, folder, about=About(), language="en")


def said(report, line):
    """A line as text, its numbers as written."""
    return "".join(report.numbers[one.number].text if isinstance(one, Counted) else getattr(one, "text", "") for one in line)


def bare(line):
    """A line as text, without its numbers."""
    return "".join(one.text for one in line if isinstance(one, Words))


def paragraphs(report):
    return [said(report, line) for line in lines(report.blocks)]


def body(report):
    """Blocks before the annexes."""
    start = next(
        place for place, one in enumerate(report.blocks) if isinstance(one, Text) and bare(one.line).startswith("Annex")
    )
    return report.blocks[:start]


def annex_at(report):
    """Place of the heading of the annex of documents."""
    headings = [place for place, one in enumerate(report.blocks) if isinstance(one, Text) and one.kind == "heading"]
    return headings[-1]


def test_every_number_is_what_its_figure_gives(note, connection):
    assert len(note.numbers) > 100
    for shown in note.numbers:
        address = number_ids.read(shown.address)
        figure = evaluate(connection, declarations()[address.figure], to=address.to)
        found = dict(figure.parts).get(address.part, 0) if address.part is not None else figure.value
        assert shown.value == str(figure.previous if address.before else found), shown.address


def test_no_number_stands_in_the_text_that_is_no_figure(note):
    """The only other digits are those of the resolution, the Release, days, years, articles, and the two time limits."""
    known = rf"7/3|{BEFORE}|2026-11-24(-[0-9a-f]{{8}})?|24 November 2026|36 months|12 months|^20[0-9][0-9]$|[Aa]rts?\. \d+"
    assert [text for text in map(bare, lines(body(note))) if re.search(r"\d", re.sub(known, "", text))] == []


def test_every_number_in_a_paragraph_has_a_note_and_every_table_one_for_its_rows(note):
    for block in body(note):
        if isinstance(block, Text):
            marks = [one.noted for one in block.line if isinstance(one, Counted)]
            assert not marks or marks[-1]
        if isinstance(block, Table):
            inside = any(one.noted for row in block.rows for cell in row for one in cell if isinstance(one, Counted))
            assert inside or any(isinstance(one, Noted) for one in block.caption)


def test_what_is_not_known_is_told_as_a_range(note):
    """5 needs are current and 1 more was not updated; they are of 4 States, and with that one of 5."""
    (told,) = [text for text in paragraphs(note) if "Of the needs stated," in text]
    assert "Of the needs stated, 5 to 6 are current, of 4 to 5 States parties." in told


def test_number_of_the_release_before_stands_beside_the_present_one_or_the_reason_why_not(note):
    table = next(one for one in note.blocks if isinstance(one, Table) and said(note, one.rows[0][0]) == "What is counted")
    rows = {said(note, row[0]): said(note, row[2]) for row in table.rows}
    assert rows["States parties that stated a need"].startswith("6")
    assert "counted otherwise" in rows["Needs stated"]
    assert "not published then" in rows["Current needs, at least"]


def test_what_is_required_and_provided_stands_side_by_side_by_year(note):
    years = next(one for one in note.blocks if isinstance(one, Table) and said(note, one.rows[0][0]) == "Year")
    assert [said(note, row[0]) for row in years.rows[1:]] == ["2015", "2025", "2026", "2027"]


def test_note_without_an_earlier_release_says_nothing_of_change(publish):
    first = make(NOTE, publish(tables() | {"previous_figures": []}), about=About(), language="en")
    assert not [text for text in paragraphs(first) if "Release before" in text]


def test_note_names_symbol_and_page(note):
    assert any("DEMO/IRG/XA, pp. 1 and 2" in text for text in note.notes)


def test_notes_are_numbered_in_the_order_in_which_the_text_refers_to_them(note):
    marks = [one for line in lines(note.blocks) for one in line if isinstance(one, Noted) or getattr(one, "noted", False)]
    referred = [one.note if isinstance(one, Noted) else note.numbers[one.number].note for one in marks]
    assert list(dict.fromkeys(referred)) == list(range(len(note.notes)))


def listed(report):
    """Symbols of the list of documents, by their number."""
    entries = [bare(one.line) for one in report.blocks if isinstance(one, Text) and one.kind == "entry"]
    found = [re.match(r"(\d+)\. (DEMO\S+)", entry) for entry in entries]
    return {one[1]: one[2] for one in found if one}


def test_every_document_is_listed_once_with_its_languages(note, connection):
    symbols = [row[0] for row in connection.execute("SELECT DISTINCT coalesce(symbol, file) FROM documents")]
    assert sorted(listed(note).values()) == sorted(symbols)


def test_long_lists_of_documents_stand_whole_in_the_annex_by_their_numbers(note):
    told = [bare(one.line) for one in note.blocks[annex_at(note) :] if isinstance(one, Text)]
    (entry,) = [text for text in told if re.match(r"\d+\. needs_stated: ", text)]
    named = {listed(note)[number] for number in re.findall(r"(\d+): \d", entry)}
    assert named == {f"DEMO/IRG/X{letter}" for letter in "ABCDEF"}
    assert any("states_with_documents: 1–" in text for text in told)


def test_list_that_a_template_leaves_out_leaves_symbols_in_the_annex(folder, tmp_path):
    short = tmp_path / "trend-note"
    short.mkdir()
    (short / "en.jinja").write_text("# Note\n{{ n('needs_stated') }} needs\n", encoding="utf-8")
    report = make(NOTE, folder, about=About(), language="en", templates=tmp_path)
    assert any("DEMO/IRG/XA" in text for text in paragraphs(report))


@pytest.mark.parametrize(("kind", "heading", "called"), [
    ("trend-note", "Annex III. Documents and pages behind the footnotes", "annex III"),
    ("provision-brief", "Annex. Documents and pages behind the footnotes", "see annex."),
])  # fmt: skip
def test_annex_of_documents_is_numbered_after_those_of_the_template_and_notes_call_it_so(folder, kind, heading, called):
    report = make(KINDS[kind], folder, about=About(provision="46"), language="en")
    assert heading in [bare(one.line) for one in report.blocks if isinstance(one, Text) and one.kind == "heading"]
    assert any(called in text for text in report.notes)
    assert isinstance(report.blocks[annex_at(report) - 1], Break) is (kind == "trend-note")


@pytest.mark.parametrize("language", ["ar", "fr", "ru", "zh"])
def test_title_of_the_resolution_is_given_in_english_and_the_official_one_is_left_to_the_author(folder, language):
    report = make(NOTE, folder, about=About(), language=language)
    (line,) = [line for line in lines(report.blocks) if any(getattr(one, "text", "") == MANDATE for one in line)]
    (title,) = [one for one in line if getattr(one, "text", "") == MANDATE]
    assert title.language == "en"
    assert isinstance(line[line.index(title) + 2], Gap)


def test_no_state_is_named_outside_notes_and_annexes(note):
    assert not [text for text in map(bare, lines(body(note))) if "Invented X" in text]


def test_every_page_says_that_it_is_a_working_draft_and_invented(note):
    assert note.head == "Working draft - not a United Nations document – invented States and documents"


def test_what_only_the_secretariat_gives_is_a_marked_blank(note):
    blanks = [name for block in note.blocks if isinstance(block, Blanks) for name in block.names]
    assert blanks[0] == "Emblem"
    assert "“Note by the Secretariat”" in blanks


@pytest.mark.parametrize("ending", sorted(writing.FORMS))
def test_same_release_gives_the_same_bytes(folder, tmp_path, ending):
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"
    for path in (one, other):
        writing.write("trend-note", folder, path, about=About(), language="en")
    assert one.read_bytes() == other.read_bytes()


def test_note_of_an_empty_release_says_that_nothing_can_be_said(publish):
    empty = make(NOTE, publish({}, fictional=False), about=About(), language="en")
    text = " ".join(paragraphs(empty))
    assert "invented" not in text + empty.head
    assert "nothing can be said about the assistance required" in text
    assert "No amounts are given" in text


def test_form_that_is_not_to_be_had_is_refused_with_what_there_is(folder, tmp_path):
    with pytest.raises(NoSuchReport, match=r"\.docx, \.pdf, \.html, \.xlsx"):
        writing.write("trend-note", folder, tmp_path / "note.odt", about=About(), language="en")


def test_folder_without_release_is_named(tmp_path):
    with pytest.raises(NotARelease):
        writing.write("trend-note", tmp_path, tmp_path / "note.docx", about=About(), language="en")
