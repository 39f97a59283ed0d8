from collections.abc import Iterator
from pathlib import Path

import pytest

from article60.sources.store import Store, sha256_of

HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


def test_bytes_stand_once_under_their_hash(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_bytes(b"hello")
    second.write_bytes(b"hello")
    store = Store(tmp_path / "store")
    assert store.put(first) == store.put(second) == sha256_of(first) == HELLO
    assert [p for p in (tmp_path / "store").rglob("*") if p.is_file()] == [tmp_path / "store" / "2c" / HELLO]
    assert store.path(HELLO).read_bytes() == b"hello"


def test_broken_stream_leaves_nothing_behind(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    store = Store(tmp_path / "store")
    with pytest.raises(ConnectionError):
        store.put_pieces(pieces())
    assert list((tmp_path / "store").iterdir()) == []
