"""A chart for paper: its shapes as a vector picture, its words laid over it as text, so that every script is shaped right."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from markupsafe import Markup, escape

_SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_SIZE = re.compile(r"([\d.]+)px")
_ABOVE = 1.06
"""Share of its size by which the middle of a line of words begins above the line on which letters stand."""


@dataclass(frozen=True, slots=True)
class _Label:
    """Words of a chart: where their letters stand, in pixels from the top left, on which side of it they lie, size, colour."""

    text: str
    x: float
    y: float
    side: str
    size: float
    colour: str


def overlaid(svg: str, *, told: str) -> Markup:
    """HTML of a chart from its SVG; `told` is its text for those who do not see it."""
    drawn: Any = etree.fromstring(svg.encode())
    labels = list(_taken_out(drawn, 0.0, 0.0, {}))
    width, height = float(drawn.get("width")), float(drawn.get("height"))
    for name in ("role", "aria-label", "focusable"):
        drawn.attrib.pop(name, None)
    source = b64encode(etree.tostring(drawn)).decode("ascii")
    words = Markup("").join(_html(label, width) for label in labels)
    return Markup(
        '<div class="chart" dir="ltr" style="width:{width}px;height:{height}px">'
        '<img src="data:image/svg+xml;base64,{source}" alt="{told}" width="{width}" height="{height}">{words}</div>'
    ).format(width=_short(width), height=_short(height), source=source, told=told, words=words)


def _taken_out(element: Any, x: float, y: float, said: dict[str, str]) -> Iterator[_Label]:
    """Take the words out of an element, with where they stand and how they look."""
    moved = _MOVED.search(element.get("transform", ""))
    if moved is not None:
        x, y = x + float(moved[1]), y + float(moved[2])
    said = said | {name: element.get(name) for name in ("text-anchor", "font-size", "fill") if element.get(name)}
    for child in list(element):
        if child.tag != f"{_SVG}text":
            yield from _taken_out(child, x, y, said)
            continue
        yield from _label(child, x, y, said)
        element.remove(child)


def _label(element: Any, x: float, y: float, said: dict[str, str]) -> Iterator[_Label]:
    moved = _MOVED.search(element.get("transform", ""))
    if moved is not None:
        x, y = x + float(moved[1]), y + float(moved[2])
    said = said | {name: element.get(name) for name in ("text-anchor", "font-size", "fill") if element.get(name)}
    size = float(match[1]) if (match := _SIZE.match(said.get("font-size", ""))) else 13.0
    lines = [one for one in element if one.tag == f"{_SVG}tspan"] or [element]
    for line in lines:
        down = float(line.get("dy", 0)) if line is not element else 0.0
        y += down
        yield _Label(line.text or "", x, y, said.get("text-anchor", "start"), size, said.get("fill", "#000"))


def _html(label: _Label, width: float) -> Markup:
    """Words on one line, at their place and on their side of it."""
    top = label.y - _ABOVE * label.size
    across = {
        "end": f"right:{_short(width - label.x)}px",
        "middle": f"left:{_short(label.x - width)}px;width:{_short(2 * width)}px;text-align:center",
    }.get(label.side, f"left:{_short(label.x)}px")
    style = f"top:{_short(top)}px;{across};font-size:{_short(label.size)}px;color:{label.colour}"
    return Markup('<span class="label-of" style="{}"><bdi>{}</bdi></span>').format(style, escape(label.text))


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
