"""How identifiers of an earlier Release live on: the same words at the same place are the same record."""

from collections.abc import Collection, Iterable, Iterator

from article60.domain.alias import Alias
from article60.domain.evidence import Evidence
from article60.identity.places import place_of
from article60.identity.register import Register


def carried_aliases(
    *, register: Register, previous_evidence: Iterable[Evidence], previous_aliases: Iterable[Alias]
) -> Iterator[Alias]:
    """Yield an alias for each earlier identifier that no record bears now but whose words are still evidence of one."""
    gone = [place for place in previous_evidence if place.record_id not in register.evidence]
    evidence = register.evidence.items() if gone else ()
    now = {place_of(one): record_id for record_id, some in evidence for one in some}
    moved: dict[str, str] = {}
    for place in gone:
        heir = now.get(place_of(place))
        if heir is not None:
            moved.setdefault(place.record_id, heir)
    for alias in previous_aliases:
        if alias.old_id in register.evidence:
            # What was merged or split is read again as it was; whether it is merged again, this run's decisions say.
            continue
        yield Alias(old_id=alias.old_id, new_id=moved.get(alias.new_id, alias.new_id), why=alias.why)
    for old_id, new_id in moved.items():
        yield Alias(old_id=old_id, new_id=new_id, why="moved")


def living(aliases: Iterable[Alias], *, live: Collection[str]) -> list[Alias]:
    """Each old identifier once, as last said, with the one that stands for it at the end of the chain; none that is in use."""
    last = {alias.old_id: alias for alias in aliases if alias.old_id not in live}
    found = []
    for old_id, alias in sorted(last.items()):
        seen, end = {old_id}, alias.new_id
        while end in last and end not in seen:
            seen.add(end)
            end = last[end].new_id
        if end not in seen:
            found.append(Alias(old_id=old_id, new_id=end, why=alias.why))
    return found
