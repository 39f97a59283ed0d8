import pytest

from article60.charts.chart import Bar, Chart
from article60.publication.reports.marked import Filled, Labels, UnknownMark, blocks, number_mark
from article60.publication.reports.model import Blanks, Break, Contents, Counted, Drawn, Field, Gap, Quote, Table, Text, Words

LABELS = Labels(table="Table {}".format, chart="Figure {}".format, contents="Contents")
CHART = Chart(title="Needs", told="Chart", bars=[Bar(label="II", value=3, text="3")])


def read(text, filled=None):
    return blocks(text, filled or Filled(), LABELS)


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("# A title", Text(kind="title", line=(Words(text="A title"),))),
        ("## Part", Text(kind="heading", level=1, line=(Words(text="Part"),))),
        ("### Part", Text(kind="heading", level=2, line=(Words(text="Part"),))),
        ("- one", Text(kind="item", line=(Words(text="one"),))),
        ("= bare", Text(kind="plain", line=(Words(text="bare"),))),
        ("---", Break()),
        ("@contents", Contents(title="Contents")),
        ("[Emblem][Symbol]", Blanks(names=["Emblem", "Symbol"])),
        ("[[Recommendations.]]", Text(kind="paragraph", number=1, line=(Gap(text="Recommendations."),))),
    ],
)
def test_block_is_told_by_how_its_line_begins(line, block):
    assert read(line) == [block]


def test_paragraphs_are_numbered_and_empty_lines_are_nothing():
    assert [block.number for block in read("One.\n\n## Head\nTwo.\n")] == [1, None, 2]


def test_numbers_and_strong_words_stand_within_a_line():
    (block,) = read(f"Of **{number_mark(0)} needs**, {number_mark(1, noted=False)} are current.")
    assert block.line == (
        Words(text="Of "),
        Counted(number=0, strong=True),
        Words(text=" needs", strong=True),
        Words(text=", "),
        Counted(number=1, noted=False),
        Words(text=" are current."),
    )


def test_no_mark_in_the_words_of_a_source_is_obeyed():
    filled = Filled()
    (block,) = read(f"It says {filled.source_words('## **not** [[a mark]]', 'en')}.", filled)
    assert block.line[1] == Words(text="## **not** [[a mark]]", language="en")


def test_table_takes_the_caption_before_it_and_the_next_number():
    one, two = read("^ First\n| A | B\n| 1 | 2\n\n^ Second\n| C | D\n| 3 | 4")
    assert (one.label, two.label) == ("Table 1", "Table 2")
    assert two.rows == [[(Words(text="C"),), (Words(text="D"),)], [(Words(text="3"),), (Words(text="4"),)]]


def test_chart_is_numbered_apart_from_tables():
    filled = Filled()
    made = read(f"^ T\n| A\n| 1\n^ Needs by chapter\n@chart {filled.chart(CHART)}", filled)
    assert [type(block) for block in made] == [Table, Drawn]
    assert made[1] == Drawn(label="Figure 1", caption=(Words(text="Needs by chapter"),), chart=CHART)


def test_quote_is_followed_by_where_it_stands():
    filled = Filled()
    assert read(f"> {filled.quote('تدريب', 'ar')} DEMO/1, p. 3", filled) == [
        Quote(text="تدريب", language="ar", source=(Words(text="DEMO/1, p. 3"),))
    ]


@pytest.mark.parametrize("text", ["@chart here", "> no quote", "| A | B\n| 1"])
def test_mark_that_does_not_fit_is_refused(text):
    with pytest.raises(UnknownMark):
        read(text)


def test_boxes_within_a_line_are_refused_and_not_taken_for_a_note():
    filled = Filled()
    mark = filled.form(Field(key="words", label="Corrected words", lines=1))
    with pytest.raises(UnknownMark, match="within a line"):
        read(f"Here: {mark}", filled)
