"""The lists of the API declared as data: the table that each shows, its filters, and what goes with a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from article60.tables.columns import columns
from article60.tables.declared import TABLES
from article60.web.public.shown import MAY_BE_SHOWN

"""A match that a machine proposes is never shown without these words."""
NOTICE = "possibly related assistance, found by machine, not confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list: SQL conditions on `t` by parameter, a condition that always holds, and rows of other tables to stand beside."""

    path: str
    table: str
    filters: Mapping[str, str] = field(default_factory=dict)
    always: str = "1"
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Column that names a row."""
        return TABLES[self.table].key[0]

    @property
    def columns(self) -> dict[str, type]:
        """Columns of the table with their types."""
        return columns(TABLES[self.table].noun)


def _is(column: str) -> str:
    return f't."{column}" = ?'


def _in(link: str, key: str, value: str) -> str:
    return f't."{key}" IN (SELECT "{key}" FROM "{link}" WHERE "{value}" = ?)'


_EVIDENCE = {"evidence": ("evidence", "record_id")}

LISTINGS: Mapping[str, Listing] = {
    listing.path: listing
    for listing in (
        Listing(path="states", table="states", filters={"state": _is("state"), "regional_group": _is("regional_group")}),
        Listing(
            path="provisions",
            table="provisions",
            filters={
                "provision": _is("provision"),
                "article": 'CAST(t."article" AS TEXT) = ?',
                "chapter": _is("chapter"),
                "cycle": 'CAST(t."cycle" AS TEXT) = ?',
            },
        ),
        Listing(
            path="needs",
            table="needs",
            filters={
                "state": _is("state"),
                "provision": _in("need_provisions", "need_id", "provision"),
                "article": _in("need_articles", "need_id", "article"),
                "type": _in("need_types", "need_id", "type"),
                "coarse_type": _in("need_coarse_types", "need_id", "type"),
                "chapter": _is("chapter"),
                "cycle": 'CAST(t."cycle" AS TEXT) = ?',
                "grade": _is("grade"),
                "timing": _is("timing"),
                "reading": _is("reading"),
                "language": _is("language"),
                "document": _is("document_id"),
            },
            beside=_EVIDENCE | {"suggestions": ("need_suggestions", "need_id")},
        ),
        Listing(
            path="good-practices",
            table="good_practices",
            filters={
                "state": _is("state"),
                "article": _in("good_practice_articles", "practice_id", "article"),
                "chapter": _is("chapter"),
                "cycle": 'CAST(t."cycle" AS TEXT) = ?',
                "reading": _is("reading"),
                "language": _is("language"),
                "document": _is("document_id"),
            },
            beside=_EVIDENCE,
        ),
        Listing(
            path="activities",
            table="activities",
            filters={
                "state": _in("activity_states", "activity_id", "state"),
                "article": _in("activity_articles", "activity_id", "article"),
                "type": _in("activity_types", "activity_id", "type"),
                "coarse_type": _in("activity_coarse_types", "activity_id", "type"),
                "running": _is("running"),
                "reporting_org": _is("reporting_org"),
                "iati_identifier": _is("iati_identifier"),
            },
            beside={
                "recipients": ("activity_recipients", "activity_id"),
                "money": ("activity_money", "activity_id"),
                "signals": ("activity_signals", "activity_id"),
                "provision_evidence": ("activity_provisions", "activity_id"),
            },
        ),
        Listing(
            path="organisations",
            table="organisations",
            filters={
                "ref": 't."organisation_id" IN (SELECT o."organisation_id" FROM activity_organisations o WHERE o.ref = ?)'
            },
        ),
        Listing(
            path="matches",
            table="matches",
            always=MAY_BE_SHOWN,
            filters={
                "state": _is("state"),
                "need": _is("need_id"),
                "activity": _is("activity_id"),
                "standing": _is("standing"),
                "article": 't."need_id" IN (SELECT "need_id" FROM need_articles WHERE "article" = ?)',
            },
            beside={"features": ("match_features", "match_id")},
        ),
        Listing(
            path="funding",
            table="funding",
            filters={
                "state": _is("state"),
                "provider": _is("organisation_id"),
                "kind": _is("kind"),
                "answers": _is("answers"),
                "activity": _in("funding_activities", "funding_id", "activity_id"),
            },
        ),
        Listing(
            path="gaps",
            table="gaps",
            filters={
                "state": _is("state"),
                "article": 't."need_id" IN (SELECT "need_id" FROM need_articles WHERE "article" = ?)',
                "type": _in("gap_types", "need_id", "type"),
                "grade": _is("grade"),
            },
        ),
        Listing(
            path="overlaps",
            table="overlaps",
            always="t.verdict IS NOT NULL",  # before a decision it is for the State and the providers concerned only
            filters={"state": _is("state"), "article": _is("article"), "type": _is("type"), "verdict": _is("verdict")},
        ),
        Listing(
            path="documents",
            table="documents",
            filters={
                "state": _in("document_states", "document_id", "state"),
                "symbol": _is("symbol"),
                "cycle": 'CAST(t."cycle" AS TEXT) = ?',
                "language": _is("language"),
                "kind": _is("document_kind"),
            },
        ),
    )
}
FIGURE_FILTERS = ("figure", "table", "dimension")

ALL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("releases", ()),
    *((path, tuple(listing.filters)) for path, listing in LISTINGS.items()),
    ("figures", FIGURE_FILTERS),
    ("ranges", ()),
)
"""Every list with the names of its filters, as the page about the API prints them."""
