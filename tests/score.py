"""Prints every measure of quality that the test material allows; the last line is one JSON line of all figures."""

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.quality import aid, confidence, documents, figures, pairs, tagging

HERE = Path(__file__).parent
OWN_REVIEWS, LATER_REVIEWS = HERE / "reviews", HERE / "reviews_later"
OWN_STATEMENTS, OWN_AID = HERE / "quality/tagging.jsonl", HERE / "quality/aid"
OWN_PAIRS = {"matching": HERE / "quality/pairs", "natural_matching": HERE / "quality/pairs_natural"}
SHARED = {
    "reviews": ("score_extraction.py", "reviews", ("extract", "reviews")),
    "tagging": (
        "score_tagging.py",
        "world/needs_in_six_languages.jsonl",
        ("tag", "world/needs_in_six_languages.jsonl"),
    ),
    "activities": (
        "score_activities.py",
        "iati/anticorruption/LABELS.tsv",
        ("activities", "iati/real", "iati/anticorruption"),
    ),
}
"""What the shared material measures: the scorer, its key, and the command whose output it scores, below the shared folder."""
COPIES = 120
"""Documents read to measure speed."""

Figures = Mapping[str, float]


def main() -> None:
    """Measure everything, print all figures, and end with status 1 where one is beyond its floor or ceiling."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    measured: dict[str, Figures] = {}
    for name, found in _measured(chosen.shared, chosen.out):
        write(f"{name}: {json.dumps(found)}\n")
        measured[name] = found
    bounds = tomllib.loads((HERE / "quality/floors.toml").read_text(encoding="utf-8"))
    short = [line for name, found in measured.items() if name in bounds for line in falls_short(name, found, bounds)]
    for line in short:
        write(f"falls short: {line}\n")
    write(json.dumps(_flat(measured)) + "\n")
    sys.exit(1 if short else 0)


def _measured(shared: Path, out: Path) -> Iterator[tuple[str, Figures]]:
    """What is measured, one after the other."""
    yield "own_reviews", figures.figures(documents.result_of(OWN_REVIEWS))
    yield "later_reviews", figures.figures(documents.result_of(LATER_REVIEWS))
    yield "confidence", trust()
    yield "own_tagging", tagging.measured(tagging.statements(OWN_STATEMENTS))
    yield "layers", tagging.layers(tagging.statements(OWN_STATEMENTS))
    lines = [json.loads(line) for line in command("activities", OWN_AID).splitlines()]
    yield "own_activities", aid.figures(aid.labels(OWN_AID / "LABELS.tsv"), lines)
    for name, folder in OWN_PAIRS.items():
        yield name, pairs.measured(folder)
    if not shared.is_dir():
        write(f"no shared test material in {shared}: only our own is measured\n")
        return
    for name, (scorer, key, (verb, *paths)) in SHARED.items():
        printed = out / f"{name}.jsonl"
        printed.write_text(command(verb, *(shared / path for path in paths)), encoding="utf-8")
        yield name, _scored([shared / "tools" / scorer, shared / key, printed])
    yield "speed", speed(min((shared / "reviews").rglob("XA*.pdf")))


def trust() -> Figures:
    """What a confidence is worth, each language judged by what was counted in the others."""
    found = list(confidence.held_out(documents.judged_by_language((OWN_REVIEWS, LATER_REVIEWS))))
    right, seen = confidence.share_right(found)
    return {"sure_and_right": round(right, 3), "sure": seen, "calibration_error": round(confidence.error(found), 3)}


def speed(document: Path) -> Figures:
    """Documents of the form and length of this one that are read in a minute, by as many processes as the settings say."""
    with TemporaryDirectory() as folder:
        for copy in range(COPIES):
            (Path(folder) / f"{copy}{document.suffix}").write_bytes(document.read_bytes())
        started = time.perf_counter()
        command("extract", folder)
        return {"documents_a_minute": round(60 * COPIES / (time.perf_counter() - started))}


def command(*arguments: str | Path) -> str:
    """What a command prints on standard output."""
    program = Path(sys.executable).with_name("article60")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def _scored(arguments: list[Path]) -> Figures:
    scored = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    (line,) = (line for line in scored.stdout.splitlines() if line.startswith("{"))
    found: dict[str, float] = json.loads(line)
    return found


def falls_short(name: str, found: Figures, bounds: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The figures of a measure that has floors which are below them or above its ceilings, each with its bound."""
    for figure, floor in bounds[name].items():
        if found[figure] < floor:
            yield f"{name} {figure} {found[figure]} < {floor}"
    for figure, ceiling in bounds["ceilings"].get(name, {}).items():
        if found[figure] > ceiling:
            yield f"{name} {figure} {found[figure]} > {ceiling}"


def _flat(measured: Mapping[str, Figures]) -> dict[str, float]:
    """All figures in one: those of the shared reviews under the scorer's own names, the others after what they measure."""
    return {
        figure if name == "reviews" else f"{name}_{figure}": value
        for name, found in measured.items()
        for figure, value in found.items()
    }


def write(text: str) -> None:
    """Print at once, so that the order stays when output goes to a file."""
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
