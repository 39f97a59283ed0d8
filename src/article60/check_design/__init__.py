"""Holds a planned programme against a Release: needs it would serve, others at work, what is not known, what to do."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from article60.analysis.area import in_its_states
from article60.analysis.design_rules import suggest
from article60.check_design.around import institutions, settled, solved_elsewhere
from article60.check_design.held import Held, Shelf
from article60.check_design.needs import needs_on_path
from article60.check_design.not_known import not_known
from article60.check_design.others import not_confirmed, others_at_work
from article60.domain.design_check import AnswerInState, DesignCheck, DesignSuggestion, NeedOnPath, OtherAtWork, SettledOverlap
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import article_of, chapter_of, cycle_of
from article60.publication.reading import open_to_show, read_records

__all__ = ["check"]

RESTS_ON = ("types", "start", "end", "bodies")
"""What a plan may leave out although the answer would be better with it."""


def check(plan: PlannedProgramme, release: Path) -> DesignCheck:
    """The answer that a Release gives about a planned programme, State by State, also for those of its regions and groups.

    Raises NotARelease where the folder holds none, UnknownArea for a region or group of which the Release names no State.
    """
    described, connection = open_to_show(release)
    on = date.fromisoformat(described["on"])
    try:
        shelf = Shelf(connection)
        plan = in_its_states(plan, states=shelf.states, groups=read_records(connection, "groups"))
        answers = tuple(_in_state(plan, shelf.held(state), on=on) for state in plan.states)
    finally:
        connection.close()
    return DesignCheck(
        plan=plan,
        release=described["name"],
        on=on,
        fictional=described["fictional"],
        sources_read=tuple(sorted({one["file"] for one in described["inputs"] if one["kind"] == "aid"})),
        states=answers,
        left_out=tuple(key for key in RESTS_ON if not getattr(plan, "types" if key == "types" else key)),
    )


def _in_state(plan: PlannedProgramme, held: Held, *, on: date) -> AnswerInState:
    needs = needs_on_path(plan, held)
    others = others_at_work(plan, held)
    decided = tuple(settled(plan, held))
    return AnswerInState(
        state=held.state,
        suggestions=tuple(_suggestion(plan, article, needs, others, decided, held, on=on) for article in plan.articles),
        needs=tuple(needs),
        others=tuple(others),
        settled=decided,
        solved=tuple(solved_elsewhere(plan, held)),
        institutions=tuple(institutions(needs, others, held)),
        not_known=tuple(not_known(plan, needs, others, not_confirmed(plan, held), held)),
    )


def _suggestion(
    plan: PlannedProgramme,
    article: str,
    needs: Sequence[NeedOnPath],
    others: Sequence[OtherAtWork],
    decided: Sequence[SettledOverlap],
    held: Held,
    *,
    on: date,
) -> DesignSuggestion:
    return suggest(
        plan=plan,
        state=held.state,
        article=article,
        needs=[need for need in held.needs if article in need.articles],
        others=[other for other in others if article in other.articles],
        settled=[one.overlap for one in decided if one.overlap.article == article],
        cell=next((cell for cell in held.coverage if cell.chapter == chapter_of(article)), None),
        on=on,
        served={one.need.need_id for one in needs if one.served},
        refused=[one for one in held.refused if _is_about(one, article)],
    )


def _is_about(said: NoNeedStated, article: str) -> bool:
    """Whether words that nothing is needed are about an article: they name it, its chapter, or a whole cycle."""
    if said.provisions:
        return article in map(article_of, said.provisions)
    chapter = chapter_of(article)
    return said.chapter == chapter if said.chapter else said.cycle == cycle_of(chapter)
