"""Names of States as the Release that is shown gives them: simulated worlds have States that stand in no codelist.

Whoever opens a Release for a reader says so here; a page that opens none has the names of the list of States.
"""

import threading
from collections.abc import Mapping

from article60.domain.state_party import StateParty, state_parties

_of_thread = threading.local()


def use(states: Mapping[str, StateParty]) -> None:
    """From now on, in this thread, States are those of this Release, by their codes."""
    _of_thread.states = states


def named(code: str) -> StateParty | None:
    """The State of the Release; None for a code that it does not list."""
    states: Mapping[str, StateParty] | None = getattr(_of_thread, "states", None)
    return (state_parties() if states is None else states).get(code)
