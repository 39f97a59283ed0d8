"""The steps after reading, each from the kept tables of earlier steps to a folder with tables of its own."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from article60.analysis import coverage, funding, gaps, needed, overlaps, standing
from article60.analysis.running import running, years
from article60.domain.activity import (
    Activity,
    ActivityAmount,
    ActivityMoney,
    ActivityOrganisation,
    ActivityProvision,
    ActivityRecipient,
    ActivityText,
)
from article60.domain.activity_record import ActivityRecord
from article60.domain.coverage import Coverage, ProvisionCoverage, ReviewCoverage
from article60.domain.decision import Decision
from article60.domain.document import Document
from article60.domain.funding import Funding, ProvisionFunding
from article60.domain.gap import Gap
from article60.domain.good_practice import GoodPractice
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import ProposedOverlap
from article60.domain.rate import Rate
from article60.domain.review import CountryReview
from article60.domain.same_activity import SameActivity
from article60.domain.statement import Statement
from article60.extraction import money
from article60.extraction.activities import classify
from article60.extraction.attribution import attributed
from article60.extraction.suggestions import suggestions
from article60.identity.identify import Previous, identify
from article60.identity.readings import Reading
from article60.matching import pairs
from article60.matching.said import said
from article60.tables import folders


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a document that may be opened was published, by whom, and what opened it."""

    file: str
    publisher: str | None
    public_address: str | None
    public_because: str


def classified(aid: Sequence[Path], *, rates: Sequence[Rate]) -> Iterator[Reading]:
    """Yield every record of the aid data files with what is found in it, kept as relevant or not, in their order.

    Parents and children may stand in other files, and boilerplate shows only over all records of a reporter, so all
    files are seen at once.
    """
    records = [record for kept in aid for record in folders.load(kept, "records", ActivityRecord)]
    related = {record.iati_identifier: record for record in records if record.iati_identifier}
    for record, found in zip(records, classify(records, related=related), strict=True):
        valued = money.in_usd(record, rates=rates)
        total = money.totals(valued.amounts)
        activity = replace(
            found.activity,
            budget_usd=total.budget_usd,
            commitment_usd=total.commitment_usd,
            disbursement_usd=total.disbursement_usd,
        )
        shared = replace(valued, recipients=attributed(valued.recipients, amounts=valued.amounts))
        yield Reading(shared, activity, found.signals, found.provisions)


def classify_activities(folder: Path, *, aid: Sequence[Path], rates: Sequence[Rate]) -> None:
    """Records of all aid data files in, those kept as anti-corruption assistance out, with their reasons."""
    kept = [found for found in classified(aid, rates=rates) if found.activity.relevant]
    folders.save(folder, {"readings": (Reading, kept)})


def identify_records(
    folder: Path,
    *,
    documents: Sequence[Path],
    opened: Mapping[str, Opened],
    classified: Path,
    decisions: Sequence[Decision],
    previous: Previous,
) -> None:
    """What was read in documents and aid data in, records with lasting identifiers and people's decisions out."""
    held, statements = [], []
    for kept in documents:
        for document in folders.load(kept, "documents", Document):
            source = opened[document.sha256]
            held.append(
                replace(
                    document,
                    file=source.file,
                    publisher=source.publisher,
                    public_address=source.public_address,
                    public_because=source.public_because,
                )
            )
        statements.extend(folders.load(kept, "statements", Statement))
    found = identify(
        documents=held,
        statements=statements,
        readings=folders.load(classified, "readings", Reading),
        decisions=decisions,
        previous=previous,
    )
    folders.save(folder, found.tables())


def suggest_provisions(folder: Path, *, identified: Path) -> None:
    """Needs in; for those that name no provision, the provisions that their words speak for out."""
    needs = folders.load(identified, "needs", Need)
    folders.save(folder, {"need_suggestions": (NeedSuggestion, list(suggestions(needs)))})


def match_needs(folder: Path, *, identified: Path, suggested: Path, on: date) -> None:
    """Needs, suggestions and activities in, pairs with their features out; activities come out with their state on that day."""
    activities = [
        replace(a, running=running(a, on=on), years=years(a)) for a in folders.load(identified, "activities", Activity)
    ]
    recipients = folders.load(identified, "activity_recipients", ActivityRecipient)
    found = pairs.match(
        needs=folders.load(identified, "needs", Need),
        activities=activities,
        recipients=recipients,
        said=said(
            activities,
            recipients=recipients,
            texts=folders.load(identified, "activity_texts", ActivityText),
            organisations=folders.load(identified, "activity_organisations", ActivityOrganisation),
            served=folders.load(identified, "activity_provisions", ActivityProvision),
        ),
        suggestions=folders.load(suggested, "need_suggestions", NeedSuggestion),
        decided=_decided_pairs(folders.load(identified, "settled_decisions", Decision)),
    )
    folders.save(
        folder,
        {
            "activities": (Activity, activities),
            "matches": (Match, found.matches),
            "match_features": (MatchFeature, found.features),
        },
    )


def _decided_pairs(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    found = {}
    for decision in decisions:
        if decision.about_kind == "match":
            values = json.loads(decision.values)
            found[(values["need_id"], values["activity_id"])] = decision
    return found


def _verdicts(decisions: Iterable[Decision]) -> dict[overlaps.Cell, overlaps.Verdict]:
    found = {}
    for decision in decisions:
        if decision.about_kind == "overlap":
            values = json.loads(decision.values)
            day = date.fromisoformat(decision.made_at[:10])
            cell = (values["state"], values["article"], values["type"])
            found[cell] = overlaps.Verdict(values["verdict"], day, decision.actor_role)
    return found


def analyse(
    folder: Path,
    *,
    identified: Path,
    matched: Path,
    states: Sequence[str],
    reviews: Sequence[CountryReview],
    sources_read: Sequence[str],
    on: date,
) -> None:
    """Records and pairs in; needs with their grade, gaps, overlaps, coverage and funding out."""
    activities = folders.load(matched, "activities", Activity)
    recipients = folders.load(identified, "activity_recipients", ActivityRecipient)
    matches = folders.load(matched, "matches", Match)
    needs = standing.grade_needs(needs=folders.load(identified, "needs", Need), matches=matches, on=on)
    documents = folders.load(identified, "documents", Document)
    no_needs = folders.load(identified, "no_needs", NoNeedStated)
    cells = list(coverage.cells(states=states, needs=needs, no_needs=no_needs, documents=documents, reviews=reviews))
    by_review = coverage.by_review(states=states, needs=needs, documents=documents, reviews=reviews)
    by_provision = coverage.by_provision(
        needs=needs,
        activities=activities,
        recipients=recipients,
        good_practices=folders.load(identified, "good_practices", GoodPractice),
        cells=cells,
    )
    same = folders.load(identified, "same_activities", SameActivity)
    organisations = folders.load(identified, "activity_organisations", ActivityOrganisation)
    overlapping = overlaps.find_overlaps(
        activities=activities,
        recipients=recipients,
        organisations=organisations,
        served=folders.load(identified, "activity_provisions", ActivityProvision),
        verdicts=_verdicts(folders.load(identified, "settled_decisions", Decision)),
        same=same,
    )
    counted = list(
        funding.money(
            activities=activities,
            recipients=recipients,
            amounts=folders.load(identified, "activity_amounts", ActivityAmount),
            same=same,
        )
    )
    funded = needed.funding(
        activities=activities, organisations=organisations, money=counted, needs=needs, matches=matches, same=same
    )
    folders.save(
        folder,
        {
            "activity_money": (ActivityMoney, counted),
            "funding": (Funding, list(funded)),
            "provision_funding": (ProvisionFunding, list(needed.by_provision(activities=activities, money=counted))),
            "needs": (Need, needs),
            "gaps": (Gap, list(gaps.find_gaps(needs=needs, sources_read=sources_read, on=on))),
            "overlaps_proposed": (ProposedOverlap, list(overlapping)),
            "coverage": (Coverage, cells),
            "review_coverage": (ReviewCoverage, list(by_review)),
            "provision_coverage": (ProvisionCoverage, list(by_provision)),
        },
    )
