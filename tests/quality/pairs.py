"""How well pairs of needs and assistance are told from others, on pairs that were labelled by reading (see pairs/README.md)."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality import confidence
from tests.quality.figures import f1

from article60.extraction.suggestions import suggestions
from article60.matching.lines import match_lines

Line = Mapping[str, Any]
HALVES = ("tune", "held_back")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled pair: the half that its State is in, whether the aid paraphrases a real text, its label, and its score.

    The score is None where the pair was not proposed.
    """

    half: str
    real: bool
    right: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A labelled pair that was proposed: its score as a confidence from 0 to 1, and whether it is right."""

    confidence: float
    right: bool


def measured(folder: Path) -> dict[str, float]:
    """The figures of the folder's labelled pairs, from the lines that `article60 match` prints for its needs and activities."""
    return figures(list(labelled(folder)))


def labelled(folder: Path) -> Iterator[Labelled]:
    """The rows of LABELS.tsv with the score that each pair was given; only pairs from the threshold on have one."""
    activities = read_lines(folder / "activities.jsonl")
    real = {line["iati_identifier"]: line["modelled_on"] is not None for line in activities}
    needs = read_lines(folder / "needs.jsonl")
    lines = match_lines(needs=enumerate(needs, start=1), activities=enumerate(activities, start=1), suggest=suggestions)
    scores = {(line["need"]["id"], line["activity"]["iati_identifier"]): float(line["score"]) for line in lines}
    with (folder / "LABELS.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            need, activity, right = row["need"], row["iati_identifier"], {"yes": True, "no": False}[row["label"]]
            yield Labelled(half=row["half"], real=real[activity], right=right, score=scores.get((need, activity)))


def figures(pairs: Sequence[Labelled]) -> dict[str, float]:
    """All figures by name, rounded to three places: of all pairs, of each half, and of the aid that paraphrases real texts.

    Of a half without pairs there are none: nothing can be said of it.
    """
    parts = {half: [one for one in pairs if one.half == half] for half in HALVES}
    parts["real_texts"] = [one for one in pairs if one.real]
    made = _figures(pairs)
    for part, inside in ((part, inside) for part, inside in parts.items() if inside):
        made |= {f"{part}_{name}": value for name, value in _figures(inside).items()}
    return {name: round(value, 3) for name, value in made.items()}


def bins(pairs: Iterable[Labelled]) -> list[confidence.Bin]:
    """The pairs that were proposed in classes of their score: how many, their mean score, what share of them is right."""
    return confidence.bins(_proposed(pairs))


def _figures(pairs: Sequence[Labelled]) -> dict[str, float]:
    proposed = _proposed(pairs)
    right, wanted = sum(one.right for one in proposed), sum(one.right for one in pairs)
    return {
        "precision": right / len(proposed) if proposed else 0.0,
        "recall": right / wanted if wanted else 1.0,
        "f1": f1(right=right, found=len(proposed), wanted=wanted),
        "calibration_error": confidence.error(proposed),
    }


def _proposed(pairs: Iterable[Labelled]) -> list[Proposed]:
    return [Proposed(one.score, one.right) for one in pairs if one.score is not None]


def read_lines(path: Path) -> list[Line]:
    """The JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
