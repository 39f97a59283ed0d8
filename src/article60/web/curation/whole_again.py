"""Needs that were split and are put together again: which parts these are, and which needs are parts no more."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from article60.domain.decision import takes_back
from article60.domain.ids import part_ids
from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.curation.models import Decision
from article60.web.curation.overlay import outcome_of
from article60.web.curation.target import Target


def putting_together(verb: str, values: Mapping[str, Any]) -> bool:
    """Whether a decision puts the parts of a need together again."""
    return takes_back(verb, values) == "split"


def split_now(made: Iterable[Decision]) -> Sequence[Mapping[str, Any]]:
    """The parts into which these decisions have split a need, as they say them; none where it stands by itself."""
    made = list(made)
    if outcome_of(made) != "split":
        return ()
    return next(one.values["parts"] for one in reversed(made) if one.verb == "split" and one.made_in_role != Role.STATE_EDITOR)


def parts_of(whole: Target, parts: Iterable[Mapping[str, Any]]) -> list[Target]:
    """The parts of a need, as records of which one can decide."""
    return [Target(kind=whole.kind, id=one, state=whole.state) for one in part_ids(whole.id, parts)]


def parts_no_more(*, by: Actor, at: datetime) -> Mapping[str, str]:
    """Of each need that was a part, as far as somebody may see, the whole in which it is again."""
    shown = Decision.objects.visible_to(by, at.date()).filter(about_kind="need", values__has_key="parts")
    found: dict[str, str] = {}
    for one in shown.exclude(made_in_role=Role.STATE_EDITOR).order_by("pk"):
        for part in part_ids(one.about_id, one.values["parts"]):
            if one.verb == "split":
                found.pop(part, None)
            else:
                found[part] = one.about_id
    return found
