"""Files of JSON lines that users hand in: where lines end, and what cannot be read."""

import io
import json
import sys
from pathlib import Path

import pytest

from article60.checking import UnusableFile, json_lines, numbered_lines

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
            list(json_lines(name))


@pytest.mark.parametrize(("line", "what"), [(b"nonsense", "no JSON"), (b"[" * 100_000, "no JSON"), (b"[]", "no JSON object")])
def test_line_that_is_no_object_is_named(line: bytes, what: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=f"lines.jsonl, line 3: {what}"):
        list(json_lines(stored(b"{}\n\n" + line, tmp_path)))
