"""The same activity in several records: what is certain or decided becomes one record; what is likely is only proposed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from article60.codes.types import coarse_types
from article60.domain.activity import Activity
from article60.domain.alias import Alias
from article60.domain.decision import Decision, PublicDecision
from article60.domain.provision import articles_of
from article60.domain.run_note import RunNote
from article60.domain.same_activity import SameActivity
from article60.identity import claims
from article60.identity.claims import Claim, row
from article60.identity.entitled import PROVIDER, of_own_activities
from article60.identity.joining import Joining, Pair
from article60.identity.lost import contradiction, lost
from article60.identity.readings import Reading
from article60.identity.renamed import Identifiers, named_as_earlier, same_identifier, same_tail
from article60.identity.split_records import families, split_records
from article60.identity.verdicts import Resolve, Saying, Verdict, in_public, kept_apart, last_verdicts, merge_all

CORRECTING = frozenset(("confirm", "reject", "correct"))
PERIOD = ("start", "end")


@dataclass(slots=True)
class Settled:
    """The activities that are left, by identifier, and what is known of the records that tell of the same ones."""

    kept: dict[str, Reading]
    known: dict[str, Reading]
    verdicts: dict[Pair, Verdict]
    joining: Joining
    rows: list[SameActivity] = field(default_factory=list)
    aliases: list[Alias] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    decided: list[PublicDecision] = field(default_factory=list)


def newest_first(activity: Activity) -> tuple[object, ...]:
    """Order in which records of one activity are preferred: by no secondary reporter, last updated, relevant, then by file.

    A secondary reporter tells of the work of others and is left out of totals; the record of those others comes first.
    """
    day = activity.last_updated or date.min
    return (activity.secondary_reporter, -day.toordinal(), not activity.relevant, activity.file_sha256, activity.line or 0)


def one_each(readings: Iterable[Reading], *, notes: list[RunNote]) -> tuple[dict[str, Reading], list[SameActivity]]:
    """One record for each identifier; those left out are noted, with the file that was preferred, and stand in rows."""
    kept: dict[str, Reading] = {}
    rows = []
    for reading in sorted(readings, key=lambda one: newest_first(one.activity)):
        activity = reading.activity
        first = kept.setdefault(activity.activity_id, reading)
        if first is not reading:
            reason = f"both are reported as {activity.iati_identifier}"
            claim = Claim(one=activity.activity_id, other=activity.activity_id, kind="same_record", score=1, reason=reason)
            rows.append(row(claim, activity, outcome=claims.JOINED))
            if activity.relevant:
                notes.append(_repeated(activity, first.activity))
    return kept, rows


def _repeated(activity: Activity, first: Activity) -> RunNote:
    by_another = activity.secondary_reporter and not first.secondary_reporter
    why = "its reporter is not a secondary one" if by_another else "it was updated last"
    return RunNote(
        step="identify",
        severity="info",
        subject=activity.iati_identifier,
        line=activity.line,
        message=f"stands in {activity.file} too; the record in {first.file} is used, since {why}",
    )


def settle(
    readings: Iterable[Reading],
    *,
    decisions: Sequence[Saying],
    aliases: Mapping[str, str],
    once: frozenset[str],
    notes: list[RunNote],
) -> Settled:
    """Join what is certain and what people decided, and correct what they corrected, in the order of their decisions.

    `aliases` are those of an earlier Release, old to new; `once` are the identifiers that it used.
    """
    known, rows = one_each(readings, notes=notes)
    identifiers = Identifiers(known)
    names = dict(identifiers.earlier_ids())

    def resolve(name: str) -> str | None:
        seen = set[str]()
        while name not in known and name not in seen:
            seen.add(name)
            name = aliases.get(name) or names.get(name) or name
        return name if name in known else None

    decisions = of_own_activities(decisions, known, resolve, notes)
    verdicts = last_verdicts(decisions, resolve)
    joining = Joining(kept_apart(verdicts))
    found = Settled({}, known, verdicts, joining, rows, names=names)
    why = _join_certain(found, identifiers)
    notes.extend(contradiction(verdict.decision) for verdict in merge_all(joining, verdicts))
    why |= {verdict.old: "merged" for verdict in verdicts.values() if verdict.same}
    identifiers.follow(joining.head)
    heads = joining.joined()
    found.aliases += [Alias(old_id=old, new_id=new, why=why.get(old, "merged")) for old, new in heads.items()]
    found.aliases += [Alias(old_id=old, new_id=joining.head(new), why="renamed") for old, new in names.items() if old in once]
    found.aliases += list(_unread(decisions, resolve, joining))
    notes.extend(_lost(decisions, resolve))
    kept = {activity_id: reading for activity_id, reading in known.items() if activity_id not in heads}
    _correct(kept, decisions, resolve, joining)
    found.kept = {activity_id: reading for activity_id, reading in sorted(kept.items()) if reading.activity.relevant}
    found.decided += in_public(decisions, verdicts, resolve=resolve, joining=joining, live=found.kept)
    _link(found, identifiers)
    return found


def _join_certain(found: Settled, identifiers: Identifiers) -> dict[str, str]:
    """Join records under one identifier, now or before, unless people keep them apart; why each was joined."""
    why = {}
    certain = ((claim, True) for claim in same_identifier(identifiers, found.known))
    for claim, sure in chain(certain, named_as_earlier(identifiers, found.known)):
        outcome = claims.PROPOSED
        if sure:
            outcome = claims.JOINED if found.joining.join(claim.other, claim.one) else claims.APART
        if outcome == claims.JOINED:
            why[claim.other] = "renamed" if claim.kind == "prefix_renamed" else "merged"
        standing = claims.DECIDED if outcome == claims.APART else claims.MACHINE
        found.rows.append(row(claim, found.known[claim.other].activity, outcome=outcome, standing=standing))
    return why


def _link(found: Settled, identifiers: Identifiers) -> None:
    """Parts of one contribution, and parents with children, among the activities that are left."""
    said = set[Pair]()
    renamed = ((claim, False) for claim in same_tail(found.kept))
    for claim, sure in chain(split_records(found.kept, identifiers), families(found.kept, identifiers), renamed):
        pair = frozenset((claim.one, claim.other))
        if pair in said:
            continue
        said.add(pair)
        found.rows.append(linked(found, claim, claims.LINKED if sure else claims.PROPOSED))


def linked(found: Settled, claim: Claim, outcome: str) -> SameActivity:
    """The row of a claim about two that stay two, unless people have said that they are not the same."""
    other = found.kept[claim.other].activity
    verdict = found.verdicts.get(frozenset((claim.one, claim.other)))
    if verdict is not None and not verdict.same:
        return row(claim, other, outcome=claims.APART, standing=claims.DECIDED)
    return row(claim, other, outcome=outcome)


def decided_rows(found: Settled, described: Mapping[Pair, Claim]) -> Iterator[SameActivity]:
    """A row for each pair that people decided on and no other row speaks of; `described` is what machines say of pairs."""
    spoken = {frozenset((one.activity_id, one.other_id)) for one in found.rows}
    for pair, verdict in found.verdicts.items():
        if pair in spoken:
            continue
        said = described.get(pair)
        told = found.known[verdict.old].activity.secondary_reporter != found.known[verdict.new].activity.secondary_reporter
        claim = Claim(
            one=verdict.new,
            other=verdict.old,
            kind=said.kind if said else "secondary_report" if told else "likely_same",
            score=1.0 if verdict.same else said.score if said else 0.0,
            reason=f"a person has said that they are {'the same' if verdict.same else 'not the same'}",
        )
        joined = verdict.same and found.joining.head(verdict.old) == found.joining.head(verdict.new)
        outcome = claims.JOINED if joined else claims.APART if not verdict.same else claims.PROPOSED
        yield row(claim, found.known[verdict.old].activity, outcome=outcome, standing=claims.DECIDED)


def _unread(decisions: Iterable[Saying], resolve: Resolve, joining: Joining) -> Iterator[Alias]:
    """What was merged lives on where only the other one is read now."""
    for one in decisions:
        if one.decision.verb == "merge" and one.other is not None and resolve(one.about) is None:
            into = resolve(one.other)
            if into is not None:
                yield Alias(old_id=one.about, new_id=joining.head(into), why="merged")


def _lost(decisions: Iterable[Saying], resolve: Resolve) -> Iterator[RunNote]:
    """Decisions of which nothing is read now; one that keeps two apart holds when both are read again."""
    for one in decisions:
        target = one.other if one.decision.verb == "merge" else one.about
        found = target is not None and resolve(target) is not None
        if not found and not (one.decision.verb == "split" and one.other is not None and resolve(one.other) is not None):
            yield lost(one.decision)


def _correct(kept: dict[str, Reading], decisions: Iterable[Saying], resolve: Resolve, joining: Joining) -> None:
    for one in decisions:
        found = resolve(one.about) if one.decision.verb in CORRECTING else None
        if found is not None:
            head = joining.head(found)
            kept[head] = replace(kept[head], activity=corrected(kept[head].activity, one.decision))


def corrected(activity: Activity, decision: Decision) -> Activity:
    """The activity after a person has confirmed, rejected or corrected it."""
    if decision.verb != "correct":
        return replace(activity, relevant=decision.verb == "confirm")
    values = json.loads(decision.values)
    provisions = tuple(values.get("provisions", activity.provisions))
    types = tuple(values.get("types", activity.types))
    said: dict[str, Any] = {name: date.fromisoformat(values[name]) for name in PERIOD if name in values}
    if "status" in values:
        said["status"] = values["status"]
    if said and decision.actor_role == PROVIDER:  # its publisher has said something of it on this day
        said["last_updated"] = max(activity.last_updated or date.min, date.fromisoformat(decision.made_at[:10]))
    return replace(
        activity, provisions=provisions, articles=articles_of(provisions), types=types, coarse_types=coarse_types(types), **said
    )
