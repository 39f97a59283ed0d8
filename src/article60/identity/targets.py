"""Which record a decision is about: by identifier, else by alias, else by the words and place on which it rests."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from functools import cached_property
from typing import Any

from article60.domain.alias import Alias
from article60.domain.decision import Decision
from article60.domain.ids import lasting_id
from article60.identity.places import Place, place_at, place_of
from article60.identity.register import Register


class Targets:
    """Finds the record of a decision, also after identifiers have changed."""

    def __init__(self, register: Register, aliases: Mapping[str, str], *, coming: Collection[str] = ()) -> None:
        """`coming` are records that decisions will make: they are found by their identifiers before they are there."""
        self._coming = coming
        self._register = register
        self._aliases = dict(aliases)
        self._evidence = copy(register.evidence)  # as it stands before any decision is applied

    @cached_property
    def _by_place(self) -> Mapping[Place, str]:
        """Which record rests on each place; few decisions ask for it, so that it is not worked out for those that do not."""
        return {place_of(place): record_id for record_id, evidence in self._evidence.items() for place in evidence}

    def current(self, record_id: str) -> str:
        """The identifier now used for one that may be older."""
        seen = set()
        while record_id in self._aliases and record_id not in seen and not self._stands(record_id):
            seen.add(record_id)
            record_id = self._aliases[record_id]
        return record_id

    def learn(self, aliases: Iterable[Alias]) -> None:
        """Take note of what has become of other records meanwhile, so that later decisions about them find their heirs."""
        self._aliases |= {alias.old_id: alias.new_id for alias in aliases}

    def find(self, decision: Decision) -> str | None:
        """Identifier of the record that the decision is about, or None where there is none now."""
        record_id = self.current(decision.about_id)
        if self._stands(record_id):
            return record_id
        if decision.fingerprint_sha256 is None or decision.fingerprint_quote is None:
            return None
        return self._at(decision.fingerprint_sha256, decision.fingerprint_page, decision.fingerprint_quote)

    def named(self, value: str | Mapping[str, Any]) -> str | None:
        """The record that a value names: by an identifier, old or new, or by the fingerprint of its words."""
        if isinstance(value, Mapping):
            return self._at(value.get("document_sha256", ""), value.get("page"), value.get("quote", ""))
        record_id = self.current(value)
        return record_id if self._stands(record_id) else None

    def _stands(self, record_id: str) -> bool:
        return record_id in self._register.evidence or record_id in self._coming

    def _at(self, sha256: str, page: int | None, quote: str) -> str | None:
        found = self.current(self._by_place.get(place_at(sha256, page, quote), ""))
        return found if self._stands(found) else None


def activity_named(value: str | Mapping[str, Any]) -> str | None:
    """The activity that a value names: by our identifier, or by the one under which its publisher reports it."""
    if isinstance(value, str):
        return value
    published = value.get("iati_identifier")
    return lasting_id("ACT", published.strip()) if published else None
