from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage

MakePdf = Callable[..., Path]
TextOf = Callable[[Path], list[Passage]]

LONG = "for the officials of the inspectorate and of the authorities that examine declarations of assets and interests "
ROWS = [
    ("Art. 5, paras. 1 and 3", "Policymaking", f"Evaluation of the strategy {LONG}"),
    ("", "Institution-building", "Setting-up of a section that follows the strategy"),
    ("Art. 6", "Capacity-building", f"Courses in the assessment of risks {LONG}"),
    ("Arts. 7 (4) and 8 (5)", "Legislative assistance", "Drafting of a bill on conflicts of interest"),
]
HEAD = ("Article", "Type of assistance", "Remarks")
CELLS = "table { border-collapse: collapse; width: 100% } th { text-align: start; font-style: italic; font-weight: normal } "
CELLS += "td { vertical-align: top } td, th { padding: 4pt } "
BARRED = f"{CELLS} td, th {{ border-top: 0.7pt solid; border-bottom: 0.7pt solid }} "
DRAWN = f"{CELLS} td, th {{ border: 0.7pt solid }} "


def table(rows: list[tuple[str, str, str]], *, spans: bool = False) -> str:
    body = ""
    for n, (first, *rest) in enumerate(rows):
        below = n + 1 < len(rows) and not rows[n + 1][0]
        cell = f"<td{' rowspan=2' if below else ''}>{first}</td>" if first or not spans else ""
        body += f"<tr>{cell if spans else f'<td>{first}</td>'}{''.join(f'<td>{c}</td>' for c in rest)}</tr>"
    head = "".join(f"<th style='width: {w}'>{h}</th>" for h, w in zip(HEAD, ("22%", "25%", "53%"), strict=True))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def rows_of(found: list[Passage]) -> list[tuple[str, ...]]:
    return [p.cells for p in found if p.kind == "table_row"]


def tidy(rows: list[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row) for row in rows]


@pytest.mark.parametrize("spans", [False, True])
def test_rows_between_horizontal_lines_keep_their_cells(spans: bool, pdf: MakePdf, text_of: TextOf) -> None:
    found = text_of(pdf(f"<p>Needs:</p>{table(ROWS, spans=spans)}<p>Thanks were expressed.</p>", style=BARRED))
    assert rows_of(found) == [HEAD, *tidy(ROWS)]
    assert {p.head_cells for p in found if p.kind == "table_row"} == {HEAD}
    assert found[-1].text == "Thanks were expressed."


def test_small_table_at_the_foot_of_a_page_is_no_footnote(pdf: MakePdf, text_of: TextOf) -> None:
    filler = "<p style='height: 15cm'>The needs are set out below, article by article, as the authorities stated them.</p>"
    found = text_of(pdf(f"{filler}{table(ROWS)}", style=f"{BARRED} table {{ font-size: 8pt }}"))
    assert rows_of(found) == [HEAD, *tidy(ROWS)]


@pytest.mark.parametrize("style", [BARRED, DRAWN])
def test_rest_of_a_row_at_the_head_of_a_page_joins_its_row(style: str, pdf: MakePdf, text_of: TextOf) -> None:
    rows = [(a, b, f"{c}{LONG * 9}") for a, b, c in ROWS * 3]
    found = text_of(pdf(table(rows), style=style))
    assert len({p.page for p in found}) > 1
    assert rows_of(found) == [HEAD, *tidy(rows)]


def test_merged_group_goes_on_at_the_head_of_a_page(pdf: MakePdf, text_of: TextOf) -> None:
    rows = [
        (f"Art. {n}" if n % 2 else "", "Capacity-building" if n % 2 else "Policymaking", "A short remark") for n in range(1, 61)
    ]
    assert rows_of(text_of(pdf(table(rows), style=f"{BARRED} tr {{ break-inside: avoid }}"))) == [HEAD, *tidy(rows)]


ARABIC = [
    ("المادة ٥", "وضع السياسات", "إعداد الاستراتيجية الوطنية للنزاهة وخطة عمل لتنفيذها"),
    ("", "البحث وجمع البيانات", "دراسة استقصائية عن تجارب الأسر المعيشية والمنشآت مع الرشوة"),
    ("المادة ٦، الفقرة ٢", "بناء القدرات", "تدريب محللي المفتشية العامة على تقييم مخاطر الفساد"),
]


def test_table_from_right_to_left(pdf: MakePdf, text_of: TextOf) -> None:
    made = (
        table(ARABIC).replace("Article", "المادة").replace("Type of assistance", "نوع المساعدة").replace("Remarks", "ملاحظات")
    )
    intro = "<p>دعا مؤتمر الدول الأطراف الدول إلى أن تحدد احتياجاتها من المساعدة التقنية.</p>"
    assert rows_of(text_of(pdf(intro + made, style=BARRED, language="ar"))) == [("المادة", "نوع المساعدة", "ملاحظات"), *ARABIC]


def test_several_paragraphs_in_a_cell_make_one_row(pdf: MakePdf, text_of: TextOf) -> None:
    row = "<tr><td>Art. 6</td><td><p>Training of staff</p><p>Study visits to other bodies</p></td></tr>"
    other = "<tr><td>Art. 7</td><td><ul><li>Model rules</li><li>Legal advice</li></ul></td></tr>"
    style = DRAWN + "p { margin: 0 0 8pt } ul { margin: 0 }"
    found = text_of(pdf(f"<table>{row}{other}</table>", style=style))
    assert rows_of(found) == [
        ("Art. 6", "Training of staff Study visits to other bodies"),
        ("Art. 7", "• Model rules • Legal advice"),
    ]


def test_caption_of_a_table_is_no_heading(pdf: MakePdf, text_of: TextOf) -> None:
    found = text_of(pdf(f"<h3>2.4. Needs</h3><p><b>Table 1. Assistance requested</b></p>{table(ROWS)}", style=BARRED))
    assert [p.text for p in found if p.kind == "heading"] == ["Needs"]
    assert {p.section for p in found if p.kind == "table_row"} == {"2.4"}


def test_note_under_a_table_is_a_footnote(pdf: MakePdf, text_of: TextOf) -> None:
    note = "<p style='font-size: 8pt'><sup style='font-size: 6pt'>a</sup> A study puts the cost at 1.4 million.</p>"
    found = text_of(pdf(f"{table(ROWS)}{note}<p>Thanks were expressed.</p>", style=BARRED))
    assert [(p.kind, p.label, p.text) for p in found[-2:]] == [
        ("footnote", "a", "A study puts the cost at 1.4 million."),
        ("paragraph", None, "Thanks were expressed."),
    ]


OPEN = "table { width: 100% } th, td { padding: 4pt 6pt; text-align: start; vertical-align: top }"
CHINESE = [
    (
        "第五条第一款和第三款",
        "制定政策",
        "国家廉正战略首次中期评价，包括为其各项措施编制指标，并制定一项指明各负责机构及完成时限和所需资源的行动计划",
    ),
    ("", "机构建设", "在高级理事会设立监测科"),
    ("第六条", "能力建设", "风险评估课程。其后应安排到国外对口机构实习"),
    ("第十二条", "无", "–"),
]


@pytest.mark.parametrize(
    ("language", "rows", "head"),
    [("en", ROWS, HEAD), ("ar", ARABIC, ("المادة", "نوع المساعدة", "ملاحظات")), ("zh", CHINESE, ("条款", "援助类型", "备注"))],
)
def test_table_without_lines_over_pages(
    language: str, rows: list[tuple[str, str, str]], head: tuple[str, ...], pdf: MakePdf, text_of: TextOf
) -> None:
    made = table(rows * 12)
    for english, other in zip(HEAD, head, strict=True):
        made = made.replace(f">{english}<", f">{other}<")
    found = text_of(pdf(made, language=language, style=f"{OPEN} th {{ font-weight: normal }}"))
    assert len({p.page for p in found}) > 1
    assert rows_of(found) == [head, *tidy(rows * 12)]
    assert {p.head_cells for p in found} == {head}


def test_cell_that_a_page_break_moves_whole_joins_its_row(pdf: MakePdf, text_of: TextOf) -> None:
    filler = "<p style='height: 20cm'>The needs are set out below, article by article.</p>"
    rows = [(f"Art. {n}", "Advice", "A remark") for n in range(5, 9)]
    rows += [("Art. 9", "Training", f"Courses in the assessment of risks {LONG}")] * 2
    for height in range(200, 215, 2):
        path = pdf(filler.replace("20cm", f"{height / 10}cm") + table(rows), style=OPEN, name=f"moved{height}.pdf")
        assert rows_of(text_of(path)) == [HEAD, *tidy(rows)]
