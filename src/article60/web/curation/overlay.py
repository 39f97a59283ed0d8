"""The overlay: a record of the last Release as it stands with the decisions made since, as the next run will have it.

Rules are those of `article60.identity`, which pages do not run: a later decision wins; a rejection is taken back by whatever is
decided later, doubt apart; two that were merged are taken apart by a split, and parts put together by a merge. A test holds a
run to this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from article60.domain.correction import corrected
from article60.domain.decision import takes_back
from article60.domain.document import Document
from article60.domain.ids import part_ids
from article60.domain.need import Need
from article60.web.accounts.roles import Role
from article60.web.curation.policies import line_role

GONE = ("reject", "merge", "split")
"""Outcomes after which a record is no longer there by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """A record as it stands now. `outcome` is the verb that settled it, none where nobody has decided.

    `into` names the record with which it was merged; `parts` are what it was split into. `prepared` waits for the focal point.
    """

    record: Any
    outcome: str = ""
    last: Any = None
    into: str = ""
    parts: Sequence[Need] = ()
    prepared: Any = None

    @property
    def stands(self) -> bool:
        """Whether the record is there by itself."""
        return self.outcome not in GONE

    @property
    def decided(self) -> bool:
        """Whether a person has settled it; doubt settles nothing."""
        return self.outcome not in ("", "unsure")


def overlaid(record: Any, made: Iterable[Any]) -> Overlaid:
    """A record with the decisions about it, oldest first. Those older than the word that the Release has are passed over."""
    made = list(made)
    prepared = made[-1] if made and made[-1].made_in_role == Role.STATE_EDITOR else None
    holding = _holding([one for one in made if not _older(one, record)])
    outcome, into, parts = _before(record), "", []
    for one in holding:
        if one.verb in ("correct", "add"):
            record = replace(record, **corrected(one.about_kind, one.values))
        if one.verb in ("confirm", "correct", "add", "met"):
            record = confirmed(record, one)
        elif one.verb == "split" and one.values.get("parts"):
            parts = parts_of(record, one)
        elif one.verb == "merge" and "into" in one.values:
            into = str(one.values["into"])
        outcome = _outcome(outcome, one)
    last = holding[-1] if holding else None
    return Overlaid(record=record, outcome=outcome, last=last, into=into, parts=parts, prepared=prepared)


def outcome_of(made: Iterable[Any]) -> str:
    """The verb that settled a record by these decisions alone; none where nobody has decided."""
    outcome = ""
    for one in _holding(made):
        outcome = _outcome(outcome, one)
    return outcome


def confirmed(record: Any, one: Any) -> Any:
    """A record for which a person stands; a statement that nothing is needed has nothing to say so by."""
    if not hasattr(record, "reading"):
        return record
    return replace(record, reading="confirmed", confirmed_on=_day(one), confirmed_by_role=line_role(one))


def added(one: Any, document: Document) -> Need:
    """A need that somebody added as missed, as the next run will have it if the words stand in the document as quoted."""
    need = Need(
        need_id=one.about_id,
        state=one.state,
        text=one.quote,
        language=document.language,
        provisions=(),
        articles=(),
        chapter=None,
        types=(),
        coarse_types=(),
        priority=None,
        beneficiary=None,
        cycle=document.cycle,
        document_id=document.document_id,
        symbol=document.symbol,
        page=one.page,
        section=None,
        stated_on=document.issued_on,
        confirmed_on=None,
        confirmed_by_role=None,
        reading="read_by_machine",
        timing="current",
        grade="no_assistance_found",
        graded_on=None,
        superseded_by=None,
    )
    return confirmed(replace(need, **corrected("need", one.values)), one)  # type: ignore[no-any-return]


def parts_of(whole: Any, one: Any) -> list[Need]:
    """The needs into which one was split, by the identifiers that the next run gives them."""
    said = zip(part_ids(whole.need_id, one.values["parts"]), one.values["parts"], strict=True)
    return [confirmed(replace(whole, need_id=own, **corrected("need", part)), one) for own, part in said]


def _holding(made: Iterable[Any]) -> list[Any]:
    """Those that no later one takes back; what an editor prepares does not hold."""
    kept: list[Any] = []
    for one in (one for one in made if one.made_in_role != Role.STATE_EDITOR):
        back = takes_back(one.verb, one.values)
        if back == "merge":
            kept = [old for old in kept if not (old.verb == "merge" and old.values.get("into") == one.values.get("from"))]
        elif back:
            kept = [old for old in kept if old.verb != back]
        elif one.verb != "unsure":
            kept = [old for old in kept if old.verb != "reject"]
        kept.append(one)
    return kept


def _outcome(before: str, one: Any) -> str:
    """Doubt leaves what was settled; that two are not the same settles neither, nor does what only takes back."""
    if one.verb == "unsure" or takes_back(one.verb, one.values):
        return before or "unsure" * (one.verb == "unsure")
    return str(one.verb)


def _before(record: Any) -> str:
    """What had been settled when the Release was made."""
    return "confirm" if getattr(record, "reading", "") == "confirmed" else ""


def _older(one: Any, record: Any) -> bool:
    """Whether somebody has stood for the record on a later day, as the Release tells: it knows the decision already."""
    on = getattr(record, "confirmed_on", None)
    return on is not None and _day(one) < on


def _day(one: Any) -> date:
    day: date = one.made_at.date()
    return day
