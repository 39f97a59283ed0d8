"""What was known on a day: decisions and facts of later days are passed over, and counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from article60.domain.decision import Decision
from article60.domain.run_note import RunNote
from article60.sources.facts import Facts


def decisions_by(decisions: Sequence[Decision], *, on: date) -> list[Decision]:
    """The decisions made on the day or before, as days are in UTC."""
    return [decision for decision in decisions if decision.made_at[:10] <= on.isoformat()]


def facts_by(facts: Facts, *, on: date) -> Facts:
    """The facts of the day or before; those without a day stand, and so do rates, which are no statements of a day.

    A pledge for a request that was not made yet is passed over with it.
    """
    requests = tuple(one for one in facts.requests if _by(one.on, on))
    made = {one.request_id for one in requests}
    return replace(
        facts,
        parties=tuple(one for one in facts.parties if _by(one.since, on)),
        reviews=tuple(one for one in facts.reviews if _by(one.on, on)),
        requests=requests,
        pledges=tuple(one for one in facts.pledges if _by(one.on, on) and one.request_id in made),
        errata=tuple(one for one in facts.errata if _by(one.on, on)),
        knowledge=tuple(one for one in facts.knowledge if _by(one.on, on)),
    )


def _by(day: date | None, on: date) -> bool:
    return day is None or day <= on


def later_facts(facts: Facts, kept: Facts) -> int:
    """How many facts are passed over."""
    return _count(facts) - _count(kept)


def _count(facts: Facts) -> int:
    counted: Iterable[Sequence[object]] = (
        facts.parties, facts.reviews, facts.requests, facts.pledges, facts.errata, facts.knowledge,
    )  # fmt: skip
    return sum(map(len, counted))


def passed_over(counts: Mapping[str, int], *, on: date) -> list[RunNote]:
    """One note that counts what is later than the day, by what it is; none where nothing is."""
    said = ", ".join(f"{name}: {number}" for name, number in counts.items() if number)
    if not said:
        return []
    message = f"passed over, since they are later than {on}: {said}; a later day takes them in"
    return [RunNote(step="collect", severity="info", subject="input", line=None, message=message)]
