"""Which needs of a State count as its priorities: those whose words state a rank, else all current ones."""

from collections.abc import Iterable

from article60.analysis.standing import OPEN
from article60.domain.alignment import StatePriorities
from article60.domain.need import Need


def priorities(state: str, needs: Iterable[Need]) -> StatePriorities:
    """The State's priority needs and the basis on which these were taken.

    A need that nobody has confirmed for 36 months is not current. Where a State has no other, those needs are given under a
    basis of their own, since an old need says more than silence.
    """
    own = [need for need in needs if need.state == state and need.timing == "current"]
    current = [need for need in own if need.grade in OPEN]
    ranked = [need for need in current if need.priority]
    older = [need for need in own if need.grade == "not_updated"]
    chosen = (("priority_words", ranked), ("all_current", current), ("not_updated", older))
    basis, found = next((one for one in chosen if one[1]), ("none_known", []))
    return StatePriorities(state=state, basis=basis, needs=tuple(sorted(need.need_id for need in found)))
