from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage

TextOf = Callable[[Path], list[Passage]]


def page(tmp_path: Path, body: str, *, encoding: str = "utf-8", head: str = "") -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return path


def test_navigation_and_link_lists_are_dropped(tmp_path: Path, text_of: TextOf) -> None:
    menu = "<div><a href=#>Home</a> <a href=#>News</a> <a href=#>Contact</a></div>"
    path = page(
        tmp_path,
        f"<nav>Home</nav>{menu}<main><p>The text.</p></main><aside>More</aside><footer>Terms</footer><script>x()</script>",
    )
    assert [p.text for p in text_of(path)] == ["The text."]


def test_headings_and_nested_lists(tmp_path: Path, text_of: TextOf) -> None:
    path = page(
        tmp_path,
        "<h2>2. Chapter V</h2><h3>2.4 Needs</h3><ul><li>Recovery of assets:<ul><li>Training</li></ul></li><li>Advice</li></ul>",
    )
    items = [p for p in text_of(path) if p.kind == "list_item"]
    assert [(p.text, p.level, p.section) for p in items] == [
        ("Recovery of assets:", 1, "2.4"),
        ("Training", 2, "2.4"),
        ("Advice", 1, "2.4"),
    ]


def test_numbered_list_is_counted(tmp_path: Path, text_of: TextOf) -> None:
    path = page(tmp_path, "<ol start=3><li>Training</li><li>Advice</li></ol>")
    assert [(p.label, p.text) for p in text_of(path)] == [("3.", "Training"), ("4.", "Advice")]


def test_table_head_stands_on_every_row(tmp_path: Path, text_of: TextOf) -> None:
    path = page(tmp_path, "<table><tr><th>Article</th><th>Need</th></tr><tr><td>Art. 9</td><td>Software</td></tr></table>")
    assert [(p.cells, p.head_cells) for p in text_of(path)][1] == (("Art. 9", "Software"), ("Article", "Need"))


def test_note_mark_is_left_out_and_break_parts_short_lines(tmp_path: Path, text_of: TextOf) -> None:
    path = page(tmp_path, "<p>Tools<sup>1</sup> are needed.</p><p>Distr.: General<br>Original: English</p>")
    assert text_of(path)[0].text == "Tools are needed."


@pytest.mark.parametrize(("encoding", "head"), [("utf-8", ""), ("cp1251", "<meta charset=windows-1251>"), ("utf-16", "")])
def test_encoding_is_found(encoding: str, head: str, tmp_path: Path, text_of: TextOf) -> None:
    path = page(tmp_path, "<p>Подготовка судей и прокуроров</p>", encoding=encoding, head=head)
    assert [p.text for p in text_of(path)] == ["Подготовка судей и прокуроров"]


def test_closing_bracket_after_a_break_begins_no_item(tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.html"
    path.write_text("<p>Advice on the protection of reporting persons (art.<br>33) was asked for.</p>", encoding="utf-8")
    assert [p.text for p in text_of(path)] == ["Advice on the protection of reporting persons (art. 33) was asked for."]


def test_head_of_a_page_in_a_table_is_no_data(tmp_path: Path, text_of: TextOf) -> None:
    rows = (
        "<tr><td>联合国</td><td>DEMO/IRG/I/9/1</td></tr><tr><td><b>会议</b></td><td>Distr.: General<br>9 April 2013</td></tr>"
    )
    found = text_of(page(tmp_path, f"<main><table>{rows}</table><p>正文。</p></main>"))
    assert [p.text for p in found] == ["联合国", "DEMO/IRG/I/9/1", "会议", "Distr.: General", "9 April 2013", "正文。"]


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("<p>Item 2<a href=#fn1><sup>*</sup></a></p><p id=fn1>* DEMO/IRG/1.</p>", "*"),
        ("<p>Item 2<sup>*</sup></p><p>* DEMO/IRG/1.</p>", "*"),
        ("<p>Item 2*</p><p>* DEMO/IRG/1.</p>", "*"),
        ("<p>Item 2<sup>1</sup></p><hr><p><sup>1</sup> DEMO/IRG/1.</p>", "1"),
        ("<p>Item 2<a href=#n1>[1]</a></p><ol><li id=n1>DEMO/IRG/1. <a href=#r1>↩</a></li></ol>", "1"),
    ],
)
def test_note_at_the_end_of_a_page_is_a_footnote(body: str, label: str, tmp_path: Path, text_of: TextOf) -> None:
    note = text_of(page(tmp_path, f"<main>{body}</main>"))[-1]
    assert (note.kind, note.label, note.text) == ("footnote", label, "DEMO/IRG/1.")


def test_link_to_nowhere_makes_no_note(tmp_path: Path, text_of: TextOf) -> None:
    found = text_of(page(tmp_path, "<p>Item<sup><a href=#>1</a></sup></p><p>Second.</p>"))
    assert [(p.kind, p.text) for p in found] == [("paragraph", "Item"), ("paragraph", "Second.")]


def test_list_of_asterisks_is_no_note(tmp_path: Path, text_of: TextOf) -> None:
    found = text_of(page(tmp_path, "<p>* Training</p><p>* Advice</p>"))
    assert [(p.kind, p.text) for p in found] == [("list_item", "Training"), ("list_item", "Advice")]


def test_answers_of_a_form_are_read_and_a_search_box_is_not(tmp_path: Path, text_of: TextOf) -> None:
    options = "<p><label><input type=checkbox checked> Training</label></p><p>Advice <input type=checkbox></p>"
    question = "<p>Is help needed? <input type=radio> Yes <input type=radio checked> No</p>"
    chosen = "<p>Type: <select><option>None</option><option selected>Model law</option></select></p>"
    body = f"<form><input name=q> Search</form><main><form>{question}{options}{chosen}</form></main>"
    assert [(p.label, p.text) for p in text_of(page(tmp_path, body))] == [
        (None, "Is help needed?"),
        ("☐", "Yes"),
        ("☑", "No"),
        ("☑", "Training"),
        ("☐", "Advice"),
        (None, "Type: Model law"),
    ]


def test_ordinal_in_raised_letters_is_no_mark(tmp_path: Path, text_of: TextOf) -> None:
    assert text_of(page(tmp_path, "<p>La loi n<sup>o</sup> 5 du 1<sup>er</sup> mai.</p>"))[0].text == "La loi no 5 du 1er mai."


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Le 2<sup>e</sup> cycle", "Le 2e cycle"),
        ("La 1<sup>a</sup> <b>etapa</b>", "La 1a etapa"),
        ("Item 2<sup><a href=#n>a</a></sup>", "Item 2"),
        ("Item 2<a href=#n><sup>a</sup></a>", "Item 2"),
        ("Advice<sup>a</sup>", "Advice"),
    ],
)
def test_letter_behind_a_figure_ends_an_ordinal_unless_it_is_a_link(
    printed: str, text: str, tmp_path: Path, text_of: TextOf
) -> None:
    assert text_of(page(tmp_path, f"<p>{printed}</p>"))[0].text == text


def test_row_into_which_a_cell_from_above_reaches_keeps_its_columns(
    tmp_path: Path, text_of: Callable[[Path], list[Passage]]
) -> None:
    path = tmp_path / "made.html"
    path.write_text(
        "<html><body><table><tr><th>Article</th><th>Need</th></tr><tr><td rowspan=2>Art. 6</td><td>Premises</td></tr>"
        "<tr><td>An expert</td></tr><tr><td colspan=2>All of it</td></tr></table></body></html>",
        encoding="utf-8",
    )

    rows = [p.cells for p in text_of(path) if p.cells][1:]

    assert rows == [("Art. 6", "Premises"), ("", "An expert"), ("All of it", "")]
