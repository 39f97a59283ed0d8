"""The needs of a State on the provisions of a planned programme, and which of them it would serve."""

from datetime import date

from article60.analysis.design_rules import asks_for
from article60.check_design.compared import as_activity, recipient, said
from article60.check_design.held import Held
from article60.domain.design_check import NeedOnPath, Source
from article60.domain.match import MatchFeature
from article60.domain.need import Need
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import chapter_of, sort_key
from article60.matching import pairs

ANSWERED = "met"
REPLACED = "superseded"
OUT_OF_REACH = frozenset((ANSWERED, "withdrawn"))


def needs_on_path(plan: PlannedProgramme, held: Held) -> list[NeedOnPath]:
    """Needs that matching proposes for the programme, and all others on its articles, except those that were superseded.

    Those that it would serve come first, in the order of the Convention; needs that name no article come last.
    """
    activity, heard = as_activity(plan), said(plan)
    proposed = pairs.match(
        needs=held.needs,
        activities=[activity],
        recipients=[recipient(held.state)],
        said={activity.activity_id: heard},
        suggestions=held.suggestions,
        decided={},
    )
    features: dict[str, list[MatchFeature]] = {}
    for feature in proposed.features:
        features.setdefault(feature.match_id, []).append(feature)
    reasons = {match.need_id: tuple(features[match.match_id]) for match in proposed.matches}
    found = [
        NeedOnPath(
            need=need,
            source=source_of(need, held),
            served=need.need_id in reasons and _would_serve(need, plan),
            last_said=last_said(need),
            reasons=reasons.get(need.need_id, ()),
        )
        for need in held.needs
        if need.grade != REPLACED
    ]
    on_path = [one for one in found if one.served or set(one.need.articles) & set(plan.articles)]
    return sorted(on_path, key=_place)


def _would_serve(need: Need, plan: PlannedProgramme) -> bool:
    """Whether a need that matching proposes is still there to be served, of a type that the programme gives, and near."""
    return need.grade not in OUT_OF_REACH and asks_for(need, plan) and _near(need, plan)


def _near(need: Need, plan: PlannedProgramme) -> bool:
    """A need that names no article must at least stand in a chapter of the programme, where its chapter is known."""
    return bool(need.articles) or need.chapter is None or need.chapter in {chapter_of(one) for one in plan.articles}


def _place(one: NeedOnPath) -> tuple[bool, bool, tuple[int, ...], str]:
    first = one.need.provisions[0] if one.need.provisions else None
    return not one.served, first is None, sort_key(first) if first else (), one.need.need_id


def last_said(need: Need) -> date | None:
    """Day on which the need was last stated or confirmed."""
    return max((day for day in (need.stated_on, need.confirmed_on) if day is not None), default=None)


def source_of(need: Need, held: Held) -> Source:
    """Where a need was read; one that the State added itself is known by its identifier."""
    document = held.documents.get(need.document_id)
    return Source(name=need.symbol or (document.file if document else need.need_id), page=need.page)
