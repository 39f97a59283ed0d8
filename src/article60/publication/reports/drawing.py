"""Charts of reports: the parts of a figure as bars, with words for those who do not see them."""

from article60.charts.chart import IN_A_ROW, SOLID, Bar, Chart, in_a_row, ticks
from article60.publication.reports.numbers import Numbers
from article60.publication.reports.wording import Wording


def chart(numbers: Numbers, name: str, *, fill: str = SOLID) -> Chart | None:
    """The parts of a figure as a chart, in their declared order; nothing where it has none."""
    figure, words = numbers.figure(name), Wording(numbers.language, "report")
    labels = dict(numbers.parts(name))
    bars = [
        (part, Bar(label=labels[part], value=int(value), text=words.number(value), fill=fill)) for part, value in figure.parts
    ]
    columns = figure.dimension in IN_A_ROW
    shown = in_a_row(bars) if columns else [bar for _, bar in bars]
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
