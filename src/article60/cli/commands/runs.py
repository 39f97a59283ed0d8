"""The command that makes a Release."""

import argparse
from pathlib import Path

from article60 import pipeline, settings
from article60.cli.telling import DONE, progress, say, show, tell
from article60.collecting import Job
from article60.publication.release_info import Imprint
from article60.sources import documents as sources


def run(chosen: argparse.Namespace) -> int:
    """Run the main job."""
    return run_job(_job(chosen))


def _job(chosen: argparse.Namespace) -> Job:
    known = settings.read()
    say(f"on {chosen.on}")
    return Job(
        reviews=chosen.reviews,
        aid=chosen.aid,
        out=chosen.out,
        on=chosen.on,
        audience=chosen.audience,
        documents_are_public=chosen.documents_are == "public",
        decisions=chosen.decisions,
        facts=chosen.facts,
        previous=chosen.previous,
        engine=chosen.engine,
        workers=known.workers,
        limits=sources.Limits.of(cpu_seconds=known.read_seconds, megabytes=known.read_megabytes),
        imprint=imprint_of(known),
        signing_key=Path(known.signing_key) if known.signing_key else None,
    )


def imprint_of(known: settings.Settings) -> Imprint:
    """What the settings say of who publishes."""
    return Imprint(publisher=known.operator, address=known.address, licence=known.licence)


def run_job(job: Job) -> int:
    """Do a job, and tell what came of it. Raises NothingToRead, once it is told why."""
    try:
        done = pipeline.run(job, progress=progress)
    except pipeline.NothingToRead as error:
        tell(error.notes)
        raise
    tell(done.notes, kept=job.out / "data" / "notes.csv")
    tell(done.private_notes)
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in done.release["counts"].items())
    say(f"Release {done.release['name']} in {job.out}: {counts}")
    say(f"done anew: {', '.join(done.fresh) or 'nothing, all input was known'}")
    show({"release": done.release["name"], "content_hash": done.release["content_hash"], "out": str(job.out)})
    return DONE
