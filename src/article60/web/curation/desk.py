"""What stands on the review desk: the statements read in a document, each as people's decisions leave it, and what is next."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.text.normalise import quote_key
from article60.web.accounts.actor import Actor
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.common.current import Release
from article60.web.common.rows import among, select
from article60.web.curation.last_run import TABLES, evidence_of, target_of
from article60.web.curation.models import Decision
from article60.web.curation.overlay import GONE, Overlaid, added, outcome_of, overlaid
from article60.web.curation.policies import STATEMENTS
from article60.web.curation.target import Place, Target, seen
from article60.web.curation.whole_again import parts_no_more

DOUBT = 0.75
"""A reading less sure than this is shown as doubtful; of the rules of reading, few give less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statement on the desk. `record` is none where the last run has taken it out already, as people had decided.

    `part_no_more`: it was a part of a need that people have put together again since the last run.
    """

    target: Target
    over: Overlaid
    evidence: Sequence[Evidence]
    made: Sequence[Decision]
    part_no_more: bool = False

    @property
    def record(self) -> Any:
        """As it stands now."""
        return self.over.record

    @property
    def confidence(self) -> float:
        """How sure its least sure reading is, from 0 to 1."""
        return min((one.confidence for one in self.evidence), default=1.0)

    @property
    def open(self) -> bool:
        """Whether nobody has settled it yet."""
        return not (self.over.decided or self.target.of_the_state)

    @property
    def doubtful(self) -> bool:
        """Whether it is open and a reader, or a person, was not sure."""
        return self.open and (self.confidence < DOUBT or self.over.outcome == "unsure")

    @property
    def seen(self) -> str:
        """The hash of what is on the page about it."""
        return seen(self.target, self.made)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many statements of a document there are, how many are settled and how many doubtful."""

    document: Document
    proposed: int
    decided: int
    doubtful: int


def documents(release: Release, *, by: Actor, at: datetime) -> Iterator[Progress]:
    """Yield the documents about which somebody may decide, by State and date, each with how far people have come."""
    about = "t.document_id IN (SELECT document_id FROM evidence)"
    found = select(release.connection, "documents", about, order="t.issued_on, t.symbol, t.language, t.rowid")
    confidence = _confidences(release)
    settled = _settled(release, by=by, at=at)
    for document in sorted(found, key=lambda one: one.states):
        held = [one for one in confidence.get(document.document_id, {}).items() if _of(one[0], by)]
        if not held or not _about(document, by):
            continue
        open_ones = [(record, sure) for record, sure in held if settled.get(record, "") in ("", "unsure")]
        doubtful = sum(sure < DOUBT or settled.get(record) == "unsure" for record, sure in open_ones)
        yield Progress(document, len(held), len(held) - len(open_ones), doubtful)


def items(release: Release, document: Document, *, by: Actor, at: datetime) -> list[Item]:
    """The statements read in a document, in its order; at the end those that the last run has taken out already."""
    here: list[Evidence] = select(
        release.connection, "evidence", "t.document_id = ?", (document.document_id,), order="t.page_index, t.page, t.rowid"
    )
    names = [one for one in dict.fromkeys(place.record_id for place in here) if _of(one, by)]
    records, evidence = _records(release, names), evidence_of(release, names)
    shown = Decision.objects.visible_to(by, at.date()).filter(about_kind__in=STATEMENTS)
    made = _by_record(shown.filter(about_id__in=names).order_by("pk"))
    again = parts_no_more(by=by, at=at)
    found = []
    for name in names:
        kind, record = records[name]
        target, about = target_of(kind, record, evidence[name]), made.get(name, [])
        over = Overlaid(record=record, outcome="merge", into=again[name]) if name in again else overlaid(record, about)
        found.append(Item(target=target, over=over, evidence=evidence[name], made=about, part_no_more=name in again))
    gone = _by_record(shown.filter(sha256=document.sha256).exclude(about_id__in=names).order_by("pk"))
    here_now = {(place.page, quote_key(place.quote)) for places in evidence.values() for place in places}
    return found + [item for about in gone.values() if (item := _elsewhere(about, document, here_now)) is not None]


def following(found: Iterable[Item]) -> Item | None:
    """The statement to look at next: open, the least sure first; what somebody has looked at without being sure comes last."""
    return min((one for one in found if one.open), key=_turn, default=None)


def of_state(release: Release, state: str, *, by: Actor, at: datetime) -> list[Item]:
    """The needs of a State that stand by themselves, in the order of their words: those with which one can be merged."""
    rows = select(release.connection, "needs", "t.state = ? AND t.grade <> 'superseded'", (state,), order="t.text, t.rowid")
    names = [row.need_id for row in rows]
    evidence = evidence_of(release, names)
    made = _by_record(Decision.objects.visible_to(by, at.date()).filter(about_id__in=names).order_by("pk"))
    found = []
    for row in rows:
        about, places = made.get(row.need_id, []), evidence.get(row.need_id, [])
        found.append(Item(target=target_of("need", row, places), over=overlaid(row, about), evidence=places, made=about))
    again = parts_no_more(by=by, at=at)
    return [one for one in found if one.over.stands and one.target.id not in again]


def _turn(one: Item) -> tuple[bool, bool, float]:
    return getattr(one.record, "grade", "") == "superseded", one.over.outcome == "unsure", one.confidence


def _elsewhere(made: Sequence[Decision], document: Document, here: Collection[tuple[int | None, str]]) -> Item | None:
    """A statement that the last run does not have: added since, or taken out. None where it stands under another identifier.

    What it was merged with, or its own parts, stand at the same place.
    """
    first, outcome = made[0], outcome_of(made)
    if (first.page, quote_key(first.quote)) in here and outcome not in ("merge", "split"):
        return None
    if first.verb != "add":
        return _gone(made) if outcome in GONE else None
    place = Place(sha256=first.sha256, page=first.page, quote=first.quote)
    target = Target(kind="need", id=first.about_id, state=first.state, place=place)
    return Item(target=target, over=overlaid(added(first, document), made), evidence=(), made=made)


def _gone(made: Sequence[Decision]) -> Item:
    last = made[-1]
    place = Place(sha256=last.sha256, page=last.page, quote=last.quote)
    target = Target(kind=last.about_kind, id=last.about_id, state=last.state, place=place)
    outcome = outcome_of(made)
    into = next((str(one.values["into"]) for one in reversed(made) if "into" in one.values), "")
    over = Overlaid(record=None, outcome=outcome, last=last, into=into if outcome == "merge" else "")
    return Item(target=target, over=over, evidence=(), made=made)


def _records(release: Release, names: Sequence[str]) -> Mapping[str, tuple[str, Any]]:
    return {
        getattr(record, key): (kind, record)
        for kind, (table, key) in TABLES.items()
        for record in among(release.connection, table, key, names)
    }


def _confidences(release: Release) -> Mapping[str, Mapping[str, float]]:
    """By document and record, how sure its least sure reading is."""
    found: dict[str, dict[str, float]] = {}
    query = "SELECT document_id, record_id, MIN(confidence) FROM evidence GROUP BY document_id, record_id"
    for document_id, record_id, confidence in release.connection.execute(query):
        found.setdefault(document_id, {})[record_id] = confidence
    return found


def _settled(release: Release, *, by: Actor, at: datetime) -> Mapping[str, str]:
    """Of each statement on which people have said something, the outcome."""
    found = {
        row[0]: "confirm"
        for table, key in (TABLES[kind] for kind in STATEMENTS if kind != "no_needs")
        for row in release.connection.execute(f'SELECT "{key}" FROM "{table}" WHERE reading = \'confirmed\'')
    }
    query = "SELECT need_id FROM needs WHERE grade IN ('met', 'partly_met', 'unmet', 'withdrawn')"
    found |= {row[0]: "confirm" for row in release.connection.execute(query)}
    made = _by_record(Decision.objects.visible_to(by, at.date()).filter(about_kind__in=STATEMENTS).order_by("pk"))
    found |= {name: outcome for name, about in made.items() if (outcome := outcome_of(about) or found.get(name, ""))}
    return found | dict.fromkeys(parts_no_more(by=by, at=at), "merge")


def _by_record(made: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for one in made:
        found.setdefault(one.about_id, []).append(one)
    return found


def _about(document: Document, by: Actor) -> bool:
    return by.role not in STATE_ROLES or by.state in document.states


def _of(record_id: str, by: Actor) -> bool:
    """Whether a statement, by its identifier, is of a State about which somebody may decide."""
    return by.role not in STATE_ROLES or record_id.startswith(f"{by.state}-")
