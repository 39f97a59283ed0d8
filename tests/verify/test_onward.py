"""Verifying what a decision has changed finds whatever verifying everything finds, and does little where nothing is wrong."""

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.quality import decide_speed

from article60 import pipeline
from article60.publication import database, full_text
from article60.publication.reading import open_release
from article60.simulation.simulate import simulate
from article60.verify import again, onward, proven, verify_core


class Enough(Exception):
    """The core files were taken, and nothing else is asked for."""


@dataclass(frozen=True)
class Core:
    """Core files of a Release, the kept files of its States, and what was proven before."""

    folder: Path
    parts: dict[str, list[Path]]
    kept: Path

    def problems(self) -> list[str]:
        return [str(one) for one in verify_core(self.folder, kept=self.kept, parts=self.parts)]


class World:
    """A small invented world, on which runs are made with other decisions each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        simulate(folder / "world", states=4, needs=40, activities=160, seed=7)
        self.first, self.steps = self.core("none")
        assert self.first.problems() == []

    def core(self, name, *lines):
        """Core files of the world after these decisions, and where the steps left their tables."""
        decided, found = self.folder / "decisions" / name, {}
        decided.mkdir(parents=True, exist_ok=True)
        (decided / "decisions.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

        def standing(building):
            shutil.copytree(building, self.folder / name)
            found.update(conductor.publishing.prepared().parts)
            raise Enough

        given = decide_speed.given(self.folder / "world", decided)
        conductor = pipeline.Conductor(decide_speed.job(self.folder / "release"), given, standing=standing)
        read = self.folder / "world" / "read"
        with suppress(Enough):
            conductor.from_read([read / "documents"], [], read / "classified")
        return Core(self.folder / name, found, self.folder / "proven.json"), conductor.steps


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return World(tmp_path_factory.mktemp("onward"))


@pytest.fixture(scope="module")
def decided(world):
    """The core files after a need was corrected."""
    return world.core("correct", dict(decide_speed.lines(world.steps))["correct"])[0]


@pytest.fixture
def core(decided, tmp_path):
    """The same, to be changed by a test, with what was proven of the Release before the decision."""
    shutil.copytree(decided.folder, tmp_path / "core")
    shutil.copy(decided.kept, tmp_path / "proven.json")
    return Core(tmp_path / "core", decided.parts, tmp_path / "proven.json")


@pytest.fixture
def no_more(monkeypatch):
    """Sees to it that a test fails where everything is verified."""

    def everything(held):
        raise AssertionError("everything is verified")

    monkeypatch.setattr(again, "money", everything)


@pytest.mark.parametrize("kind", ["confirm", "met", "correct", "merge", "split", "verdict"])
def test_after_a_decision_of_each_kind_not_everything_is_verified(world, no_more, tmp_path, kind):
    found, _ = world.core(f"once {kind}", dict(decide_speed.lines(world.steps))[kind])
    shutil.copy(world.first.kept, tmp_path / "proven.json")
    assert Core(found.folder, found.parts, tmp_path / "proven.json").problems() == []


def test_what_is_proven_after_one_decision_serves_the_next(core, no_more):
    assert core.problems() == []
    assert core.problems() == []


def test_without_what_was_proven_everything_is_verified(core, no_more):
    core.kept.unlink()
    with pytest.raises(AssertionError, match="everything"):
        core.problems()


def states_of(core, world):
    """The State about which was decided, and one about which was not."""
    with closing(open_release(core.folder)) as here, closing(open_release(world.first.folder)) as before:
        query = "SELECT need_id, state, text FROM needs"
        changed = {row[1] for row in {tuple(r) for r in here.execute(query)} ^ {tuple(r) for r in before.execute(query)}}
        others = {row[0] for row in here.execute("SELECT state FROM matches")} - changed
    assert len(changed) == 1
    return changed.pop(), min(others)


ONE = "(SELECT min(rowid) FROM {table} WHERE {of})"
OF_STATE = {
    "needs": ("state = '{state}'", "text = text || '.'"),
    "gaps": ("state = '{state}'", "grade = 'unmet'"),
    "coverage": ("state = '{state}'", "cell = 'not_held', source = NULL"),
    "provision_coverage": ("state = '{state}'", "activities = activities + 1"),
    "funding": ("state = '{state}'", "usd = '1'"),
    "matches": ("state = '{state}'", "score = score + 1e-9"),
    "match_features": ("match_id LIKE '{state}-%'", "weight = weight + 1e-9"),
    "evidence": ("record_id LIKE '{state}-%'", "quote = 'other words'"),
}


@pytest.mark.parametrize("table", OF_STATE)
@pytest.mark.parametrize("which", ["changed", "unchanged"])
def test_row_of_a_state_that_was_tampered_with_is_found(world, core, table, which):
    state = dict(zip(("changed", "unchanged"), states_of(core, world), strict=True))[which]
    of, change = OF_STATE[table]
    tampered(core, f"UPDATE {table} SET {change} WHERE rowid = {ONE.format(table=table, of=of.format(state=state))}")
    assert core.problems() == [str(one) for one in verify_core(core.folder)] != []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activities SET title = 'another' WHERE rowid = 1",
        "UPDATE activity_money SET usd = '1' WHERE rowid = 1",
        "UPDATE activity_texts SET text = 'other words' WHERE rowid = 3",
        "UPDATE activity_articles SET article = '1' WHERE rowid = 1",
        "DELETE FROM activity_states WHERE rowid = 1",
        "UPDATE article_reporters SET activities = 99 WHERE rowid = 1",
        "DELETE FROM match_features WHERE rowid = 1",
        "DELETE FROM match_features WHERE rowid = (SELECT max(rowid) FROM match_features)",
        "INSERT INTO match_features SELECT match_id, 99, feature, level, score, weight, reason, need_value, activity_value "
        "FROM match_features WHERE rowid = 1",
        "UPDATE documents SET public_because = ' ' WHERE rowid = 1",
        "UPDATE provisions SET title_en = 'another' WHERE rowid = 1",
        "DELETE FROM need_articles WHERE rowid = 2",
        "UPDATE funding_activities SET position = 7 WHERE rowid = 1",
        "INSERT INTO need_types SELECT * FROM need_types WHERE rowid = 1",
        "UPDATE needs SET superseded_by = 'XX-NONE' WHERE rowid = 1",
        "UPDATE meta SET value = 'another' WHERE key = 'content_hash'",
        "UPDATE full_text SET words = 'other' WHERE rowid = (SELECT max(rowid) FROM full_text WHERE kind = 'needs')",
        "UPDATE full_text SET name = 'other' WHERE kind = 'activities' AND rowid % 10 = 3",
        "DELETE FROM full_text WHERE kind = 'states' AND rowid % 10 = 1",
        "INSERT INTO full_text (rowid, kind, id) VALUES (9999999998, 'states', 'XX')",
        "INSERT INTO full_text (rowid, kind, id) VALUES (5, 'needs', 'XX')",
        "INSERT INTO full_text (rowid, kind, id) VALUES (99999999998, 'needs', 'XX')",
        "UPDATE full_text_data SET block = zeroblob(length(block)) WHERE id = (SELECT max(id) FROM full_text_data)",
        "DELETE FROM full_text_data WHERE id = (SELECT max(id) FROM full_text_data)",
    ],
)
def test_whatever_else_was_tampered_with_is_found(core, statement):
    tampered(core, statement)
    assert core.problems() == [str(one) for one in verify_core(core.folder)] != []


def tampered(core, statement):
    with closing(sqlite3.connect(core.folder / "article60.sqlite")) as connection, connection:
        assert connection.execute(statement).rowcount != 0


@pytest.mark.parametrize("name", ["states_with_needs", "activities", "commitment_to_states_usd"])
def test_figure_that_was_tampered_with_is_found(core, name):
    path = core.folder / "figures.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    figure = next(one for one in said["figures"] if one["figure"].startswith(name))
    figure["rows"] += 1
    path.write_text(json.dumps(said), encoding="utf-8")
    assert len(core.problems()) == 1


def test_count_that_was_tampered_with_is_found(core):
    path = core.folder / "release.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["counts"]["activities"] += 1
    path.write_text(json.dumps(said), encoding="utf-8")
    assert len(core.problems()) == 1


def test_what_was_proven_counts_for_nothing_where_its_file_was_changed(core, no_more):
    core.kept.write_bytes(core.kept.read_bytes().replace(b"0", b"1", 1))
    with pytest.raises(AssertionError, match="everything"):
        core.problems()


def more(fact):
    """Every number in a kept fact made larger by one."""
    if isinstance(fact, list):
        return [more(one) for one in fact]
    return fact + 1 if isinstance(fact, int) and not isinstance(fact, bool) else fact


def test_partial_sum_that_was_tampered_with_makes_everything_be_verified_and_is_forgotten(core, tmp_path):
    held = proven.load(core.kept)
    counts = [key for key in held.known if key.startswith("counts ")]
    assert counts
    held.found = {**held.known, **{key: more(held.known[key]) for key in counts}}
    proven.save(core.kept, held)
    assert core.problems() == []
    anew = Core(core.folder, core.parts, tmp_path / "anew.json")
    assert anew.problems() == []
    assert proven.load(core.kept).known == proven.load(anew.kept).known


def test_wrong_figure_is_found_whatever_partial_sum_was_tampered_with(core):
    held = proven.load(core.kept)
    held.found = {key: more(fact) if key.startswith("counts ") else fact for key, fact in held.known.items()}
    proven.save(core.kept, held)
    test_figure_that_was_tampered_with_is_found(core, "activities")


@pytest.mark.parametrize(
    ("group", "statement"),
    [
        ("pairs", "UPDATE match_features SET weight = weight + 1 WHERE rowid = 1"),
        ("stated", "UPDATE evidence SET quote = 'other words' WHERE rowid = 1"),
        ("stated", "UPDATE {words} SET words = 'other' WHERE kind = 'needs' AND rowid = {first}"),
        ("analysed", "UPDATE needs SET text = text || '.' WHERE rowid = 1"),
        ("analysed", "UPDATE gaps SET grade = 'unmet' WHERE rowid = 1"),
    ],
)
def test_tampering_with_a_kept_file_hides_nothing(core, tmp_path, group, statement):
    copies = [Path(shutil.copy(part, tmp_path / f"{number}.sqlite")) for number, part in enumerate(core.parts[group])]
    with closing(sqlite3.connect(copies[0])) as connection, connection:
        assert connection.execute(statement.format(words="words", first=1)).rowcount == 1
    both = Core(core.folder, {**core.parts, group: copies}, core.kept)
    assert both.problems() == []
    tampered(core, statement.format(words="full_text", first=full_text.numbers("needs")[0]))
    assert both.problems() != []


@pytest.mark.parametrize("group", database.GROUPS)
def test_kept_file_that_is_left_out_or_stands_elsewhere_makes_everything_be_verified(core, group):
    kept, (first, *others) = core.kept.read_bytes(), core.parts[group]
    for parts in (others, [*others, first], []):
        core.kept.write_bytes(kept)
        assert Core(core.folder, {**core.parts, group: parts}, core.kept).problems() == []


def test_words_that_stand_with_another_need_are_found(core):
    """The words of two needs of one State change places, in the Release and in the kept file alike."""
    with closing(open_release(core.folder)) as connection:
        rows = connection.execute("SELECT rowid, words FROM full_text WHERE kind = 'needs' ORDER BY rowid LIMIT 2").fetchall()
    (one, its), (other, others) = map(tuple, rows)
    assert its != others
    tampered(core, f"UPDATE full_text SET words = iif(rowid = {one}, '{others}', '{its}') WHERE rowid IN ({one}, {other})")
    assert core.problems() == [str(one) for one in verify_core(core.folder)] != []


def test_where_sqlite_tells_no_pages_everything_is_verified(core, monkeypatch):
    def not_told(*_):
        raise onward.pages.NotTold

    monkeypatch.setattr(onward.pages, "hash_of", not_told)
    assert core.problems() == []


def test_need_that_its_state_added_is_published_and_verified(tmp_path):
    world = World(tmp_path)
    added = {
        "id": "added", "made_at": "2026-11-01T08:00:00Z", "actor_role": "state_focal_point", "verb": "add",
        "actor_organisation": "XA", "audience": "public", "about": {"kind": "need", "id": "XA-22222222"},
        "values": {"state": "XA", "text": "Training of judges"},
    }  # fmt: skip
    consent = {**added, "id": "consent", "verb": "consent", "values": {}}
    core, _ = world.core("added", added, consent)
    with closing(open_release(core.folder)) as connection:
        assert connection.execute("SELECT state FROM needs WHERE need_id = 'XA-22222222'").fetchone()[0] == "XA"
    assert [len(core.parts[group]) > 1 for group in ("stated", "analysed")] == [True, True]
    assert core.problems() == core.problems() == []
