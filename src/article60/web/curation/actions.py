"""A decision on a proposal: permission, lock, comparison with what was on the page, row and one event, in one transaction."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from article60.domain.ids import lasting_id
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.audit.actions import record
from article60.web.common.allowed import YES, Allowed
from article60.web.curation import follow
from article60.web.curation.models import Decision
from article60.web.curation.overlay import GONE, outcome_of
from article60.web.curation.policies import (
    IN_THE_REGISTER,
    IS_GONE,
    PART_IS_SPLIT,
    STATE_HAS_SPOKEN,
    STATEMENTS,
    may,
    may_record_sheet,
)
from article60.web.curation.target import Place, Target, hashed
from article60.web.curation.target import seen as hash_of
from article60.web.curation.whole_again import parts_no_more, parts_of, putting_together, split_now
from article60.web.register.models import NeedVersion

NO_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""What can stand in no table; a run would refuse the whole line."""
TAKING_BACK: Mapping[str, frozenset[str]] = {
    "reject": frozenset(("confirm", "correct", "split", "merge")),
    "merge": frozenset(("split",)),
    "split": frozenset(("merge",)),
}
"""Of a record that is no longer there by itself, what may be decided: that which takes it back."""


class Unfit(ValueError):
    """This cannot be decided about a record that stands as it does."""


def decide(
    target: Target,
    verb: str,
    *,
    by: Actor,
    seen: str,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    reason: str = "",
    others: Sequence[Target] = (),
    acted_for: str | None = None,
) -> Decision:
    """Decide about a record; `others` are those that the values name. The same sent twice is one decision.

    `acted_for` is, of a provider, the identifier under which it publishes. Raises NotAllowed, Overtaken, Unfit.
    """
    said = {name: _written(value) for name, value in (values or {}).items()}
    with transaction.atomic():
        for one in sorted({target.id, *(other.id for other in others)}):
            hold(one)
        made = about(target, by=by, at=at)
        last = made[-1] if made else None
        if last is not None and _same(last, verb, said, by=by, seen=seen):
            return last
        _must(by, verb, target, made, at=at, acted_for=acted_for)
        for other in others:
            _must(by, verb, other, [], at=at, acted_for=acted_for)
        if putting_together(verb, said):
            why_not_together(others, by=by, at=at).required()
        if seen != hash_of(target, made):
            raise Overtaken(last)
        _fit(target, verb, said, made, others, by=by, at=at)
        followed = follow.in_register(target, verb, said, by=by, at=at, reason=reason)
        made_now = _made(
            target, verb, said, by=by, at=at, seen=seen, reason=_written(reason), others=others, last=last, acted_for=acted_for
        )
        made_now.register_hash = "" if followed is None else followed.hash
        made_now.save(force_insert=True)
        parts = follow.parts_in_register(parts_of(target, said.get("parts", ())), verb, by=by, at=at, reason=reason)
        changed = _as_changed(made_now) | follow.told(followed, parts)
        record(f"curation.{verb}", by=as_acting(by), about=(target.kind, target.id), at=at, changed=changed)
        return made_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a State answered about a need in a clearance sheet, as a decision says it; `made` is what was decided before."""

    target: Target
    verb: str
    values: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    made: Sequence[Decision] = ()

    @property
    def seen(self) -> str:
        """The hash of what stands on the page about the need."""
        return hash_of(self.target, self.made)


def record_sheet(answers: Sequence[Answer], *, sheet: str, by: Actor, seen: str, at: datetime) -> Sequence[Decision]:
    """Record, in one event, what a State answered in a clearance sheet that came back as a file: it is the State's own word.

    `sheet` is the hash of the file. Recorded again, what was recorded stands. Raises NotAllowed, Overtaken, Unfit.
    """
    may_record_sheet(by).required()
    with transaction.atomic():
        for name in sorted({one.target.id for one in answers}):
            hold(name)
        now = [replace(one, made=about(one.target, by=by, at=at)) for one in answers]
        before = [made for one in now for made in one.made if made.sheet == sheet]
        if before and len(before) == len(now):
            return before
        if not now or seen != answers_hash(now):
            raise Overtaken(None)
        for one in now:
            why_not_recorded(one, by=by, at=at).required()
        rows = Decision.objects.bulk_create(_of_sheet(one, sheet=sheet, by=by, at=at) for one in now)
        told = [_as_changed(row) | {"about_kind": row.about_kind, "about_id": row.about_id} for row in rows]
        record("curation.record_sheet", by=as_acting(by), about=("sheet", sheet), at=at, changed={"decisions": told})
        return rows


def answers_hash(answers: Iterable[Answer]) -> str:
    """SHA-256 over answers and what stood on the page beside each, hexadecimal: by it who records says what was looked at."""
    return hashed([[one.target.id, one.seen, one.verb, one.values, one.reason] for one in answers])


def why_not_recorded(answer: Answer, *, by: Actor, at: datetime) -> Allowed:
    """Whether an answer can be recorded: not where the State itself speaks here, nor of what is gone by itself."""
    if _speaks_itself(answer.target, answer.made, by=by, at=at):
        return STATE_HAS_SPOKEN
    outcome = outcome_of(answer.made)
    return IS_GONE if outcome in GONE and answer.verb not in TAKING_BACK[outcome] else YES


def why_not_together(parts: Sequence[Target], *, by: Actor, at: datetime) -> Allowed:
    """Whether parts can be put together again: not where a State has spoken of one here, nor where one is split itself."""
    for part in parts:
        made = about(part, by=by, at=at)
        allowed = PART_IS_SPLIT if outcome_of(made) == "split" else _free(by, part, made, at=at)
        if not allowed:
            return allowed
    return YES


def _of_sheet(answer: Answer, *, sheet: str, by: Actor, at: datetime) -> Decision:
    target, last = answer.target, answer.made[-1] if answer.made else None
    said = {name: _written(value) for name, value in answer.values.items()}
    row = _made(
        target, answer.verb, said, by=by, at=at, seen=answer.seen, reason=_written(answer.reason), others=(), last=last,
        acted_for=target.state,
    )  # fmt: skip
    row.sheet = sheet
    return row


def about(target: Target, *, by: Actor, at: datetime) -> list[Decision]:
    """The decisions about a record that somebody may see, oldest first."""
    shown = Decision.objects.visible_to(by, at.date())
    return list(shown.filter(about_kind=target.kind, about_id=target.id).order_by("pk"))


def state_has_spoken(target: Target, made: Sequence[Decision], *, by: Actor, at: datetime) -> bool:
    """Whether the State's own word on a statement stands, as far as who asks may know: said here, in a sheet, or in public."""
    return target.of_the_state or any(one.sheet for one in made) or _speaks_itself(target, made, by=by, at=at)


def _speaks_itself(target: Target, made: Iterable[Decision], *, by: Actor, at: datetime) -> bool:
    """Whether people of the State have decided here, or released the need from its register."""
    if any(one.made_in_role in STATE_ROLES and one.verb != "unsure" for one in made):
        return True
    released = NeedVersion.objects.visible_to(by, at.date()).filter(need=target.id)
    return target.kind == "need" and by.role not in STATE_ROLES and released.exists()


def _must(by: Actor, verb: str, target: Target, made: Sequence[Decision], *, at: datetime, acted_for: str | None) -> None:
    allowed = may(by, verb, target, acted_for=acted_for)
    if allowed and target.kind in STATEMENTS:
        allowed = _free(by, target, made, at=at)
    allowed.required()


def _free(by: Actor, target: Target, made: Sequence[Decision], *, at: datetime) -> Allowed:
    """Whether the State's own word, said here or in its register, leaves something to decide about a statement."""
    if by.role not in STATE_ROLES:
        return STATE_HAS_SPOKEN if state_has_spoken(target, made, by=by, at=at) else YES
    return IN_THE_REGISTER if follow.kept_by_hand(target, by=by, at=at) else YES


def _fit(
    target: Target,
    verb: str,
    said: Mapping[str, Any],
    made: Sequence[Decision],
    others: Sequence[Target],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """What is gone is only taken back; nothing is merged into what is gone, or into itself, or into what another State has.

    Parts are put together as they were made, and of a need that is a part no more nothing is decided.
    """
    outcome = outcome_of(made)
    together = putting_together(verb, said)
    if together and (said["parts"] != split_now(made) or list(others) != parts_of(target, said["parts"])):
        raise Unfit(f"{target.id} is not split into these parts")
    if outcome == "split" and verb == "merge" and not together:
        raise Unfit(f"{target.id} is gone by split")
    if target.kind == "need" and target.id in parts_no_more(by=by, at=at):
        raise Unfit(f"{target.id} is a part no more")
    if (outcome in GONE and verb not in TAKING_BACK[outcome] | {"unsure"}) or (outcome == "merge" and "parts" in said):
        raise Unfit(f"{target.id} is gone by {outcome}")
    for other in others:
        if other.id == target.id or other.state != target.state:
            raise Unfit(f"{target.id} and {other.id} cannot be one")
        if verb == "merge" and not together and outcome_of(about(other, by=by, at=at)) in GONE:
            raise Unfit(f"{other.id} is gone")


def _same(last: Decision, verb: str, said: Mapping[str, Any], *, by: Actor, seen: str) -> bool:
    return (last.verb, last.values, last.made_by, last.version_hash) == (verb, said, by.account, seen)


def _made(
    target: Target,
    verb: str,
    said: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    seen: str,
    reason: str,
    others: Sequence[Target],
    last: Decision | None,
    acted_for: str | None,
) -> Decision:
    place = target.place or Place(sha256="", page=None, quote="")
    told = [target.kind, target.id, verb, said, by.role, at.isoformat(), seen, "" if last is None else last.hash]
    return Decision(
        decision_id=lasting_id("D", hashed(told), length=16),
        about_kind=target.kind,
        about_id=target.id,
        state=target.state,
        others=[other.id for other in others],
        sha256=place.sha256,
        page=place.page,
        quote=place.quote,
        verb=verb,
        values=dict(said),
        reason=reason,
        version_hash=seen,
        hash=hashed(told),
        made_at=at,
        made_by=by.person,
        made_in_role=by.role or "",
        organisation_id=by.body,
        acted_for=acted_for or by.state,
    )


def _as_changed(made: Decision) -> dict[str, Any]:
    """What the event keeps: all that a decision says, so that decisions can be made anew from the events."""
    names = ("decision_id", "hash", "state", "others", "sha256", "page", "quote", "verb", "values", "reason", "audience")
    return {name: getattr(made, name) for name in (*names, "version_hash", "acted_for", "sheet")} | {
        "organisation": made.organisation_id
    }


def _written(value: Any) -> Any:
    """Words without characters that can stand in no table; the same within lists and parts."""
    if isinstance(value, str):
        return NO_WORDS.sub(" ", value).strip()
    if isinstance(value, Mapping):
        return {name: _written(one) for name, one in value.items()}
    return [_written(one) for one in value] if isinstance(value, (list, tuple)) else value
