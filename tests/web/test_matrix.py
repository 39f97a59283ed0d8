"""Needs by article and type: every place, every grade, in the order of the Convention."""

import re

from django.test import Client

import makers
from article60.web.public.matrix import GRADES, SAID_BY, matrix

FOUND = ("no_assistance_found", "related_assistance_found", "not_updated", "met")


def test_need_with_several_articles_and_types_stands_in_each_cell() -> None:
    need = makers.need(articles=("6", "36"), coarse_types=("legislative", "capacity_building"))
    made = matrix([need], address=lambda one: f"#{one.need_id}")

    assert [(chapter, [row.article for row in rows]) for chapter, rows in made.chapters] == [("II", ["6"]), ("III", ["36"])]
    for row in made.rows:
        assert {kind: dict(cell.grades) for kind, cell in row.cells.items()} == {
            "legislative": {"no_assistance_found": 1},
            "capacity_building": {"no_assistance_found": 1},
        }
        assert row.cells["legislative"].address == "#XA-AAAAAAAA"


def test_cell_keeps_grades_apart_and_leads_to_its_first_need() -> None:
    needs = [makers.need(need_id=f"XA-{mark * 8}", grade=grade) for mark, grade in (("A", "met"), ("B", "unmet"), ("C", "met"))]
    made = matrix(needs, address=lambda one: f"#{one.need_id}")

    cell = next(made.rows).cells["legislative"]
    assert cell.grades == {"met": 2, "unmet": 1} and cell.address == "#XA-AAAAAAAA"
    assert made.grades == ["met", "unmet"]


def test_anticipated_need_stands_as_such_until_somebody_says_more_of_it() -> None:
    needs = [
        makers.need(need_id=f"XA-{mark * 8}", timing="anticipated", grade=grade)
        for mark, grade in zip("ABCD", FOUND, strict=True)
    ]
    made = matrix(needs, address=lambda one: f"#{one.need_id}")

    assert next(made.rows).cells["legislative"].grades == {"anticipated": 3, "met": 1}
    assert made.grades == ["met", "anticipated"]


def test_rows_stand_in_the_order_of_the_convention_and_what_names_nothing_last() -> None:
    needs = [
        makers.need(articles=(), chapter="III", coarse_types=()),
        makers.need(articles=("46",), chapter="IV"),
        makers.need(articles=("9",), chapter="II"),
        makers.need(articles=("16",)),
        makers.need(articles=(), chapter=None),
    ]
    made = matrix(needs, address=lambda _: "")

    assert [(chapter, row.article) for chapter, rows in made.chapters for row in rows] == [
        ("II", "9"), ("III", "16"), ("III", ""), ("IV", "46"), ("", ""),
    ]  # fmt: skip
    assert made.types == ["legislative", ""]


def test_every_grade_is_said_by_one() -> None:
    assert sorted(grade for its in SAID_BY.values() for grade in its) == sorted(GRADES)


def test_each_grade_has_a_shape_of_its_own(client: Client) -> None:
    page = client.get("/en/states/XA").content.decode()
    shapes = dict(re.findall(r'<symbol id="g-(\w+)"[^>]*>(.*?)</symbol>', page))

    assert set(shapes) == {*GRADES, "withdrawn", "superseded"} and len(set(shapes.values())) == len(shapes)


def test_marks_take_their_words_from_the_legend_and_lead_to_needs_on_the_page(client: Client) -> None:
    page = client.get("/en/states/XA").content.decode()
    table = page.partition('<table class="matrix')[2].partition("</table>")[0]

    named, led = set(re.findall(r'aria-labelledby="([^"]+)"', table)), set(re.findall(r'<a href="#([^"]+)"', table))
    assert named and led
    assert all(page.count(f'id="{one}"') == 1 for one in named | led)


def test_twin_has_the_numbers_of_the_marks(client: Client) -> None:
    twin = client.get("/en/states/XA").content.decode().partition('<details class="twin">')[2].partition("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)", row) for row in twin.split("<tr>")[2:]]

    assert ["art. 46", "Legislative assistance"] in [row[:2] for row in rows]
    assert all(sum(int(cell or 0) for cell in row[2:]) >= 1 for row in rows)
