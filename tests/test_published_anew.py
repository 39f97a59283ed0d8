"""A Release that stands is written anew where it is not the one that is asked for, although all steps have left the same."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from article60 import pipeline
from article60.demo import world


@pytest.fixture
def job(tmp_path):
    """A run on one document of the invented world."""
    (tmp_path / "reviews").mkdir()
    for file in ("XA_1.pdf", "documents.csv"):
        shutil.copy(world.WORLD / "reviews" / file, tmp_path / "reviews")
    return replace(world.job(tmp_path / "out", workers=1), reviews=[str(tmp_path / "reviews")], aid=[], decisions=None)


def test_a_document_that_may_no_longer_be_shown_is_taken_out_of_the_release(job, tmp_path):
    pipeline.run(job)
    shown = {path.name for path in (job.out / "documents").iterdir()}
    terms = tmp_path / "reviews" / "documents.csv"

    terms.write_text(terms.read_text(encoding="utf-8").replace("; bytes may be shown", ""), encoding="utf-8")
    again = pipeline.run(job)

    assert len(shown) == 1
    assert again.fresh == ["publish"]
    assert [*(job.out / "documents").iterdir(), *(job.out / "evidence").rglob("*.png")] == []


def test_a_release_for_another_audience_or_with_another_key_is_written_anew(job, tmp_path):
    key = tmp_path / "key"
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    job = replace(job, signing_key=key)
    subprocess.run(made, check=True)
    pipeline.run(job)
    assert pipeline.run(job).fresh == []

    key.unlink()
    subprocess.run(made, check=True)
    assert pipeline.run(job).fresh == ["publish"]
    assert pipeline.run(replace(job, audience="secretariat")).fresh == ["publish"]
