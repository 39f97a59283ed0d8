"""Every table of a Release: its name, its noun, the columns that name a row, its order and what its columns refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_origin

from article60.domain import (
    activity,
    alias,
    assistance_received,
    assistance_request,
    change,
    coverage,
    decision,
    document,
    erratum,
    evidence,
    funding,
    gap,
    good_practice,
    knowledge,
    match,
    need,
    need_suggestion,
    no_need_stated,
    organisation,
    overlap,
    previous_figure,
    provision,
    review,
    run_note,
    same_activity,
    state_party,
)
from article60.tables.columns import columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a Release; `refers` tells for a column the `table.column` in which its value stands once.

    `of_state` is the column whose identifiers begin with the State's code, where no column holds it.
    """

    name: str
    noun: type
    key: tuple[str, ...]
    unique: bool = True
    order: tuple[str, ...] = ()
    refers: Mapping[str, str] = field(default_factory=dict)
    of_state: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in declared order."""
        return tuple(columns(self.noun))

    @property
    def sort_columns(self) -> tuple[str, ...]:
        """Columns by which rows are sorted: the order where one is declared, else the key."""
        return self.order or self.key

    def holds_lists(self, column: str) -> bool:
        """Whether a column holds lists, as JSON text in SQLite and CSV."""
        return get_origin(columns(self.noun)[column]) is tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A table of pairs made from a column of lists, so that rows can be found by one value of the list."""

    name: str
    table: str
    column: str
    value: str


_OF_STATE = {"state": "states.state"}
_OF_DOCUMENT = {"state": "states.state", "document_id": "documents.document_id"}
_OF_ACTIVITY = {"activity_id": "activities.activity_id"}
_OF_REQUEST = {"request_id": "assistance_requests.request_id"}


def _child(name: str, noun: type, **refers: str) -> Table:
    return Table(name=name, noun=noun, key=("activity_id", "position"), unique=False, refers={**_OF_ACTIVITY, **refers})


_ALL = (
    Table(name="states", noun=state_party.StateParty, key=("state",)),
    Table(
        name="provisions",
        noun=provision.Provision,
        key=("provision",),
        order=("article", "paragraph", "subparagraph", "provision"),
    ),
    Table(name="documents", noun=document.Document, key=("document_id",), refers={"states": "states.state"}),
    Table(
        name="needs",
        noun=need.Need,
        key=("need_id",),
        refers={**_OF_DOCUMENT, "provisions": "provisions.provision", "superseded_by": "needs.need_id"},
    ),
    Table(
        name="need_suggestions",
        noun=need_suggestion.NeedSuggestion,
        key=("need_id", "position"),
        refers={"need_id": "needs.need_id", "provision": "provisions.provision"},
        of_state="need_id",
    ),
    Table(name="good_practices", noun=good_practice.GoodPractice, key=("practice_id",), refers=_OF_DOCUMENT),
    Table(name="assistance_received", noun=assistance_received.AssistanceReceived, key=("received_id",), refers=_OF_DOCUMENT),
    Table(name="no_needs", noun=no_need_stated.NoNeedStated, key=("statement_id",), refers=_OF_DOCUMENT),
    Table(
        name="evidence",
        noun=evidence.Evidence,
        key=("record_id", "position"),
        refers={"document_id": "documents.document_id"},
        of_state="record_id",
    ),
    Table(name="activities", noun=activity.Activity, key=("activity_id",), refers={"provisions": "provisions.provision"}),
    _child("activity_recipients", activity.ActivityRecipient, state="states.state"),
    _child("activity_sectors", activity.ActivitySector),
    _child("activity_texts", activity.ActivityText),
    _child("activity_organisations", activity.ActivityOrganisation, organisation_id="organisations.organisation_id"),
    _child("activity_amounts", activity.ActivityAmount),
    _child("activity_money", activity.ActivityMoney, state="states.state"),
    _child("activity_signals", activity.ActivitySignal),
    _child("activity_provisions", activity.ActivityProvision, provision="provisions.provision"),
    _child("same_activities", same_activity.SameActivity),
    Table(name="organisations", noun=organisation.Organisation, key=("organisation_id",)),
    Table(
        name="matches",
        noun=match.Match,
        key=("match_id",),
        refers={**_OF_STATE, **_OF_ACTIVITY, "need_id": "needs.need_id"},
    ),
    Table(
        name="match_features",
        noun=match.MatchFeature,
        key=("match_id", "position"),
        refers={"match_id": "matches.match_id"},
        of_state="match_id",
    ),
    Table(name="gaps", noun=gap.Gap, key=("need_id",), refers={**_OF_STATE, "need_id": "needs.need_id"}),
    Table(
        name="overlaps",
        noun=overlap.Overlap,
        key=("overlap_id",),
        refers={**_OF_STATE, "activities": "activities.activity_id"},
    ),
    Table(
        name="funding",
        noun=funding.Funding,
        key=("funding_id",),
        order=("state", "organisation_id", "kind", "answers"),
        refers={
            **_OF_STATE,
            "organisation_id": "organisations.organisation_id",
            "activities": "activities.activity_id",
            "not_known": "activities.activity_id",
        },
    ),
    Table(name="provision_funding", noun=funding.ProvisionFunding, key=("article", "activity_id"), refers=_OF_ACTIVITY),
    Table(name="assistance_requests", noun=assistance_request.AssistanceRequest, key=("request_id",), refers=_OF_STATE),
    Table(name="pledges", noun=assistance_request.Pledge, key=("pledge_id",), refers=_OF_REQUEST),
    Table(
        name="request_funding",
        noun=assistance_request.RequestFunding,
        key=("request_id",),
        refers={**_OF_STATE, **_OF_REQUEST},
    ),
    Table(name="coverage", noun=coverage.Coverage, key=("state", "cycle", "chapter"), refers=_OF_STATE),
    Table(name="review_coverage", noun=coverage.ReviewCoverage, key=("state", "cycle"), refers=_OF_STATE),
    Table(name="provision_coverage", noun=coverage.ProvisionCoverage, key=("state", "article"), refers=_OF_STATE),
    Table(name="reviews", noun=review.CountryReview, key=("state", "cycle"), unique=False, refers=_OF_STATE),
    Table(name="parties", noun=review.Party, key=("state",), refers=_OF_STATE),
    Table(name="groups", noun=review.GroupMembership, key=("group", "state"), unique=False, refers=_OF_STATE),
    Table(name="public_decisions", noun=decision.PublicDecision, key=("record_id", "decided_on"), unique=False),
    Table(name="previous_figures", noun=previous_figure.PreviousFigure, key=("figure",)),
    Table(name="aliases", noun=alias.Alias, key=("old_id",)),
    Table(name="errata", noun=erratum.Erratum, key=("release", "record", "wrong"), order=("on", "release", "record", "wrong")),
    Table(
        name="knowledge",
        noun=knowledge.KnowledgeProduct,
        key=("title", "publisher"),
        refers={"provisions": "provisions.provision"},
    ),
    Table(name="notes", noun=run_note.RunNote, key=("step", "severity", "subject"), unique=False),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _ALL}

CHANGES = Table(name="changes", noun=change.Change, key=("table", "record_id"))
"""What became of records since the Release before: a file beside the tables, since it belongs to two Releases."""

LINKS: tuple[Link, ...] = (
    Link(name="document_states", table="documents", column="states", value="state"),
    Link(name="need_provisions", table="needs", column="provisions", value="provision"),
    Link(name="need_articles", table="needs", column="articles", value="article"),
    Link(name="need_types", table="needs", column="types", value="type"),
    Link(name="need_coarse_types", table="needs", column="coarse_types", value="type"),
    Link(name="good_practice_provisions", table="good_practices", column="provisions", value="provision"),
    Link(name="good_practice_articles", table="good_practices", column="articles", value="article"),
    Link(name="assistance_received_articles", table="assistance_received", column="articles", value="article"),
    Link(name="activity_articles", table="activities", column="articles", value="article"),
    Link(name="activity_types", table="activities", column="types", value="type"),
    Link(name="activity_coarse_types", table="activities", column="coarse_types", value="type"),
    Link(name="activity_parents", table="activities", column="parents", value="iati_identifier"),
    Link(name="gap_provisions", table="gaps", column="provisions", value="provision"),
    Link(name="gap_types", table="gaps", column="types", value="type"),
    Link(name="funding_activities", table="funding", column="activities", value="activity_id"),
    Link(name="overlap_activities", table="overlaps", column="activities", value="activity_id"),
    Link(name="overlap_providers", table="overlaps", column="providers", value="provider"),
)
