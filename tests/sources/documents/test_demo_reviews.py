"""The review documents of the demonstration world: all that their sources say stands whole in one passage."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from article60.demo.make_reviews.__main__ import REVIEWS, sources
from article60.demo.make_reviews.source import NOTE, Block, Source
from article60.sources.documents.forms import read_here
from article60.sources.documents.reading import Limits

SOURCES = {path: source for path, source in sources() if source.keep_bytes is None}


def bare(text: str) -> str:
    """The text without blanks and notes."""
    return re.sub(r"\s+", "", NOTE.sub("", text))


def said(block: Block) -> Iterator[str]:
    """The words of a block that belong together: one item, one row, one paragraph, one heading."""
    yield from (text for item in block.items for text in (item.text, *item.sub))
    yield from (" ".join(cell for cell in row if cell) for row in block.rows)
    if block.text:
        yield block.text


@pytest.mark.parametrize(("path", "source"), SOURCES.items(), ids=map(str, SOURCES))
def test_everything_said_is_one_passage(path: Path, source: Source) -> None:
    passages = read_here(REVIEWS / path, limits=Limits())[0].passages
    whole = {bare(words) for p in passages for words in (p.text, f"{p.label or ''}{p.text}")}
    assert [text for block in source.body for text in said(block) if bare(text) not in whole] == []
