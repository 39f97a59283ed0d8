"""Draws a specification as SVG on the server, once for each: words stay words, and nothing in it needs another host."""

import json
import re
from functools import lru_cache
from typing import Any

import vl_convert
from lxml import etree

KEPT = 512
"""How many pictures a process keeps; about 5 kB each."""

_SVG = "{http://www.w3.org/2000/svg}"
_NOTHING = "nothing"
_NEEDLESS = frozenset(
    ("class", "role", "style", "font-family", "pointer-events", "aria-label", "aria-hidden", "aria-roledescription")
)
_AS_IT_IS = frozenset((("opacity", "1"), ("stroke-width", "1"), ("transform", "translate(0,0)")))
"""Attributes that say what holds without them."""
_SHARED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "text-anchor")
_LONG = re.compile(r"\d+\.\d{2,}")


def picture(spec: dict[str, Any]) -> str:
    """The SVG of a specification, to stand in a page of HTML or as a file of its own.

    It takes font and language from where it stands. Its words are one picture with one description to those who do not see
    it; the table beside it holds the numbers.
    """
    return _drawn(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=KEPT)
def _drawn(spec: str) -> str:
    told = json.loads(spec)["description"]
    drawn = etree.fromstring(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).encode())
    for element in drawn.iter(f"{_SVG}*"):
        _tidy(element)
    etree.strip_elements(drawn, _NOTHING, with_tail=False)
    for group in drawn.iter(f"{_SVG}g"):
        _share(group)
    for name, value in {"role": "img", "aria-label": told, "direction": "ltr", "focusable": "false"}.items():
        drawn.set(name, value)
    etree.cleanup_namespaces(drawn)
    return etree.tostring(drawn, encoding="unicode")


def _share(group: Any) -> None:
    """Say of a group what is said of each thing in it."""
    things = list(group)
    if len(things) < 2 or any(thing.tag == f"{_SVG}g" for thing in things):
        return
    for name in _SHARED:
        values = {thing.get(name) for thing in things}
        if len(values) == 1 and None not in values:
            group.set(name, values.pop())
            for thing in things:
                del thing.attrib[name]


def _tidy(element: Any) -> None:
    """Take off what only a browser's own drawing needs, and digits that nobody sees; a style is never left.

    What draws nothing is renamed, to be taken out.
    """
    if element.tag == f"{_SVG}path" and element.get("d") in (None, "", "M0,0h0v0h0Z"):
        element.tag = _NOTHING
    for name in list(element.attrib):
        if name in _NEEDLESS or (name, element.get(name)) in _AS_IT_IS:
            del element.attrib[name]
        else:
            element.set(name, _LONG.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), element.get(name)))
