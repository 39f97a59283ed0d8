"""Which record a decision is about: by identifier, else by alias, else by the words and place on which it rests."""

from collections.abc import Mapping

from article60.domain.decision import Decision
from article60.identity.register import Register
from article60.text.normalise import quote_key

Place = tuple[str, int | None, str]


class Targets:
    """Finds the record of a decision, also after identifiers have changed."""

    def __init__(self, register: Register, aliases: Mapping[str, str]) -> None:
        self._register = register
        self._aliases = aliases
        self._by_place: dict[Place, str] = {}
        for record_id, evidence in register.evidence.items():
            for place in evidence:
                self._by_place[(place.document_sha256, place.page, quote_key(place.quote))] = record_id

    def current(self, record_id: str) -> str:
        """The identifier now used for one that may be older."""
        seen = set()
        while record_id in self._aliases and record_id not in seen:
            seen.add(record_id)
            record_id = self._aliases[record_id]
        return record_id

    def find(self, decision: Decision) -> str | None:
        """Identifier of the record that the decision is about, or None where there is none now."""
        record_id = self.current(decision.about_id)
        if record_id in self._register.evidence:
            return record_id
        if decision.fingerprint_sha256 is None or decision.fingerprint_quote is None:
            return None
        place = (decision.fingerprint_sha256, decision.fingerprint_page, quote_key(decision.fingerprint_quote))
        found = self._by_place.get(place)
        return found if found in self._register.evidence else None
