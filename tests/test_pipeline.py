"""The main job on the invented world: what is done again, what comes out the same, what it leaves."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.quality import decide_speed

from article60 import pipeline, releasing, steps
from article60.byte_store import Store
from article60.demo import world
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.engines import Local
from article60.sources import inputs
from article60.sources.documents import Limits, UnreadableDocument
from article60.tables import folders
from article60.verify import verify


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A small part of the invented world, run twice into the same folder."""
    folder = tmp_path_factory.mktemp("twice")
    (folder / "reviews").mkdir()
    for file in ("XA_1.pdf", "XC_2.docx", "documents.csv"):
        shutil.copy(world.WORLD / "reviews" / file, folder / "reviews")
    shutil.copytree(world.WORLD / "aid", folder / "aid")
    job = replace(
        world.job(folder / "out", workers=2), reviews=[str(folder / "reviews")], aid=[str(folder / "aid")], decisions=None
    )
    return job, pipeline.run(job), pipeline.run(job)


def test_first_run_does_every_step(twice):
    assert twice[1].fresh == [
        "read",
        "classify",
        "state",
        "settle",
        "place",
        "identify",
        "suggest",
        "match",
        "analyse",
        "publish",
    ]


def test_second_run_on_the_same_input_does_nothing_and_has_the_same_hash(twice):
    assert twice[2].fresh == []
    assert twice[2].release["content_hash"] == twice[1].release["content_hash"]


def test_release_says_whose_each_file_of_aid_data_is_and_how_many_activities_are_in_it(twice):
    job, first, second = twice
    said = {one["file"]: one for one in first.release["inputs"] if one["kind"] == "aid"}

    written = {path.name: path.read_bytes().count(b"<iati-activity ") for path in Path(job.aid[0]).glob("*.xml")}
    assert {name: one["activities"] for name, one in said.items()} == written
    assert said["nordev.xml"]["publisher"] == "Norvald Development Agency (invented)"
    assert said["nordev.xml"]["licence"] == "CC-BY-4.0"
    assert said["nordev.xml"]["public_address"] == "https://demo.article60.example/aid/nordev.xml"
    assert second.release["inputs"] == first.release["inputs"]


def test_long_work_says_what_is_done_and_of_what_stands_only_publishing_is_said(twice, tmp_path):
    said: list[str] = []

    def told(things, label, total):
        said.append(label)
        done = list(things)
        assert len(done) == total
        return done

    job = replace(twice[0], out=tmp_path / "out")
    pipeline.run(job, progress=told)
    first = list(dict.fromkeys(said))
    said.clear()
    pipeline.run(job, progress=told)

    assert first == [
        "reading files",
        "joining what is one activity",
        "placing activities",
        "applying decisions",
        "analysing",
        "publishing",
        "drawing pages",
    ]
    assert said == ["publishing"]


@pytest.mark.parametrize(("many", "rests"), [(0, 1), (1_000, 0)])
def test_workers_rest_once_much_aid_data_is_classified(twice, monkeypatch, many, rests):
    class Resting(Local):
        rested = 0

        def rest(self):
            self.rested += 1
            super().rest()

    monkeypatch.setattr(pipeline, "_MANY_PORTIONS", many)
    job = twice[0]
    with closing(Resting(workers=2)) as engine:
        given = pipeline.collect(job, store=Store(pipeline.workplace_of(job).folder / "bytes"))
        done = pipeline.Conductor(job, given, engine=engine).run()

        assert engine.rested == rests
        assert done.release["content_hash"] == twice[1].release["content_hash"]


def test_pages_are_drawn_once_for_all_runs(twice, tmp_path):
    job = twice[0]
    shutil.copytree(job.out.with_name("out.runs"), tmp_path / "out.runs")
    drawn = {path: path.stat().st_ino for path in (tmp_path / "out.runs" / "kept" / "in-place").rglob("*.*")}
    assert {path.suffix for path in drawn} == {".png", ".json"}

    later = pipeline.run(replace(job, out=tmp_path / "out", on=job.on + timedelta(days=1)))

    assert "publish" in later.fresh
    assert {path: path.stat().st_ino for path in (tmp_path / "out.runs" / "kept" / "in-place").rglob("*.*")} == drawn
    shown = sorted((job.out / "evidence").iterdir())
    assert [path.read_bytes() for path in sorted((tmp_path / "out" / "evidence").iterdir())] == [p.read_bytes() for p in shown]


def test_who_runs_is_told_of_pages_that_cannot_be_drawn(twice, tmp_path, monkeypatch):
    def cannot(path, pages, *, limits):
        raise UnreadableDocument(path.name, "needed more memory than is allowed", "raise the limit")

    monkeypatch.setattr(releasing.sources, "draw", cannot)
    (tmp_path / "reviews").mkdir()
    for file in ("XA_1.pdf", "documents.csv"):
        shutil.copy(Path(twice[0].reviews[0]) / file, tmp_path / "reviews")
    job = replace(twice[0], reviews=[str(tmp_path / "reviews")], aid=[], out=tmp_path / "out")

    done = pipeline.run(job)

    (told,) = [note for note in done.private_notes if note.step == "publish"]
    assert (told.severity, told.subject) == ("doubtful", "XA_1.pdf")
    assert "needed more memory" in told.message
    assert not any(note.step == "publish" for note in done.notes)
    assert [path.suffix for path in (job.out / "evidence").iterdir()] == [".json"]


def test_run_leaves_its_tables_and_a_manifest_beside_the_release(twice):
    job, first, _ = twice
    run = job.out.with_name("out.runs") / "runs" / first.run
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["content_hash"] == first.release["content_hash"]
    assert (run / "identify" / "needs.parquet").is_file()


def test_release_that_was_tampered_with_is_written_again(twice):
    job, _, _ = twice
    (job.out / "figures.json").write_text("{}", encoding="utf-8")
    assert pipeline.run(job).fresh == ["publish"]
    assert json.loads((job.out / "figures.json").read_text(encoding="utf-8"))["figures"]


def test_what_no_content_hash_is_over_is_written_again_too(twice, tmp_path, monkeypatch):
    """One file, from the disk, fetched, and from the disk again: only the second Release says where it can be had."""
    job = replace(twice[0], out=tmp_path / "out", reviews=[])
    shutil.copytree(twice[0].out.with_name("out.runs"), tmp_path / "out.runs")
    (tmp_path / "aid").mkdir()
    own = Path(shutil.copy(Path(job.aid[0]) / "nordev.xml", tmp_path / "aid"))
    monkeypatch.setattr(inputs, "fetch", lambda address, *, store: store.put([own.read_bytes()]).sha256)
    address = "https://data.example/nordev.xml"

    runs = [pipeline.run(replace(job, aid=[str(aid)])) for aid in (own, address, own, f"{address}?key=secret", address)]

    told = [run.release["inputs"][0]["public_address"] for run in runs]
    assert told == [None, address, None, None, address]
    assert len({run.release["content_hash"] for run in runs}) == 1
    assert runs[3].fresh == []
    written = {path.name: path.read_text(encoding="utf-8") for path in job.out.glob("*.json")}
    assert {name for name, text in written.items() if address in text} == {"release.json", "needs.json", "datapackage.json"}
    assert not any("secret" in text for text in written.values())


def test_what_was_refused_for_a_limit_is_read_where_that_is_raised(twice, tmp_path):
    job = replace(twice[0], out=tmp_path / "out", aid=[])

    with pytest.raises(pipeline.NothingToRead) as held:
        pipeline.run(replace(job, limits=Limits(seconds=0)))
    read = pipeline.run(job)

    assert [note.subject for note in held.value.notes if note.severity == "refused"] == ["XA_1.pdf", "XC_2.docx"]
    assert [note for note in read.notes if note.severity == "refused"] == []
    assert read.release["counts"]["needs"] > 0


def test_other_day_reads_nothing_again(twice):
    job, first, _ = twice
    other = pipeline.run(replace(job, on=job.on.replace(year=job.on.year + 5)))
    assert other.fresh == ["place", "match", "analyse", "publish"]
    assert other.release["content_hash"] != first.release["content_hash"]
    pipeline.run(job)


def test_run_after_an_added_file_reads_that_file_only_and_equals_a_full_run(twice, tmp_path):
    job, _, _ = twice
    shutil.copytree(job.reviews[0], tmp_path / "reviews")
    shutil.copy(world.WORLD / "reviews" / "XB_1.docx", tmp_path / "reviews")
    shutil.copytree(job.out.with_name("out.runs"), tmp_path / "grown.runs")
    kept = tmp_path / "grown.runs" / "kept" / "documents"
    before = len(list(kept.iterdir()))
    grown = pipeline.run(replace(job, reviews=[str(tmp_path / "reviews")], out=tmp_path / "grown"))
    fresh = pipeline.run(replace(job, reviews=[str(tmp_path / "reviews")], out=tmp_path / "fresh"))
    assert len(list(kept.iterdir())) == before + 1
    assert grown.release["content_hash"] == fresh.release["content_hash"]
    assert (tmp_path / "grown" / "article60.sqlite").read_bytes() == (tmp_path / "fresh" / "article60.sqlite").read_bytes()


def test_earlier_day_knows_neither_documents_nor_decisions_nor_facts_of_later_ones(twice, tmp_path):
    job, _, _ = twice
    shutil.copytree(job.out.with_name("out.runs"), tmp_path / "then.runs")
    shutil.copytree(job.out.with_name("out.runs"), tmp_path / "alone.runs")
    (tmp_path / "reviews").mkdir()
    for file in ("XA_1.pdf", "documents.csv"):  # XC_2.docx was issued later
        shutil.copy(Path(job.reviews[0]) / file, tmp_path / "reviews")
    then = replace(job, on=date(2015, 1, 1))

    found = pipeline.run(replace(then, out=tmp_path / "then", decisions=world.WORLD / "decisions"))
    alone = pipeline.run(replace(then, out=tmp_path / "alone", reviews=[str(tmp_path / "reviews")]))

    (note,) = (one.message for one in found.notes if one.step == "collect")
    decided = len((world.WORLD / "decisions" / "public.jsonl").read_text(encoding="utf-8").splitlines())
    assert note.startswith(f"passed over, since they are later than 2015-01-01: decisions: {decided}, facts: ")
    assert "documents: 1; " in note
    assert [one["file"] for one in found.release["inputs"] if one["kind"] == "document"] == ["XA_1.pdf"]
    for name in ("documents", "needs", "evidence", "matches", "gaps", "public_decisions", "activities"):
        assert query(found.out, f"SELECT * FROM {name}") == query(alone.out, f"SELECT * FROM {name}"), name
    assert {row[0] for row in query(found.out, "SELECT max(stated_on) FROM needs")} == {"2013-04-22"}
    assert verify(found.out) == []


CORE = ("release.json", "article60.sqlite", "figures.json")


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """The invented world without people's decisions: the job, and the first run."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "decisions").mkdir()
    job = replace(world.job(folder / "release", workers=2), decisions=folder / "decisions")
    return job, pipeline.run(job)


@pytest.mark.parametrize(("kind", "fresh"), {
    "confirm": ["identify", "match", "analyse", "publish"],
    "met": ["identify", "analyse", "publish"],
    "correct": ["identify", "suggest", "match", "analyse", "publish"],
    "merge": ["identify", "match", "analyse", "publish"],
    "split": ["identify", "suggest", "match", "analyse", "publish"],
    "verdict": ["identify", "analyse", "publish"],
}.items())  # fmt: skip
def test_run_after_a_decision_does_only_what_it_touches_and_equals_a_full_run(decided, kind, fresh, tmp_path):
    job, first = decided
    line = dict(decide_speed.lines(steps_of(job, first)))[kind]
    (job.decisions / "decisions.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    again = pipeline.run(job)
    anew = replace(job, out=tmp_path / "anew")
    for step in ("documents", "sifted"):
        shutil.copytree(kept_of(job) / step, kept_of(anew) / step)  # reading is not what is tried here, and takes long
    full = pipeline.run(anew)
    assert set(again.fresh) <= set(fresh)
    assert again.release["content_hash"] == full.release["content_hash"] != first.release["content_hash"]
    for name in (*CORE, "SHA256SUMS"):
        assert (again.out / name).read_bytes() == (full.out / name).read_bytes(), name
    assert verify(again.out) == []


def test_run_whose_matching_fails_ends_and_leaves_nothing_that_was_begun(decided, monkeypatch):
    job, first = decided
    line = dict(decide_speed.lines(steps_of(job, first)))["correct"]
    values = {**line["values"], "text": "Training of judges"}
    (job.decisions / "decisions.jsonl").write_text(json.dumps({**line, "values": values}) + "\n", encoding="utf-8")

    def fails(*_):
        raise RuntimeError("no pairs")

    monkeypatch.setattr(steps, "match_parts", fails)
    with pytest.raises(RuntimeError, match="no pairs"):
        pipeline.run(job)
    assert list(job.out.with_name("release.runs").glob("begun.*")) == []


def kept_of(job):
    return job.out.with_name(job.out.name + ".runs") / "kept"


def steps_of(job, done):
    run = job.out.with_name(job.out.name + ".runs") / "runs" / done.run
    return {step.name: step for step in run.iterdir()}


@pytest.fixture(scope="module")
def later(demo_release, tmp_path_factory):
    """The invented world run again after its Release, without people's decisions."""
    job = world.job(tmp_path_factory.mktemp("later") / "next", workers=2)
    return pipeline.run(replace(job, previous=demo_release, decisions=None))


def test_figures_of_an_earlier_release_stand_beside_those_of_the_next(demo, later):
    assert later.release["previous"] == {"name": demo.release["name"], "content_hash": demo.release["content_hash"]}
    before, after = (json.loads((done.out / "figures.json").read_text(encoding="utf-8")) for done in (demo, later))
    assert [one["previous"] for one in after["figures"]] == [one["value"] for one in before["figures"]]
    assert verify(later.out, previous=demo.out) == []


def test_the_same_decisions_hold_again_after_an_earlier_release(demo_release, tmp_path):
    again = pipeline.run(replace(world.job(tmp_path / "again", workers=2), previous=demo_release))
    assert needs(again.out) == needs(demo_release)
    assert alias_targets(again.out) == alias_targets(demo_release)
    assert verify(again.out, previous=demo_release) == []


def test_suggestions_speak_for_matches_and_change_nothing_else(twice, tmp_path, monkeypatch):
    job, _, _ = twice
    shutil.copytree(job.out.with_name("out.runs"), tmp_path / "suggested.runs")
    for step in ("suggest", "match"):  # what is kept is known by the code that made it, which here is another
        shutil.rmtree(tmp_path / "suggested.runs" / "kept" / step)
    monkeypatch.setattr(steps, "without_provisions", needs_by_state)  # in so small a world all needs name provisions
    monkeypatch.setattr(
        "article60.extraction.suggestions.suggestions", lambda needs: [suggestion(need.need_id) for need in needs]
    )
    suggested = pipeline.run(replace(job, out=tmp_path / "suggested"))
    assert suggested.fresh[:2] == ["suggest", "match"]
    assert {row[0] for row in query(suggested.out, "SELECT need_id FROM need_suggestions")} == needs(suggested.out)
    assert beside_matches(suggested.out) == beside_matches(job.out)


FOLLOW_FROM_MATCHES = {"need_suggestions", "matches", "match_features", "needs", "gaps", "provision_coverage", "funding"}
"""Tables that matches are proposed from or that say what follows from them: where needs stand, and what is open."""


def beside_matches(release: Path) -> dict[str, object]:
    """Every table that does not follow from matches, and the figures of those tables."""
    figures = json.loads((release / "figures.json").read_text(encoding="utf-8"))
    kept = {
        part: [one for one in figures[part] if one["table"] not in FOLLOW_FROM_MATCHES] for part in ("figures", "of_states")
    }
    tables = {file.stem: file.read_text(encoding="utf-8") for file in (release / "data").glob("*.csv")}
    return kept | {name: text for name, text in tables.items() if name not in FOLLOW_FROM_MATCHES}


def needs_by_state(identified: Path) -> dict[str, list[Need]]:
    found: dict[str, list[Need]] = {}
    for need in folders.load(identified, "needs", Need):
        found.setdefault(need.state, []).append(need)
    return found


def suggestion(need_id: str) -> NeedSuggestion:
    return NeedSuggestion(need_id=need_id, position=0, provision="9", score=0.9, words=("an invented word",))


def test_identifiers_of_an_earlier_release_live_on_after_its_merges_and_splits_were_taken_back(demo_release, later):
    now, aliases = needs(later.out), alias_targets(later.out)
    held = {sha256 for (sha256,) in query(later.out, "SELECT sha256 FROM documents")}
    places = query(
        demo_release, "SELECT record_id, document_sha256 FROM evidence WHERE record_id IN (SELECT need_id FROM needs)"
    )
    earlier = {need_id for need_id, sha256 in places if sha256 in held}
    assert earlier - now
    assert {need_id for need_id in earlier - now if aliases.get(need_id) not in now} == set()


def needs(release: Path) -> set[str]:
    return {row[0] for row in query(release, "SELECT need_id FROM needs")}


def alias_targets(release: Path) -> dict[str, str]:
    return dict(query(release, "SELECT old_id, new_id FROM aliases"))


def query(release: Path, sql: str, *values: str) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(f"file:{release / 'article60.sqlite'}?mode=ro", uri=True)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()
