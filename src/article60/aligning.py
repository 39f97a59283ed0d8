"""Holds a programme of a Release, a planned one or a national strategy against the priority needs that the Release knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from article60.analysis.alignment import align, align_strategy
from article60.analysis.area import in_its_states
from article60.analysis.programmes import planned, published
from article60.domain.answerable import Answerable
from article60.domain.match import Match
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.programme import Programme
from article60.domain.review import GroupMembership
from article60.domain.state_party import state_parties
from article60.domain.strategy import Strategy, StrategyAction
from article60.extraction.tagging import tag
from article60.publication.reading import open_release, open_to_show, read_records
from article60.publication.reports.alignment import Held, View, as_html, as_text, programme_view, strategy_view
from article60.sources import handed_in

FORMS = {".html": as_html, ".txt": as_text}
MORE_LIKELY_THAN_NOT = 0.5
"""Provisions that the words of an action speak for are taken from this chance on; fainter ones answer needs by accident."""


class NothingToAlign(Answerable, ValueError):
    """What was named is neither a file nor an activity of the Release, or the answer cannot be written as asked."""


@dataclass(frozen=True, slots=True)
class Known:
    """What alignment needs of a Release."""

    held: Held
    matches: list[Match]
    groups: list[GroupMembership]


def write(named: str, *, release: Path, language: str, out: Path | None) -> str:
    """The answer for a file or a programme's identifier; written to `out` by its ending, .html or .txt, if given.

    Raises NothingToAlign, UnusableForm, UnknownArea, NotARelease.
    """
    if out is not None and out.suffix.lower() not in FORMS:
        raise NothingToAlign(f"{out}: the answer cannot be written in this form; end the name in .html or .txt")
    view = answer(named, release=release, language=language)
    text = as_text(view, language=language)
    if out is not None:
        out.write_text(FORMS[out.suffix.lower()](view, language=language), encoding="utf-8", newline="\n")
    return text


def answer(named: str, *, release: Path, language: str) -> View:
    """Everything that there is to say of the strategy or programme named."""
    if Path(named).is_file():
        return _of_file(Path(named), known=known(release), language=language)
    if Path(named).suffix.lower() in (".yml", ".yaml", ".xlsx", ".csv"):
        raise NothingToAlign(f"{named}: no such file; check the path")
    found = known(release)
    return of_programme(_published(named, release, found), known=found, language=language)


def _of_file(path: Path, *, known: Known, language: str) -> View:
    read = handed_in.read(path)
    if isinstance(read, PlannedProgramme):
        return of_plan(read, name=path.name, known=known, language=language)
    return of_strategy(read, known=known, language=language)


def known(release: Path) -> Known:
    """What a Release knows. Raises NotARelease."""
    described, connection = open_to_show(release)
    try:
        held = Held(
            release=described,
            needs={need.need_id: need for need in read_records(connection, "needs")},
            activities={activity.activity_id: activity for activity in read_records(connection, "activities")},
            states={state.state: state for state in read_records(connection, "states")},
        )
        return Known(held, list(read_records(connection, "matches")), list(read_records(connection, "groups")))
    finally:
        connection.close()


def of_programme(programme: Programme, *, known: Known, language: str) -> View:
    """A programme, published or planned, beside the priority needs of its area. Raises UnknownArea."""
    found = align(
        programme, needs=known.held.needs.values(), matches=known.matches, states=known.held.states, groups=known.groups
    )
    return programme_view(programme, found, held=known.held, language=language)


def of_plan(plan: PlannedProgramme, *, name: str, known: Known, language: str) -> View:
    """A planned programme, called by the name of its file; of a State that the Release does not name no need is known.

    Raises UnknownArea for a region or group of which the Release names no State.
    """
    plan = in_its_states(plan, states=known.held.states, groups=known.groups)
    named = {state: state_parties()[state] for state in plan.states}
    held = replace(known.held, states=named | dict(known.held.states))
    programme = planned(plan, name=name, activities=held.activities.values())
    return of_programme(programme, known=replace(known, held=held), language=language)


def of_strategy(strategy: Strategy, *, known: Known, language: str) -> View:
    """A national strategy beside the priority needs of its State."""
    read = replace(strategy, actions=tuple(_with_provisions(strategy.actions)))
    found = align_strategy(read.actions, needs=known.held.needs.values(), state=read.state)
    return strategy_view(read, found, held=known.held, language=language)


def _with_provisions(actions: Sequence[StrategyAction]) -> list[StrategyAction]:
    """The actions, with provisions read in the words of those that name none."""
    return [action if action.provisions else _read_in_words(action) for action in actions]


def _read_in_words(action: StrategyAction) -> StrategyAction:
    heard = tuple(found.provision for found in tag(action.action).provisions if found.score >= MORE_LIKELY_THAN_NOT)
    return replace(action, provisions=heard, read_in_words=bool(heard))


def _published(identifier: str, release: Path, found: Known) -> Programme:
    connection = open_release(release)
    try:
        recipients = list(read_records(connection, "activity_recipients"))
    finally:
        connection.close()
    programme = published(identifier, activities=list(found.held.activities.values()), recipients=recipients)
    if programme is None:
        raise NothingToAlign(
            f"{identifier}: neither a file nor an activity of {release}; give the file of a planned programme or a strategy "
            "(.yml, .xlsx, .csv) or the IATI identifier of an activity that the Release keeps"
        )
    return programme
