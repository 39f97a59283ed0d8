"""A State's page: what its reviews asked, what may be related, what is reported as given, and what is not published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from article60.codes.reader import rows
from article60.domain.activity import Activity
from article60.domain.evidence import Evidence
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.state_party import StateParty
from article60.tables.declared import TABLES
from article60.text.normalise import fold
from article60.web.public.current import Release
from article60.web.public.figures import figures_of_state
from article60.web.public.funders import ANSWERS, all_of_them, funders
from article60.web.public.money import rows_of
from article60.web.public.rows import among, grouped, one, select

CLOSED = frozenset(("superseded", "withdrawn"))
CHAPTERS = tuple(row["chapter"] for row in rows("chapters"))
NOWHERE = ""


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """A match with the activity and the features that speak for it."""

    match: Match
    need: Need
    activity: Activity
    features: list[MatchFeature]


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A need with where it was read, what may be related to it, and what its words speak for where they name nothing."""

    need: Need
    evidence: list[Evidence]
    matches: list[ShownMatch]
    suggestions: list[NeedSuggestion]


Chapter = tuple[str, list[tuple[str, list[ShownNeed]]]]


def state_page(release: Release, code: str) -> dict[str, Any] | None:
    """Everything that a State's page shows; None where the Release has no such State."""
    state: StateParty | None = one(release.connection, "states", code)
    if state is None:
        return None

    def of_state(table: str, order: str = "t.rowid") -> list[Any]:
        return select(release.connection, table, "t.state = ?", (code,), order=order)

    shown = list(shown_needs(release, of_state("needs")))
    documents = documents_about(release, code)
    figures, funding = figures_of_state(release, code), of_state("funding")
    providers = named(release, "organisations", (row.organisation_id for row in funding if row.organisation_id))
    overlaps = select(release.connection, "overlaps", "t.state = ? AND t.verdict IS NOT NULL", (code,))
    return {
        "state": state,
        "party": one(release.connection, "parties", code),
        "coverage": of_state("coverage", "t.cycle, t.chapter"),
        "reviews": of_state("reviews", "t.cycle"),
        "chapters": list(by_chapter(item for item in shown if item.need.grade not in CLOSED)),
        "closed": [item for item in shown if item.need.grade in CLOSED],
        "no_needs": of_state("no_needs"),
        "received": of_state("assistance_received"),
        "practices": of_state("good_practices"),
        "activities": activities_in(release, code),
        "money": list(rows_of(figures)),
        "answers": ANSWERS,
        "funders": list(funders(funding, names={key: provider.name for key, provider in providers.items()})),
        "funded": all_of_them(figures),
        "overlaps": overlaps,
        "partners": named(release, "activities", (a for overlap in overlaps for a in overlap.activities)),
        "documents": documents,
        "sources": {name: document for document in reversed(documents) for name in (document.document_id, document.symbol)},
        "evidence": grouped(_evidence_of(release, code), "record_id"),
        "by_document": named(release, "documents", _documents_of(release, code)),
    }


def shown_needs(release: Release, needs: list[Need]) -> Iterator[ShownNeed]:
    """Each need with its evidence and its matches, best first."""
    identifiers = [need.need_id for need in needs]
    evidence = grouped(among(release.connection, "evidence", "record_id", identifiers), "record_id")
    matches = grouped(shown_matches(release, column="need_id", values=identifiers), "need_id")
    activities = named(release, "activities", (m.activity_id for found in matches.values() for m in found))
    features = grouped(
        among(release.connection, "match_features", "match_id", (m.match_id for found in matches.values() for m in found)),
        "match_id",
    )
    suggested = grouped(among(release.connection, "need_suggestions", "need_id", identifiers), "need_id")
    for need in needs:
        found = [
            ShownMatch(m, need, activities[m.activity_id], features.get(m.match_id, [])) for m in matches.get(need.need_id, [])
        ]
        yield ShownNeed(need, evidence.get(need.need_id, []), found, suggested.get(need.need_id, []))


def shown_matches(release: Release, *, column: str, values: Iterable[str]) -> list[Match]:
    """Matches that may be shown: confirmed by a person, or found by machine and not rejected; confirmed ones first."""
    wanted = set(values)
    found = [m for m in among(release.connection, "matches", column, wanted) if _may_be_shown(m)]
    return sorted(found, key=lambda m: (m.standing != "confirmed", -m.score, m.match_id))


def _may_be_shown(match: Match) -> bool:
    return match.standing == "confirmed" or (match.standing in ("proposed", "unsure") and match.covers)


def by_chapter(needs: Iterable[ShownNeed]) -> Iterator[Chapter]:
    """Needs under the chapter and the first article that they name, in the Convention's order; unnamed ones last."""
    places: dict[str, dict[str, list[ShownNeed]]] = {}
    for item in needs:
        article = item.need.articles[0] if item.need.articles else NOWHERE
        places.setdefault(item.need.chapter or NOWHERE, {}).setdefault(article, []).append(item)
    for chapter in sorted(places, key=lambda c: CHAPTERS.index(c) if c in CHAPTERS else len(CHAPTERS)):
        yield chapter, sorted(places[chapter].items(), key=lambda item: int(item[0]) if item[0] else 1000)


def activities_in(release: Release, code: str) -> list[Activity]:
    """Activities kept as anti-corruption assistance that name the State as recipient, by title."""
    among_states = "t.relevant AND t.activity_id IN (SELECT activity_id FROM activity_states WHERE state = ?)"
    found = select(release.connection, "activities", among_states, (code,))
    return sorted(found, key=lambda activity: (fold(activity.title), activity.activity_id))


def documents_about(release: Release, code: str) -> list[Any]:
    """Documents about the State, in the order of their dates."""
    about = "t.document_id IN (SELECT document_id FROM document_states WHERE state = ?)"
    return select(release.connection, "documents", about, (code,), order="t.issued_on, t.symbol, t.language")


def named(release: Release, table: str, identifiers: Iterable[str]) -> dict[str, Any]:
    """Records by their identifier."""
    key = TABLES[table].key[0]
    return {getattr(record, key): record for record in among(release.connection, table, key, identifiers)}


def _evidence_of(release: Release, code: str) -> list[Evidence]:
    """Evidence of all records of the State."""
    return select(release.connection, "evidence", "t.record_id GLOB ?", (f"{code}-*",))


def _documents_of(release: Release, code: str) -> list[str]:
    """Documents that the evidence of the State's records names."""
    query = "SELECT DISTINCT document_id FROM evidence WHERE record_id GLOB ?"
    return [row[0] for row in release.connection.execute(query, (f"{code}-*",))]
