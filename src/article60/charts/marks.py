"""Marks for the kinds of information that exist about a State: a shape each, so that neither colour nor shade carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BOX = 16
"""Width and height of the box in which marks are drawn."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An element of SVG with its measures; it is filled, or drawn as a line."""

    element: str
    filled: bool
    measures: Mapping[str, str]

    @property
    def attributes(self) -> str:
        """The measures as SVG writes them."""
        return " ".join(f'{name}="{value}"' for name, value in self.measures.items())


def _circle(radius: str, *, filled: bool) -> Shape:
    return Shape("circle", filled, {"cx": "8", "cy": "8", "r": radius})


def _path(course: str, *, filled: bool = False) -> Shape:
    return Shape("path", filled, {"d": course})


MARKS: Mapping[str, Sequence[Shape]] = {
    "needs_stated": (_circle("6", filled=True),),
    "no_need_stated": (_circle("5.5", filled=False),),
    "read_not_settled": (_path("M8 1.8L14.2 8 8 14.2 1.8 8z"), _circle("1.6", filled=True)),
    "review_not_completed": (_circle("5.5", filled=False), _path("M8 2.5a5.5 5.5 0 0 1 0 11z", filled=True)),
    "not_published": (
        Shape("rect", False, {"x": "2.5", "y": "2.5", "width": "11", "height": "11"}),
        _path("M2.5 13.5l11-11"),
    ),
    "not_held": (_path("M4 8h8"),),
}
"""The shapes of each kind: a disc, a ring, a lozenge with a dot, a ring half filled, a square struck through, a stroke."""


def shapes(kind: str) -> Sequence[Shape]:
    """The shapes of a kind; what is not known is drawn as what is not held."""
    return MARKS.get(kind, MARKS["not_held"])
