"""The chain of events: what each hash covers, and where a chain that was tampered with breaks."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

BEGINNING = "0" * 64
"""The hash before the first event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the chain covers of an event: no person's name, and of what was changed a salted hash only."""

    number: int
    at: str
    actor: str | None
    role: str
    organisation: str
    action: str
    outcome: str
    about_kind: str
    about_id: str
    payload_hash: str
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 over all of it, hexadecimal."""
        return hashlib.sha256(canonical(asdict(self))).hexdigest()


@dataclass(frozen=True, slots=True)
class Payload:
    """What an event changed, with the salt that keeps its hash from being guessed; it can be erased, the chain stays whole."""

    salt: bytes
    body: Mapping[str, Any]

    @property
    def hash(self) -> str:
        """HMAC-SHA-256 of the body under the salt, hexadecimal."""
        return hmac.new(self.salt, canonical(self.body), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """An event as the database holds it: its link, the hash kept beside it, and the payload unless it was erased."""

    link: Link
    hash: str
    payload: Payload | None


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the event's number, and what is wrong."""

    number: int
    why: str


def canonical(value: Mapping[str, Any]) -> bytes:
    """One way to write a value: JSON in UTF-8, keys in order, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def breaks(kept: Iterable[Kept], *, heads: Mapping[int, str] | None = None) -> Iterator[Break]:
    """Yield every place at which a chain, in the order of its numbers, was tampered with.

    `heads` are numbers and hashes told outside - in receipts, or published each day: without one of them nobody could tell that
    the end of a chain was cut off.
    """
    told = dict(heads or {})
    number, previous = 0, BEGINNING
    for one in kept:
        number += 1
        if one.link.number != number:
            yield Break(number, f"is missing: {one.link.number} follows")
            number = one.link.number
        elif one.link.previous != previous:
            yield Break(number, "does not continue the event before it")
        if one.link.hash != one.hash:
            yield Break(number, "is not what its hash was made of")
        if one.payload is not None and one.payload.hash != one.link.payload_hash:
            yield Break(number, "holds another change than its hash was made of")
        if told.pop(number, one.hash) != one.hash:
            yield Break(number, "is not the one that was told outside")
        previous = one.hash
    for beyond in sorted(told):
        yield Break(beyond, "was told outside and is missing")
