"""Draws how fast programs read aid data beside xmllint: one dot each, on a scale on which twice as fast is always as far."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, TOP, ROW, FOOT, NAMES = 860, 190, 60, 78, 27, 66, 178
OURS, INK, SOFT, FAINT = "#0b5f8a", "#1b1b1b", "#6f6f6f", "#e4e4e4"
_TICKS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A program, what it does, and how many times as fast as xmllint it is: in the middle, at least and at most."""

    name: str
    does: str
    times: float
    least: float
    most: float
    is_ours: bool = False


def drawn(dots: Sequence[Dot], *, title: str, below: str) -> str:
    """An SVG picture, groups of `does` in the order given, the fastest first in each; `below` is a line of small print."""
    groups: dict[str, list[Dot]] = {}
    for dot in dots:
        groups.setdefault(dot.does, []).append(dot)
    scale = Scale(dots)
    parts, y = [], TOP
    for does, some in groups.items():
        parts.append(f'<text x="20" y="{y + 14}" fill="{SOFT}" font-size="12">{escape(does)}</text>')
        y += 24
        for dot in sorted(some, key=lambda one: -one.times):
            parts.append(_row(dot, scale, y))
            y += ROW
        y += 12
    height = y + FOOT
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"
 font-family="Liberation Sans, Noto Sans, sans-serif" font-size="13.5">
<title>{escape(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="20" y="34" fill="{INK}" font-size="17" font-weight="bold">{escape(title)}</text>
{_axis(scale, y)}
{"".join(parts)}
<text x="20" y="{height - 14}" fill="{SOFT}" font-size="12">{escape(below)}</text>
</svg>
"""


class Scale:
    """From times to a place across, wide enough for all dots, with their lines, and for the yardstick."""

    def __init__(self, dots: Sequence[Dot]) -> None:
        least, most = min(1.0, *(dot.least for dot in dots)), max(1.0, *(dot.most for dot in dots))
        self.ticks = [tick for tick in _TICKS if least / 2.5 < tick < most * 2.2]
        self._first, self._last = math.log(min(least, self.ticks[0])), math.log(max(most, self.ticks[-1]))

    def x(self, times: float) -> float:
        """Place of a number of times."""
        share = (math.log(times) - self._first) / (self._last - self._first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _axis(scale: Scale, bottom: int) -> str:
    lines = [_tick(scale.x(tick), f"{tick:g} x", bottom, yardstick=tick == 1) for tick in scale.ticks]
    over = f'<text x="{scale.x(1)}" y="{TOP - 20}" text-anchor="middle" fill="{INK}" font-size="12">xmllint --stream</text>'
    return "\n".join([*lines, over])


def _tick(x: float, said: str, bottom: int, *, yardstick: bool) -> str:
    stroke = f'stroke="{INK}" stroke-dasharray="4 4"' if yardstick else f'stroke="{FAINT}"'
    return (
        f'<line x1="{x}" y1="{TOP - 12}" x2="{x}" y2="{bottom}" {stroke}/>'
        f'<text x="{x}" y="{bottom + 18}" text-anchor="middle" fill="{INK if yardstick else SOFT}" font-size="12">{said}</text>'
    )


def _row(dot: Dot, scale: Scale, y: int) -> str:
    colour, middle, x = OURS if dot.is_ours else INK, y + ROW / 2 - 4, scale.x(dot.times)
    weight, radius = (' font-weight="bold"', 6.5) if dot.is_ours else ("", 5)
    beside = max(x + 5, scale.x(dot.most)) + 7
    lead = f'<line x1="{LEFT}" y1="{middle}" x2="{x}" y2="{middle}" stroke="{FAINT}"/>'
    spread = (
        f'<line x1="{scale.x(dot.least)}" y1="{middle}" x2="{scale.x(dot.most)}" y2="{middle}" '
        f'stroke="{colour}" stroke-width="2"/>'
    )
    return (
        f'<text x="{NAMES}" y="{middle + 4.5}" text-anchor="end" fill="{colour}"{weight}>{escape(dot.name)}</text>'
        f"{lead}{spread}"
        f'<circle cx="{x}" cy="{middle}" r="{radius}" fill="{colour}"/>'
        f'<text x="{beside}" y="{middle + 4.5}" fill="{colour}" font-size="12"{weight} stroke="#fff" stroke-width="4" '
        f'paint-order="stroke">{_times(dot.times)}</text>\n'
    )


def _times(number: float) -> str:
    """Two digits that tell something, three from 1 on."""
    return f"{number:.{max(0, 1 - math.floor(math.log10(number)))}f}" if number < 1 else f"{number:#.3g}"
