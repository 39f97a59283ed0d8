"""The lists of the API declared as data: the table that each shows, its filters, and what goes with a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from article60.tables.columns import columns
from article60.tables.declared import TABLES
from article60.web.public.lists import kinds
from article60.web.public.lists.filters import (
    CHAPTER,
    CYCLE,
    DOCUMENT,
    LANGUAGE,
    LAST_CONFIRMED,
    OF_STATE,
    OPEN,
    READING,
    Filter,
    bounded,
    column,
    computed,
    linked,
)
from article60.web.public.shown import MAY_BE_SHOWN

NOTICE = "possibly related assistance, found by machine, not confirmed"
"""A match that a machine proposes is never shown without these words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list: its filters by parameter, a condition that always holds, and rows of other tables to stand beside.

    `named` tells by which codelists columns are named where a list is written for people, beside those of every list;
    `page` is the page of a row, below the site's address.
    """

    path: str
    table: str
    about: str
    filters: Mapping[str, Filter] = field(default_factory=dict)
    always: str = "1"
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None

    @property
    def key(self) -> str:
        """Column that names a row."""
        return TABLES[self.table].key[0]

    @property
    def columns(self) -> dict[str, type]:
        """Columns of the table with their types."""
        return columns(TABLES[self.table].noun)


def _article(link: str, key: str) -> Filter:
    return linked(link, key, "article", kinds.ARTICLE, "Article of the Convention that is cited.")


def _provision(link: str, key: str) -> Filter:
    return linked(link, key, "provision", kinds.PROVISION, "Provision that is cited, as `46(9)(b)`.")


def _types(fine: str, coarse: str, key: str) -> dict[str, Filter]:
    return {
        "type": linked(fine, key, "type", kinds.coded("types"), "Fine type of assistance."),
        "coarse_type": linked(coarse, key, "type", kinds.coded("coarse_types"), "Coarse type of assistance."),
    }


_EVIDENCE = {"evidence": ("evidence", "record_id")}
_READ = {"chapter": CHAPTER, "cycle": CYCLE, "reading": READING, "language": LANGUAGE, "document": DOCUMENT}
_ACTIVITY = column("activity_id", kinds.IDENTIFIER, "An activity.")
_NEED = column("need_id", kinds.IDENTIFIER, "A need.")
_PRIORITY = "iif(t.\"priority\" IS NULL, 'not_stated', 'stated')"

LISTINGS: Mapping[str, Listing] = {
    listing.path: listing
    for listing in (
        Listing(
            path="states",
            table="states",
            about="States that are or may become parties, by their English names",
            filters=OF_STATE,
            page="states/{}",
        ),
        Listing(
            path="provisions",
            table="provisions",
            about="Clauses of the Convention, in its order",
            filters={
                "provision": column("provision", kinds.PROVISION, "One provision, as `46(9)`."),
                "article": column("article", kinds.one_of(*kinds.ARTICLES, type="integer", cell=int), "An article."),
                "chapter": CHAPTER,
                "cycle": CYCLE,
            },
        ),
        Listing(
            path="needs",
            table="needs",
            about="Needs with their evidence",
            filters=OF_STATE
            | _READ
            | {
                "provision": _provision("need_provisions", "need_id"),
                "article": _article("need_articles", "need_id"),
                **_types("need_types", "need_coarse_types", "need_id"),
                "grade": column("grade", kinds.coded("need_grades"), "Where the need stands."),
                "timing": column(
                    "timing",
                    kinds.coded("need_timings"),
                    "Whether the need was stated as current or anticipated; one that is met or not updated for 36 months "
                    "stays `current`, so that the figure of current needs takes `open=true` beside it.",
                ),
                "open": OPEN,
                "priority": computed(
                    _PRIORITY, kinds.one_of("stated", "not_stated"), "Whether the document states a rank for the need."
                ),
                "beneficiary": column("beneficiary", kinds.FREE, "Body that would benefit, exactly as printed."),
                "confirmed_in": computed(
                    f"substr({LAST_CONFIRMED}, 1, 4)", kinds.YEAR, "Year in which the need was last stated or confirmed."
                ),
                "confirmed_from": bounded(LAST_CONFIRMED, ">=", kinds.DAY, "Last stated or confirmed on this day or later."),
                "confirmed_to": bounded(LAST_CONFIRMED, "<=", kinds.DAY, "Last stated or confirmed on this day or earlier."),
            },
            beside=_EVIDENCE | {"suggestions": ("need_suggestions", "need_id")},
            page="needs/{}",
        ),
        Listing(
            path="good-practices",
            table="good_practices",
            about="Successes and good practices that reviews record",
            filters=OF_STATE | _READ | {"article": _article("good_practice_articles", "practice_id")},
            beside=_EVIDENCE,
            page="practices/{}",
        ),
        Listing(
            path="assistance-received",
            table="assistance_received",
            about="Assistance that reviews mention as received",
            filters=OF_STATE | _READ | {"article": _article("assistance_received_articles", "received_id")},
            beside=_EVIDENCE,
            page="received/{}",
        ),
        Listing(
            path="no-needs",
            table="no_needs",
            about="Statements that no assistance is needed",
            filters=OF_STATE | {"chapter": CHAPTER, "cycle": CYCLE, "language": LANGUAGE, "document": DOCUMENT},
            beside=_EVIDENCE,
            page="no-needs/{}",
        ),
        Listing(
            path="activities",
            table="activities",
            about="Aid activities kept as anti-corruption assistance, as published",
            always="t.relevant",
            filters={
                "state": linked("activity_states", "activity_id", "state", kinds.STATE, "State that is named as recipient."),
                "article": _article("activity_articles", "activity_id"),
                **_types("activity_types", "activity_coarse_types", "activity_id"),
                "running": column("running", kinds.coded("activity_runnings"), "Whether it runs on the Release's day."),
                "reporting_org": column("reporting_org", kinds.FREE, "Identifier of the reporting organisation."),
                "iati_identifier": column("iati_identifier", kinds.FREE, "Identifier as published."),
            },
            beside={
                "recipients": ("activity_recipients", "activity_id"),
                "money": ("activity_money", "activity_id"),
                "signals": ("activity_signals", "activity_id"),
                "provision_evidence": ("activity_provisions", "activity_id"),
            },
            page="activities/{}",
        ),
        Listing(
            path="organisations",
            table="organisations",
            about="Organisations that aid data name",
            filters={
                "ref": Filter(
                    kind=kinds.FREE,
                    keeps='t."organisation_id" IN (SELECT "organisation_id" FROM "activity_organisations" WHERE "ref" = ?)',
                    values=None,
                    about="An identifier under which the organisation is published.",
                )
            },
            named={"kind": "iati/OrganisationType"},
            page="organisations/{}",
        ),
        Listing(
            path="matches",
            table="matches",
            about="Pairs of a need and an activity that may be shown",
            always=MAY_BE_SHOWN,
            filters=OF_STATE
            | {
                "need": _NEED,
                "activity": _ACTIVITY,
                "standing": column("standing", kinds.one_of("proposed", "confirmed"), "What people have decided."),
                "article": _article("need_articles", "need_id"),
            },
            beside={"features": ("match_features", "match_id")},
            page="records/{}",
        ),
        Listing(
            path="funding",
            table="funding",
            about="What each provider gives to each State, by what it answers",
            filters=OF_STATE
            | {
                "provider": column("organisation_id", kinds.IDENTIFIER, "An organisation."),
                "kind": column("kind", kinds.one_of("commitment", "disbursement"), "Kind of amount."),
                "answers": column("answers", kinds.coded("funding_answers"), "What the amount answers."),
                "activity": linked("funding_activities", "funding_id", "activity_id", kinds.IDENTIFIER, "An activity."),
            },
            page="records/{}",
        ),
        Listing(
            path="gaps",
            table="gaps",
            about="Current needs that the State calls unmet, or for which no assistance was found",
            filters=OF_STATE
            | {
                "provision": _provision("gap_provisions", "need_id"),
                "article": _article("need_articles", "need_id"),
                **_types("gap_types", "need_coarse_types", "need_id"),
                "grade": column("grade", kinds.one_of("unmet", "no_assistance_found"), "Who says that nothing meets the need."),
            },
            page="needs/{}",
        ),
        Listing(
            path="overlaps",
            table="overlaps",
            about="Cases in which several providers are active and on which people have decided",
            always="t.verdict IS NOT NULL",  # before a decision it is for the State and the providers concerned only
            filters=OF_STATE
            | {
                "article": column("article", kinds.ARTICLE, "Article that the activities serve."),
                "type": column("type", kinds.coded("coarse_types"), "Coarse type of assistance."),
                "verdict": column("verdict", kinds.coded("overlap_verdicts"), "What people decided."),
            },
            named={"type": "coarse_types"},
            page="overlaps/{}",
        ),
        Listing(
            path="documents",
            table="documents",
            about="Documents read",
            filters={
                "state": linked("document_states", "document_id", "state", kinds.STATE, "State that the document is about."),
                "symbol": column("symbol", kinds.FREE, "Symbol printed on the first page."),
                "cycle": CYCLE,
                "language": LANGUAGE,
                "kind": column("document_kind", kinds.coded("document_kinds"), "Kind of document."),
            },
            page="documents/{}",
        ),
    )
}
