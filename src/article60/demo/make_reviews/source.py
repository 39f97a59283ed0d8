"""The source of one invented review document: its head and its body, read from YAML and checked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEXT_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "runin", "p", "small"})
LIST_BLOCKS = frozenset({"li", "dash", "abc"})

# A note stands in the text it belongs to, as ^[note]; each form prints it in its own way.
NOTE = re.compile(r"\^\[([^\]]+)\]")


class UnusableSource(ValueError):
    """A source that cannot be made into a document; the message names the file and the block or field."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with the items below it."""

    text: str
    sub: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body: a heading, a run-in heading, a paragraph, a list or a table.

    `rows` of a table hold its head first; an empty cell stays empty, as in tables that do not repeat an article.
    """

    kind: str
    text: str = ""
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document: what its head says, and its body.

    `form` is pdf or docx, `kind` and `series` as in the register.

    `keep_bytes` cuts the made file short, for the document that is to be unreadable.
    """

    name: str
    symbol: str | None
    job: str
    language: str
    state: str
    state_name: str
    on: date
    printed_date: str
    form: str
    kind: str
    series: str = "document"
    original_language: str | None = None
    session: str = ""
    place: str = ""
    agenda: str = ""
    issued: str = ""
    title: str = ""
    cover: tuple[str, ...] = ()
    revision: str = ""
    cycle: int | None = None
    year_of_cycle: int | None = None
    reviewers: tuple[str, ...] = ()
    native_digits: bool = False
    plain_headings: bool = False
    keep_bytes: int | None = None
    body: tuple[Block, ...] = field(default=(), repr=False)

    @property
    def right_to_left(self) -> bool:
        """Whether the document is written from right to left."""
        return self.language == "ar"

    @property
    def barcode(self) -> str:
        """The job number as digits between asterisks, as it stands under a bar code."""
        return "*" + "".join(filter(str.isdigit, self.job)) + "*"


def read(path: Path) -> Source:
    """The source in a YAML file; raises UnusableSource where a field or block is unknown, missing or of the wrong form."""
    fields = yaml.safe_load(path.read_text(encoding="utf-8"))
    body = tuple(_block(entry, where=f"{path.name}, block {number}") for number, entry in enumerate(fields.pop("body"), 1))
    head: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    try:
        return Source(name=path.stem, body=body, on=head.pop("date"), **head)
    except (KeyError, TypeError) as error:
        raise UnusableSource(f"{path.name}: head of the document: {error}") from error


@cache
def head_words(language: str) -> Mapping[str, str]:
    """The fixed words of a head block in one language."""
    words: Mapping[str, Mapping[str, str]] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return words[language]


def _block(entry: Mapping[str, object], *, where: str) -> Block:
    if len(entry) != 1:
        raise UnusableSource(f"{where}: a block has one key, this one has {sorted(entry)}")
    ((kind, value),) = entry.items()
    if kind in TEXT_BLOCKS and isinstance(value, str):
        return Block(kind, text=value)
    if kind in LIST_BLOCKS and isinstance(value, list):
        return Block(kind, items=tuple(_item(item) for item in value))
    if kind == "table" and isinstance(value, list):
        return Block(kind, rows=_rows(value, where=where))
    raise UnusableSource(f"{where}: {kind!r} is no block, or holds {type(value).__name__}")


def _item(item: object) -> Item:
    if isinstance(item, dict):
        return Item(text=str(item["text"]), sub=tuple(str(text) for text in item["sub"]))
    return Item(text=str(item))


def _rows(rows: Sequence[Sequence[object]], *, where: str) -> tuple[tuple[str, ...], ...]:
    cells = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    if len({len(row) for row in cells}) != 1:
        raise UnusableSource(f"{where}: the rows of a table have one length")
    return cells
