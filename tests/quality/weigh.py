"""Fits the points of matching to an invented world and to the labelled pairs of the tuning halves, and prints them.

`make weigh` runs it; further folders of labelled pairs, which cannot be published, may be named after it. Nobody's rates but
these are looked at; the halves of the labelled pairs kept back and worlds of other seeds tell what the points are worth.
"""

import csv
import random
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tests.quality.pairs import read_lines

from article60.analysis.running import running
from article60.extraction.suggestions import suggestions
from article60.identity.identify import Previous, identify
from article60.matching.features import FEATURES, Sides
from article60.matching.lines import compared_lines
from article60.matching.pairs import compared
from article60.matching.said import said
from article60.matching.weights import read
from article60.simulation import intents
from article60.simulation.world import ON, world

LABELLED = {
    Path("tests/quality/pairs"): 100.0,
    Path("tests/quality/pairs_natural"): 50.0,
    Path("tests/quality/pairs_ar_fr"): 50.0,
}
"""Pairs of the world that one labelled pair counts as much as: enough that both are met, see docs/explanation/matching.md."""
FURTHER_COUNTS_AS = 100.0
SEED, STATES, NEEDS, ACTIVITIES = 1, 40, 3000, 15000
FAR_AWAY = 0.06
"""Share of the pairs without a common provision that is looked at; each counts for all that are left out."""

Matrix = NDArray[np.float64]


def main(further: Sequence[str]) -> None:
    """Fit and print."""
    worlds = list(_of_world())
    folders = {**LABELLED, **{Path(one): FURTHER_COUNTS_AS for one in further}}
    labelled = [row for folder, counts in folders.items() for row in _of_labelled(folder, "tune", counts=counts)]
    rows = [row for row, *_ in (*worlds, *labelled)]
    right = [is_right for _, is_right, _ in (*worlds, *labelled)]
    counts = [weight for *_, weight in (*worlds, *labelled)]
    scores = np.array(rows, dtype=np.float64)
    known = ~np.isnan(scores)
    names = list(FEATURES)
    varies = [number for number, name in enumerate(names) if name != "place"]
    columns = np.hstack([np.nan_to_num(scores[:, varies]), known[:, varies].astype(np.float64)])
    fitted = LogisticRegression(C=1.0, max_iter=5000).fit(columns, right, sample_weight=counts)
    points = fitted.coef_[0]
    sys.stdout.write(f"base = {fitted.intercept_[0]:.2f}\n")
    for place, number in enumerate(varies):
        weight, alone = points[place], points[place + len(varies)]
        sys.stdout.write(f"{names[number]}: weight = {weight:.2f}, even = {-alone / weight:.3f}\n")


Row = tuple[list[float], bool, float]


def _of_world() -> Iterator[Row]:
    made = world(states=STATES, needs_count=NEEDS, activities=ACTIVITIES, seed=SEED)
    found = identify(
        documents=made.documents, statements=made.statements, readings=made.readings, decisions=(), previous=Previous()
    )
    tables = {name: list(rows) for name, (_, rows) in found.tables().items()}
    place = {(e.document_sha256, e.page): e.record_id for e in tables["evidence"]}
    true = {(place[need.key], aid.activity_id) for need, aid in intents.matches(made.needs, made.aid)}
    activities = [replace(one, running=running(one, on=ON)) for one in tables["activities"]]
    sides = compared(
        needs=tables["needs"],
        activities=activities,
        recipients=tables["activity_recipients"],
        said=said(
            activities,
            recipients=tables["activity_recipients"],
            texts=tables["activity_texts"],
            organisations=tables["activity_organisations"],
            served=tables["activity_provisions"],
        ),
        suggestions=suggestions(tables["needs"]),
        weights=read(),
    )
    yield from _rows(sides, true=true, asked=None, counts=1.0)


def _of_labelled(folder: Path, half: str, *, counts: float) -> Iterator[Row]:
    with (folder / "LABELS.tsv").open(encoding="utf-8", newline="") as file:
        labels = [row for row in csv.DictReader(file, delimiter="\t") if row["half"] == half]
    asked = {(row["need"], row["iati_identifier"]) for row in labels}
    true = {(row["need"], row["iati_identifier"]) for row in labels if row["label"] == "yes"}
    sides = compared_lines(
        needs=enumerate(read_lines(folder / "needs.jsonl"), start=1),
        activities=enumerate(read_lines(folder / "activities.jsonl"), start=1),
        suggest=suggestions,
    )
    yield from _rows(sides, true=true, asked=asked, counts=counts)


def _rows(
    compared_sides: Iterable[Sides],
    *,
    true: Collection[tuple[str, str]],
    asked: Collection[tuple[str, str]] | None,
    counts: float,
) -> Iterator[Row]:
    chance, weights = random.Random(SEED), read()
    for sides in compared_sides:
        scores = np.stack([feature(sides, sides.all_pairs(), weights) for feature in FEATURES.values()])
        near = np.nan_to_num(scores[1:3]).sum(axis=0) > 0.25
        for row, wanted in enumerate(sides.needs.rows):
            for column, there in enumerate(sides.activities.rows):
                pair = (
                    wanted.need.need_id,
                    there.activity.iati_identifier if asked is not None else there.activity.activity_id,
                )
                if asked is not None and pair not in asked:
                    continue
                far = asked is None and pair not in true and not near[row, column]
                if not far or chance.random() < FAR_AWAY:
                    yield scores[:, row, column].tolist(), pair in true, counts / FAR_AWAY if far else counts


if __name__ == "__main__":
    main(sys.argv[1:])
