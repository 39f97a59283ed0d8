"""Charts as data: the numbers that they are made of, labels that take the room they need, and both directions of reading."""

import json

import pytest

from article60.charts.chart import DASHED, HOLLOW, Bar, Chart, ticks
from article60.charts.lettering import lines, room
from article60.charts.look import Look, MissingColour, look
from article60.charts.spec import INNER, WIDTH, spec

LOOK = Look(paper="#ffffff", ink="#000000", quiet="#555555", line="#cccccc", leaf="#224433", rust="#884422", sand="#ffeedd")


def bars(*values, **more):
    return [Bar(label=f"Part {place}", value=value, text=str(value), **more) for place, value in enumerate(values)]


def chart(some, **more):
    return Chart(title="Needs", told="What it shows", bars=some, **more)


def marks(made):
    return [layer["mark"] for layer in made["layer"]]


def test_chart_holds_the_numbers_in_their_given_order():
    made = spec(chart(bars(3, 9, 1)), LOOK)

    assert [(datum["key"], datum["value"]) for datum in made["data"]["values"]] == [("Part 0", 3), ("Part 1", 9), ("Part 2", 1)]
    assert made["description"] == "What it shows"
    json.dumps(made)


def test_bars_lie_one_under_another_below_their_labels():
    first, second = spec(chart([Bar(label="Word " * 20, value=1, text="1"), *bars(2)]), LOOK)["data"]["values"]

    assert len(first["label"]) == 3
    assert first["top"] < first["bar"] < first["under"] < second["top"] < second["bar"]


def test_number_behind_the_longest_bar_stays_within_the_picture():
    made = spec(chart([Bar(label="Part", value=10, most=90, text="between 10 and 90")]), LOOK)
    longest = made["layer"][-1]["encoding"]["x"]["scale"]["range"][1]

    assert longest + room("between 10 and 90") < WIDTH


def test_what_is_read_from_right_to_left_begins_at_the_right():
    rows, columns = (spec(chart(bars(3), rtl=True, columns=one, ticks=[(0, "0")]), LOOK) for one in (False, True))

    assert rows["layer"][-1]["encoding"]["x"]["scale"]["range"][0] == INNER
    assert marks(rows)[0]["align"] == marks(rows)[-1]["align"] == "right"
    assert columns["encoding"]["x"]["scale"]["reverse"] is True
    assert rows["data"]["values"][0]["label"] == ["\u2067Part 0\u2069"]


@pytest.mark.parametrize(
    ("told", "rtl", "first"),
    [("It shows", False, "Noto Sans"), ("الاحتياجات", True, "Noto Sans Arabic"), ("所示需求", False, "Noto Sans CJK SC")],
)
def test_font_that_has_the_letters_is_looked_through_first(told, rtl, first):
    fonts = spec(Chart(title="Needs", told=told, bars=bars(3), rtl=rtl), LOOK)["config"]["font"].split(", ")

    assert fonts[0] == first and len(fonts) == len(set(fonts)) == 5 and fonts[-1] == "sans-serif"


def test_axis_stands_where_one_begins_to_read():
    many = bars(*range(1000, 1060))
    for rtl, side in ((False, "left"), (True, "right")):
        made = spec(chart(many, columns=True, rtl=rtl, ticks=[(0, "0"), (1200, "1 200")]), LOOK)
        assert made["layer"][0]["encoding"]["y"]["axis"]["orient"] == side
        assert '"1200": "1 200"' in made["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]


def test_range_is_solid_to_the_least_and_dashed_on_to_the_most():
    some = [Bar(label="A", value=2, most=5, text="2 to 5"), Bar(label="B", value=4, most=4, text="4")]
    beyond, least = marks(spec(chart(some), LOOK))[1:3]

    assert (beyond["fill"], "strokeDash" in beyond) == (LOOK.paper, True)
    assert (least["fill"], "strokeDash" in least) == (LOOK.leaf, False)
    assert [datum["end"] for datum in spec(chart(some), LOOK)["data"]["values"]] == [5, 4]


def test_fillings_differ_by_outline_and_not_by_hue_alone():
    provided, planned = marks(spec(chart([*bars(3, fill=HOLLOW), *bars(4, fill=DASHED)]), LOOK))[1:3]

    assert provided["stroke"] == planned["stroke"] == LOOK.rust
    assert "strokeDash" in planned and "strokeDash" not in provided


def test_place_without_a_number_keeps_its_room_and_draws_nothing():
    made = spec(chart([*bars(3), Bar(label="2014", value=0, text="")], columns=True), LOOK)

    assert made["encoding"]["x"]["scale"]["domain"] == ["Part 0", "2014"]
    assert [datum["key"] for datum in made["data"]["values"]] == ["Part 0"]


def test_chart_without_bars_can_be_made():
    assert spec(chart([]), LOOK)["data"]["values"] == spec(chart([], columns=True), LOOK)["data"]["values"] == []


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(1, (0, 1, 2)), (9, (0, 5, 10)), (20, (0, 10, 20)), (112, (0, 60, 120)), (20_001, (0, 20_000, 40_000))],
)
def test_ticks_are_round_and_reach_above_the_highest(highest, expected):
    assert ticks(highest) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("short", ["short"]),
        ("policies and practices", ["policies and", "practices"]),
        ("预防性反腐败政策和做法", ["预防性反腐败", "政策和做法"]),
    ],
)
def test_words_are_broken_where_their_language_breaks_them(words, expected):
    assert lines(words, within=90) == expected


def test_vowel_signs_take_no_room():
    assert room("تُلبَّ") == room("تلب")


def test_colour_that_is_not_declared_is_named():
    with pytest.raises(MissingColour, match="rust, sand"):
        look(":root { --paper: #ffffff; --ink: #000000; --quiet: #111111; --line: #222222; --leaf: #333333; }")
