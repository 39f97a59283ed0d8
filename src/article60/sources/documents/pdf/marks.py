"""Bullets and boxes that a page draws instead of writing them, as characters beside the words they belong to."""

from collections.abc import Iterable, Sequence

from article60.sources.documents.pdf.glyphs import Drawing, Glyph

# Times the size of the type beside them: how large bullets and boxes are, and how far off they stand.
_BULLET, _BOX, _FAR = (0.15, 0.62), (0.62, 1.6), 2.4
# A crowd of small drawings is a map or a chart.
_MOST = 400
_CROSSES = "xX×хХ✓✔✕✖✗✘√"


def written(glyphs: Sequence[Glyph], drawings: Sequence[Drawing]) -> list[Glyph]:
    """The characters of a page, with one for each drawn bullet or box that stands beside words."""
    if not drawings or len(drawings) > _MOST:
        return list(glyphs)
    found = list(glyphs)
    for group in _groups(drawings):
        host = _host(group[0], glyphs)
        if host is None:
            continue
        inside = [g for g in found if g.text in _CROSSES and _holds(group[0], g)]
        text = _text(group, host, crossed=bool(inside))
        if text is not None:
            found = [g for g in found if not any(g is i for i in inside)]
            place = next((i for i, g in enumerate(found) if g is host), len(found))
            found.insert(place, _glyph(text, group[0], host))
    return found


def _groups(drawings: Iterable[Drawing]) -> list[list[Drawing]]:
    """Drawings that lie upon one another, the largest first: a box is drawn as a ground, a frame and a tick."""
    found: list[list[Drawing]] = []
    for drawing in sorted(drawings, key=lambda d: d.right - d.left, reverse=True):
        home = next((group for group in found if _meets(group[0], drawing)), None)
        if home is None:
            found.append([drawing])
        else:
            home.append(drawing)
    return found


def _meets(a: Drawing, b: Drawing) -> bool:
    across, down = (b.left + b.right) / 2, (b.top + b.bottom) / 2
    return a.left <= across <= a.right and a.top <= down <= a.bottom


def _host(mark: Drawing, glyphs: Sequence[Glyph]) -> Glyph | None:
    """The nearest letter on the height of a drawing that stands beside it; none for a dot between words."""
    middle = (mark.top + mark.bottom) / 2
    level = [g for g in glyphs if g.top < middle < g.bottom and not g.text.isspace()]
    before, behind = _nearest((mark.left - g.right, g) for g in level), _nearest((g.left - mark.right, g) for g in level)
    if before is not None and behind is not None and mark.right - mark.left < _BULLET[1] * behind[1].size:
        return None
    return min((pair for pair in (before, behind) if pair is not None), key=lambda pair: pair[0], default=(0.0, None))[1]


def _nearest(pairs: Iterable[tuple[float, Glyph]]) -> tuple[float, Glyph] | None:
    near = [(gap, g) for gap, g in pairs if -0.1 * g.size < gap < _FAR * g.size]
    return min(near, key=lambda pair: pair[0], default=None)


def _holds(mark: Drawing, glyph: Glyph) -> bool:
    return mark.left - 1 < glyph.left and glyph.right < mark.right + 1 and mark.top - 2 < glyph.baseline < mark.bottom + 2


def _text(group: Sequence[Drawing], host: Glyph, *, crossed: bool) -> str | None:
    share = (group[0].right - group[0].left) / host.size
    if _BOX[0] < share < _BOX[1]:
        ticked = crossed or len(group) > 2 or any(d.right - d.left < 0.8 * (group[0].right - group[0].left) for d in group[1:])
        return "☑" if ticked else "☐"
    return "•" if _BULLET[0] < share <= _BULLET[1] and len(group) <= 2 else None


def _glyph(text: str, mark: Drawing, host: Glyph) -> Glyph:
    return Glyph(text, mark.left, host.top, mark.right, host.bottom, host.baseline, host.size, host.bold, host.italic)
