"""Charts on pages: a figure's parts as a picture, with words that tell what it shows and a table of its numbers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.utils.translation import gettext
from markupsafe import Markup

from article60.charts.chart import DASHED, IN_A_ROW, SOLID, Bar, Chart, in_a_row, ticks
from article60.charts.look import of_the_site
from article60.charts.picture import picture
from article60.charts.spec import spec
from article60.codes.languages import direction
from article60.figures import words
from article60.web.common import wording
from article60.web.common.provisions import provision_address
from article60.web.public.figures import Shown, ShownRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a chart's table: the part, its number as written, out of what, and what it was in the Release before.

    `address` is the page of the part, where it has one: articles do. `ends` are the two numbers of a range, as written.
    """

    part: str
    label: str
    text: str
    out_of: str | None = None
    before: str | None = None
    address: str | None = None
    ends: tuple[str, str] | None = None

    def linked(self, rows: str, least: str | None = None) -> Markup:
        """The number as a link to the rows behind it; each end of a range to its own, where those of the `least` are known."""
        if self.ends is None or least is None or self.ends[0] == self.ends[1]:
            return self._link(rows, self.text)
        low = self._link(least, self.ends[0]) if self.ends[0] != "0" else self.ends[0]  # nothing is behind a nought
        return Markup(words.between(low, self._link(rows, self.ends[1]), wording.language()))

    def _link(self, rows: str, text: str) -> Markup:
        """A link to the rows of this part."""
        asking = "&" if "?" in rows else "?"
        return Markup('<a href="{}{}part={}">{}</a>').format(rows, asking, quote(self.part, safe=""), text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as a page shows it: `spec` is the specification (JSON) that a browser draws, `svg` the picture where none does.

    No picture where no part has a place on its axis: undated rows stand in the table alone. `key` says what solid and dashed
    bars mean, where there are both.
    """

    svg: Markup | None
    spec: Markup
    told: str
    lines: Sequence[Line]
    key: Sequence[tuple[str, str]] = ()

    @property
    def has_out_of(self) -> bool:
        """Whether some line says out of what its number is."""
        return any(line.out_of is not None for line in self.lines)

    @property
    def has_before(self) -> bool:
        """Whether some line says what its number was in the Release before."""
        return any(line.before is not None for line in self.lines)


def of_figure(shown: Shown, *, fill: str = SOLID, planned_after: int | None = None) -> Drawing | None:
    """The parts of a figure that counts, as a chart; nothing where it has none.

    Years after `planned_after` are drawn dashed: what runs then is planned.
    """
    figure = shown.figure
    if not shown.parts or figure.unit is not None:
        return None
    out_of, before = dict(figure.denominators), dict(figure.previous_parts)
    lines = [
        Line(
            part=part,
            label=label,
            text=wording.number(count),
            out_of=wording.number(out_of[part]) if part in out_of else None,
            before=wording.number(before[part]) if part in before else None,
            address=_page_of(figure.dimension, part),
        )
        for part, label, count in shown.parts
    ]
    bars = [
        (part, Bar(label=label, value=int(count), text=wording.number(count), fill=fill)) for part, label, count in shown.parts
    ]
    if planned_after is not None:
        bars = [
            (part, replace(bar, fill=DASHED) if part.isdigit() and int(part) > planned_after else bar) for part, bar in bars
        ]
    dashed = any(bar.fill == DASHED for _, bar in bars)
    key = ((fill, gettext("ran or running")), (DASHED, gettext("planned"))) if dashed else ()
    return _drawing(shown.title, figure.dimension, bars, lines, key)


def of_range(shown: ShownRange, *, fill: str = SOLID) -> Drawing | None:
    """The parts of a range as a chart: solid to the least, dashed on to the most; nothing where it has none."""
    if not shown.parts:
        return None
    lines = [
        Line(
            part=part,
            label=label,
            text=wording.from_to(low, high),
            address=_page_of(shown.range.dimension, part),
            ends=(wording.number(low), wording.number(high)),
        )
        for part, label, low, high in shown.parts
    ]
    bars = [
        (part, Bar(label=label, value=low, most=high, text=wording.from_to(low, high), fill=fill))
        for part, label, low, high in shown.parts
    ]
    key = ((fill, gettext("at least")), (f"{DASHED} {fill}", gettext("at most")))
    return _drawing(shown.title, shown.range.dimension, bars, lines, key)


def _page_of(dimension: str | None, part: str) -> str | None:
    """The page of an article; other parts have none."""
    return provision_address(part) if dimension == "article" and part.isdigit() else None


def _drawing(
    title: str, dimension: str | None, bars: list[tuple[str, Bar]], lines: list[Line], key: Sequence[tuple[str, str]]
) -> Drawing:
    columns = dimension in IN_A_ROW
    shown = in_a_row(bars) if columns else [bar for _, bar in bars]
    highest = max((bar.end for bar in shown), default=0) or 1
    chart = Chart(
        title=title,
        told=told(title, shown, columns=columns),
        bars=shown,
        columns=columns,
        ticks=[(tick, wording.number(tick)) for tick in ticks(highest)],
        rtl=direction(wording.language()) == "rtl",
    )
    made = spec(chart, of_the_site())
    written = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return Drawing(svg=Markup(picture(made)) if shown else None, spec=_in_html(written), told=chart.told, lines=lines, key=key)


def told(title: str, bars: Sequence[Bar], *, columns: bool) -> str:
    """What a chart shows, for those who do not see it: how far it runs, and its longest and shortest bar."""
    bars = [bar for bar in bars if bar.text]
    most, least = max(bars, key=lambda bar: bar.end, default=None), min(bars, key=lambda bar: bar.end, default=None)
    if most is None or least is None:
        return title
    words = {"title": title, "most": most.label, "most_number": most.text, "least": least.label, "least_number": least.text}
    if len(bars) == 1:
        return gettext("Chart: %(title)s. One bar: %(most)s, %(most_number)s.") % words
    if columns:
        words |= {"first": bars[0].label, "last": bars[-1].label}
        return gettext(
            "Column chart: %(title)s. From %(first)s to %(last)s; highest column: %(most)s, %(most_number)s. "
            "The table holds all numbers."
        ) % words  # fmt: skip
    return gettext(
        "Bar chart: %(title)s. Longest bar: %(most)s, %(most_number)s; shortest bar: %(least)s, %(least_number)s. "
        "The table holds all numbers."
    ) % words  # fmt: skip


def _in_html(written: str) -> Markup:
    """JSON to stand in a page as it is: no letter in it begins an element or an entity."""
    for letter in "<>&":
        written = written.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(written)
