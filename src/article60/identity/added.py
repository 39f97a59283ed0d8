"""Needs that States added themselves: public as long as the State's last word on them is its consent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from article60.domain.decision import Decision
from article60.identity.missed import added_in_place


@dataclass(frozen=True, slots=True)
class Added:
    """The needs to add, each as it was last added, and what has been said of consent to them, which is done with."""

    needs: Sequence[Decision]
    settled: frozenset[Decision]


def added(decisions: Iterable[Decision]) -> Added:
    """What the decisions, in their order, come to: a consent opens a need, a withdrawal closes it until the next consent.

    Without consent a need stays out, whatever else is decided about it: silence is never consent.
    """
    last: dict[str, Decision] = {}
    opened: dict[str, bool] = {}
    withdrawals: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.about_kind != "need" or added_in_place(decision):
            continue
        if decision.verb == "add":
            last[decision.about_id] = decision
        elif decision.verb in ("consent", "withdraw"):
            opened[decision.about_id] = decision.verb == "consent"
            if decision.verb == "withdraw":
                withdrawals.setdefault(decision.about_id, []).append(decision)
    return Added(
        needs=[decision for need_id, decision in last.items() if opened.get(need_id)],
        settled=frozenset(one for need_id in last for one in withdrawals.get(need_id, ())),
    )
