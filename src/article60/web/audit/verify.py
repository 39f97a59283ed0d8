"""Whether the chain of events holds, from the first to the last."""

from collections.abc import Iterator, Mapping

from article60.web.audit.chain import Break, Kept, Payload, breaks
from article60.web.audit.models import AuditEvent, AuditPayload

_AT_ONCE = 2000


def problems(*, heads: Mapping[int, str] | None = None) -> Iterator[Break]:
    """Yield where the chain of the database was tampered with; `heads` as for `breaks`."""
    yield from breaks(_kept(), heads=heads)


def _kept() -> Iterator[Kept]:
    number = 0
    while events := list(AuditEvent.objects.filter(number__gt=number)[:_AT_ONCE]):
        payloads = {one.event_id: one for one in AuditPayload.objects.filter(event__in=[event.number for event in events])}
        for event in events:
            found = payloads.get(event.number)
            yield Kept(event.link, event.hash, None if found is None else Payload(bytes(found.salt), found.body))
        number = events[-1].number
