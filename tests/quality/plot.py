"""Draws how confidence and truth go together: for each class of confidence, the share of statements that are right."""

from collections.abc import Sequence
from html import escape

from tests.quality.confidence import Bin

SIZE, LEFT, TOP, EDGE = 440, 70, 30, 90
INK, SOFT = "#1b1b1b", "#8a8a8a"


def reliability(classes: Sequence[Bin], *, title: str) -> str:
    """An SVG picture: confidence to the right, share right upwards, one circle a class, its area after its statements."""
    most = max(one.seen for one in classes)
    circles = "".join(_circle(one, most) for one in classes)
    lines = "".join(_grid(step / 5) for step in range(6))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + LEFT + 40} {SIZE + TOP + EDGE}" role="img"
 font-family="Liberation Sans, Noto Sans, sans-serif" font-size="13">
<title>{escape(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
{lines}
<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{SOFT}" stroke-dasharray="5 4"/>
{circles}
<text x="{_x(0.5)}" y="{_y(0) + 44}" text-anchor="middle" fill="{INK}">confidence given</text>
<text transform="translate(18 {_y(0.5)}) rotate(-90)" text-anchor="middle" fill="{INK}">share that is right</text>
<text x="{_x(0)}" y="{_y(0) + 72}" fill="{SOFT}">Beside a circle: statements. Broken line: it means what it says.</text>
</svg>
"""


def _x(share: float) -> float:
    return round(LEFT + share * SIZE, 1)


def _y(share: float) -> float:
    return round(TOP + (1 - share) * SIZE, 1)


def _grid(share: float) -> str:
    across = f'<line x1="{_x(0)}" y1="{_y(share)}" x2="{_x(1)}" y2="{_y(share)}" stroke="#e4e4e4"/>'
    below = f'<text x="{_x(share)}" y="{_y(0) + 20}" text-anchor="middle" fill="{SOFT}">{share:g}</text>'
    beside = f'<text x="{_x(0) - 10}" y="{_y(share) + 4}" text-anchor="end" fill="{SOFT}">{share:g}</text>'
    return across + below + beside


def _circle(one: Bin, most: int) -> str:
    radius = round(4 + 14 * (one.seen / most) ** 0.5, 1)
    circle = (
        f'<circle cx="{_x(one.confidence)}" cy="{_y(one.right)}" r="{radius}" fill="none" stroke="{INK}" stroke-width="2"/>'
    )
    number = (
        f'<text x="{_x(one.confidence) - radius - 5}" y="{_y(one.right) + 4}" text-anchor="end" fill="{INK}">{one.seen}</text>'
    )
    return circle + number
