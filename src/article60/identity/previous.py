"""How identifiers of an earlier Release live on: the same words at the same place are the same record."""

from collections.abc import Iterable, Iterator

from article60.domain.alias import Alias
from article60.domain.evidence import Evidence
from article60.identity.register import Register
from article60.text.normalise import quote_key


def carried_aliases(
    *, register: Register, previous_evidence: Iterable[Evidence], previous_aliases: Iterable[Alias]
) -> Iterator[Alias]:
    """Yield an alias for each earlier identifier that no record bears now but whose words are still evidence of one."""
    now = {
        (e.document_sha256, e.page, quote_key(e.quote)): record_id
        for record_id, evidence in register.evidence.items()
        for e in evidence
    }
    moved: dict[str, str] = {}
    for place in previous_evidence:
        heir = now.get((place.document_sha256, place.page, quote_key(place.quote)))
        if place.record_id not in register.evidence and heir is not None:
            moved.setdefault(place.record_id, heir)
    for alias in previous_aliases:
        yield Alias(old_id=alias.old_id, new_id=moved.get(alias.new_id, alias.new_id), why=alias.why)
    for old_id, new_id in moved.items():
        yield Alias(old_id=old_id, new_id=new_id, why="moved")
