"""A report with every kind of block, in each of the six languages; all of it is invented."""

import tomllib
from datetime import date
from pathlib import Path

from article60.charts.chart import HOLLOW, Bar, Chart, ticks
from article60.publication.reports.model import (
    Blanks,
    Break,
    Choice,
    Choices,
    Contents,
    Counted,
    Drawn,
    Field,
    Gap,
    Quote,
    Report,
    Shown,
    Table,
    Text,
    Words,
)
from article60.publication.reports.wording import Wording

WORDS = tomllib.loads(Path(__file__).with_name("invented_report.toml").read_text(encoding="utf-8"))
ADDRESSES = (
    ("states_with_needs", 12),
    ("needs_stated.chapter=IV", 1234),
    ("needs_stated.chapter=III?region=latin_american_caribbean&type=legislative_drafting", 7),
)
SYMBOL = "CAC/COSP/IRG/DEMO/2014/CRP.2"
"""A symbol that cannot be one of the United Nations."""
KEYS = ("confirmed", "corrected", "withdrawn", "met_since")


def report(language: str, *, long: bool = False) -> Report:
    """The report in a language; `long`: with a table that goes over a page."""
    said, say = WORDS[language], Wording(language, "report")
    number = [Counted(number=place) for place in range(len(ADDRESSES))]

    def words(key: str, **manner):
        return Words(text=said[key], **manner)

    chapters = said["chapters"] * (9 if long else 1)
    head = [(words("chapter"),), (words("states"),), (words("needs"),)]
    rows = [head, *([(Words(text=chapter),), (number[0],), (number[1],)] for chapter in chapters)]
    blocks = [
        Blanks(names=said["blanks"]),
        Text(kind="title", line=(words("title"),)),
        Text(kind="subtitle", line=(words("subtitle"),)),
        Text(kind="notice", line=(Words(text=say.say("invented")),)),
        Contents(title=say.say("contents")),
        Text(kind="heading", level=1, line=(words("first_heading"),)),
        Text(kind="paragraph", number=1, line=(words("before"), number[0], words("between"), number[1], words("after"))),
        Text(
            kind="paragraph",
            number=2,
            line=(words("rests_on"), Words(text=f"{SYMBOL}, 2026-06-30-03979489"), words("stop"), words("strong", strong=True)),
        ),
        Text(kind="heading", level=2, line=(words("second_heading"),)),
        Text(kind="item", line=(words("item"), number[2], words("stop"))),
        Text(kind="item", line=(Gap(text=said["gap"]),)),
        Quote(text=said["quote"], language=said["quote_language"], source=(Words(text=f"{SYMBOL}{said['page']}"),)),
        Quote(text=said["own_quote"], language=language, source=(Words(text=SYMBOL),)),
        Table(label=say.say("table", number="1"), caption=(words("caption"),), rows=rows),
        Drawn(label=say.say("chart", number="1"), caption=(words("caption"),), chart=_rows(said, say)),
        Drawn(label=say.say("chart", number="2"), caption=(words("by_year"),), chart=_years(said, say)),
        Text(kind="heading", level=1, line=(words("third_heading"),)),
        Text(kind="plain", line=(words("asked"),)),
        Choices(
            key="need-1/answer",
            label=said["answer"],
            choices=[
                Choice(key=key, label=label, ticked=key == "corrected")
                for key, label in zip(KEYS, said["answers"], strict=True)
            ],
        ),
        Field(key="need-1/words", label=said["comment"], lines=3),
        Field(key="body", label=said["body"], text=said["body_text"]),
        Field(key="day", label=said["day"]),
        Break(),
        Text(kind="heading", level=1, line=(words("annex"),)),
        Text(kind="entry", line=(Words(text=f"1. {SYMBOL}{said['page']}"),)),
    ]
    return Report(
        kind="trend-note",
        language=language,
        title=said["title"],
        head=say.say("draft"),
        foot=say.say("made_from", release="2026-06-30-03979489"),
        release="2026-06-30-03979489",
        on=date(2026, 6, 30),
        blocks=blocks,
        numbers=[
            Shown(address=address, value=str(value), text=say.number(value), title=said["needs"], note=place)
            for place, (address, value) in enumerate(ADDRESSES)
        ],
        notes=[f"{address.partition('=')[0]}{say.colon}{SYMBOL}{said['page']}{say.stop}" for address, _ in ADDRESSES],
    )


def _rows(said, say: Wording) -> Chart:
    bars = [
        Bar(label=label, value=value, text=say.number(value)) for label, value in zip(said["chapters"], (44, 51), strict=True)
    ]
    return Chart(title=said["caption"], told=said["told"], bars=bars, rtl=say.direction == "rtl")


def _years(said, say: Wording) -> Chart:
    bars = [
        Bar(label=str(year), value=year % 7 * 3 + 2, text=say.number(year % 7 * 3 + 2), fill=HOLLOW)
        for year in range(2015, 2027)
    ]
    marked = [(tick, say.number(tick)) for tick in ticks(20)]
    return Chart(title=said["by_year"], told=said["told"], bars=bars, columns=True, ticks=marked, rtl=say.direction == "rtl")
