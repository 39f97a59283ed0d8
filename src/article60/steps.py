"""The steps after reading, each from the kept tables of earlier steps to a folder with tables of its own."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from article60.analysis import families, funding, needed, overlaps
from article60.analysis.running import running, years
from article60.asking import Asked
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
from article60.domain.alias import Alias
from article60.domain.decision import Decision, PublicDecision
from article60.domain.document import Document
from article60.domain.funding import ProvisionFunding
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.overlap import ProposedOverlap
from article60.domain.passage import Passage
from article60.domain.rate import Rate
from article60.domain.same_activity import SameActivity
from article60.domain.statement import Statement
from article60.extraction import money
from article60.extraction.attribution import attributed
from article60.identity import identify
from article60.identity.entitled import looked_up
from article60.identity.identify import Names, Previous
from article60.identity.missed import missed, stated_there
from article60.identity.readings import Reading
from article60.identity.register import REGISTER, Register
from article60.matching import pairs
from article60.matching.features import Sides
from article60.matching.given import AnsweringActivity
from article60.matching.said import Place, hosts_of, places, said_of
from article60.matching.told import Reader
from article60.tables import folders
from article60.tables.columns import records
from article60.tables.runs import Workplace
from article60.uncollected import uncollected

if TYPE_CHECKING:
    from article60.extraction.activities import ClassifiedActivity


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a document that may be opened was published, by whom, and what opened it."""

    file: str
    publisher: str | None
    public_address: str | None
    public_because: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What counts for some records of other ones: parents and children by IATI identifier, and sentences that many repeat."""

    related: Mapping[str, ActivityRecord]
    boilerplate: Mapping[str, frozenset[str]]


def classified(records: Sequence[ActivityRecord], *, rates: Sequence[Rate]) -> Iterator[Reading]:
    """Yield every record of the aid data files with what is found in it, kept as relevant or not, in their order."""
    from article60.extraction.activities import classify  # here, as it takes long to load and is seldom needed

    told = classify(records, related={record.iati_identifier: record for record in records if record.iati_identifier})
    return (_valued(record, found, rates) for record, found in zip(records, told, strict=True))


def kept(records: Sequence[ActivityRecord], *, rates: Sequence[Rate], among: Surroundings) -> Iterator[tuple[int, Reading]]:
    """Yield of some records those that are kept as relevant, with what is found in them, each with its place.

    Parents and children may stand in other files, and boilerplate shows only over all records of a reporter: `among` tells
    what of the others counts for these.
    """
    from article60.extraction import activities

    for place, found in activities.kept(records, related=among.related, boilerplate=among.boilerplate):
        yield place, _valued(records[place], found, rates)


def _valued(record: ActivityRecord, found: "ClassifiedActivity", rates: Sequence[Rate]) -> Reading:
    """The record with its sums in US dollars, and what is found in it."""
    valued = money.in_usd(record, rates=rates)
    total = money.totals(valued.amounts)
    activity = replace(
        found.activity,
        budget_usd=total.budget_usd,
        commitment_usd=total.commitment_usd,
        disbursement_usd=total.disbursement_usd,
    )
    shared = replace(valued, recipients=attributed(valued.recipients, amounts=valued.amounts))
    return Reading(shared, activity, found.signals, found.provisions)


def state_records(
    folder: Path, *, documents: Sequence[Path], opened: Mapping[str, Opened], decisions: Sequence[Decision]
) -> None:
    """What was read in documents in, the register of what they state out, before people decide anything but what is apart.

    What people have added as missed, with its place, is among what was read.
    """
    held: list[Document] = []
    statements: list[Statement] = []
    for kept in documents:
        read = folders.load(kept, "statements", Statement)
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
            here = [one for one in missed(decisions) if one.fingerprint_sha256 == document.sha256]
            passages = folders.load(kept, "passages", Passage) if here else []
            statements.extend(stated_there(here, document, passages, read))
        statements.extend(read)
    named, stated = identify.state(documents=held, statements=statements, decisions=decisions)
    folders.save(folder, {"documents": (Document, named), **stated.tables()})


def _names(settled: Path) -> Names:
    ids = (("activities", "activity_id"), ("organisations", "organisation_id"))
    return Names(
        live=frozenset(one for table, column in ids for one in folders.values(settled, table, column)),
        aliases=folders.load(settled, "other_names", Alias),
        earlier=folders.load(settled, "earlier_names", Alias),
        decided=folders.load(settled, "decided_of_aid", PublicDecision),
    )


def _parts(settled: Path, *, decisions: Sequence[Decision], names: Names) -> list[ActivityOrganisation]:
    """The organisations of those activities of which providers say that they answer needs."""
    named = looked_up(decisions)
    ids = named | {alias.new_id for alias in (*names.aliases, *names.earlier) if alias.old_id in named}
    read = partial(folders.load_some, settled, "activity_organisations", ActivityOrganisation)
    return read(among={"activity_id": ids}) if ids else []


def identify_records(folder: Path, *, stated: Path, settled: Path, decisions: Sequence[Decision], previous: Previous) -> None:
    """The register in, the records after people's decisions out, and the decisions with which later steps go on."""
    register = Register.of({name: folders.load_frame(stated, name, noun) for name, noun in REGISTER.items()})
    names = _names(settled)
    parts = _parts(settled, decisions=decisions, names=names)
    found = identify.decide(register, decisions=decisions, previous=previous, aid=names, parts=parts)
    folders.save(folder, found.tables())


def without_provisions(identified: Path) -> dict[str, list[Need]]:
    """The needs that name no provision, by State."""
    found: dict[str, list[Need]] = defaultdict(list)
    needs = folders.load_frame(identified, "needs", Need).filter(pl.col("provisions").list.len() == 0)
    for need in records(Need, needs):
        found[need.state].append(need)
    return found


def suggest_provisions(folder: Path, *, needs: Sequence[Need]) -> None:
    """Needs in; for those that name no provision, the provisions that their words speak for out."""
    from article60.extraction.suggestions import suggestions  # here, as it takes long to load and is seldom needed

    folders.save(folder, {"need_suggestions": (NeedSuggestion, list(suggestions(needs)))})


def place_activities(folder: Path, *, settled: Path, on: date) -> None:
    """Activities in; out with their state on that day, the States where each is compared with needs, and money and overlaps.

    All of it is the same whatever people decide about needs.
    """
    activities = [replace(a, running=running(a, on=on), years=years(a)) for a in folders.each(settled, "activities", Activity)]
    recipients = folders.load(settled, "activity_recipients", ActivityRecipient)
    organisations = folders.load(settled, "activity_organisations", ActivityOrganisation)
    same = folders.load(settled, "same_activities", SameActivity)
    amounts = folders.each(settled, "activity_amounts", ActivityAmount)
    served = folders.load(settled, "activity_provisions", ActivityProvision)
    counted = list(funding.money(activities=activities, recipients=recipients, amounts=amounts, same=same))
    overlapping = overlaps.find_overlaps(
        activities=activities, recipients=recipients, organisations=organisations, served=served, same=same
    )
    folders.save(
        folder,
        {
            "activities": (Activity, activities),
            "places": (
                Place,
                places(
                    activities,
                    recipients=recipients,
                    texts=folders.each(settled, "activity_texts", ActivityText),
                    organisations=organisations,
                ),
            ),
            "families": (families.Family, families.pairs(families.links(activities, same=same))),
            "activity_money": (ActivityMoney, counted),
            "provision_funding": (ProvisionFunding, needed.by_provision(activities=activities, money=counted)),
            "overlaps_proposed": (ProposedOverlap, overlapping),
        },
    )


class Helping:
    """The activities that are compared with the needs of some States, read once for all of these."""

    def __init__(self, *, settled: Path, placed: Path, states: Collection[str]) -> None:
        self.places: dict[str, list[Place]] = defaultdict(list)
        for place in folders.load_some(placed, "places", Place, among={"state": states}):
            self.places[place.state].append(place)
        ids = {place.activity_id for some in self.places.values() for place in some}
        given = folders.load_some(placed, "activities", AnsweringActivity, among={"activity_id": ids})
        self.activities = {one.activity_id: one for one in given}
        named: dict[str, dict[str, str]] = defaultdict(dict)
        for place in chain.from_iterable(self.places.values()):
            if place.words is not None:
                named[place.activity_id][place.state] = place.words
        rows = partial(folders.load_rows, settled, among={"activity_id": ids})
        self.said = said_of(
            self.activities,
            texts=rows("activity_texts", ("activity_id", "text", "language")),
            hosts=hosts_of(rows("activity_organisations", ("activity_id", "role", "name"))),
            served=rows("activity_provisions", ("activity_id", "provision", "score")),
            named=named,
        )
        self.reader = Reader()

    def read_texts(self) -> None:
        """Read the texts of one language after those of another: what is looked for in them then stays near the processor."""
        for one in sorted(self.said.values(), key=lambda one: one.language or ""):
            self.reader.read(one.words, one.language)

    def of(self, state: str) -> list[tuple[AnsweringActivity, bool]]:
        """The activities in one State, and whether it is a recipient of each."""
        return [(self.activities[place.activity_id], place.recipient) for place in self.places[state]]


def sides_of(asked: Asked, helping: Helping) -> Sides:
    """What is compared in one State."""
    return pairs.sides_in(
        asked.state,
        needs=asked.needs,
        given=helping.of(asked.state),
        said=helping.said,
        suggestions=asked.suggestions,
        common=asked.common,
        reader=helping.reader,
    )


def keep_pairs(folder: Path, found: pairs.Matches) -> None:
    """Write pairs and their features."""
    folders.save(folder, {"matches": (Match, found.table), "match_features": (MatchFeature, found.feature_table)})


def match_needs(folder: Path, *, asked: Asked, helping: Helping) -> None:
    """Needs of one State and the activities there in, pairs with their features out."""
    keep_pairs(folder, pairs.match_in(sides_of(asked, helping), decided=asked.decided))


def match_parts(workplace: Workplace, parts: Sequence[tuple[str, Asked]], settled: Path, placed: Path) -> None:
    """Match the needs of some States, each kept by its key."""
    with uncollected():
        helping = Helping(settled=settled, placed=placed, states=[asked.state for _, asked in parts])
        helping.read_texts()
        for key, asked in parts:
            workplace.make("match", key, partial(match_needs, asked=asked, helping=helping))
