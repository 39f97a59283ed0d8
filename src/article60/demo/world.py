"""Where the invented world stands in the package, and the job that turns it into a Release."""

from datetime import date
from importlib.resources import files
from pathlib import Path

from article60.collecting import Job

WORLD = Path(str(files("article60.demo")))
ON = date(2026, 6, 30)
"""The day of the invented world: fixed, so that what is stale in it stays stale and nothing else becomes so."""


def job(out: Path, *, workers: int) -> Job:
    """The job that runs on the invented world; the documents that are public in it say so in its documents.csv."""
    return Job(
        reviews=[str(WORLD / "reviews")],
        aid=[str(WORLD / "aid")],
        facts=WORLD / "facts",
        decisions=WORLD / "decisions",
        out=out,
        on=ON,
        workers=workers,
    )
