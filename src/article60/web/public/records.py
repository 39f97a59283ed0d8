"""The permanent pages of single records: a need, an activity, a document; and where an old identifier lives on."""

from typing import Any

from article60.domain.need import Need
from article60.domain.usd import KINDS
from article60.web.public.current import Release
from article60.web.public.rows import among, grouped, one, select
from article60.web.public.state import ShownMatch, documents_about, named, shown_matches, shown_needs


def alias(release: Release, identifier: str) -> str | None:
    """The identifier that took the place of this one; None where none did."""
    seen = {identifier}
    found = one(release.connection, "aliases", identifier)
    while found is not None and found.new_id not in seen:
        seen.add(found.new_id)
        further = one(release.connection, "aliases", found.new_id)
        if further is None:
            return str(found.new_id)
        found = further
    return None


def need_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """A need with all its evidence and matches; None where the Release has no such need."""
    need: Need | None = one(release.connection, "needs", identifier)
    if need is None:
        return None
    shown = next(shown_needs(release, [need]))
    return {
        "item": shown,
        "by_document": named(release, "documents", (e.document_id for e in shown.evidence)),
        "decisions": select(release.connection, "public_decisions", "t.record_id = ?", (identifier,), order="t.decided_on"),
        "older": select(release.connection, "aliases", "t.new_id = ?", (identifier,)),
    }


def activity_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """An activity as published, with its signals, provisions and the needs to which it may be related."""
    activity = one(release.connection, "activities", identifier)
    if activity is None:
        return None
    parts = {
        name: select(release.connection, f"activity_{name}", "t.activity_id = ?", (identifier,), order="t.position")
        for name in ("recipients", "sectors", "texts", "organisations", "signals", "provisions", "money", "amounts")
    }
    return {
        "activity": activity,
        **parts,
        "in_totals": {row.kind: row.in_totals for row in parts["money"]},
        "published": {kind: [amount for amount in parts["amounts"] if amount.counts_as == kind] for kind in KINDS},
        "matches": _needs_of(release, activity),
    }


def _needs_of(release: Release, activity: Any) -> list[ShownMatch]:
    matches = shown_matches(release, column="activity_id", values=[activity.activity_id])
    needs = named(release, "needs", (m.need_id for m in matches))
    features = grouped(among(release.connection, "match_features", "match_id", (m.match_id for m in matches)), "match_id")
    return [ShownMatch(m, needs[m.need_id], activity, features.get(m.match_id, [])) for m in matches]


def document_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """A document with what was read in it, in the order of its pages."""
    document = one(release.connection, "documents", identifier)
    if document is None:
        return None
    evidence = select(release.connection, "evidence", "t.document_id = ?", (identifier,), order="t.page_index, t.page, t.rowid")
    kinds = {
        table: {row[0] for row in release.connection.execute(f'SELECT "{key}" FROM "{table}"')}  # names are our own
        for table, key in _STATEMENTS.items()
    }
    listed = [(table, e) for e in evidence for table, known in kinds.items() if e.record_id in known]
    return {
        "document": document,
        "found": {table: [e for kind, e in listed if kind == table] for table in _STATEMENTS},
        "others": [d for state in document.states for d in documents_about(release, state) if d.document_id != identifier],
    }


_STATEMENTS = {
    "needs": "need_id",
    "no_needs": "statement_id",
    "assistance_received": "received_id",
    "good_practices": "practice_id",
}
