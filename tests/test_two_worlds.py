"""Adding what is private to a world leaves every byte of the public Release the same."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from article60 import pipeline
from article60.demo import world

SECRET = "Zanzarabal"
"""A word that stands in nothing public: finding it anywhere in a Release is a leak."""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A part of the invented world that is quick to run, as a job whose folders a test may add to."""
    folder = tmp_path_factory.mktemp("world")
    for name in ("reviews", "aid", "facts", "decisions"):
        (folder / name).mkdir()
    for file in ("XA_1.pdf", "XB_1.docx", "documents.csv"):
        shutil.copy(world.WORLD / "reviews" / file, folder / "reviews")
    shutil.copytree(world.WORLD / "facts", folder / "facts", dirs_exist_ok=True)
    shutil.copytree(world.WORLD / "decisions", folder / "decisions", dirs_exist_ok=True)
    shutil.copy(sorted((world.WORLD / "aid").glob("*.xml"))[0], folder / "aid")
    return replace(
        world.job(folder / "one", workers=2),
        reviews=[str(folder / "reviews")],
        aid=[str(folder / "aid")],
        facts=folder / "facts",
        decisions=folder / "decisions",
    )


@pytest.fixture(scope="module")
def public_world(small):
    pipeline.run(small)
    return bytes_of(small.out)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def run_again(job, name):
    other = replace(job, out=job.out.with_name(name))
    pipeline.run(other)
    return bytes_of(other.out)


def private_decision(verb, kind, **values):
    return {
        "id": f"D-secret-{verb}",
        "made_at": "2026-06-01T10:00:00Z",
        "actor_role": "state_focal_point",
        "actor_organisation": SECRET,
        "about": {"kind": kind, "id": "XA-22222222", "fingerprint": {}},
        "verb": verb,
        "values": values,
        "reason": SECRET,
        "audience": "state",
        "version_hash": None,
    }


def test_same_world_run_twice_gives_the_same_bytes(small, public_world):
    assert run_again(small, "again") == public_world


@pytest.mark.parametrize("file", ["XF_2.docx", "XA_2.pdf"])
def test_private_document_changes_no_byte(small, public_world, file):
    private = Path(small.reviews[0]) / f"{SECRET}{Path(file).suffix}"
    shutil.copy(world.WORLD / "reviews" / file, private)
    try:
        assert run_again(small, "with_document") == public_world
    finally:
        private.unlink()


@pytest.mark.parametrize(
    "content", [(world.WORLD / "reviews" / "XA_2.pdf").read_bytes(), b"%PDF-1.7 broken"], ids=["whole", "broken"]
)
def test_document_that_another_state_opens_changes_no_byte(small, public_world, content):
    private = [Path(small.reviews[0]) / f"{SECRET} {number}.pdf" for number in (1, 2)]
    opened = private_decision("consent", "document", publisher=SECRET, public_address="https://example.org") | {
        "about": {"kind": "document", "id": None, "fingerprint": {"document_sha256": hashlib.sha256(content).hexdigest()}},
        "actor_organisation": "XB",
        "audience": "public",
    }
    line = Path(small.decisions) / "opened.jsonl"
    line.write_text(json.dumps(opened) + "\n", encoding="utf-8")
    try:
        assert run_again(small, "opened_without") == public_world
        for path in private:
            path.write_bytes(content)
        assert run_again(small, "opened_with") == public_world
    finally:
        for path in (line, *private):
            path.unlink(missing_ok=True)


def test_public_world_shows_evidence_in_place(public_world):
    """Else the tests here would say nothing of pictures and passages."""
    shown = [name for name in public_world if name.startswith("evidence/")]
    assert {Path(name).suffix for name in shown} == {".json", ".png"}
    assert len([name for name in shown if name.endswith(".json")]) == 2


def test_document_whose_bytes_may_not_be_shown_leaves_no_picture(small, public_world):
    listed = Path(small.reviews[0]) / "documents.csv"
    said = listed.read_text(encoding="utf-8")
    listed.write_text(said.replace("invented; bytes may be shown", "invented"), encoding="utf-8")
    try:
        assert [name for name in run_again(small, "not_shown") if name.startswith(("evidence/", "documents/"))] == []
    finally:
        listed.write_text(said, encoding="utf-8")


def test_private_document_that_cannot_be_read_changes_no_byte(small, public_world):
    private = Path(small.reviews[0]) / f"{SECRET}.pdf"
    private.write_bytes(b"%PDF-1.7 broken")
    try:
        assert run_again(small, "with_broken_document") == public_world
    finally:
        private.unlink()


@pytest.mark.parametrize(
    "lines",
    [
        [private_decision("add", "need", state="XA", text=SECRET, provisions=["14"], types=["capacity_building"])],
        [private_decision("met", "need", grade="met")],
        [
            private_decision(
                "verdict", "overlap", state="XA", article="16", type="legislative", verdict="duplication", activities=[]
            )
        ],
        [private_decision("consent", "document", publisher=SECRET, public_address=f"https://example.org/{SECRET}")],
        [{"audience": "state", "about": SECRET}],
    ],
    ids=["need", "decision", "verdict", "consent", "unusable line"],
)
def test_private_decision_changes_no_byte(small, public_world, lines):
    private = small.decisions / "zz-private.jsonl"
    private.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    try:
        assert run_again(small, "with_decision") == public_world
    finally:
        private.unlink()


def test_secret_word_stands_nowhere_in_what_the_runs_left(small, public_world):
    left = [file for file in small.out.parent.rglob("*") if file.is_file() and "reviews" not in file.parts]
    assert left
    assert [file for file in left if SECRET.encode() in file.read_bytes()] == []


def test_public_addition_does_change_the_release(small, public_world):
    of_xa = {"audience": "public", "actor_organisation": "XA"}
    addition = private_decision("add", "need", state="XA", text="Public", provisions=["14"], types=[]) | of_xa
    consent = private_decision("consent", "need") | of_xa
    file = small.decisions / "zz-public.jsonl"
    file.write_text("\n".join(map(json.dumps, (addition, consent))), encoding="utf-8")
    try:
        assert run_again(small, "with_public") != public_world
    finally:
        file.unlink()
