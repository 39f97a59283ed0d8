"""Names of States: those of the Release that is shown, else those of the list of States."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from django.utils import translation

from article60.domain.state_party import StateParty, state_parties
from article60.web.common import names, wording


def told(code: str, states: Mapping[str, StateParty] | None = None) -> str:
    """How a State is called on a page in Arabic, in a thread of the server that has answered nothing before."""

    def answer() -> str:
        if states is not None:
            names.use(states)
        with translation.override("ar"):
            return wording.state(code)

    with ThreadPoolExecutor(1) as fresh:
        return fresh.submit(answer).result()


def test_page_that_opens_no_release_names_states_all_the_same() -> None:
    assert told("XA") == state_parties()["XA"].name_ar != "XA"
    assert told("XY") == "XY"


def test_release_alone_says_what_its_states_are_called() -> None:
    assert told("XA", {}) == "XA"
    assert told("XA", {"XA": state_parties()["XB"]}) == state_parties()["XB"].name_ar
