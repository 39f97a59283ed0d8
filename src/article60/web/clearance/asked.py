"""What a sheet asks, as the reports tell it: from versions of the register to the needs of a sheet, and to its files."""

from collections.abc import Mapping, Sequence
from typing import Any

from article60.codes.types import coarse_types
from article60.domain import provision
from article60.domain.evidence import Evidence
from article60.domain.need import Need
from article60.publication.reports.register_sheet import Asked
from article60.web.clearance.models import Item, Part, Sheet
from article60.web.register.content import Content
from article60.web.register.models import NeedVersion, Source


def need_of(need_id: str, said: Content) -> Need:
    """A need of the register as reports know needs; what the register does not say is empty."""
    articles = tuple(dict.fromkeys(provision.article_of(one) for one in said.provisions if provision.exists(one)))
    chapters = [provision.chapter_of(one) for one in said.provisions if provision.exists(one)]
    return Need(
        need_id=need_id,
        state=need_id[:2],
        text=said.text,
        language=said.language,
        provisions=said.provisions,
        articles=articles,
        chapter=chapters[0] if chapters else None,
        types=said.types,
        coarse_types=coarse_types(said.types),
        priority=None,
        beneficiary=said.beneficiary or None,
        cycle=None,
        document_id="",
        symbol=None,
        page=None,
        section=None,
        stated_on=said.stated_on,
        confirmed_on=None,
        confirmed_by_role=None,
        reading="confirmed" if said.confirmed else "read_by_machine",
        timing=said.timing,
        grade=said.standing,
        graded_on=said.standing_since,
        superseded_by=None,
    )


def places_of(versions: Sequence[NeedVersion]) -> Mapping[str, list[dict[str, Any]]]:
    """Where each need was read, by its identifier, as an item keeps it."""
    found: dict[str, list[dict[str, Any]]] = {one.need_id: [] for one in versions}
    for source in Source.objects.filter(need__in=list(found)):
        kept = ("symbol", "page", "section", "quote", "language")
        found[source.need_id].append({name: getattr(source, name) for name in kept})
    return found


def asked(sheet: Sheet, items: Sequence[Item], *, part: Part | None = None) -> Asked:
    """What a file asks: of a whole sheet, or of one of its parts alone."""
    evidence = [_evidence(item.need_id, position, place) for item in items for position, place in enumerate(item.places)]
    return Asked(
        name=sheet.name if part is None else part.file_name,
        state=sheet.state,
        on=sheet.made_at.date(),
        needs=[need_of(item.need_id, item.content) for item in items],
        evidence=evidence,
    )


def _evidence(need_id: str, position: int, place: Mapping[str, Any]) -> Evidence:
    return Evidence(
        record_id=need_id,
        position=position,
        document_sha256="",
        symbol=place["symbol"] or None,
        page=place["page"],
        page_index=None,
        boxes=(),
        section=place["section"] or None,
        quote=place["quote"],
        language=place["language"] or None,
        how="",
        confidence=1.0,
    )
