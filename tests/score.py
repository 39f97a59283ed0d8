"""Prints every measure of quality that the shared test material allows; the last line is one JSON line of all figures."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SCORERS = {
    "english": ("score_extraction.py", "reviews/en", ("extract", "reviews/en")),
    "all": ("score_extraction.py", "reviews", ("extract", "reviews")),
    "tagging": ("score_tagging.py", "world/needs_in_six_languages.jsonl", ("tag", "world/needs_in_six_languages.jsonl")),
    "activities": (
        "score_activities.py",
        "iati/anticorruption/LABELS.tsv",
        ("activities", "iati/real", "iati/anticorruption"),
    ),
}
"""What is measured: the scorer, its key, and the command whose output it scores, with paths below the shared folder."""

FLOORS = {"english": "needs_f1=0.85"}
"""Figures that may not be missed."""


def main() -> None:
    """Run each command on the shared material, score what it prints, and print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    if not chosen.shared.is_dir():
        sys.exit(f"no shared test material in {chosen.shared}: nothing can be scored")
    chosen.out.mkdir(parents=True, exist_ok=True)
    figures, short = {}, False
    for name, (scorer, key, (command, *paths)) in SCORERS.items():
        printed = chosen.out / f"{name}.jsonl"
        with printed.open("w", encoding="utf-8") as file:
            subprocess.run(
                [Path(sys.executable).with_name("article60"), command, *(chosen.shared / p for p in paths)],
                stdout=file,
                check=True,
            )
        scored = subprocess.run(
            [sys.executable, chosen.shared / "tools" / scorer, chosen.shared / key, printed, *_floors(name)],
            capture_output=True,
            text=True,
            check=False,
        )
        write(f"== {name}\n{scored.stdout}{scored.stderr}")
        short |= scored.returncode != 0
        figures |= dict(_named(name, scored.stdout))
    write(json.dumps(figures) + "\n")
    sys.exit(1 if short else 0)


def write(text: str) -> None:
    """Print at once, so that the order stays when output goes to a file."""
    sys.stdout.write(text)
    sys.stdout.flush()


def _floors(name: str) -> list[str]:
    return ["--floors", FLOORS[name]] if name in FLOORS else []


def _named(name: str, printed: str) -> Iterator[tuple[str, object]]:
    """The figures of a scorer's JSON line; those of all languages keep the scorer's own names."""
    (line,) = (line for line in printed.splitlines() if line.startswith("{"))
    for figure, value in json.loads(line).items():
        yield (figure if name == "all" else f"{name}_{figure}", value)


if __name__ == "__main__":
    main()
