"""Every command on the invented world, as a user runs it: what it prints, what it leaves, how it ends."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest
from tests.sources.lying_server import serving

import checklist_files
from article60.demo import world
from command_line import COMMAND, article60, lines
from filled_sheet import Filled

EXAMPLES = Path(str(files("article60.publication.standard"))) / "examples"
REVIEWS, AID = world.WORLD / "reviews", world.WORLD / "aid"


def test_help_lists_the_commands_and_where_to_start():
    assert "article60 demo" in article60("--help").stdout


def test_wrong_usage_ends_with_2():
    assert "invalid choice" in article60("dance", code=2).stderr


def test_demo_builds_a_release_that_verifies(tmp_path):
    done = article60("demo", "--build-only", "--out", tmp_path / "demo")
    assert lines(done)[0]["content_hash"]
    assert "verified" in article60("verify", tmp_path / "demo").stderr


def test_run_publishes_under_the_terms_that_the_settings_name(tmp_path):
    settings = {
        "ARTICLE60_LICENCE": "CC0-1.0",
        "ARTICLE60_OPERATOR": "A library",
        "ARTICLE60_ADDRESS": "https://register.example/",
    }
    article60("run", "--aid", AID / "nordev.xml", "--out", tmp_path / "release", **settings)
    said = json.loads((tmp_path / "release" / "release.json").read_text(encoding="utf-8"))
    assert (said["licence"]["code"], said["publisher"], said["address"]) == ("CC0-1.0", "A library", "https://register.example")
    assert "https://register.example/standard/codelists/provisions" in (tmp_path / "release" / "assistance.xml").read_text()


def test_run_with_a_previous_release_tells_what_has_changed(demo_release, tmp_path):
    article60("run", "--aid", AID / "nordev.xml", "--previous", demo_release, "--out", tmp_path / "next")
    said = json.loads((tmp_path / "next" / "changes.json").read_text(encoding="utf-8"))
    assert said["previous"]["name"] == json.loads((demo_release / "release.json").read_text(encoding="utf-8"))["name"]
    assert "verified" in article60("verify", tmp_path / "next", "--previous", demo_release).stderr


def test_run_with_a_signing_key_that_is_not_there_ends_with_2(tmp_path):
    done = article60("run", "--aid", AID / "nordev.xml", "--out", tmp_path / "r", code=2, ARTICLE60_SIGNING_KEY="/no/key")
    assert "ARTICLE60_SIGNING_KEY" in done.stderr


def test_run_without_a_public_document_opens_none(tmp_path):
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / "XA_1.pdf").write_bytes((REVIEWS / "XA_1.pdf").read_bytes())
    article60("run", "--reviews", tmp_path / "reviews", "--aid", AID, "--on", "2026-06-30", "--out", tmp_path / "closed")
    told = ("--documents-are", "public", "--on", "2026-06-30", "--out", tmp_path / "open")
    article60("run", "--reviews", tmp_path / "reviews", "--aid", AID, *told)
    counts = [json.loads((tmp_path / n / "release.json").read_text())["counts"]["documents"] for n in ("closed", "open")]
    assert counts == [0, 1]


def test_run_names_what_it_refuses_and_goes_on(tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    told = ("--documents-are-public", "--on", "2026-06-30", "--out", tmp_path / "out")
    done = article60("run", "--reviews", tmp_path / "broken.pdf", REVIEWS / "XA_1.pdf", *told)
    assert "refused: broken.pdf: not a readable PDF" in done.stderr


def test_run_says_where_its_further_notes_are_kept(tmp_path):
    aid = tmp_path / "none.xml"
    aid.write_text("<iati-activities version='2.03'/>")
    told = ("--documents-are-public", "--on", "2026-06-30", "--out", tmp_path / "out")
    done = article60("run", "--reviews", REVIEWS / "XA_1.pdf", "--aid", aid, *told)
    kept = tmp_path / "out" / "data" / "notes.csv"
    assert f"1 further notes on the input, in {kept}" in done.stderr
    assert "holds no activities" in kept.read_text(encoding="utf-8")


def test_note_that_nothing_keeps_is_printed(tmp_path):
    (tmp_path / "none.xml").write_text("<iati-activities version='2.03'/>")
    assert "doubtful: none.xml: holds no activities" in article60("activities", tmp_path / "none.xml").stderr


def test_run_on_nothing_readable_ends_with_2(tmp_path):
    (tmp_path / "empty").mkdir()
    done = article60("run", "--reviews", tmp_path / "empty", "--out", tmp_path / "out", code=2)
    assert re.match(r"on \d{4}-\d\d-\d\d\narticle60 run: none of the files", done.stderr)


def test_run_on_nothing_that_could_be_had_says_why(tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"no archive")
    done = article60("run", "--aid", tmp_path / "broken.zip", "http://127.0.0.1:1/x.xml", "--out", tmp_path / "out", code=2)
    assert "refused: broken.zip: the archive cannot be read" in done.stderr
    assert "refused: http://127.0.0.1:1/x.xml: " in done.stderr
    assert done.stderr.splitlines()[-1].startswith("article60 run: none of the files named")


def test_run_whose_files_were_all_refused_ends_with_2_and_leaves_the_release_that_stands(tmp_path):
    told = ("--documents-are-public", "--on", "2026-06-30", "--out", tmp_path / "out")
    article60("run", "--aid", AID / "nordev.xml", *told)
    stood = (tmp_path / "out" / "release.json").read_bytes()
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (tmp_path / "page.xml").write_text("<html></html>")
    done = article60("run", "--reviews", tmp_path / "broken.pdf", "--aid", tmp_path / "page.xml", *told, code=2)
    assert "refused: broken.pdf: not a readable PDF" in done.stderr
    assert "refused: page.xml, line 1: an HTML page" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("article60 run: none of the files named")
    assert (tmp_path / "out" / "release.json").read_bytes() == stood


def test_run_names_facts_and_decisions_that_it_does_not_read(tmp_path):
    for name in ("facts/partys.csv", "decisions/x.json", "decisions/y.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    held = ("--facts", tmp_path / "facts", "--decisions", tmp_path / "decisions")
    done = article60("run", "--aid", AID / "nordev.xml", *held, "--out", tmp_path / "out")
    assert f"info: {tmp_path}/facts: not read: partys.csv; read are parties.csv, reviews.csv, " in done.stderr
    assert f"info: {tmp_path}/decisions: not read: x.json; read are files that end in .jsonl" in done.stderr
    assert str(tmp_path / "decisions") not in (tmp_path / "out" / "data" / "notes.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--reviews", "--aid"])
def test_run_on_a_file_that_is_fine_and_holds_nothing_goes_on(tmp_path, option):
    (tmp_path / "none.xml").write_text("<iati-activities version='2.03'/>")
    (tmp_path / "none.txt").write_text("The weather was fine.")
    named = tmp_path / ("none.xml" if option == "--aid" else "none.txt")
    article60("run", option, named, "--documents-are-public", "--out", tmp_path / "out")
    assert (tmp_path / "out" / "release.json").is_file()


def test_run_takes_no_engine_that_is_no_address(tmp_path):
    assert (
        "write local, ray://host:10001 or host:6379"
        in article60("run", "--aid", AID, "--out", tmp_path / "out", "--engine", "cluster", code=2).stderr
    )


@pytest.mark.skipif(find_spec("daft") is not None, reason="the extra article60[cluster] is installed here")
def test_run_on_a_cluster_without_the_extra_says_what_to_install(tmp_path):
    done = article60("run", "--aid", AID, "--out", tmp_path / "out", "--engine", "ray://127.0.0.1:9", code=2)
    assert "needs daft, which is not installed; install article60[cluster]" in done.stderr
    assert not (tmp_path / "out.runs").exists()


def test_run_never_overwrites_what_is_no_release(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    told = ("--documents-are-public", "--out", tmp_path / "mine")
    article60("run", "--reviews", REVIEWS / "XA_1.pdf", *told, code=2)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_validate_accepts_the_needs_of_a_release_and_names_what_is_wrong(demo_release, tmp_path):
    article60("validate", demo_release / "needs.json")
    needs = json.loads((demo_release / "needs.json").read_text(encoding="utf-8"))
    needs["needs"][0]["provisions"] = "16"
    (tmp_path / "needs.json").write_text(json.dumps(needs), encoding="utf-8")
    (finding, *_) = lines(article60("validate", tmp_path / "needs.json", code=1))
    assert "provisions" in json.dumps(finding)


def test_validate_tells_the_level_and_what_keeps_a_file_from_a_higher_one(demo_release):
    assert "valid, level complete" in article60("validate", demo_release / "needs.json").stderr
    minimal = EXAMPLES / "valid" / "minimal.json"
    assert "valid, level basic" in article60("validate", minimal).stderr
    (first, *_) = lines(article60("validate", minimal, "--level", "traceable", code=1))
    assert (first["where"], first["rule"]) == ("$.licence", "level-traceable")


def test_validate_names_the_cells_of_a_checklist_that_cannot_be_used(tmp_path):
    (tmp_path / "book.xlsx").write_bytes(checklist_files.filled(checklist_files.made(), {"16.need": "Words"}))
    assert (
        "valid: p1c1v1 of XA, answers changed since it was downloaded: 1"
        in article60("validate", tmp_path / "book.xlsx").stderr
    )
    wrong = checklist_files.filled(checklist_files.made(), {checklist_files.CELL: "=1+1"})
    (tmp_path / "book.xlsx").write_bytes(wrong)
    (finding,) = lines(article60("validate", tmp_path / "book.xlsx", code=1))
    assert finding["what"] == "a formula" and finding["where"].startswith("sheet Chapter III, cell D") and finding["do"]
    (tmp_path / "book.xlsx").write_bytes(b"no workbook")
    assert "save it as .xlsx" in article60("validate", tmp_path / "book.xlsx", code=2).stderr


def test_validate_of_an_iati_file_needs_the_schemas_as_its_help_says(demo_release):
    assert "name their folder with --schemas" in article60("validate", demo_release / "assistance.xml", code=2).stderr
    assert "An IATI file is checked by the schemas that --schemas names" in article60("validate", "--help").stdout


def test_validate_iati_against_the_official_schema(demo_release, shared):
    article60("validate", demo_release / "assistance.xml", "--schemas", shared / "iati" / "schemas")


def test_verify_finds_a_changed_byte(demo_release, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in demo_release.rglob("*"):
        target = copy / file.relative_to(demo_release)
        target.mkdir() if file.is_dir() else target.write_bytes(file.read_bytes())
    (copy / "figures.json").write_text((copy / "figures.json").read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert lines(article60("verify", copy, code=1))


def test_verify_of_no_release_ends_with_2(tmp_path):
    assert "article60 verify" in article60("verify", tmp_path, code=2).stderr


def test_read_clearance_turns_a_returned_sheet_into_decisions_that_a_run_accepts(demo_release, tmp_path):
    sheet = tmp_path / "sheet.docx"
    article60("report", "clearance-sheet", "--release", demo_release, "--state", "XA", "--language", "fr", "--out", sheet)
    needs = [one["id"] for one in json.loads((demo_release / "needs.json").read_text(encoding="utf-8"))["needs"]]
    asked = Filled(sheet)
    need = next(one for one in needs if one.startswith("XA-") and f"{one}.".encode() in asked.files["word/document.xml"])
    returned = asked.tick(need, "confirmed").tick("sheet/audience", "public").save(tmp_path / "returned.docx")
    done = article60("read-clearance", returned, "--release", demo_release, "--on", "2026-06-30")
    assert f"{need}: confirmed" in done.stderr
    decisions = tmp_path / "decisions"
    decisions.mkdir()
    (decisions / "returned.jsonl").write_text(done.stdout, encoding="utf-8")
    options = ("--documents-are-public", "--on", "2026-06-30", "--decisions", decisions)
    article60("run", "--reviews", REVIEWS, *options, "--out", tmp_path / "release")
    with sqlite3.connect(tmp_path / "release" / "article60.sqlite") as connection:
        found = "SELECT reading, confirmed_by_role FROM needs WHERE need_id = ?"
        assert connection.execute(found, (need,)).fetchone() == ("confirmed", "state_focal_point")


def test_report_makes_a_word_document(demo_release, tmp_path):
    article60("report", "trend-note", "--release", demo_release, "--language", "en", "--out", tmp_path / "note.docx")
    assert (tmp_path / "note.docx").read_bytes()[:2] == b"PK"


def test_export_static_refuses_a_folder_that_holds_something_else(demo_release, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    refused = article60("export-static", demo_release, "--out", tmp_path, code=2)
    assert str(tmp_path) in refused.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_collect_fetches_from_a_local_server(tmp_path, local_files):
    (tmp_path / "source.yml").write_text(
        f"name: demo\npublisher: Demo\nlicence: CC0-1.0\nfiles: [{local_files}/aid.xml]\nexpect: {{minimum_files: 1}}\n"
    )
    told = article60("collect", tmp_path / "source.yml", "--out", tmp_path / "got").stderr
    assert [f.suffix for f in (tmp_path / "got").rglob("*.xml")] == [".xml"]
    assert told == f"1 of 1 files are in {tmp_path}/got, 0 MB; 1 were fetched now\n"


def test_collect_counts_nothing_where_the_list_cannot_be_had(tmp_path, local_files):
    (tmp_path / "source.yml").write_text(
        f"name: demo\npublisher: Demo\nlicence: CC0-1.0\nlist: {{address: '{local_files}/aid.xml', file: url}}\n"
    )
    told = article60("collect", tmp_path / "source.yml", "--out", tmp_path / "got", code=1).stderr
    assert told.startswith(f"refused: {local_files}/aid.xml: is no JSON (")
    assert told.count("\n") == 1


def test_a_command_that_is_broken_off_says_how_to_go_on(tmp_path):
    asked = Event()

    def waits(handler):
        asked.set()
        handler.rfile.read(1)

    with serving() as server:
        server.plans["/a.xml"] = [waits]
        described = {"name": "A", "publisher": "B", "licence": "C", "files": [f"{server.address}/a.xml"]}
        (tmp_path / "source.yml").write_text(json.dumps(described))
        collecting = subprocess.Popen(
            [COMMAND, "collect", tmp_path / "source.yml", "--out", tmp_path / "got"], stderr=subprocess.PIPE, text=True
        )
        assert asked.wait(30)
        collecting.send_signal(signal.SIGINT)
        _, told = collecting.communicate(timeout=30)

    assert (collecting.returncode, told) == (130, "article60 collect: broken off; give the same command again to go on\n")


@pytest.fixture
def local_files(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "aid.xml").write_bytes(sorted(AID.glob("*.xml"))[0].read_bytes())
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{port}/")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address):
    for _ in range(150):
        try:
            with urlopen(address, timeout=2) as answer:
                return answer.status
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def test_serve_shows_the_release_and_stops_when_told(demo_release):
    port = free_port()
    server = subprocess.Popen([COMMAND, "serve", "--release", demo_release, "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        assert wait_for(f"http://127.0.0.1:{port}/en/") == 200
        with urlopen(f"http://127.0.0.1:{port}/api/v1/needs", timeout=5) as answer:
            assert json.load(answer)["items"]
    finally:
        os.kill(server.pid, signal.SIGINT)
        server.wait(timeout=15)


def test_simulate_makes_a_world_and_prints_how_near_the_steps_came(tmp_path):
    size = ("--states", 4, "--needs", 60, "--activities", 300, "--seed", 3)
    (figures,) = lines(article60("simulate", "--out", tmp_path / "world", *size, "--score"))
    assert {"matches_f1", "calibration_error", "overlaps_f1", "same_activity_f1", "seconds", "peak_mb"} <= figures.keys()
    assert (tmp_path / "world" / "truth" / "matches.csv").is_file()


def test_simulate_names_a_size_that_is_out_of_range(tmp_path):
    done = article60("simulate", "--out", tmp_path / "world", "--states", 0, code=2)
    assert "--states 0: give a number from 1 to" in done.stderr
