import json

import pytest

from article60.tables import runs
from article60.tables.runs import Workplace, code_key, key_of


def test_step_is_done_once_for_one_key(tmp_path):
    done = []
    workplace = Workplace(tmp_path)
    for _ in range(2):
        folder, _ = workplace.make("match", "k" * 64, lambda to: done.append((to / "x").write_text("1")))
    assert len(done) == 1
    assert (folder / "x").read_text() == "1"


def test_step_that_fails_leaves_nothing(tmp_path):
    workplace = Workplace(tmp_path)

    def fail(to):
        (to / "half").write_text("1")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        workplace.make("match", "k" * 64, fail)
    assert list((tmp_path / "kept" / "match").iterdir()) == []


def test_step_that_another_machine_finished_meanwhile_is_taken_from_there(tmp_path):
    workplace = Workplace(tmp_path)

    def while_another_does_it(to):
        (to / "x").write_text("1")
        other = workplace.kept("match", "k" * 64)
        other.mkdir()
        (other / "x").write_text("1")

    kept, made = workplace.make("match", "k" * 64, while_another_does_it)
    assert (made, (kept / "x").read_text()) == (False, "1")
    assert list((tmp_path / "kept" / "match").iterdir()) == [kept]


def test_run_folder_holds_the_tables_of_its_steps_and_a_manifest(tmp_path):
    workplace = Workplace(tmp_path)
    kept, _ = workplace.make("match", "k" * 64, lambda to: (to / "m.parquet").write_text("rows"))
    run = workplace.record("2026-06-30-abc", {"match": kept}, {"content_hash": "h"})
    assert (run / "match" / "m.parquet").read_text() == "rows"
    assert json.loads((run / "manifest.json").read_text()) == {"content_hash": "h"}


def test_key_depends_on_every_part_and_on_nothing_else():
    assert key_of("a", [1]) == key_of("a", [1])
    assert key_of("a", [1]) != key_of("a", [2])


def test_changed_code_has_another_key(tmp_path):
    (tmp_path / "a.py").write_text("1")
    before = code_key(tmp_path)
    (tmp_path / "a.py").write_text("2")
    assert code_key(tmp_path) != before


def test_run_that_another_process_recorded_meanwhile_is_left_as_it_is(tmp_path, monkeypatch):
    workplace = Workplace(tmp_path)
    kept, _ = workplace.make("match", "k" * 64, lambda to: (to / "m.parquet").write_text("rows"))
    there = tmp_path / "runs" / "2026-06-30-abc"

    def while_another_records_it(one, other):
        there.mkdir()
        (there / "manifest.json").write_text("{}")

    monkeypatch.setattr(runs, "link", while_another_records_it)

    assert workplace.record("2026-06-30-abc", {"match": kept}, {}) == there
    assert list(there.parent.iterdir()) == [there]


def test_two_machines_whose_processes_have_the_same_number_write_apart(tmp_path, monkeypatch):
    written = []
    for machine in ("one", "two"):
        monkeypatch.setattr(runs, "node", lambda machine=machine: machine)
        with pytest.raises(ZeroDivisionError):
            Workplace(tmp_path).make("match", "k" * 64, lambda to: written.append(to) or 1 / 0)
    assert len(set(written)) == 2


def test_what_tells_of_another_time_is_replaced_in_its_place(tmp_path):
    workplace = Workplace(tmp_path)
    for words in ("busy", "full", "full"):
        kept = workplace.instead("documents", "k" * 64, lambda to, words=words: (to / "notes").write_text(words))

        assert (kept / "notes").read_text() == words
    assert list((tmp_path / "kept" / "documents").iterdir()) == [kept]
    assert workplace.now("documents", "k" * 64) == kept
    made, _ = workplace.make("documents", "k" * 64, lambda to: None)
    assert workplace.now("documents", "k" * 64) == made != kept
