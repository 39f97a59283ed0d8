"""One measurement of how fast aid data is read: makes what is needed, measures everything in turn and keeps what was found."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.quality.bench.contenders import (
    BY_TWO,
    CONTENDERS,
    EIGHTH,
    FILTERED,
    FULL,
    LITTLE,
    PROMISED,
    RECORD,
    RUN,
    WHOLE,
    Contender,
    yardstick,
)
from tests.quality.bench.measuring import Failed, Measured, in_turn

ROOT = Path(__file__).parents[3]
LITTLE_MB, EXACT_MB = 25, 25
CORPUS_GB = 15
SETS = ("real", "edge", "anticorruption")


def say(line: str) -> None:
    """Tell people, beside the line of figures."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@dataclass
class Bench:
    """One measurement: where things stand, and what was found so far."""

    out: Path
    shared: Path
    peers: Path
    rounds: int
    mb: float
    figures: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Measured] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def corpus(self) -> None:
        """Make the corpus and the lists of its files: all, an eighth and a little."""
        folder = self.out / "corpus"
        self._made("corpus", "--shared", self.shared, "--out", folder, "--mb", self.mb)
        told = json.loads((folder / "corpus.json").read_text())
        self.figures |= {
            "mb": round(told["bytes"] / 1e6, 1),
            **{name: told[name] for name in ("files", "activities", "relevant")},
        }
        files = sorted(folder.glob("*.xml"))
        self._list(WHOLE, files)
        self._list(EIGHTH, first(files, self.mb / 8))
        self._list(LITTLE, first(files, min(LITTLE_MB, self.mb / 8)))

    def _list(self, name: str, files: Sequence[Path]) -> None:
        self.listed(name).write_text("".join(f"{file}\n" for file in files))

    def listed(self, name: str) -> Path:
        """The list of files under a name."""
        return self.out / f"{name}.txt"

    def files(self, name: str) -> list[str]:
        """The files of a list."""
        return self.listed(name).read_text().splitlines()

    def megabytes(self, name: str) -> float:
        """Size of the files of a list."""
        return sum(Path(file).stat().st_size for file in self.files(name)) / 1e6

    def _made(self, module: str, *words: object) -> str:
        """What a module of the bench prints, run as a process of its own, so that this one stays small."""
        command = [sys.executable, "-m", f"tests.quality.bench.{module}", *map(str, words)]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout

    def exactness(self, *, draws: int) -> None:
        """Count what differs between sifting and reading all."""
        self._made("awkward", self.out / "awkward", draws)
        self._list("exact", first([Path(file) for file in self.files(WHOLE)], min(EXACT_MB, self.mb)))
        sets = [f"{name}={self.shared / 'iati' / name}" for name in SETS if (self.shared / "iati" / name).is_dir()]
        sets += [f"awkward={self.out / 'awkward'}", f"corpus={self.listed('exact')}"]
        told = json.loads(self._made("exactness", "--out", self.out / "exact", *sets))
        self.figures["exactness"] = told
        self.figures["records_different"] = sum(one["different"] for one in told.values())

    def measure(self, contender: Contender, files: str, *, name: str = "") -> None:
        """Measure a contender on the files of a list, in turn with the yardstick; who fails is told of."""
        key = name or contender.key
        say(f"{contender.name}, {self.megabytes(files):.0f} MB")
        command = contender.command(self.listed(files), peers=self.peers)
        try:
            self.found[key] = in_turn(
                command, yardstick(self.files(files)), rounds=self.rounds, tell=lambda line: say(f"  {line}")
            )
        except (Failed, OSError) as error:
            self.failed[key] = str(error)
            say(f"  failed: {error}")

    def two_processes(self) -> None:
        """A run by one process, and by two, in turn, by the clock."""
        one, two = (run.command(self.listed(WHOLE), peers=self.peers) for run in (RUN, BY_TWO))
        pairs = []
        for _ in range(self.rounds):
            pairs.append((one.run(), two.run()))
            say(f"  by one process {pairs[-1][0].wall_s:.2f} s by the clock, by two {pairs[-1][1].wall_s:.2f} s")
        self.figures["two_processes_x"] = round(statistics.median(alone.wall_s / both.wall_s for alone, both in pairs), 2)
        self.figures["two_processes_cpu_x"] = round(statistics.median(both.cpu_s / alone.cpu_s for alone, both in pairs), 2)
        self.figures["run_by_two_peak_mb"] = round(max(both.peak_mb for _, both in pairs), 1)

    def section(self, name: str) -> None:
        """The figures of one step."""
        say(name)
        self.figures |= json.loads(self._made("sections", name, self.listed(WHOLE)))

    def matching(self, size: Sequence[int]) -> None:
        """Matching at a size: States, needs and activities."""
        say("matching")
        sizes = [f"--{name}={number}" for name, number in zip(("states", "needs", "activities"), size, strict=True)]
        self.figures |= json.loads(self._made("matching", "--out", self.out / "matching", *sizes))

    def conclude(self) -> None:
        """The figures that follow from what was measured."""
        found, figures = self.found, self.figures
        for key, one in found.items():
            figures[f"{key}_x_xmllint"] = round(one.times, 3)
        figures["full_x_xmllint"] = figures.get(f"{FULL.key}_x_xmllint")
        for peer in PROMISED:
            if peer in found:
                figures[f"filtered_x_{peer}"] = round(found["filtered"].times / found[peer].times, 1)
                files = next(one.files for one in CONTENDERS if one.key == peer)
                beside = found[FILTERED.key if files == WHOLE else f"{FILTERED.key}_{files}"]
                figures[f"filtered_x_{peer}_same_files"] = round(found[peer].cpu_s / beside.cpu_s, 1)
        ours = {one.key: found[one.key] for one in (FILTERED, RUN, FULL, RECORD) if one.key in found}
        figures["peaks_mb"] = {key: round(one.peak_mb, 1) for key, one in ours.items()}
        figures["peak_mb"] = max(figures["peaks_mb"].values())
        figures["memory_8x"] = max(self._grown(one.key) for one in (FILTERED, RUN) if one.key in found)
        figures["corpus_15gb_s"] = self._extrapolated(FILTERED.key)
        if RUN.key in found:
            figures["run_15gb_s"] = self._extrapolated(RUN.key)

    def _grown(self, key: str) -> float:
        """How many times as much memory a program takes for the whole corpus as for an eighth of it."""
        return round(self.found[key].peak_mb / self.found[f"{key}_{EIGHTH}"].peak_mb, 2)

    def _extrapolated(self, key: str) -> float:
        """Seconds for the large corpus on two processors.

        What one process spends for each megabyte beyond its start, divided by the gain of two, and the start.
        """
        whole, part = self.found[key], self.found[f"{key}_{EIGHTH}"]
        more = self.megabytes(WHOLE) - self.megabytes(EIGHTH)
        second_per_mb = max(whole.cpu_s - part.cpu_s, 0.0) / more
        start = max(0.0, part.cpu_s - second_per_mb * self.megabytes(EIGHTH))
        self.figures[f"{key}_start_s"] = round(start, 2)
        self.figures[f"{key}_ms_per_mb"] = round(1000 * second_per_mb, 3)
        return round(start + second_per_mb * CORPUS_GB * 1000 / self.figures["two_processes_x"], 1)


def first(files: Sequence[Path], megabytes: float) -> list[Path]:
    """The first files that fit into a size; one that does not is passed over, but for a first one of all."""
    taken: list[Path] = []
    left = megabytes * 1e6
    for file in files:
        size = file.stat().st_size
        if size <= left or not taken:
            taken.append(file)
            left -= size
    return taken
