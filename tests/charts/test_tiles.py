"""Tiles: all alike, told apart by shape, and read from the right where one reads so."""

import re

import pytest
from lxml import etree

from article60.charts.look import of_the_site
from article60.charts.marks import MARKS, shapes
from article60.charts.tiles import WIDTH, Group, Panel, Tile, Tiles, drawn
from article60.codes.labels import codes

SVG = "{http://www.w3.org/2000/svg}"


def picture(*kinds, rtl=False, code="", **more):
    tiles = Tiles(
        title="Tiles",
        told="What is known",
        key=[(kind, kind) for kind in dict.fromkeys(kinds)],
        panels=[Panel("Chapter", [Group("A <group>", [Tile(kind, code) for kind in kinds])])],
        rtl=rtl,
    )
    return etree.fromstring(drawn(tiles, of_the_site(), **more).encode())


def places(drawing):
    """Left edges of tiles, without those of the key."""
    moved = [one.get("transform") for one in drawing.findall(f"{SVG}g")]
    found = [tuple(map(float, re.findall(r"-?[\d.]+", one))) for one in moved]
    return [x for x, y in found if y == max(y for _, y in found)]


def shape_of(drawing):
    """What the marks of tiles are made of, colours left out."""
    mark = drawing.findall(f"{SVG}g")[-1].find(f"{SVG}g")
    return [
        (one.tag, tuple(v for k, v in one.attrib.items() if k not in ("fill", "stroke")), one.get("fill") == "none")
        for one in mark
    ]


def test_every_kind_of_information_has_a_mark():
    assert set(MARKS) == set(codes("coverage_cells"))
    assert shapes("unheard_of") == MARKS["not_held"]


def test_kinds_differ_by_shape_and_not_by_colour_alone():
    made = [str(shape_of(picture(kind))) for kind in MARKS]
    assert len(set(made)) == len(MARKS)


@pytest.mark.parametrize("kind", MARKS)
def test_tiles_of_all_kinds_are_of_one_size(kind):
    frame = picture(kind).findall(f"{SVG}g")[-1].findall(f"{SVG}rect")[-1]
    wide = float(frame.get("stroke-width"))
    assert float(frame.get("width")) + wide == float(frame.get("height")) + wide == 16


def test_tiles_begin_where_one_begins_to_read():
    left, right = places(picture(*["not_held"] * 3)), places(picture(*["not_held"] * 3, rtl=True))
    assert left == sorted(left) and right == sorted(right, reverse=True)
    assert [WIDTH - x for x in left] == [x + 16 for x in right]


def test_many_tiles_go_on_in_further_rows_within_the_picture():
    drawing = picture(*["needs_stated"] * 54)
    tiles = drawing.findall(f"{SVG}g")[1:]
    assert len(tiles) == 54
    assert max(float(re.findall(r"[\d.]+", one.get("transform"))[0]) + 16 for one in tiles) <= WIDTH
    assert max(float(re.findall(r"[\d.]+", one.get("transform"))[1]) + 16 for one in tiles) <= float(drawing.get("height"))


def test_code_stands_on_the_tile_and_no_number_anywhere():
    words = [one.text for one in picture("needs_stated", code="XA").iter(f"{SVG}text")]
    assert "XA" in words and "A <group>" in words
    assert not any(re.search(r"\d", one) for one in words)


def test_picture_is_told_in_words_and_stands_alone_on_paper():
    drawing = picture("not_held", font="Noto Sans", paper=True)
    assert drawing.get("aria-label") == "What is known" and drawing.get("font-family") == "Noto Sans"
    assert drawing[0].get("fill") == "#ffffff"
    assert "href" not in etree.tostring(drawing).decode()
