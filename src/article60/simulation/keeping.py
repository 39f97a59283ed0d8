"""Writes an invented world to a folder: what was read, as the steps take it up, and the truth beside it."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from article60.domain.document import Document
from article60.domain.statement import Statement
from article60.identity.readings import Reading
from article60.simulation import intents
from article60.simulation.world import World
from article60.tables import folders


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the parts of a world lie; `sources` names the aid data files in which records were published, with hashes."""

    documents: Path
    classified: Path
    sources: Path
    truth: Path


def keep(world: World, folder: Path) -> Kept:
    """Write a world to `read/` and `truth/` in a folder."""
    read = folder / "read"
    kept = Kept(read / "documents", read / "classified", read / "sources.csv", folder / "truth")
    for place in (kept.documents, kept.classified, kept.truth):
        place.mkdir(parents=True, exist_ok=True)
    folders.save(kept.documents, {"documents": (Document, world.documents), "statements": (Statement, world.statements)})
    folders.save(kept.classified, {"readings": (Reading, world.readings)})
    published = {(one.activity.file, one.activity.file_sha256) for one in world.readings}
    _write(kept.sources, ("file", "sha256"), published)
    _write(
        kept.truth / "matches.csv",
        ("document_sha256", "page", "activity_id"),
        ((*need.key, aid.activity_id) for need, aid in intents.matches(world.needs, world.aid)),
    )
    _write(kept.truth / "same_activities.csv", ("activity_id", "other_id"), intents.same(world.aid))
    _write(kept.truth / "overlaps.csv", ("activity_id", "other_id"), intents.overlapping(world.aid))
    return kept


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(columns)
        written.writerows(sorted(rows, key=lambda row: [str(cell) for cell in row]))
