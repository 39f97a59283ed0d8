from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage

LONG = (
    "The officials of the inspectorate described how complaints are registered, examined and passed on to the competent "
    "prosecutor, and how long each of these stages had taken in the years before the visit. "
)


def one(found: list[Passage], beginning: str) -> Passage:
    return next(p for p in found if p.text.startswith(beginning))


def body(*, items: int = 3) -> str:
    listed = "".join(
        f"<li>Art. {20 + i}: Mentoring of the inspectorate in case number {i}, {LONG.lower()}</li>" for i in range(items)
    )
    return f"""<h2>II. Executive summary</h2><h3>2. Chapter III: criminalization</h3><h4>2.1. Observations</h4>
    <p class=run>Obstruction of justice (art. 25)</p><p>{LONG}</p><h4>2.4. Technical assistance needs</h4>
    <p>The following was requested:</p><ul>{listed}</ul>"""


def test_cover_is_page_one_although_it_prints_no_number(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    path = pdf(f"<p>Note by the Secretariat</p><div style='page-break-before: always'>{body()}</div>")
    found = text_of(path)
    assert (found[0].page, found[0].page_index) == (1, 0)
    assert one(found, "Art. 20").page == 2


def test_printed_number_wins_over_the_physical_page(pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]) -> None:
    style = "@page { @bottom-right { content: '42/99' } } @page :first { @bottom-right { content: '41/99' } }"
    path = pdf(body(items=16), style=style)
    assert {(p.page, p.page_index) for p in text_of(path)} == {(41, 0), (42, 1)}


def test_running_heads_and_feet_are_no_text(pdf: Callable[..., Path], reading: Callable[[Path], object]) -> None:
    found = reading(pdf(body(items=16))).passages  # type: ignore[attr-defined]
    assert {p.text for p in found if p.kind == "running_head"} == {"DEMO/IRG/I/9/1/Add.7"}
    assert not any("V.19-99001" in p.text for p in found if p.kind not in ("running_foot",))


def test_item_over_a_page_break_is_one_passage_with_boxes_on_both_pages(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    found = [p for p in text_of(pdf(body(items=24), style="li { orphans: 1; widows: 1 }")) if p.kind == "list_item"]
    over = [p for p in found if len({box[0] for box in p.boxes}) == 2]
    assert len(found) == 24
    assert over and all(p.page_index == p.boxes[0][0] and p.text.endswith("the visit.") for p in over)


def test_section_and_headings_above(pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]) -> None:
    found = text_of(pdf(body()))
    item = one(found, "Art. 21")
    assert item.section == "2.4"
    assert item.section_path == (
        "II. Executive summary",
        "2 Chapter III: criminalization",
        "2.4 Technical assistance needs",
    )
    assert one(found, "The officials").section_path[-1] == "Obstruction of justice (art. 25)"
    assert one(found, "The officials").section == "2.1"


def test_footnote_is_set_apart_and_its_mark_left_out(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    rule = "<hr style='width:5cm;margin:0'>"
    note = f"<div style='position:absolute; top:21cm'>{rule}<p class=note>1 See the annex to the reply.</p></div>"
    found = text_of(pdf(f"<h3>2.4. Needs</h3><p>Software tools<sup>1</sup> for the register are needed.</p>{note}"))
    assert one(found, "Software").text == "Software tools for the register are needed."
    footnote = next(p for p in found if p.kind == "footnote")
    assert (footnote.label, footnote.text) == ("1", "See the annex to the reply.")


def test_bold_italic_size_and_boxes_are_told(pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]) -> None:
    found = text_of(pdf(body()))
    head = one(found, "Obstruction")
    assert (head.kind, head.bold, head.italic, head.size) == ("heading", False, True, 10.0)
    left, top, right, bottom = head.boxes[0][1:]
    assert 55 < left < 70 and right > left + 100 and 0 < bottom - top < 20


ROWS = [
    (
        "Art. 16",
        "Model provisions on the bribery of foreign officials, together with notes that explain them",
        "Ministry of Justice",
    ),
    ("Art. 23", "Courses for analysts", "Financial intelligence unit and the supervisory authority"),
    ("Art. 31", "A resident adviser for the office that manages seized assets", "Asset office"),
    ("Art. 46", "A case register", "Central authority"),
]
DRAWN = "table { border-collapse: collapse; width: 100% } td, th { border: 0.8pt solid black; padding: 3pt; text-align: left }"
OPEN = "table { width: 100% } td, th { padding: 3pt 6pt; text-align: left; vertical-align: top }"


def table(times: int = 1) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS * times)
    head = "<thead><tr><th>Article</th><th>Assistance</th><th>Body</th></tr></thead>"
    return f"<h3>2.4. Needs</h3><p>{LONG}</p><table>{head}<tbody>{rows}</tbody></table><p>{LONG}</p>"


@pytest.mark.parametrize("style", [DRAWN, OPEN])
def test_rows_of_tables_keep_their_cells(
    style: str, pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    rows = [p for p in text_of(pdf(table(), style=style)) if p.kind == "table_row"]
    assert [p.cells for p in rows] == [("Article", "Assistance", "Body"), *ROWS]
    assert all(p.head_cells == ("Article", "Assistance", "Body") for p in rows[1:])
    assert rows[1].text == " ".join(ROWS[0])


@pytest.mark.parametrize("style", [DRAWN, OPEN])
def test_table_over_pages_goes_on_without_its_repeated_head(
    style: str, pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    rows = [p for p in text_of(pdf(table(times=9), style=style)) if p.kind == "table_row"]
    assert [p.cells for p in rows[1:]] == ROWS * 9
    assert {p.head_cells for p in rows} == {("Article", "Assistance", "Body")}


def test_two_columns_are_read_one_after_the_other(pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]) -> None:
    told = "".join(f"<p>Statement {i}. {LONG * 2}</p>" for i in range(9))
    style = ".c { columns: 2; column-gap: 18pt; text-align: justify }"
    found = text_of(
        pdf(f"<h3>2.1. Observations</h3><div class=c>{told}</div><h3>2.2. Practices</h3><p>{LONG}</p>", style=style)
    )
    paragraphs = [p.text for p in found if p.kind == "paragraph"]
    assert [t[:12] for t in paragraphs[:9]] == [f"Statement {i}." for i in range(9)]
    assert all(t == f"Statement {i}. {LONG * 2}".strip() for i, t in enumerate(paragraphs[:9]))


SIX = {
    "en": ("2.4. Technical assistance needs", "Capacity-building for the anti-corruption agency (art. 36);"),
    "fr": ("2.4. Besoins d’assistance technique", "Renforcement des capacités de l’organe chargé des enquêtes (art. 36) ;"),
    "es": (
        "2.4. Necesidades de asistencia técnica",
        "Fomento de la capacidad de la fiscalía especializada (art. 36, párr. 1);",
    ),
    "ru": ("2.4. Потребности в технической помощи", "Подготовка сотрудников специализированного органа (ст. 36);"),
    "ar": ("٢-٤- الاحتياجات من المساعدة التقنية", "بناء قدرات الهيئة المتخصصة لأجل التحقيق (المادة ٣٦، الفقرتان ١ و٢)؛"),
    "zh": ("2.4. 技术援助需要", "为专职机关（第三十六条）的调查人员提供能力建设；"),
}


@pytest.mark.parametrize("language", SIX)
def test_item_is_read_as_printed_in_six_languages(
    language: str, pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    heading, item = SIX[language]
    found = text_of(pdf(f"<h3>{heading}</h3><ul><li>{item}</li><li>{item}</li></ul>", language=language))
    items = [p for p in found if p.kind == "list_item"]
    assert [p.text for p in items] == [item, item]
    assert {(p.section, p.label, p.direction) for p in items} == {("2.4", "•", "rtl" if language == "ar" else "ltr")}
    assert items[0].language == language


def test_lines_of_chinese_are_joined_without_blanks(pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]) -> None:
    words = (
        "该国表示需要在制定和管理证人保护方案方面获得援助，并希望有关专家能够到现场提供咨询意见，" * 4 + "以便尽快开展工作。"
    )
    assert [p.text for p in text_of(pdf(f"<p>{words}</p>", language="zh"))] == [words]


def test_lines_of_arabic_are_joined_in_logical_order(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    words = "وأفادت السلطات بأن الاتفاقية تُطبق مباشرة، وبأن الوحدة تلقت ٢٤ طلباً في عام ٢٠١٧ (انظر الفصل ٣، الفقرة ٢)، " * 3
    words += "ولا تزال الأجهزة بحاجة إلى برامج UNODC للتدريب."
    assert [p.text for p in text_of(pdf(f"<p>{words}</p>", language="ar"))] == [words]


def test_contents_are_no_headings(pdf: Callable[..., Path], reading: Callable[[Path], object]) -> None:
    entries = "".join(f"<p>{name} {'. ' * 40} {n}</p>" for name, n in (("II. Executive summary", 2), ("Annex", 9)))
    found = reading(pdf(f"<p>Contents</p>{entries}<h3>2.1. Observations</h3><p>{LONG}</p>")).passages  # type: ignore[attr-defined]
    assert [p.kind for p in found if "Annex" in p.text or "II." in (p.label or p.text)] == ["contents", "contents"]


def test_lines_of_neighbouring_blocks_with_close_baselines_stay_apart(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    place = "<div style='position:absolute;top:0;left:{};font-size:{}pt;line-height:{}pt'>{}</div>"
    title = place.format("0", 15, 17, "Assembly of<br>the Parties<br>to it")
    issued = place.format("10cm", 9, 10, "Distr. limited<br>3 May 2019<br>English")
    texts = " | ".join(p.text for p in text_of(pdf(f"{title}{issued}")))
    assert all(words in texts for words in ("Assembly of", "the Parties", "Distr. limited", "3 May 2019", "English"))


def test_symbol_keeps_its_order_in_a_right_to_left_page(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    words = "انظر الوثيقة DEMO/IRG/I/9/1/Add.3 بشأن البند ٤ من جدول الأعمال."
    assert [p.text for p in text_of(pdf(f"<p>{words}</p>", language="ar"))] == [words]


NEEDS = [
    "Art. 20: a summary of the lessons that States with a similar constitution drew from their laws on illicit enrichment",
    "Art. 36: an electronic register of cases for the inspectorate",
    "Arts. 31 and 40: exercises in the tracing of assets for the analysts of the intelligence unit and for its prosecutors",
    "Art. 38: a plan of action",
]
HANGING = ".i { margin: 0 0 0 7mm } .m { display: inline-block; width: 7mm; margin-left: -7mm }"


@pytest.mark.parametrize("mark", ["–", "•", "(a)", "1."])
@pytest.mark.parametrize("end", ["", ";"])
def test_every_item_of_a_list_is_one_passage(
    mark: str, end: str, pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    needs = [f"{need}{end}" for need in NEEDS]
    items = "".join(f"<p class=i><span class=m>{mark}</span>{need}</p>" for need in needs)
    found = [p for p in text_of(pdf(f"<p>{LONG} The following was asked for:</p>{items}", style=HANGING)) if p.label]
    assert [(p.label, p.text) for p in found] == [(mark, need) for need in needs]


def test_dash_at_the_head_of_a_line_does_not_cut_its_paragraph(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    words = "the statute of the former administration \u2013 it is still in force \u2013 and the rules of custom apply " * 4
    assert [p.text for p in text_of(pdf(f"<p style='text-align: justify'>The {words}</p>"))] == [f"The {words}".strip()]


@pytest.mark.parametrize("broken", ["(art.<br>33)", "under art.<br>33. 2 thereof"])
def test_number_of_an_article_at_the_head_of_a_line_is_no_label(
    broken: str, pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    found = text_of(pdf(f"<p>{LONG}Persons who report corruption are not protected {broken} and need to be.</p>"))
    whole = f"{LONG}Persons who report corruption are not protected {broken.replace('<br>', ' ')} and need to be."
    assert [p.text for p in found] == [whole]


def test_number_of_an_article_at_the_head_of_a_page_is_no_label(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    found = text_of(pdf("<p>Advice on reports (art.</p><p style='page-break-before: always'>33) was asked for.</p>"))
    assert [p.text for p in found] == ["Advice on reports (art. 33) was asked for."]


@pytest.mark.parametrize("look", ["font-style: italic", "text-decoration: underline"])
def test_heading_that_fills_its_line_stands_apart(
    look: str, pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    words = "Direct recovery; cooperation for purposes of confiscation; special cooperation; agreements"
    found = text_of(pdf(f"<p style='margin: 0; text-align-last: justify; {look}'>{words}</p><p style='margin: 0'>{LONG}</p>"))
    assert [(p.kind, p.text) for p in found] == [("heading", words), ("paragraph", LONG.strip())]


def test_large_headings_one_below_another_stand_apart(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    style = "h1 { font-size: 14pt; margin: 2mm 0 3mm }"
    found = text_of(pdf("<h1>二. 内容提要</h1><h1>兰海</h1><p>兰海签署了《公约》。</p>", style=style, language="zh"))
    assert [p.text for p in found if p.kind == "heading"] == ["内容提要", "兰海"]


def test_headings_at_the_top_of_pages_are_no_running_heads(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    asked = "<h3>(c) Assistance asked for</h3>"
    tops = [f"<p>{LONG}</p>", asked, f"<p>{LONG}</p>", asked, "<h3>(a) Summary</h3>", f"<p>{LONG}</p>{asked}"]
    pages = "".join(f"<div style='page-break-before: always'>{top}<p>{LONG}</p></div>" for top in tops)
    found = text_of(pdf(f"<p>Report</p>{pages}", style="@page { @top-left { content: none } }"))
    assert [p.label for p in found if p.kind == "heading"] == ["(c)", "(c)", "(a)", "(c)"]


def test_running_head_that_is_the_title_too_is_no_text(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    pages = "".join(f"<div style='page-break-before: always'><p>{LONG * 9}</p></div>" for _ in range(3))
    head = "@page { @top-left { content: 'Review of Ndara' } }"
    found = text_of(pdf(f"<p>{LONG * 20}</p><p>{LONG * 9}</p><h3>Review of Ndara</h3>{pages}", style=head))
    assert [p.kind for p in found if p.text == "Review of Ndara"] == ["heading"]


def test_question_repeated_in_a_form_is_no_running_head(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    asked = "<p class=run>1. Is the provision applied?</p>"
    tops = [
        asked,
        f"<h4>Article 6. Bodies</h4>{asked}",
        f"<h4>Article 8. Codes</h4>{asked}",
        f"<h4>Article 9. Tenders</h4>{asked}",
    ]
    pages = "".join(f"<div style='page-break-before: always'>{top}<p>{LONG}</p>{asked}<p>{LONG}</p></div>" for top in tops)
    found = text_of(pdf(f"<p>Replies</p>{pages}", style="@page { @top-left { content: 'Replies, second cycle' } }"))
    assert sum(p.text == "Is the provision applied?" for p in found) == 8


def test_head_of_a_table_repeated_on_every_page_is_no_running_head(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    path = pdf(f"<div style='page-break-before: always'>{table(times=40).split('</p>', 1)[1]}</div>", style=DRAWN)
    rows = [p for p in text_of(path) if p.kind == "table_row"]
    assert {p.head_cells for p in rows} == {("Article", "Assistance", "Body")}
    assert [p.cells for p in rows[1:]] == ROWS * 40


def test_numbered_questions_in_slanted_type_are_headings_over_their_answers(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    questions = ("Is the provision applied?", "Describe the laws.", "Good practices to be shared")
    body = "".join(f"<p class=run>{n}. {q}</p><p>{LONG}</p>" for n, q in enumerate(questions, 1))
    found = text_of(pdf(f"<h3>Article 5. Policies</h3>{body}"))
    assert [(p.label, p.text) for p in found if p.kind == "heading"][1:] == [(f"{n}.", q) for n, q in enumerate(questions, 1)]
    assert found[-1].section_path == ("Article 5. Policies", "3 Good practices to be shared")


def test_blank_behind_a_slanted_letter_that_hangs_over_is_kept(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    words = "Prevention of transfers of proceeds of crime; participation of society"
    assert text_of(pdf(f"<p class=run style='font-size: 8.5pt'>{words}</p><p>{LONG}</p>"))[0].text == words
