"""Files of JSON lines that users hand in: where lines end, and what cannot be read."""

import io
import json
import sys
from pathlib import Path

import pytest

from article60.checking import UnusableFile, numbered_lines, statements
from article60.matching.one_line import UnusableLine

WORDS = "one\x85two\u2028three\u2029four"


def given(data: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return "-"


def stored(data: bytes, folder: Path) -> str:
    (folder / "lines.jsonl").write_bytes(data)
    return str(folder / "lines.jsonl")


def test_only_a_line_feed_ends_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = f"\ufeff{json.dumps({'text': WORDS}, ensure_ascii=False)}\r\n\n{{}}".encode()
    for name in (stored(data, tmp_path), given(data, monkeypatch)):
        assert list(numbered_lines(name)) == [(1, {"text": WORDS}), (3, {})]


def test_what_is_not_utf_8_is_told_of_a_file_and_of_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = '{"text": "é"}'.encode("latin-1")
    for name, where in ((stored(data, tmp_path), "lines.jsonl"), (given(data, monkeypatch), "standard input")):
        with pytest.raises(UnusableFile, match=rf"{where}: not UTF-8 \(.* at byte 10\); save it as UTF-8"):
            list(numbered_lines(name))


@pytest.mark.parametrize(("line", "what"), [(b"nonsense", "no JSON"), (b"[" * 100_000, "no JSON"), (b"[]", "no JSON object")])
def test_line_that_is_no_object_is_named(line: bytes, what: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=f"lines.jsonl, line 3: {what}"):
        list(numbered_lines(stored(b"{}\n\n" + line, tmp_path)))


def test_statement_comes_with_its_line_and_its_language_where_that_is_named(tmp_path: Path) -> None:
    first, second = {"text": "Law", "lang": "en", "mine": 1}, {"text": WORDS, "lang": None}
    data = f"{json.dumps(first)}\n{json.dumps(second)}\n".encode()
    assert list(statements(stored(data, tmp_path))) == [(first, "Law", "en"), (second, WORDS, None)]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ({"lang": "en"}, "no 'text'; write"),
        ({"text": None}, "no 'text'; write"),
        ({"text": ["x"]}, r"'text' is no text: \['x'\]; write"),
        ({"text": "x", "lang": 7}, "'lang' is no text: 7; write"),
        ({"text": "a\ud800"}, "the line holds half of a character; write"),
        ({"text": "a", "mine": [{"\udc00": 1}]}, "the line holds half of a character; write"),
    ],
)
def test_line_that_is_no_statement_is_named(line: dict[str, object], what: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableLine, match=f"lines.jsonl, line 3: {what}"):
        list(statements(stored(b'{"text": "x"}\n\n' + json.dumps(line).encode(), tmp_path)))
