"""What a decision is about: a record of a Release, as it was when somebody looked at it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from typing import Any

from article60.domain.document import Document
from article60.domain.ids import lasting_id
from article60.text.normalise import quote_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words in a document by which a record is found again when its identifier has changed: hash, printed page, quote."""

    sha256: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A record: kind as in lines of decisions, identifier, State, words, and what its row in the Release says.

    `own` are the providers, by the identifiers under which they publish, whose work the record is about. `of_the_state` says
    that the Release has the State's own word on it already.
    """

    kind: str
    id: str
    state: str = ""
    place: Place | None = None
    says: str = ""
    own: frozenset[str] = frozenset()
    of_the_state: bool = False


def missed(document: Document, *, state: str, page: int | None, quote: str) -> Target:
    """A need that machines have missed, by the identifier that a run gives to words that stand there for the first time."""
    name = lasting_id(state, "need", document.symbol or document.sha256, quote_key(quote), "0")
    return Target(kind="need", id=name, state=state, place=Place(sha256=document.sha256, page=page, quote=quote.strip()))


def says(*rows: Any) -> str:
    """A hash of rows of a Release: the same while they say the same."""
    told = [asdict(row) if is_dataclass(row) and not isinstance(row, type) else row for row in rows]
    return hashed(told)


def seen(target: Target, made: Iterable[Any]) -> str:
    """The hash of what stands on a page about a record: its row in the Release, and the last of the decisions about it."""
    last = ""
    for decision in made:
        last = decision.hash
    return hashed([target.kind, target.id, target.says, last])


def hashed(told: Any) -> str:
    """SHA-256 of anything that JSON can tell, hexadecimal."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return list(value)
