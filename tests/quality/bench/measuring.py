"""What a program spends: seconds of the processor and memory of it and of all processes that it starts."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

# A process as small as can be starts the program: until it runs, a program counts as its own the memory of who started it.
_START = """
import json, os, sys, time
began = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
took = time.perf_counter() - began
told = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, took, usage.ru_maxrss * 1024 / 1e6]
os.write(int(os.environ["TELL_TO"]), json.dumps(told).encode())
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments; whoever ends standard error with a number tells how much it went through."""

    words: tuple[str, ...]

    def run(self) -> "Spent":
        """Run it to its end and tell what it spent. Raises Failed where it does not end well."""
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as spent:
            start = [sys.executable, "-I", "-S", "-c", _START, *self.words]
            where = {**os.environ, "TELL_TO": str(spent.fileno())}
            where.pop("PYTHONDONTWRITEBYTECODE", None)  # what is written in Python is compiled once, as for whoever uses it
            subprocess.run(start, stdout=subprocess.DEVNULL, stderr=said, env=where, pass_fds=[spent.fileno()], check=False)
            lines, told = _read(said).splitlines() or [""], _read(spent)
        code, cpu_s, wall_s, peak_mb = json.loads(told) if told else (None, 0.0, 0.0, 0.0)
        if code != 0:
            raise Failed(f"{' '.join(self.words[:4])} …: {lines[-1][-200:] or code}")
        number = lines[-1].split()[-1] if lines[-1].strip() else ""
        return Spent(cpu_s=cpu_s, wall_s=wall_s, peak_mb=peak_mb, told=int(number) if number.isdigit() else None)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace").rstrip()


class Failed(Exception):
    """A program that did not end well: what it was, and the end of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds of the processor, user and system, of a process and those it started; by the clock; most memory of one."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    told: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A program beside the yardstick, on the same files in turn.

    `times` is how many times as fast as the yardstick it is: the median of the ratios of the pairs; `least` and `most` are
    the lowest and the highest of them. Seconds are medians, memory is the most of all rounds.
    """

    times: float
    least: float
    most: float
    cpu_s: float
    wall_s: float
    peak_mb: float
    told: int | None


def in_turn(program: Command, yardstick: Command, *, rounds: int, tell: Callable[[str], None] = lambda line: None) -> Measured:
    """Run both in turn, after the program ran once so that its files and itself are in memory. Raises Failed."""
    program.run()
    pairs = []
    for number in range(rounds):
        pairs.append((yardstick.run(), program.run()))
        tell(f"pair {number + 1} of {rounds}: {pairs[-1][1].cpu_s:.2f} s beside {pairs[-1][0].cpu_s:.2f} s")
    return measured(pairs)


def measured(pairs: Sequence[tuple[Spent, Spent]]) -> Measured:
    """The figures of pairs: first the yardstick, then the program."""
    ratios = sorted(yardstick.cpu_s / program.cpu_s for yardstick, program in pairs)
    programs = [program for _, program in pairs]
    return Measured(
        times=statistics.median(ratios),
        least=ratios[0],
        most=ratios[-1],
        cpu_s=statistics.median(one.cpu_s for one in programs),
        wall_s=statistics.median(one.wall_s for one in programs),
        peak_mb=max(one.peak_mb for one in programs),
        told=programs[-1].told,
    )
