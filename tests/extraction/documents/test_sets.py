"""Held-back pages in six languages: what is read from each is written beneath it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from article60.domain.passage import Passage
from article60.extraction.documents import extract

_SETS = sorted((Path(__file__).parent / "sets").glob("*.txt"))
_SHORT = {"received": "assistance_received"}


@pytest.mark.parametrize("path", _SETS, ids=lambda path: path.stem)
def test_page_gives_the_statements_written_beneath_it(path: Path, page: Callable[[str, str], list[Passage]]) -> None:
    text, _, wanted = path.read_text(encoding="utf-8").partition("---\n")
    passages = page(text, path.stem[:2])

    found = extract(passages, file=path.name, sha256="0" * 64, media_type="text/plain", pages=None).statements

    assert sorted(_found(s.kind, s.provisions, s.text) for s in found) == sorted(map(_wanted, wanted.splitlines()))


def _found(kind: str, provisions: tuple[str, ...], text: str) -> tuple[str, str, str]:
    return kind, " ".join(provisions), text


def _wanted(line: str) -> tuple[str, str, str]:
    kind, provisions, text = (piece.strip() for piece in line.split("|", 2))
    return _SHORT.get(kind, kind), provisions, text
