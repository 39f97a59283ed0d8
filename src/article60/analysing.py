"""Analysing, the step after matching: kept records and pairs in; graded needs, gaps, overlaps, coverage and funding out."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from article60.analysis import coverage, families, gaps, needed, overlaps, standing
from article60.domain.activity import ActivityMoney
from article60.domain.coverage import Coverage, ProvisionCoverage, ReviewCoverage
from article60.domain.decision import Decision
from article60.domain.document import Document
from article60.domain.funding import FUNDING_KINDS, Funding
from article60.domain.gap import Gap
from article60.domain.good_practice import GoodPractice
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import ProposedOverlap
from article60.domain.review import CountryReview
from article60.domain.run_note import RunNote
from article60.identity.lost import in_another_state
from article60.tables import folders
from article60.tables.runs import key_of


def analysed_from(
    identified: Path, *, states: Collection[str], pairs: Mapping[str, str], common: Sequence[object]
) -> dict[str, str]:
    """For each State a hash over everything from which its analysis follows.

    That is its records after people's decisions, its pairs, by what they are kept, and what all States have in common.
    """
    nouns = {"needs": Need, "no_needs": NoNeedStated, "good_practices": GoodPractice}
    held = [folders.hashes(identified, name, noun, column="state") for name, noun in nouns.items()]
    whole = key_of(common)
    everyone = {*states, *pairs, *chain.from_iterable(held)}
    return {one: key_of(whole, one in states, pairs.get(one), [some.get(one) for some in held]) for one in sorted(everyone)}


def analyse(
    folder: Path,
    *,
    stated: Path,
    settled: Path,
    identified: Path,
    placed: Path,
    matched: Path,
    states: Collection[str],
    reviews: Sequence[CountryReview],
    sources_read: Sequence[str],
    on: date,
    changed: Collection[str] | None = None,
    before: Path | None = None,
) -> None:
    """Records and pairs in; needs with their grade, gaps, overlaps, coverage and funding out.

    Where there is an analysis before, only the States that have changed since are gone through; of the others the rows are
    taken from its folder.
    """
    some = partial(folders.load_some, among={"state": changed})
    matches = some(matched, "matches", standing.AnsweringMatch)
    needs = standing.grade_needs(needs=some(identified, "needs", Need), matches=matches, on=on)
    no_needs = some(identified, "no_needs", NoNeedStated)
    covered: Mapping[str, Any] = {
        "states": [state for state in states if changed is None or state in changed],
        "needs": needs,
        "documents": folders.load(stated, "documents", Document),
        "reviews": reviews,
    }
    cells = list(coverage.cells(no_needs=no_needs, **covered))
    recipients = some(settled, "activity_recipients", coverage.HelpedState)
    money = folders.load_some(placed, "activity_money", ActivityMoney, among={"state": changed, "kind": FUNDING_KINDS})
    tables: folders.Tables = {
        "needs": (Need, needs),
        "gaps": (Gap, list(gaps.find_gaps(needs=needs, sources_read=sources_read, on=on))),
        "funding": (Funding, list(_funding(placed, settled, money=money, needs=needs, matches=matches))),
        "coverage": (Coverage, cells),
        "review_coverage": (ReviewCoverage, list(coverage.by_review(**covered))),
        "provision_coverage": (
            ProvisionCoverage,
            list(
                coverage.by_provision(
                    needs=needs,
                    activities=_of(recipients, placed, "activities", coverage.RunningActivity, running=["running"]),
                    recipients=recipients,
                    good_practices=some(identified, "good_practices", GoodPractice),
                    cells=cells,
                )
            ),
        ),
    }
    if before is None:
        folders.save(folder, tables)
    else:
        folders.save_some(folder, tables, before=before, column="state", among=changed or ())
    decisions = folders.load(identified, "settled_decisions", Decision)
    verdicts = _verdicts(decisions)
    proposed = folders.load(placed, "overlaps_proposed", ProposedOverlap)
    held: folders.Tables = {
        "overlaps_proposed": (ProposedOverlap, [overlaps.judged(one, verdicts) for one in proposed]),
        "notes": (RunNote, list(pairs_of_two_states(decisions, identified=identified, placed=placed, matched=matched))),
        "private_notes": (RunNote, list(overlaps.outgrown(proposed, verdicts))),
    }
    folders.save(folder, held)


def _verdicts(decisions: Iterable[Decision]) -> dict[overlaps.Cell, overlaps.Verdict]:
    found = {}
    for decision in decisions:
        if decision.about_kind == "overlap":
            values = json.loads(decision.values)
            day = date.fromisoformat(decision.made_at[:10])
            cell = (values["state"], values["article"], values["type"])
            judged = frozenset(values.get("activities", ()))
            found[cell] = overlaps.Verdict(values["verdict"], day, decision.actor_role, judged, decision.decision_id)
    return found


def pairs_of_two_states(decisions: Iterable[Decision], *, identified: Path, placed: Path, matched: Path) -> Iterator[RunNote]:
    """A note for each decision about a pair of a need that still counts and of an activity that is not of the need's State."""
    about = ((json.loads(one.values), one) for one in decisions if one.about_kind == "match")
    pairs = {(values["need_id"], values["activity_id"]): one for values, one in about}
    if not pairs:
        return
    stated = folders.load_frame(identified, "needs", Need).filter(~pl.col("grade").is_in(sorted(NO_LONGER_STATED)))
    states = dict(stated.select("need_id", "state").iter_rows())
    read = set(folders.values(placed, "activities", "activity_id"))
    wanted = {"need_id": {need for need, _ in pairs}, "activity_id": {activity for _, activity in pairs}}
    found = set(folders.load_rows(matched, "matches", list(wanted), among=wanted))
    for (need, activity), decision in sorted(pairs.items()):
        if need in states and activity in read and (need, activity) not in found:
            yield in_another_state(decision, activity, states[need])


def _of(rows: Iterable[Any], folder: Path, name: str, noun: type[Any], **among: Collection[str]) -> list[Any]:
    """The records of a table that are about the activities of some rows, and have some values in other columns."""
    return folders.load_some(folder, name, noun, among={**among, "activity_id": {row.activity_id for row in rows}})


def _funding(
    placed: Path,
    settled: Path,
    *,
    money: Sequence[ActivityMoney],
    needs: Sequence[Need],
    matches: Sequence[standing.AnsweringMatch],
) -> Iterator[Funding]:
    """Funding of what is needed in the States of these needs and amounts."""
    return needed.funding(
        children=families.children_of(folders.load(placed, "families", families.Family)),
        organisations=_of(money, settled, "activity_organisations", needed.Taking, role=[needed.REPORTING]),
        money=money,
        needs=needs,
        matches=matches,
    )
