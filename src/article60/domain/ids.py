"""Lasting identifiers: no meaning but the State, no sequence, the same for the same public input."""

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def lasting_id(prefix: str, *parts: str, length: int = 8) -> str:
    """Identifier such as `XA-7K3FQ2MD`: the prefix and base32 characters of a hash over the parts, in order.

    The prefix is a State's two-letter code, or `ACT`, `ORG`, `DOC` for what has no State.
    """
    digest = hashlib.sha256("\x1f".join((prefix, *parts)).encode()).digest()
    enough = -(-length // 8) * 5  # base32 writes five bytes as eight characters
    return f"{prefix}-{b32encode(digest[:enough]).decode()[:length]}"


def lasting_ids(keys: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """One identifier for each (prefix, part, ...), in order; a collision takes two more characters."""
    taken: dict[str, tuple[str, ...]] = {}
    for key in keys:
        length = 8
        while taken.setdefault(made := lasting_id(*key, length=length), key) != key:
            length += 2
        yield made


def part_id(whole_id: str, *, number: int, text: str) -> str:
    """The identifier of one part of a need that people split, by its place among the parts, from 0, and its words."""
    return lasting_id(whole_id.partition("-")[0], whole_id, str(number), text)


def part_ids(whole_id: str, parts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The identifiers of the parts of a need, in their order; each has its words as `text`."""
    return [part_id(whole_id, number=number, text=part["text"]) for number, part in enumerate(parts)]
