"""Charts of a Word report: a vector picture, with one of points beside it for what cannot show vectors."""

import json
from dataclasses import dataclass
from functools import lru_cache

import vl_convert
from lxml import etree

from article60.charts.chart import Chart
from article60.charts.look import of_the_site
from article60.charts.spec import spec
from article60.charts.tiles import Tiles, drawn
from article60.publication.reports.word.xml import NAMESPACES, Element, element, w

DRAWN = 9525
"""A pixel in the units of Word's drawings, of which 914,400 make an inch."""
SHARPNESS = 3
"""Points of the picture for each of the drawing's pixels: 288 to the inch."""
_PAPER = "#ffffff"
_FONT = "Liberation Sans, Arial, sans-serif"
_FONTS = {
    "ar": "DejaVu Sans, Arial, sans-serif",
    "zh": "Noto Sans CJK SC, DengXian, Microsoft YaHei, sans-serif",
}
"""Fonts of the words in charts; many programs look at the first alone.

It must have brackets and figures too: what draws the points takes those that a font lacks from any other, be it bold.
"""
_VECTORS = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What Word knows by that a picture has vectors too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One chart as vectors (SVG) and as points (PNG), with its width and height in pixels."""

    svg: bytes
    png: bytes
    width: float
    height: float


def picture(chart: Chart | Tiles, language: str) -> Picture:
    """The pictures of a chart or of tiles, in the fonts of the report's language."""
    if isinstance(chart, Tiles):
        return _sharp(drawn(chart, of_the_site(), font=_FONTS.get(language, _FONT), paper=True))
    made = spec(chart, of_the_site())
    config = {**made["config"], "font": _FONTS.get(language, _FONT)}
    return _drawn(json.dumps({**made, "config": config, "background": _PAPER}, sort_keys=True))


@lru_cache(maxsize=64)
def _drawn(said: str) -> Picture:
    return _sharp(vl_convert.vegalite_to_svg(said, allowed_base_urls=[]))


def _sharp(svg: str) -> Picture:
    root = etree.fromstring(svg.encode())
    png = vl_convert.svg_to_png(svg, scale=SHARPNESS)
    return Picture(svg=svg.encode(), png=png, width=float(root.get("width", "0")), height=float(root.get("height", "0")))


def placed(picture: Picture, number: int, *, png: str, svg: str, name: str, said: str) -> Element:
    """The run that shows a picture within its line; `png` and `svg` are relations, `said` is for those who do not see it."""
    across, down = round(picture.width * DRAWN), round(picture.height * DRAWN)
    vectors = element("asvg:svgBlip", r_embed=svg)
    blip = element("a:blip", element("a:extLst", element("a:ext", vectors, uri=_VECTORS)), r_embed=png)
    shape = element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", cx=across, cy=down)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
    drawn = element(
        "pic:pic",
        element("pic:nvPicPr", element("pic:cNvPr", id=number, name=name, descr=said), element("pic:cNvPicPr")),
        element("pic:blipFill", blip, element("a:stretch", element("a:fillRect"))),
        shape,
    )
    inline = element(
        "wp:inline",
        element("wp:extent", cx=across, cy=down),
        element("wp:docPr", id=number, name=name, descr=said),
        element("wp:cNvGraphicFramePr", element("a:graphicFrameLocks", noChangeAspect=1)),
        element("a:graphic", element("a:graphicData", drawn, uri=NAMESPACES["pic"])),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return w("r", w("drawing", inline))
