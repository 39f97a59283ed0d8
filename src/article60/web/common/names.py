"""Names of States as the Release that is shown gives them: simulated worlds have States that stand in no codelist.

Whoever opens a Release for a reader says so here; until then a State goes by its code.
"""

import threading
from collections.abc import Mapping

from article60.domain.state_party import StateParty

_of_thread = threading.local()


def use(states: Mapping[str, StateParty]) -> None:
    """From now on, in this thread, States are those of this Release, by their codes."""
    _of_thread.states = states


def named(code: str) -> StateParty | None:
    """The State of the Release; None for a code that it does not list."""
    states: Mapping[str, StateParty] = getattr(_of_thread, "states", {})
    return states.get(code)
