"""What a document is kept as: what cannot be had this time is tried again, and what changes is never taken for what it was."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from article60 import pipeline
from article60.collecting import Job
from article60.demo import world
from article60.publication import release
from article60.sources import documents
from article60.sources.documents import Limits, Reading, UnreadableDocument
from article60.sources.unchanged import Changed

REVIEWS = world.WORLD / "reviews"


def alone(folder: Path, file: str) -> Job:
    """The run on one document alone, which is worked on in this process."""
    (folder / "reviews").mkdir()
    for one in (file, "documents.csv"):
        shutil.copy(REVIEWS / one, folder / "reviews")
    return replace(world.job(folder / "out", workers=1), reviews=[str(folder / "reviews")], aid=[], decisions=None)


def not_now(path: Path, *_: object, **_limits: object) -> Reading:
    raise UnreadableDocument(path.name, "the machine is busy", "run again", passing=True)


def sums(release: Path) -> str:
    return (release / "SHA256SUMS").read_text(encoding="ascii")


def test_what_was_not_read_for_a_passing_reason_is_read_by_the_next_run(tmp_path, monkeypatch):
    job = alone(tmp_path, "XA_1.pdf")
    pipeline.run(job)
    shutil.copy(REVIEWS / "XC_2.docx", job.reviews[0])

    with monkeypatch.context() as patched:
        patched.setattr(documents, "read", not_now)
        held = pipeline.run(job)
    read = pipeline.run(job)

    told = [(note.subject, note.message) for note in held.notes if note.severity == "refused"]
    assert told == [("XC_2.docx", "the machine is busy; run again")]
    assert [note for note in read.notes if note.severity == "refused"] == []
    assert "state" in read.fresh
    whole = pipeline.run(replace(job, out=tmp_path / "whole"))
    assert held.release["content_hash"] != read.release["content_hash"] == whole.release["content_hash"]


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"other words"), Path.unlink])
def test_a_document_that_changes_while_it_is_read_ends_the_run_and_is_not_kept(tmp_path, monkeypatch, change):
    job = alone(tmp_path, "XC_2.docx")

    def changed(path: Path, *, limits: Limits) -> Reading:
        change(path)
        return read(path, limits=limits)

    with monkeypatch.context() as patched, pytest.raises(Changed, match=r"XC_2.docx: was changed or moved"):
        read = documents.read
        patched.setattr(documents, "read", changed)
        pipeline.run(job)
    shutil.copy(REVIEWS / "XC_2.docx", job.reviews[0])

    assert [note for note in pipeline.run(job).notes if note.severity == "refused"] == []


def test_what_was_not_marked_or_drawn_for_a_passing_reason_is_by_the_next_run(tmp_path, monkeypatch):
    job = alone(tmp_path, "XA_1.pdf")

    with monkeypatch.context() as patched, pytest.raises(pipeline.NothingToRead) as unmarked:
        patched.setattr(documents, "mark", not_now)
        pipeline.run(job)
    with monkeypatch.context() as patched:
        patched.setattr(documents, "draw", not_now)
        undrawn = pipeline.run(job)
    shown = [*(job.out / "evidence").rglob("*.png")]
    drawn, stands = pipeline.run(job), pipeline.run(job)

    assert [note.message for note in unmarked.value.notes if note.severity == "refused"] == ["the machine is busy; run again"]
    assert [note.message for note in undrawn.private_notes if note.step == "publish"] == [
        "its pages are not shown, but passages of it: the machine is busy; run again"
    ]
    assert (shown, drawn.fresh, stands.fresh) == ([], ["publish"], [])
    assert [*(job.out / "evidence").rglob("*.png")] != []
    whole = pipeline.run(replace(job, out=tmp_path / "whole"))
    assert sums(drawn.out) == sums(whole.out)


def test_a_document_that_changes_before_it_is_drawn_ends_the_run(tmp_path, monkeypatch):
    job = alone(tmp_path, "XA_1.pdf")
    draw = documents.draw

    def changed(path: Path, pages: object, *, limits: Limits) -> object:
        path.write_bytes(path.read_bytes() + b"%")
        return draw(path, pages, limits=limits)

    with monkeypatch.context() as patched, pytest.raises(Changed, match=r"XA_1.pdf: was changed or moved"):
        patched.setattr(documents, "draw", changed)
        pipeline.run(job)
    assert not job.out.exists()


def test_a_document_that_changes_before_it_is_copied_ends_the_run(tmp_path, monkeypatch):
    job = alone(tmp_path, "XA_1.pdf")
    write = release.write

    def changed(*tables: object, **rest: object) -> object:
        (tmp_path / "reviews" / "XA_1.pdf").write_bytes(b"other bytes")
        return write(*tables, **rest)

    with monkeypatch.context() as patched, pytest.raises(Changed, match=r"XA_1.pdf: was changed or moved"):
        patched.setattr(release, "write", changed)
        pipeline.run(job)
    assert not job.out.exists()
