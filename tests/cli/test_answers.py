"""What is said of errors of the system: what, where and what to do."""

import errno
import os
import sqlite3

import pytest

from article60.cli import main
from article60.cli.answers import answer
from article60.publication.reading import NotARelease


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "a/b: no such file or directory; check the path"),
        (errno.EACCES, "a/b: permission denied; ask for the right to it, or name another place"),
        (errno.ENOSPC, "a/b: no space left on device; make room there"),
        (errno.EROFS, "a/b: read-only file system; nothing can be written there"),
    ],
)
def test_error_of_the_system_says_where_and_what_to_do(number, said):
    assert answer(OSError(number, os.strerror(number), "a/b")).startswith(said)


def test_of_two_names_the_one_that_was_to_be_written_is_named():
    assert answer(OSError(errno.ENOSPC, "", "from", None, "to")).startswith("to: no space left")


def test_error_without_a_place_says_what_to_do():
    assert answer(OSError(errno.ENOSPC, "")).startswith("no space left on device; make room there")


@pytest.mark.parametrize(
    "error", [NotARelease("out: no such folder; name one"), OSError("own words"), TimeoutError(110, "late")]
)
def test_all_other_errors_speak_for_themselves(error):
    assert answer(error) == str(error)


def test_sqlite_without_room_is_answered_as_any_other_full_disk():
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.Error) as full:
        connection.execute("CREATE TABLE a (b)")
        connection.execute("INSERT INTO a VALUES (zeroblob(100000))")
    assert answer(full.value) == answer(OSError(errno.ENOSPC, ""))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["verify", "nowhere"], "article60 verify: nowhere: no such folder; name the folder of a Release, or make one"),
        (["verify", "."], "article60 verify: .: no release.json in it; name the folder of a Release, or make one"),
        (["extract", "."], ".: no document; pdf, docx, html and txt are read"),
        (["activities", "."], ".: no aid data; IATI XML is read"),
        (
            ["match", "--needs", "nowhere", "--activities", "x"],
            "article60 match: nowhere: no such file or directory; check the path",
        ),
        (["validate", "nowhere.json"], "article60 validate: nowhere.json: no such file; check the path"),
        (["read-plan", "nowhere.xlsx", "--release", "."], "article60 read-plan: nowhere.xlsx: no such file or directory"),
        (
            ["run", "--out", "out"],
            "article60 run: none of the files named may be opened or could be read; name files with --reviews",
        ),
    ],
)
def test_command_with_nothing_to_work_on_says_what_to_name(tmp_path, monkeypatch, capsys, command, said):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as left:
        main(command)

    assert left.value.code == 2
    assert said in capsys.readouterr().err
