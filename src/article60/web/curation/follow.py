"""What the State decides on a proposal goes into its register in the same change, so that the two never contradict each other.

The State's word on a need is said in one place at a time: at the desk as long as its register holds the need as it was filled
in, or as the desk left it; in the register from the moment on at which the State has changed it there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from article60.domain.decision import takes_back
from article60.domain.ids import part_ids
from article60.web.accounts.actor import Actor
from article60.web.curation.models import Decision
from article60.web.curation.target import Target
from article60.web.register.actions import as_changed, latest, version
from article60.web.register.content import OPEN, WITHDRAWN, Content
from article60.web.register.models import NeedVersion
from article60.web.register.policies import CONFIRM, CORRECT, WITHDRAW, speaks_for_the_state

_OPEN: Mapping[str, Any] = {"standing": OPEN, "standing_by": "", "standing_since": None}


def kept_by_hand(target: Target, *, by: Actor, at: datetime) -> bool:
    """Whether the State has changed a need in its register, other than by what it decided at the desk."""
    now = _held(target, by=by, at=at)
    if now is None or now.change == "fill":
        return False
    made = Decision.objects.visible_to(by, at.date())
    of_the_whole = made.filter(made_at=now.made_at, values__has_key="parts")
    as_a_part = any(target.id in part_ids(one.about_id, one.values["parts"]) for one in of_the_whole)
    return not (as_a_part or made.filter(about_id=target.id, register_hash=now.hash).exists())


def in_register(
    target: Target, verb: str, said: Mapping[str, Any], *, by: Actor, at: datetime, reason: str
) -> NeedVersion | None:
    """Make the version of the need that follows from what its focal point decided; none where nothing follows."""
    now = _held(target, by=by, at=at) if speaks_for_the_state(by) else None
    following = None if now is None else _following(verb, said, now.content)
    if now is None or following is None or following[1] == now.content:
        return None
    made = version(now.need, now, following[1], change=following[0], by=by, at=at, reason=reason)
    made.save(force_insert=True)
    return made


def parts_in_register(parts: Iterable[Target], verb: str, *, by: Actor, at: datetime, reason: str) -> Mapping[str, NeedVersion]:
    """Of the parts of a need that the register has already: withdrawn when they are put together, open when it is split again.

    By need, the versions made so; it has parts from a Release alone, when it is filled.
    """
    change, standing = (CONFIRM, OPEN) if verb == "split" else (WITHDRAW, WITHDRAWN)
    made = {}
    for part in parts if speaks_for_the_state(by) else ():
        now = _held(part, by=by, at=at)
        if now is None or now.standing == standing:
            continue
        said = replace(now.content, **{**_OPEN, "standing": standing})
        made[part.id] = version(now.need, now, said, change=change, by=by, at=at, reason=reason)
        made[part.id].save(force_insert=True)
    return made


def told(followed: NeedVersion | None, parts: Mapping[str, NeedVersion]) -> dict[str, Any]:
    """What the event of a decision keeps of the versions that it has made in the register."""
    of_itself = {} if followed is None else {"register": _told(followed)}
    return of_itself | ({"parts": {name: _told(made) for name, made in parts.items()}} if parts else {})


def _told(made: NeedVersion) -> Mapping[str, Any]:
    return as_changed(made) | {"change": made.change}


def _following(verb: str, said: Mapping[str, Any], now: Content) -> tuple[str, Content] | None:
    """The change of the register, and what the need says after it."""
    if verb == "correct":
        words: dict[str, Any] = {name: said[name] for name in ("text", "provisions", "types") if name in said}
        words = {name: tuple(value) if isinstance(value, list) else value for name, value in words.items()}
        if "beneficiary" in said:
            words["beneficiary"] = said["beneficiary"] or ""
        return CORRECT, replace(now, **words, confirmed=True)
    if verb == "confirm" or takes_back(verb, said):
        return CONFIRM, replace(now, **_OPEN, confirmed=True)
    if verb in ("reject", "merge", "split"):
        return WITHDRAW, replace(now, **{**_OPEN, "standing": WITHDRAWN})
    return None


def _held(target: Target, *, by: Actor, at: datetime) -> NeedVersion | None:
    """The need as the State's own register has it now."""
    if target.kind != "need" or not by.state or by.state != target.state:
        return None
    return latest(target.id, by=by, on=at.date())
