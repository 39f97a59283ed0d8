from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage
from article60.sources.documents.blocks import Block
from article60.sources.documents.options import told

MakePdf = Callable[..., Path]
TextOf = Callable[[Path], list[Passage]]


def item(text: str, label: str | None = None) -> Block:
    return Block(kind="list_item" if label else "paragraph", text=text, label=label, level=1 if label else 0)


def row(*cells: str, head: tuple[str, ...] = ()) -> Block:
    return Block(kind="table_row", text=" ".join(c for c in cells if c), cells=cells, head_cells=head)


def read(*blocks: Block) -> list[tuple[str | None, str]]:
    return [(b.label, b.text) for b in told(blocks)]


@pytest.mark.parametrize(
    ("printed", "options"),
    [
        (item("Sí ☒ Sí, en parte ☐ No", "☐"), [("☐", "Sí"), ("☑", "Sí, en parte"), ("☐", "No")]),
        (item("Is help needed? ☒ Yes ☐ No"), [(None, "Is help needed?"), ("☑", "Yes"), ("☐", "No")]),
        (item("Is help needed? Yes ☒ No ☐"), [(None, "Is help needed?"), ("☑", "Yes"), ("☐", "No")]),
        (item("Une aide est-elle requise ?", "4."), [("4.", "Une aide est-elle requise ?")]),
        (
            item("Une aide est-elle requise ? Oui ☐ Non ☑", "4."),
            [("4.", "Une aide est-elle requise ?"), ("☐", "Oui"), ("☑", "Non")],
        ),
        (item("Policymaking: drafting of a strategy ☒"), [("☑", "Policymaking: drafting of a strategy")]),
        (item("☐ Legislative assistance", "(a)"), [("☐ (a)", "Legislative assistance")]),
        (item("نعم ☒ لا ☐"), [("☑", "نعم"), ("☐", "لا")]),
        (item("是否需要技术援助？☐ 是 ☑ 否"), [(None, "是否需要技术援助？"), ("☐", "是"), ("☑", "否")]),
        (item("\uf0fe Yes; \uf0a8 No"), [("☑", "Yes"), ("☐", "No")]),
        (item("[x] Yes [ ] No"), [("☑", "Yes"), ("☐", "No")]),
        (item("( ) Yes (x) No"), [("☐", "Yes"), ("☑", "No")]),
        (item("□ Да ■ Нет"), [("☐", "Да"), ("☑", "Нет")]),
        (item("○ Yes ● No"), [("☐", "Yes"), ("☑", "No")]),
        (item("☐ Yes ✓ No"), [("☐", "Yes"), ("☑", "No")]),
        (item("Mark ☒ for yes and leave ☐ for no."), [(None, "Mark ☑ for yes and leave ☐ for no.")]),
    ],
)
def test_each_option_has_its_own_box(printed: Block, options: list[tuple[str | None, str]]) -> None:
    assert read(printed) == options


@pytest.mark.parametrize("label", ["✓", "■", "●", "(x)"])
def test_signs_are_bullets_where_no_empty_box_stands_beside_them(label: str) -> None:
    assert read(item("Training", label), item("Advice", label)) == [(label, "Training"), (label, "Advice")]


@pytest.mark.parametrize(("empty", "ticked"), [("☐", "✓"), ("□", "■"), ("☐", "✗")])
def test_signs_are_ticks_where_other_boxes_are_left_empty(empty: str, ticked: str) -> None:
    assert read(item("Training", ticked), item("Advice", empty)) == [("☑", "Training"), ("☐", "Advice")]


def test_letters_in_brackets_are_boxes_only_beside_empty_ones() -> None:
    assert read(item("Training", "(x)"), item("( ) Advice")) == [("☑", "Training"), ("☐", "Advice")]


def test_box_of_a_row_is_its_label() -> None:
    head = ("Form", "Needed", "Content")
    rows = [row("Training", "☒", "for judges", head=head), row("Advice", "☐", "", head=head)]
    assert read(row(*head, head=head), *rows) == [
        (None, "Form Needed Content"),
        ("☑", "Training for judges"),
        ("☐", "Advice"),
    ]


def test_of_two_boxes_in_a_row_the_one_under_yes_counts() -> None:
    head = ("Form", "Yes", "No")
    assert [b.label for b in told([row("Training", "☒", "☐", head=head), row("Advice", "☐", "☒", head=head)])] == ["☑", "☐"]


def test_one_column_a_type_has_no_box_of_the_row() -> None:
    head = ("Article", "Training", "Advice")
    assert [b.label for b in told([row("Art. 5", "☒", "☐", head=head), row("Art. 6", "☐", "☐", head=head)])] == [None, "☐"]


def test_answers_in_a_cell_keep_the_ticked_one() -> None:
    assert told([row("Training", "☐ Yes ☒ No", "none")])[0].cells == ("Training", "☑ No", "none")


@pytest.mark.parametrize(("ticked", "empty"), [("SI, EN PARTE", "NO"), ("نعم، جزئيا", "لا"), ("Si", "No")])
def test_answers_are_known_without_accents_and_vowel_signs(ticked: str, empty: str) -> None:
    assert told([row("1.", f"☐ {empty} ☒ {ticked}", "-")])[0].cells == ("1.", f"☑ {ticked}", "-")


def test_options_laid_out_in_a_table_are_items() -> None:
    assert read(row("☐ Training", "☒ Advice"), row("☒ Model law", "")) == [
        ("☐", "Training"),
        ("☑", "Advice"),
        ("☑", "Model law"),
    ]


def test_option_with_its_box_in_the_next_cell_is_an_item() -> None:
    assert [(b.kind, b.label, b.text) for b in told([row("Training", "☒"), row("☐", "Advice")])] == [
        ("list_item", "☑", "Training"),
        ("list_item", "☐", "Advice"),
    ]


FORM = "body { font-family: 'DejaVu Sans' } p { margin: 2pt 0 } .i { margin-left: 1cm } .r { display: flex; width: 15cm }"


def test_boxes_of_a_form_in_pdf(pdf: MakePdf, text_of: TextOf) -> None:
    answers = "<p class=i>☐ Yes &nbsp; &nbsp; &nbsp; ☒ Yes, in part &nbsp; &nbsp; &nbsp; ☐ No</p>"
    options = ("☐ Legislative assistance", "☒ Institution-building", "☐ Other (please specify): ............")
    body = f"<h3>Article 5</h3><p>Is the provision applied?</p>{answers}{''.join(f'<p class=i>{o}</p>' for o in options)}"
    found = text_of(pdf(body, style=FORM))
    assert [(p.label, p.text) for p in found[2:]] == [
        ("☐", "Yes"),
        ("☑", "Yes, in part"),
        ("☐", "No"),
        ("☐", "Legislative assistance"),
        ("☑", "Institution-building"),
        ("☐", "Other (please specify): ............"),
    ]
    assert {p.kind for p in found[2:]} == {"list_item"}


def test_box_at_the_end_of_the_row_belongs_to_its_option(pdf: MakePdf, text_of: TextOf) -> None:
    long = "Facilitation of international cooperation with other countries, in particular with those of the region"
    rows = [("Training", "☒"), (long, "☐"), ("Advice", "☒")]
    body = "".join(f"<div class=r><div style='width: 11cm'>{words}</div><div>{box}</div></div>" for words, box in rows)
    found = text_of(pdf(f"<h3>Needs</h3>{body}", style=f"{FORM} .r {{ justify-content: space-between }}"))
    assert [(p.label, p.text) for p in found[1:]] == [("☑", "Training"), ("☐", long), ("☑", "Advice")]
