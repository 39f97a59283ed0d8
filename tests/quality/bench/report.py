"""What a measurement says, as tables for people, a picture and one line of figures."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.quality.bench import goals, page, picture
from tests.quality.bench.contenders import CONTENDERS
from tests.quality.bench.measurement import Bench

HEADS = ("what", "promised", "measured", "")
BESIDE = ("program", "does", "times xmllint", "lowest to highest", "MB/s", "most memory, MB", "on MB")
PLACE, PICTURE = "explanation/speed.md", "images/aid-speed.svg"


def line(bench: Bench) -> dict[str, Any]:
    """The figures, first those of which something is promised."""
    return {**{goal.key: bench.figures.get(goal.key) for goal in goals.GOALS}, **bench.figures, "failed": bench.failed}


def for_terminal(bench: Bench) -> str:
    """Both tables."""
    return f"\n{page.plain_table(HEADS, list(goals.rows(bench.figures)))}\n\n{page.plain_table(BESIDE, beside(bench))}\n"


def beside(bench: Bench) -> list[Sequence[str]]:
    """A row for each contender: ours first, then the others, the fastest first; who failed with what it said."""
    rows = []
    for one in sorted(CONTENDERS, key=lambda one: (not one.is_ours, -_times(bench, one.key))):
        if one.key in bench.failed:
            rows.append((one.name, one.does, f"failed: {bench.failed[one.key]}", "", "", "", ""))
        elif one.key in bench.found:
            found, mb = bench.found[one.key], bench.megabytes(one.files)
            spread = f"{goals.written(found.least)} to {goals.written(found.most)}"
            speed, memory = goals.written(mb / found.cpu_s), goals.written(found.peak_mb)
            rows.append((one.name, one.does, goals.written(found.times), spread, speed, memory, f"{mb:.0f}"))
    return rows


def _times(bench: Bench, key: str) -> float:
    return bench.found[key].times if key in bench.found else 0.0


def drawn(bench: Bench) -> str:
    """The picture of all that was measured."""
    dots = []
    for one in CONTENDERS:
        if (found := bench.found.get(one.key)) is not None:
            who, _, job = one.name.partition(", ") if one.is_ours else (one.does, "", one.name)
            times = {"times": found.times, "least": found.least, "most": found.most}
            dots.append(picture.Dot(name=job, does=who, is_ours=one.is_ours, **times))
    below = (
        f"Seconds of the processor, median of {bench.rounds} pairs on the same files, lowest to highest as a line. {_day()}."
    )
    return picture.drawn(dots, title="Reading aid data, times as fast as xmllint --stream", below=below)


def _day() -> str:
    today = date.today()
    return f"{today.day} {today:%B %Y}"


def written(bench: Bench) -> str:
    """The report as Markdown."""
    figures = bench.figures
    share = figures["relevant"] / figures["activities"]
    exact = [
        (name, *(f"{one[column]:,}" for column in ("files", "kept", "different")))
        for name, one in figures["exactness"].items()
    ]  # fmt: skip
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end"
    corpus = f"{figures['mb']:,.0f} MB: {figures['files']:,} files, {figures['activities']:,} activities"
    return f"""{_day()}; {machine}; {bench.rounds} pairs of each. A corpus of
{corpus}, {100 * share:.1f} of 100 relevant.

![Programs that read aid data, times as fast as xmllint](../{PICTURE})

{page.table(HEADS, list(goals.rows(figures)))}

{page.table(BESIDE, beside(bench))}

What is kept of the same files where they are sifted and where all is read:

{page.table(("files of", "files", "kept", "different"), exact)}"""


def write(bench: Bench, *, docs: Path) -> None:
    """Renew the page and its picture in a folder of documentation."""
    (docs / PICTURE).write_text(drawn(bench), encoding="utf-8")
    page.renew(docs / PLACE, written(bench))
