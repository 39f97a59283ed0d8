"""A Release that is read in parts is found to be wrong exactly where one that is read at once is, and little of it is held."""

import random
import shutil
import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import replace

import pytest

from article60.publication import data_files, release
from article60.publication.reading import open_release, release_json
from article60.publication.release_info import Input
from article60.tables import canonical
from article60.tables.declared import LINKS, TABLES
from article60.verify import again, alike, files, rows
from article60.verify.held import Held
from invented_tables import ON, tables
from verify import plain

BROKEN = [
    *(name for name, some in tables().items() if some),
    *(link.name for link in LINKS if tables().get(link.table)),
    "activity_states", "article_reporters", "full_text",
]  # fmt: skip
CANNOT_GO_ON = ["cannot go on"]


def publish(records, out):
    read = [Input(file="demo.xml", kind="aid", sha256="f" * 64)]
    release.write(records, out=out, on=ON, audience="public", inputs=read, versions={}, documents={}, fictional=True)
    return out


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return publish(tables(), tmp_path_factory.mktemp("whole") / "release")


def leave_out(connection, table, chance, numbers):
    connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (chance.choice(numbers),))


def put_last(connection, table, chance, numbers):
    connection.execute(f'UPDATE "{table}" SET rowid = ? WHERE rowid = ?', (max(numbers) + 1, chance.choice(numbers)))


def take_over(connection, table, chance, numbers):
    """One value of a row becomes that of another row."""
    column = chance.choice([row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')])
    query = f'UPDATE OR IGNORE "{table}" SET "{column}" = (SELECT "{column}" FROM "{table}" WHERE rowid = ?) WHERE rowid = ?'
    connection.execute(query, (chance.choice(numbers), chance.choice(numbers)))


def break_rows(folder, chance):
    with closing(sqlite3.connect(folder / "article60.sqlite")) as connection, connection:
        for _ in range(chance.randint(1, 4)):
            table = chance.choice(BROKEN)
            numbers = [row[0] for row in connection.execute(f'SELECT rowid FROM "{table}"')]
            if numbers:
                chance.choice((leave_out, put_last, take_over))(connection, table, chance, numbers)


def break_parquet(folder, chance):
    """A file is cut, or another table's takes its place, in half of the cases."""
    path, other = (folder / "data" / f"{name}.parquet" for name in chance.sample(list(TABLES), 2))
    if chance.random() < 0.25:
        path.write_bytes(path.read_bytes()[:-1])
    elif chance.random() < 0.3:
        shutil.copyfile(other, path)


def told(found):
    try:
        return [str(one) for one in found()]
    except (ValueError, TypeError, LookupError):
        return CANNOT_GO_ON


def in_parts(connection, folder):
    held = Held(connection)
    yield from again.money(held)
    yield from again.analysed(held, said=release_json(folder))
    yield from rows.links(held, folder=folder)
    yield from files.exports(held, folder=folder)


def at_once(connection, folder, beside):
    held = plain.AtOnce(connection)
    yield from plain.money(held)
    yield from plain.analysed(held, said=release_json(folder))
    yield from plain.links(held, folder=folder)
    yield from plain.exports(held, folder=folder, beside=beside)


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(canonical, "_PORTION", 2)
    monkeypatch.setattr(data_files, "PORTION", 3)
    monkeypatch.setattr(files, "_TOGETHER", 6)


@pytest.mark.parametrize("seed", range(48))
def test_what_is_found_in_parts_is_what_is_found_at_once(whole, tmp_path, small_parts, seed):
    folder, chance = shutil.copytree(whole, tmp_path / "release"), random.Random(seed)
    break_rows(folder, chance)
    break_parquet(folder, chance)

    with closing(open_release(folder)) as connection:
        found, wanted = told(lambda: in_parts(connection, folder)), told(lambda: at_once(connection, folder, tmp_path))

    assert found == wanted


def test_many_of_the_broken_releases_are_found_to_be_wrong(whole, tmp_path):
    """What the test above compares is not nothing."""
    found = set()
    for seed in range(12):
        folder, chance = shutil.copytree(whole, tmp_path / str(seed)), random.Random(seed)
        break_rows(folder, chance)
        break_parquet(folder, chance)
        with closing(open_release(folder)) as connection:
            found.update(line.partition(":")[0] for line in told(lambda: in_parts(connection, folder)))  # noqa: B023
    assert len(found) > 12


def test_hashes_and_counts_taken_in_parts_are_those_of_the_whole(whole, small_parts):
    with closing(open_release(whole)) as connection:
        held, at_once = Held(connection), plain.AtOnce(connection)
        assert held.all.digests == {name: canonical.hashes_by_state(TABLES[name], at_once.cells[name]) for name in TABLES}
        assert held.all.counts == {name: len(some) for name, some in at_once.cells.items()}


@pytest.mark.parametrize(
    ("found", "wanted", "alike_in_any_order"),
    [
        ([], [], True),
        ([(1, "a"), (2, "b")], [(2, "b"), (1, "a")], True),
        ([(1, "a"), (1, "a")], [(1, "a")], False),
        ([(1, "a"), (1, "a"), (2, "b")], [(2, "b"), (1, "a"), (2, "b")], False),
        ([(1, None)], [(1, "a")], False),
        ([(1, "a")], [(1, "a"), (3, "c")], False),
    ],
)
def test_rows_are_alike_where_each_stands_as_often(found, wanted, alike_in_any_order):
    assert alike.in_any_order(found, wanted) is alike_in_any_order
    assert alike.in_step(found, wanted) is (found == wanted)


def with_amounts(count):
    """The invented tables, in which one activity has so many amounts more, of a kind that no sum counts."""
    made = tables()
    like = replace(made["activity_amounts"][0], kind="planned_disbursement", counts_as=None, recipient=None)
    activity = like.activity_id
    own = sum(one.activity_id == activity for one in made["activity_amounts"])
    made["activity_amounts"] += [replace(like, position=own + place, value=f"{place}.00") for place in range(count)]
    made["activity_texts"] += [
        replace(made["activity_texts"][0], position=1000 + place, field="document", text=f"{place} " + "words " * 100)
        for place in range(count)
    ]
    return made


def most_held(folder, do):
    """Bytes that Python holds at most, beside what it held before."""
    with closing(open_release(folder)) as connection:
        tracemalloc.start()
        try:
            do(Held(connection), folder)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_rows_that_are_only_gone_through_are_not_held(tmp_path, monkeypatch):
    """Eight times as many rows of a table take no more memory while they are hashed or compared with the files."""
    monkeypatch.setattr(canonical, "_PORTION", 50)
    monkeypatch.setattr(data_files, "PORTION", 50)
    monkeypatch.setattr(files, "_TOGETHER", 100)
    few, many = publish(with_amounts(1_000), tmp_path / "few"), publish(with_amounts(8_000), tmp_path / "many")
    for do in (lambda held, folder: held.all, lambda held, folder: list(files.exports(held, folder=folder))):
        most_held(few, do)  # what is made once and kept, such as schemas, counts for nobody
        assert most_held(many, do) < 1.3 * most_held(few, do)
