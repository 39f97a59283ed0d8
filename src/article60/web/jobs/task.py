"""What a handler is given of an entry, and the ways in which it can say that it could not do it."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


class CannotDo(RuntimeError):
    """It will not work another time either; the message says why, without content, and is shown to the operator."""


class NotNow(RuntimeError):
    """It may work later; the message says why, without content, and is shown to the operator."""


class Stopped(RuntimeError):
    """The worker was asked to stop: the entry is left to the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An entry of the outbox as its handler sees it; `stopping` is set when the worker was asked to stop."""

    kind: str
    key: str
    payload: Mapping[str, str]
    made_at: datetime
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def name(self) -> str:
        """The key in 32 hexadecimal characters, for effects outside: the same entry has the same name with every attempt."""
        return hashlib.sha256(f"{self.kind}:{self.key}".encode()).hexdigest()[:32]

    def said(self, name: str) -> str:
        """An identifier of the payload. Raises CannotDo if it is not there."""
        if name not in self.payload:
            raise CannotDo(f"the entry does not say {name}")
        return self.payload[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """How entries of a kind are done; `perform` gives a word on what came of it, without content.

    An effect in the database stands in one transaction with the mark that it is done. One outside of it comes before the mark:
    it may be asked for again under the same name, and must then not happen again.
    """

    perform: Callable[[Task], str]
    outside: bool
