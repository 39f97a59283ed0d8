"""Pictures drawn on the server: words in them stay words, nothing needs another host, and each is drawn once."""

import re
from pathlib import Path

import pytest
import vl_convert
from lxml import etree

import article60.web
from article60.charts import picture as module
from article60.charts.chart import DASHED, HOLLOW, Bar, Chart
from article60.charts.look import look
from article60.charts.picture import picture
from article60.charts.spec import spec

STATIC = Path(article60.web.__file__).parent / "static"
LOOK = look((STATIC / "tokens.css").read_text(encoding="utf-8"))
SVG = {"s": "http://www.w3.org/2000/svg"}


def drawn(*some, **more):
    return etree.fromstring(picture(spec(Chart(title="Needs", told='Needs: "many" & more', bars=some, **more), LOOK)))


def words(svg):
    return [text for text in svg.xpath("//s:text//text()", namespaces=SVG) if text.strip()]


def bar(label, value, **more):
    return Bar(label=label, value=value, text=str(value), **more)


def test_words_and_numbers_stay_words():
    assert words(drawn(bar("Asset recovery", 7), bar("Témoins", 5))) == ["Asset recovery", "Témoins", "7", "5"]


def test_long_label_stands_in_several_lines():
    assert "".join(words(drawn(bar("资产追回" * 12, 7)))) == "资产追回" * 12 + "7"


def test_picture_is_one_thing_with_one_description():
    svg = drawn(bar("A", 1))

    assert (svg.get("role"), svg.get("aria-label")) == ("img", 'Needs: "many" & more')
    assert svg.xpath("//*[@role or starts-with(name(@*), 'aria')]") == [svg]


@pytest.mark.parametrize("columns", [False, True])
def test_nothing_in_it_is_refused_by_the_policy_or_fetched(columns):
    made = picture(spec(Chart(title="", told="", bars=[bar("2014", 3), bar("2015", 4, fill=HOLLOW)], columns=columns), LOOK))

    assert not re.search(r"style|<script|href|url\(|\son\w+=", made)
    assert set(re.findall(r'https?://[^"]*', made)) == {"http://www.w3.org/2000/svg"}


def test_bars_are_as_long_as_their_numbers():
    paths = drawn(bar("A", 10), bar("B", 5), bar("C", 0)).xpath("//s:path/@d", namespaces=SVG)
    lengths = sorted({float(length) for path in paths for length in re.findall(r"^M0,[\d.]+h([\d.]+)v12", path)}, reverse=True)

    assert len(lengths) == 2
    assert lengths[0] / lengths[1] == pytest.approx(2, abs=0.02)


def test_columns_of_several_fillings_stay_in_their_order():
    years = [bar("2024", 2, fill=HOLLOW), bar("2025", 2, fill=DASHED), bar("2026", 2, fill=HOLLOW)]
    svg = drawn(*years, columns=True)
    places = {text.text: text.get("transform") for text in svg.xpath("//s:text", namespaces=SVG) if len(text.text) == 4}

    assert sorted(places, key=lambda year: float(re.findall(r"[\d.]+", places[year])[0])) == ["2024", "2025", "2026"]


def test_same_specification_is_drawn_once(monkeypatch):
    module._drawn.cache_clear()
    asked = []
    draw = vl_convert.vegalite_to_svg
    monkeypatch.setattr(module.vl_convert, "vegalite_to_svg", lambda *one, **more: (asked.append(one), draw(*one, **more))[1])

    first, second = (picture(spec(Chart(title="", told="", bars=[bar("Once", 41)]), LOOK)) for _ in range(2))

    assert (len(asked), first) == (1, second)


def test_fillings_hold_in_black_and_white():
    def light(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, other):
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    assert contrast(LOOK.leaf, LOOK.sand) > 7  # solid beside hollow
    assert contrast(LOOK.rust, LOOK.sand) > 3 and contrast(LOOK.rust, LOOK.paper) > 3  # outline of hollow and of dashed
    assert contrast(LOOK.quiet, LOOK.paper) > 4.5


def test_browser_draws_with_the_versions_with_which_the_server_does():
    vega = (STATIC / "vega" / "vega.min.js").read_text(encoding="utf-8")
    lite = (STATIC / "vega" / "vega-lite.min.js").read_text(encoding="utf-8")

    assert re.search(r't\.version="(\d+)\.', vega)[1] == vl_convert.get_vega_version().split(".")[0]
    assert re.search(r'"use strict";var \w="(\d+\.\d+)\.', lite)[1] == vl_convert.get_vegalite_versions()[-1]
