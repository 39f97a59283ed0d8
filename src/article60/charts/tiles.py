"""Tiles: one for each State, all alike, that tell which kind of information exists and never how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from article60.charts.lettering import SIZE, directed, lines, room
from article60.charts.look import Look
from article60.charts.marks import BOX, shapes

WIDTH = 590
"""Width of the picture in pixels: that of the text on A4."""
LABEL = 158
"""Width of the column in which the names of groups stand."""
LINE = 17
SMALL, LARGE = 16, 28
"""Side of a tile in pixels, without a code of the State and with one."""
BETWEEN = 3
"""Between tiles."""
_APART = 10
_GRAYS = {"needs_stated": "leaf", "review_not_completed": "sand"}
"""What fills a tile; others are of paper."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One State: the kind of information that exists, and its code where States are named."""

    kind: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """States that stand together."""

    label: str
    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True)
class Panel:
    """One subject, such as a chapter, for all groups."""

    label: str
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """The tiles of several panels. `key` names each kind that occurs; `told` is for those who do not see the picture."""

    title: str
    told: str
    key: Sequence[tuple[str, str]]
    panels: Sequence[Panel]
    rtl: bool = False


def drawn(tiles: Tiles, look: Look, *, font: str = "", paper: bool = False) -> str:
    """SVG of tiles, to stand in a page or, with a `font` and on `paper`, as a file of its own."""
    board = _Board(tiles.rtl, look)
    y = board.key(tiles.key, 0)
    for panel in tiles.panels:
        y = board.panel(panel, y + _APART)
    ground = f'<rect width="{WIDTH}" height="{y:g}" fill="#ffffff"/>' if paper else ""
    letters = f" font-family={quoteattr(font)}" if font else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y:g}" viewBox="0 0 {WIDTH} {y:g}" role="img" '
        f'aria-label={quoteattr(tiles.told)} direction="ltr" focusable="false"{letters}>{ground}{"".join(board.made)}</svg>'
    )


class _Board:
    """Where shapes and words are put; from right to left where one reads so."""

    def __init__(self, rtl: bool, look: Look) -> None:
        self.rtl, self.look = rtl, look
        self.made: list[str] = []

    def key(self, key: Sequence[tuple[str, str]], y: float) -> float:
        """What each kind is called, one after the other, in as many lines as they need; where it ends."""
        x = 0.0
        for kind, label in key:
            wide = SMALL + 6 + room(label) + 18
            if x and x + wide > WIDTH:
                x, y = 0.0, y + LINE + 6
            self._tile(Tile(kind), x, y + 1, SMALL)
            self._words(label, x + SMALL + 6, y + 13)
            x += wide
        return y + LINE + 4

    def panel(self, panel: Panel, y: float) -> float:
        """A heading over a rule, and the groups under it; where it ends."""
        if panel.label:
            self._words(panel.label, 0, y + 13, self.look.ink)
            y += LINE + 4
        self.made.append(f'<path d="M0 {y:g}h{WIDTH}" stroke="{self.look.line}" fill="none"/>')
        for group in panel.groups:
            y = self._group(group, y + 7)
        return y

    def _group(self, group: Group, y: float) -> float:
        side = LARGE if any(tile.code for tile in group.tiles) else SMALL
        across = int((WIDTH - LABEL + BETWEEN) // (side + BETWEEN))
        label = lines(group.label, within=LABEL - 14)
        for place, words in enumerate(label):
            self._words(words, 0, y + 13 + place * LINE, self.look.quiet)
        for place, tile in enumerate(group.tiles):
            row, column = divmod(place, across)
            self._tile(tile, LABEL + column * (side + BETWEEN), y + row * (side + BETWEEN), side)
        rows = -(-len(group.tiles) // across)
        return y + max(rows * (side + BETWEEN), len(label) * LINE)

    def _tile(self, tile: Tile, x: float, y: float, side: float) -> None:
        left = WIDTH - x - side if self.rtl else x
        ink = self.look.paper if tile.kind == "needs_stated" else self.look.ink
        self.made.append(f'<g transform="translate({left:g},{y:g})">{"".join(self._ground(tile.kind, side))}')
        mark = 10.0 if tile.code else 12.0
        middle = (side - mark) / 2
        down = side - mark - 3 if tile.code else middle
        self.made.append(f'<g transform="translate({middle:g},{down:g}) scale({mark / BOX:g})">{_mark(tile.kind, ink)}</g>')
        if tile.code:
            self.made.append(
                f'<text transform="translate({side / 2:g},12)" text-anchor="middle" font-size="11px" fill="{ink}">'
                f"{escape(tile.code)}</text>"
            )
        self.made.append("</g>")

    def _ground(self, kind: str, side: float) -> Iterator[str]:
        """The tile under its mark: full, framed, striped, dotted or with a broken edge, as on the site."""
        look = self.look
        fill = getattr(look, _GRAYS.get(kind, "paper"))
        edge = {"needs_stated": look.leaf, "no_need_stated": look.leaf}.get(kind, look.quiet)
        wide = 2 if kind == "no_need_stated" else 1
        broken = ' stroke-dasharray="3 2"' if kind not in _WHOLE else ""
        inner = side - wide
        if kind == "review_not_completed":
            stripes = "".join(f"M0 {place:g}L{place:g} 0" for place in range(8, int(side) + 1, 8))
            stripes += "".join(f"M{place:g} {side:g}L{side:g} {place:g}" for place in range(8, int(side), 8))
            yield f'<rect width="{side:g}" height="{side:g}" fill="{fill}"/>'
            yield f'<path d="{stripes}" stroke="{look.paper}" stroke-width="3" fill="none"/>'
            fill = "none"
        yield (
            f'<rect x="{wide / 2:g}" y="{wide / 2:g}" width="{inner:g}" height="{inner:g}" fill="{fill}" stroke="{edge}" '
            f'stroke-width="{wide}"{broken}/>'
        )

    def _words(self, words: str, x: float, y: float, colour: str = "") -> None:
        place, anchor = (WIDTH - x, "end") if self.rtl else (x, "start")
        self.made.append(
            f'<text transform="translate({place:g},{y:g})" text-anchor="{anchor}" font-size="{SIZE}px" '
            f'fill="{colour or self.look.ink}">{escape(directed(words, rtl=self.rtl))}</text>'
        )


_WHOLE = frozenset(("needs_stated", "no_need_stated", "read_not_settled", "review_not_completed", "not_published"))
"""Kinds whose tile has an unbroken edge."""


def _mark(kind: str, ink: str) -> str:
    return "".join(
        f'<{shape.element} {shape.attributes} fill="{ink}"/>'
        if shape.filled
        else f'<{shape.element} {shape.attributes} fill="none" stroke="{ink}" stroke-width="1.8"/>'
        for shape in shapes(kind)
    )
