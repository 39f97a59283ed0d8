"""The job behind `article60 simulate`: make a world, keep it, and run the steps on it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from article60.simulation import keeping, scoring
from article60.simulation.difficulty import DEFAULT
from article60.simulation.world import ImpossibleWorld, world

MARK = "world.json"
"""Names the world that a folder holds, and marks the folder as one that may be replaced."""

Told = Callable[[str], None]


def simulate(
    out: Path,
    *,
    states: int,
    needs: int,
    activities: int,
    seed: int,
    reading: str = DEFAULT,
    scored: bool = False,
    tell: Told = lambda _: None,
) -> dict[str, float | None] | None:
    """Write a world to a folder, and where it is to be scored, the figures too; they are also what is returned.

    A figure is None where there is nothing of which it could tell.

    Raises ImpossibleWorld where a number is out of range or the folder holds anything but a world.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).is_file():
        raise ImpossibleWorld(f"{out} is not empty and holds no invented world; name another folder")
    made = world(states=states, needs_count=needs, activities=activities, seed=seed, reading=reading)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    asked = {"states": states, "needs": needs, "activities": activities, "seed": seed}
    (out / MARK).write_text(json.dumps({**asked, "reading": reading}) + "\n", encoding="utf-8")
    kept = keeping.keep(made, out)
    if not scored:
        return None
    figures = {"states": states, "seed": seed, **scoring.score(made, kept, out / "steps", tell=tell)}
    (out / "score.json").write_text(json.dumps(figures) + "\n", encoding="utf-8")
    return figures
