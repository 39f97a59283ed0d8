from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage

MakePdf = Callable[..., Path]
TextOf = Callable[[Path], list[Passage]]

WORDS = {
    "en": "The officials of the inspectorate described how complaints are registered, examined and passed on to the court. ",
    "fr": "Les fonctionnaires de l'inspection ont décrit la manière dont les plaintes sont enregistrées et traitées. ",
    "ru": "Сотрудники инспекции рассказали о том, каким образом регистрируются и рассматриваются жалобы граждан. ",
    "zh": "监察机构的官员介绍了如何登记、审查投诉并将其移交主管检察官，以及在国别访问之前的几年中每一阶段所需的时间。",
}
NEEDS = {
    "en": "Capacity-building programmes for authorities responsible for investigating corruption (art. %d);",
    "fr": "Programmes de renforcement des capacités destinés aux autorités chargées d'enquêter (art. %d) ;",
    "ru": "Программы создания потенциала для органов, отвечающих за расследование коррупции (ст. %d);",
    "zh": "为负责调查腐败的主管机关提供能力建设方案，并提供现场专家协助（第%d条）；",
}
STYLE = (
    ".c { columns: 2; column-gap: 16pt; text-align: justify; hyphens: auto } p { margin: 3pt 0 6pt } li { margin-bottom: 5pt }"
)


def told(language: str, first: int, *, times: int = 4) -> str:
    return "".join(f"<p>({language}{i}) {WORDS[language] * (2 + i % 3)}</p>" for i in range(first, first + times))


@pytest.mark.parametrize("language", WORDS)
def test_paragraphs_and_items_of_columns_are_whole_and_in_order(language: str, pdf: MakePdf, text_of: TextOf) -> None:
    items = "".join(f"<li>{NEEDS[language] % (20 + i)}</li>" for i in range(6))
    body = (
        f"<div class=c><p class=run>A heading (art. 5)</p>{told(language, 0, times=7)}<ul>{items}</ul>{told(language, 7)}</div>"
    )
    found = text_of(pdf(body, language=language, style=STYLE))
    paragraphs = [p.text for p in found if p.kind == "paragraph"]
    assert paragraphs == [f"({language}{i}) {WORDS[language] * (2 + i % 3)}".strip() for i in range(11)]
    assert [p.text for p in found if p.kind == "list_item"] == [NEEDS[language] % (20 + i) for i in range(6)]
    assert {p.level for p in found if p.kind == "list_item"} == {1}


def test_short_heading_over_both_columns_parts_them(pdf: MakePdf, text_of: TextOf) -> None:
    parts = [f"<h3>{n}. Part</h3><div class=c>{told('en', 5 * n, times=5)}</div>" for n in (1, 2)]
    found = text_of(pdf("".join(parts), style=STYLE))
    assert [p.text.split(")")[0] for p in found] == [
        "Part",
        *(f"(en{i}" for i in range(5, 10)),
        "Part",
        *(f"(en{i}" for i in range(10, 15)),
    ]


def test_last_lines_in_columns_at_the_head_of_a_page(pdf: MakePdf, text_of: TextOf) -> None:
    end = "<p style='break-inside: avoid'>(end) " + WORDS["en"] * 2 + "</p>"
    path = pdf(f"<div class=c>{told('en', 0, times=28)}</div><div class=c style='break-before: page'>{end}</div>", style=STYLE)
    assert text_of(path)[-1].text == f"(end) {WORDS['en'] * 2}".strip()


def test_notes_below_columns_are_footnotes(pdf: MakePdf, text_of: TextOf) -> None:
    notes = ("See the first annex.", "Ministerial order of 2012.")
    style = """.n { float: footnote; font-size: 7.5pt } ::footnote-marker { content: counter(footnote); font-size: 6pt;
      vertical-align: super } ::footnote-call { font-size: 6pt; vertical-align: super; content: counter(footnote) }"""
    body = told("en", 0).replace("registered", f"registered<span class=n>{notes[0]}</span>", 1)
    body = body[::-1].replace("denimaxe", f">naps/<{notes[1][::-1]}>n=ssalc naps<denimaxe", 1)[::-1]
    found = text_of(pdf(f"<div class=c>{body}</div>", style=STYLE + style))
    assert [(p.label, p.text) for p in found if p.kind == "footnote"] == [("1", notes[0]), ("2", notes[1])]
    assert [p.text for p in found if p.kind == "paragraph"] == [
        f"(en{i}) {WORDS['en'] * (2 + i % 3)}".strip() for i in range(4)
    ]


def test_head_of_a_cover_is_title_then_symbol_and_date(pdf: MakePdf, text_of: TextOf) -> None:
    title = "<p style='width: 6cm; font-weight: bold; font-size: 14pt'>Conference of the States Parties to the Convention</p>"
    lines = ("DEMO/IRG/I/9/1", "Distr.: General", "9 April 2013", "Original: English")
    beside = "".join(f"<div style='margin-bottom: 5pt'>{line}</div>" for line in lines)
    body = f"<div style='position: absolute; left: 10cm; top: 0'>{beside}</div>{title}<p>{WORDS['en'] * 3}</p>"
    found = [p.text for p in text_of(pdf(body))]
    assert found == ["Conference of the States Parties to the Convention", *lines, (WORDS["en"] * 3).strip()]
