"""Charts of reports: the parts of a figure as bars, with words for those who do not see them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from article60.charts.chart import SOLID, Bar, Chart, ticks
from article60.charts.look import Look, look
from article60.figures.declarations import NOT_NAMED
from article60.publication.reports.numbers import Numbers
from article60.publication.reports.wording import Wording

IN_A_ROW = ("year", "year_running", "article")
"""Dimensions whose values follow one another, so that what lies between two of them has a place too, and be it empty."""


def chart(numbers: Numbers, name: str, *, fill: str = SOLID) -> Chart | None:
    """The parts of a figure as a chart, in their declared order; nothing where it has none."""
    figure, words = numbers.figure(name), Wording(numbers.language, "report")
    labels = dict(numbers.parts(name))
    bars = [
        (part, Bar(label=labels[part], value=int(value), text=words.number(value), fill=fill)) for part, value in figure.parts
    ]
    columns = figure.dimension in IN_A_ROW
    shown = list(_in_a_row(bars, fill)) if columns else [bar for _, bar in bars]
    if not shown:
        return None
    title = numbers.title(name)
    highest = max(bar.end for bar in shown) or 1
    return Chart(
        title=title,
        told=told(title, shown, words),
        bars=shown,
        columns=columns,
        ticks=[(tick, words.number(tick)) for tick in ticks(highest)],
        rtl=words.direction == "rtl",
    )


def told(title: str, bars: list[Bar], words: Wording) -> str:
    """What a chart shows in words: its longest and its shortest bar."""
    written = [bar for bar in bars if bar.text]
    most, least = max(written, key=lambda bar: bar.end), min(written, key=lambda bar: bar.end)
    said = {"title": title, "most": most.label, "most_number": most.text, "least": least.label, "least_number": least.text}
    return words.say("told_one" if len(written) == 1 else "told", **said)


@cache
def colours() -> Look:
    """The site's colours, from its own sheet of tokens."""
    return look(files("article60").joinpath("web/static/tokens.css").read_text(encoding="utf-8"))


def _in_a_row(bars: list[tuple[str, Bar]], fill: str) -> Iterator[Bar]:
    """Bars of numbered parts with an empty one wherever a number between has none; what has no number stands in the table."""
    numbered = {int(part): bar for part, bar in bars if part != NOT_NAMED and part.isdigit()}
    for number in range(min(numbered), max(numbered) + 1) if numbered else ():
        yield numbered.get(number) or Bar(label=str(number), value=0, text="", fill=fill)
