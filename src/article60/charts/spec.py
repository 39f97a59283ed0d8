"""Vega-Lite specifications of charts: data and marks, the same for the picture that the server draws and for a browser."""

import json
from collections.abc import Mapping
from typing import Any

from article60.charts.chart import DASHED, HOLLOW, SOLID, Bar, Chart
from article60.charts.lettering import SIZE, breaks_anywhere, directed, lines, room
from article60.charts.look import Look

WIDTH = 352
"""Width of every chart in pixels: what a phone shows without making words smaller, and a third of a wide page."""

INNER = WIDTH - 4
"""Width within its edges."""

COLUMNS_HEIGHT = 148
WIDEST = 28
THICK = 12
LINE = 18
GAP = 8
BETWEEN = 12

FONTS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")

Spec = dict[str, Any]


def spec(chart: Chart, look: Look) -> Spec:
    """The specification of a chart. Numbers are written in the data, so that a picture needs no language of its own."""
    made = _columns(chart, look) if chart.columns else _rows(chart, look)
    return {
        "description": chart.told,
        "width": WIDTH if chart.columns else INNER,
        "padding": {"left": 2, "right": 2, "top": 2, "bottom": 2},
        "autosize": {"type": "fit-x" if chart.columns else "pad", "contains": "padding"},
        "background": None,
        "data": {"values": _data(chart)},
        "transform": [{"calculate": "datum.key + ': ' + datum.text", "as": "told"}],
        **made,
        "config": _config(chart, look),
    }


def _rows(chart: Chart, look: Look) -> Spec:
    """Bars under their labels, each with its number at its end; from right to left where that is how one reads."""
    longest = INNER - max((room(bar.text) for bar in chart.bars), default=0) - 2 * GAP
    across = {
        "type": "quantitative",
        "axis": None,
        "scale": {
            "domain": [0, chart.highest],
            "range": [INNER, INNER - longest] if chart.rtl else [0, longest],
            "nice": False,
        },
    }
    side, out = ("right", -GAP) if chart.rtl else ("left", GAP)
    label = {
        "mark": {"type": "text", "align": side, "baseline": "top", "lineHeight": LINE, "color": look.ink},
        "encoding": {"x": {"value": INNER if chart.rtl else 0}, "y": _at("top"), "text": {"field": "label"}},
    }
    bars = [
        {
            **_only(chart, fill, beyond),
            "mark": {"type": "rect", **style},
            "encoding": {"x": {"field": "value", **across}, "x2": end, "y": _at("bar"), "y2": {"field": "under"}},
        }
        for fill, beyond, end, style in _fills(chart, look)
    ]
    number = {
        "mark": {"type": "text", "align": side, "baseline": "middle", "dx": out, "dy": THICK / 2 + 1, "color": look.ink},
        "encoding": {"x": {"field": _end(chart), **across}, "y": _at("bar"), "text": {"field": "text"}},
    }
    return {
        "height": max((datum["under"] for datum in _data(chart)), default=0),
        "encoding": {"tooltip": {"field": "told"}},
        "layer": [label, *bars, number],
    }


def _columns(chart: Chart, look: Look) -> Spec:
    """Columns side by side, their axis on the side where one begins to read; numbers above them where there is room."""
    step = INNER / max(len(chart.bars), 1)
    numbered = all(room(bar.text) + 3 <= step for bar in chart.bars)
    highest = chart.highest if numbered or not chart.ticks else max(tick for tick, _ in chart.ticks)
    up = {"type": "quantitative", "scale": {"domain": [0, highest], "nice": False}, "title": None}
    up["axis"] = None if numbered else _ticks(chart, look)
    columns = [
        {
            **_only(chart, fill, beyond),
            "mark": {"type": "bar", "width": round(min(0.78 * step, WIDEST), 1), **style},
            "encoding": {"y": {"field": "value", **up}, "y2": end},
        }
        for fill, beyond, end, style in _fills(chart, look)
    ]
    number = {
        "mark": {"type": "text", "align": "center", "baseline": "bottom", "dy": -4, "color": look.ink},
        "encoding": {"y": {"field": _end(chart), **up}, "text": {"field": "text"}},
    }
    return {
        "height": COLUMNS_HEIGHT,
        "encoding": {
            "x": {
                "field": "key",
                "type": "ordinal",
                "scale": {
                    "padding": 0,
                    "reverse": chart.rtl,
                    "domain": [directed(bar.label, rtl=chart.rtl) for bar in chart.bars],
                },
                "axis": {"title": None, "labelAngle": 0, "ticks": False, "labelPadding": GAP, "values": _named(chart, step)},
            },
            "tooltip": {"field": "told"},
        },
        "layer": [*columns, *([number] if numbered else [])],
    }


def _fills(chart: Chart, look: Look) -> list[tuple[str, bool, Spec, Mapping[str, Any]]]:
    """Each way of filling that occurs: its name, whether it is what lies beyond the least, where it ends, and its style.

    What a range may hold beyond its least is drawn dashed, before the bar itself.
    """
    styles: dict[str, Mapping[str, Any]] = {
        SOLID: {"fill": look.leaf},
        HOLLOW: {"fill": look.sand, "stroke": look.rust, "strokeWidth": 1.5},
        DASHED: {"fill": look.paper, "stroke": look.rust, "strokeWidth": 1.25, "strokeDash": [3, 2]},
    }
    used = _used(chart)
    beyond = [
        (fill, True, {"field": "end"}, {**styles[DASHED], "stroke": look.leaf if fill == SOLID else look.rust})
        for fill in used
        if _is_range(chart)
    ]
    return [*beyond, *((fill, False, {"datum": 0}, styles[fill]) for fill in used)]


def _used(chart: Chart) -> list[str]:
    return [fill for fill in (SOLID, HOLLOW, DASHED) if any(bar.fill == fill for bar in chart.bars)]


def _only(chart: Chart, fill: str, beyond: bool) -> Spec:
    """Takes the bars of one filling, where there are several, and none of no length: its outline would be seen."""
    kept = ["datum.end > datum.value" if beyond else "datum.value > 0"]
    kept += [f"datum.fill == '{fill}'"] if len(_used(chart)) > 1 else []
    return {"transform": [{"filter": " && ".join(kept)}]}


def _is_range(chart: Chart) -> bool:
    return any(bar.most is not None for bar in chart.bars)


def _end(chart: Chart) -> str:
    return "end" if _is_range(chart) else "value"


def _ticks(chart: Chart, look: Look) -> Spec:
    written = json.dumps({str(tick): text for tick, text in chart.ticks}, ensure_ascii=False)
    return {
        "orient": "right" if chart.rtl else "left",
        "values": [tick for tick, _ in chart.ticks],
        "labelExpr": f"({written})[datum.value]",
        "grid": True,
        "gridColor": look.line,
        "domain": False,
        "ticks": False,
        "labelPadding": GAP,
        "title": None,
    }


def _named(chart: Chart, step: float) -> list[str]:
    """The columns whose names stand under them: all, or those whose number is a multiple of 2, 5, 10 …"""
    widest = max((room(bar.label) for bar in chart.bars), default=0) + GAP
    every = next(one for one in (1, 2, 5, 10, 20, 50, 100) if one * step >= widest)
    shown = [bar for bar in chart.bars if every == 1 or (bar.label.isdigit() and int(bar.label) % every == 0)]
    return [directed(bar.label, rtl=chart.rtl) for bar in shown]


def _at(field: str) -> Spec:
    """A place from above, in pixels, as the data tell it."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _data(chart: Chart) -> list[Spec]:
    """The bars as the specification reads them, with places in pixels where labels stand above them in one line or more."""
    data = [_datum(bar, chart) for bar in chart.bars if bar.text]
    if chart.columns:
        return data
    top = 0
    for datum, bar in zip(data, chart.bars, strict=True):
        broken = lines(bar.label, within=INNER)
        under = top + len(broken) * LINE + THICK
        datum |= {"label": [directed(line, rtl=chart.rtl) for line in broken], "top": top, "bar": under - THICK, "under": under}
        top = under + BETWEEN
    return data


def _datum(bar: Bar, chart: Chart) -> Spec:
    made: Spec = {"key": directed(bar.label, rtl=chart.rtl), "value": bar.value, "text": directed(bar.text, rtl=chart.rtl)}
    if _is_range(chart):
        made["end"] = bar.end
    if len(_used(chart)) > 1:
        made["fill"] = bar.fill
    return made


def _config(chart: Chart, look: Look) -> Spec:
    return {
        "font": ", ".join(_fonts(chart)),
        "aria": False,
        "view": {"stroke": None},
        "text": {"fontSize": SIZE},
        "axis": {"labelFontSize": SIZE, "labelColor": look.quiet, "domainColor": look.quiet},
    }


def _fonts(chart: Chart) -> list[str]:
    """The font that has most letters of the chart first: to look through others for each letter takes most of drawing."""
    first = FONTS[1] if chart.rtl else FONTS[2] if breaks_anywhere(chart.told) else FONTS[0]
    return [first, *(font for font in FONTS if font != first), "Liberation Sans", "sans-serif"]
