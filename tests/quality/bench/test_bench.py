"""The measurement of reading aid data says what it measured, on a corpus that is the same each time."""

import json
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import orjson
import pytest
from lxml import etree
from tests.quality.bench import awkward, corpus, exactness, goals, measurement, ours, page, picture
from tests.quality.bench.contenders import CONTENDERS, PROMISED
from tests.quality.bench.measuring import Command, Failed, Spent, measured

from article60.demo import world
from article60.identity.readings import Reading
from article60.sources import iati
from article60.sources.inputs import aid_files

ROOT = Path(__file__).parents[3]


def silent(line: str) -> None:
    pass


def made(folder: Path, *, seed: int = 1) -> Path:
    corpus.make(world.WORLD / "aid", out=folder, megabytes=0.4, seed=seed, tell=silent)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_corpus_is_the_same_for_a_seed_and_another_for_another(tmp_path: Path) -> None:
    first = contents(made(tmp_path / "first"))

    assert contents(made(tmp_path / "again")) == first
    assert contents(made(tmp_path / "other", seed=2)) != first


def test_corpus_is_of_the_size_and_share_asked_for_and_well_formed(tmp_path: Path) -> None:
    files = sorted(made(tmp_path).glob("*.xml"))
    told = json.loads((tmp_path / corpus.MANIFEST).read_text())
    activities = [one for file in files for one in etree.parse(file).iter("iati-activity")]
    names = [one.findtext("iati-identifier") for one in activities]

    assert told["bytes"] == sum(file.stat().st_size for file in files)
    assert 390_000 < told["bytes"] < 500_000
    assert told["activities"] == len(activities) == len(set(names)) > 100
    assert 0 < told["relevant"] / len(activities) < 2 * corpus.SHARE


def test_copy_says_the_same_in_other_words_and_keeps_those_of_the_lexicons() -> None:
    said = "Support of the anti-corruption commission, of whatever quiet afternoon brings. Sundry volcanoes erupt"
    text = f"<iati-activity><iati-identifier>XA-1</iati-identifier><title>{said}</title>"
    text += "<related-activity type='1' ref='XA-2'/><value>1000000</value></iati-activity>"
    template = corpus.Template(text, relevant=True)
    source, chance = corpus.Source("<iati-activities>", [template]), random.Random(3)

    generations = [corpus.Generation(source, chance, number=number) for number in range(30)]
    found, again = ([etree.fromstring(one.copy(template)) for one in generations] for _ in range(2))

    titles = [one.findtext("title") for one in found]
    assert len(set(titles)) > 20
    assert [one.findtext("title") for one in again] == titles  # what a publisher says twice is said twice
    assert all("of the anti-corruption commission, of" in title for title in titles)
    assert [one.findtext("iati-identifier") for one in found] == [f"XA-1-r{number}" for number in range(30)]
    assert [one.find("related-activity").get("ref") for one in found] == [f"XA-2-r{number}" for number in range(30)]
    assert len({one.findtext("value") for one in found}) > 15


def test_awkward_files_are_sifted_as_they_are_read(tmp_path: Path) -> None:
    files = awkward.make(tmp_path / "aid", draws=1)

    told = exactness.compared([tmp_path / "aid"], tmp_path / "out")

    assert len(files) == 2 * len(awkward.WAYS) > 200
    assert told["different"] == 0
    assert told["kept"] > 300
    assert not (tmp_path / "out").exists()


def test_awkward_files_are_the_same_for_a_seed_and_not_alike(tmp_path: Path) -> None:
    first, again = (awkward.make(tmp_path / name, draws=2) for name in ("first", "again"))
    bytes_of = [path.read_bytes() for path in first]

    assert [path.read_bytes() for path in again] == bytes_of
    assert len(bytes_of) >= 200
    assert len(set(bytes_of)) >= len(bytes_of) - 20  # what is empty or a page is so each time


def test_what_differs_is_counted_once_for_each_activity(tmp_path: Path) -> None:
    files = aid_files([world.WORLD / "aid"], notes=[])
    (one, other, *_) = exactness.kept(files, tmp_path, sifts=False)
    told = Reading(one.record, one.activity, one.signals[1:], one.provisions)
    key, another = ("a.xml", "", 0), ("a.xml", "", 1)

    assert exactness.different({key: one}, {key: one})["different"] == 0
    assert exactness.different({key: one}, {key: told}) == {"different": 1, "records": 0, "signals": 1, "provisions": 0}
    assert exactness.different({key: one}, {key: one, another: other}) == {
        "different": 1, "records": 1, "signals": 1, "provisions": 1,
    }  # fmt: skip


def test_relevant_activities_are_those_of_a_run_by_one_process_and_by_two(tmp_path: Path) -> None:
    files = sorted((world.WORLD / "aid").glob("*.xml"))
    read = exactness.kept(aid_files(files, notes=[]), tmp_path, sifts=False)

    alone, both = (list(ours.run(files, processes=number)) for number in (1, 2))

    assert alone == both
    assert [one["identifier"] for one in alone] == [one.record.iati_identifier for one in read]


def test_whole_record_is_given_out_with_all_that_is_in_it() -> None:
    files = sorted((world.WORLD / "aid").glob("*.xml"))
    records = [record for file in files for record in iati.read(file, notes=[])]

    told = [orjson.loads(orjson.dumps(one)) for one in ours.whole(files)]

    assert records
    assert told == [json.loads(json.dumps(asdict(record), default=str)) for record in records]


def test_time_and_memory_of_what_a_program_starts_are_counted() -> None:
    work = "sum(range(20_000_000)); x = b'x' * 150_000_000"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}]); sys.stderr.write('done 12')"

    spent = Command((sys.executable, "-c", starts)).run()

    assert spent.told == 12
    assert spent.cpu_s > 0.2
    assert 150 < spent.peak_mb < 250


def test_program_that_fails_is_named_with_what_it_said() -> None:
    with pytest.raises(Failed, match=r"-c raise ValueError\('no\.'\) …: ValueError: no\."):
        Command((sys.executable, "-c", "raise ValueError('no.')")).run()


def test_ratio_is_the_median_of_pairs_and_not_of_the_sides() -> None:
    pairs = [(spent(1.0), spent(0.5)), (spent(4.0), spent(1.0)), (spent(1.0), spent(1.0))]

    found = measured(pairs)

    assert (found.times, found.least, found.most, found.cpu_s) == (2.0, 1.0, 4.0, 1.0)


def spent(cpu_s: float) -> Spent:
    return Spent(cpu_s=cpu_s, wall_s=cpu_s, peak_mb=10, told=None)


def test_goals_are_kept_not_kept_or_open() -> None:
    rows = {said: (told, kept) for said, _, told, kept in goals.rows({"records_different": 0, "full_x_xmllint": 0.39})}

    assert rows["activities that differ from where all is read"] == ("0", "kept")
    assert rows["ten fields of every activity, beside xmllint"] == ("0.39 x", "**not kept**")
    assert rows["20,000 needs beside 100,000 activities"] == ("not measured", "open")
    assert {f"filtered_x_{peer}" for peer in PROMISED} < {goal.key for goal in goals.GOALS}


def test_report_stands_between_its_marks_and_the_rest_is_left() -> None:
    text = f"Before.\n\n{page.BEGIN}\n\nold\n\n{page.END}\n\nAfter.\n"

    once = page.renewed(text, "new")

    assert once == text.replace("old", "new") == page.renewed(once, "new")
    with pytest.raises(page.NoPlace):
        page.renewed(f"{page.END} {page.BEGIN}", "new")


def test_twice_as_fast_is_always_as_far_in_the_picture() -> None:
    dots = [picture.Dot(name=str(times), does="reads", times=times, least=times, most=times) for times in (0.02, 0.5, 3)]
    scale = picture.Scale(dots)

    assert scale.x(0.5) - scale.x(0.25) == pytest.approx(scale.x(2) - scale.x(1), abs=0.2)
    assert all(picture.LEFT <= scale.x(dot.times) <= picture.WIDTH - picture.RIGHT for dot in dots)
    drawn = picture.drawn(dots, title="Fast & slow", below="")
    assert len(etree.fromstring(drawn.encode()).findall(".//{*}circle")) == 3
    assert drawn.index(">3<") < drawn.index(">0.5<") < drawn.index(">0.02<")


def test_first_files_are_those_that_fit(tmp_path: Path) -> None:
    for name, size in (("a", 500), ("b", 300), ("c", 100), ("d", 90)):
        (tmp_path / name).write_bytes(bytes(size))
    files = sorted(tmp_path.iterdir())

    assert [one.name for one in measurement.first(files, 0.0007)] == ["a", "c", "d"]
    assert [one.name for one in measurement.first(files, 0.0001)] == ["a"]


def test_small_measurement_prints_every_figure_and_renews_the_page(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name in ("explanation", "images"):
        (docs / name).mkdir(parents=True)
    (docs / "explanation/speed.md").write_text(f"# Speed\n\n{page.BEGIN}\n{page.END}\n", encoding="utf-8")
    asked = [
        "--mb",
        "0.3",
        "--rounds",
        "1",
        "--draws",
        "0",
        "--matching",
        "20",
        "200",
        "900",
        "--only",
        "filtered",
        "run",
        "iatikit",
    ]
    places = ["--shared", str(tmp_path / "nothing"), "--out", str(tmp_path / "out"), "--peers", str(tmp_path / "no-python")]

    done = subprocess.run(
        [sys.executable, "-m", "tests.quality.bench", *asked, *places, "--report", str(docs)],
        capture_output=True, text=True, timeout=300, cwd=ROOT,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    assert {"filtered_x_xmllint", "full_x_xmllint", "filtered_x_iatikit", "filtered_x_diterator"} < line.keys()
    assert line["records_different"] == 0
    assert line["matching_s"] > 0 and line["matching_needs"] == 200 and line["matching_pairs"] > 0
    assert line["filtered_x_xmllint"] > 0 and line["peak_mb"] > 10
    assert list(line["failed"]) == ["iatikit"]  # there is no Python of its own: said, not hidden
    told = (docs / "explanation/speed.md").read_text(encoding="utf-8")
    assert "Article60, filtered" in told and "| iatikit | the ten fields | failed: " in told
    assert (docs / "images/aid-speed.svg").is_file()


def test_every_peer_can_be_asked_for_by_its_name() -> None:
    asked = "import sys; sys.path.insert(0, 'tests/quality/bench'); import peers; print(*sorted(peers.PEERS))"

    known = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()

    assert known == sorted(one.key for one in CONTENDERS if not one.is_ours)


def found(*, times, cpu_s):
    return measurement.Measured(times=times, least=times, most=times, cpu_s=cpu_s, wall_s=cpu_s, peak_mb=100.0, told=None)


def test_peers_are_compared_with_the_filter_on_the_files_that_they_read(tmp_path):
    for part, size in (("all", 8), ("eighth", 1), ("little", 1)):
        (tmp_path / part).write_bytes(b" " * size * 1_000_000)
        (tmp_path / f"{part}.txt").write_text(f"{tmp_path / part}\n")
    bench = measurement.Bench(out=tmp_path, shared=tmp_path, peers=tmp_path, rounds=1, mb=8)
    bench.figures["two_processes_x"] = 1.5
    spent = {"all": 4.0, "eighth": 1.0, "little": 0.5}
    for key, cpu_s in (("filtered", 4.0), ("filtered_eighth", 1.0), ("filtered_little", 0.5)):
        bench.found[key] = found(times=0.5, cpu_s=cpu_s)
    for one in CONTENDERS:
        if one.key in PROMISED:
            bench.found[one.key] = found(times=0.1, cpu_s=3 * spent[one.files])

    bench.conclude()

    assert [bench.figures[f"filtered_x_{peer}_same_files"] for peer in PROMISED] == [3.0] * len(PROMISED)
    assert [bench.figures[f"filtered_x_{peer}"] for peer in PROMISED] == [5.0] * len(PROMISED)
