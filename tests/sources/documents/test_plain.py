from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage

TextOf = Callable[[Path], list[Passage]]


def test_form_feeds_are_pages_and_feet_their_numbers(tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Cover\n\f2.4 Needs\n\n- Training of judges in the handling\n  of cases;\n- Advice.\n\n2    V.19-99003\n",
        encoding="utf-8",
    )
    found = text_of(path)
    items = [p for p in found if p.kind == "list_item"]
    assert [(p.text, p.page, p.page_index) for p in items] == [
        ("Training of judges in the handling of cases;", 2, 1),
        ("Advice.", 2, 1),
    ]
    assert found[0].page == 1


def test_paragraph_goes_on_over_a_form_feed(tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.txt"
    path.write_text("The authorities told of a plan that\n\n3\n\fwas adopted in spring.\n\n4\n", encoding="utf-8")
    assert [p.text for p in text_of(path)] == ["The authorities told of a plan that was adopted in spring."]


def test_closing_bracket_at_the_head_of_a_line_begins_no_item(tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Advice on reporting persons (art.\n33) was asked for.\n", encoding="utf-8")
    assert [p.text for p in text_of(path)] == ["Advice on reporting persons (art. 33) was asked for."]


def test_text_without_form_feeds_has_no_pages(tmp_path: Path, reading: Callable[[Path], object]) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Only words.", encoding="utf-8")
    found = reading(path)
    assert (found.pages, found.passages[0].page, found.passages[0].how) == (None, None, "text")  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_told_apart(encoding: str, tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes("Création d’un registre à l’échelon régional".encode(encoding))
    assert [p.text for p in text_of(path)] == ["Création d’un registre à l’échelon régional"]


def test_notes_below_a_line_are_footnotes(tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Agenda item 4*\n\nThe text of a paragraph.\n\n________\n* DEMO/IRG/1.\n1 See the annex.\n", encoding="utf-8"
    )
    assert [(p.kind, p.label, p.text) for p in text_of(path)] == [
        ("paragraph", None, "Agenda item 4"),
        ("paragraph", None, "The text of a paragraph."),
        ("footnote", "*", "DEMO/IRG/1."),
        ("footnote", "1", "See the annex."),
    ]


def test_a_caption_set_further_out_than_the_item_before_it_begins_a_block(tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.txt"
    path.write_text("    – training of judges;\n  Articles 31 and 40:\n    – an expert;\n", encoding="utf-8")
    assert [p.text for p in text_of(path)] == ["training of judges;", "Articles 31 and 40:", "an expert;"]


def test_a_caption_under_a_short_heading_begins_a_block(tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.txt"
    path.write_text("  b) Chapter IV\n    Art. 44:\n      – translation of the law.\n", encoding="utf-8")
    assert [p.text for p in text_of(path)] == ["Chapter IV", "Art. 44:", "translation of the law."]


@pytest.mark.parametrize("sign", "=-–—_~*")
def test_line_drawn_under_a_heading_is_no_text(sign: str, tmp_path: Path, text_of: TextOf) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"2.4 Needs\n{sign * 9}\n\nTraining of judges.\n", encoding="utf-8")
    assert [p.text for p in text_of(path)] == ["Needs", "Training of judges."]
