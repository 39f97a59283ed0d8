"""The launch pack: what a State needs to present the summary of its review at home, as drafts to be filled in."""

from collections.abc import Mapping
from typing import Any

from article60.publication.reports.making import Kind, Making
from article60.publication.reports.records import OF_STATE, Teller
from article60.publication.reports.state_brief import narrowed, state_named

_AT_WORK = (
    "SELECT DISTINCT o.name FROM organisations o JOIN activity_organisations a ON a.organisation_id = o.organisation_id "
    "JOIN activity_states s ON s.activity_id = a.activity_id JOIN activities t ON t.activity_id = a.activity_id "
    "WHERE s.state = ? AND t.relevant AND o.name IS NOT NULL ORDER BY o.name"
)
_BODIES = (
    "SELECT DISTINCT beneficiary, language FROM needs WHERE state = ? AND beneficiary IS NOT NULL "
    "AND grade NOT IN ('withdrawn', 'superseded') ORDER BY beneficiary"
)
_SUMMARIES = (
    "SELECT DISTINCT coalesce(d.symbol, d.file), d.cycle, d.issued_on "
    "FROM documents d JOIN json_each(d.states) s ON s.value = ? "
    "WHERE d.document_kind = 'executive_summary' ORDER BY d.cycle, d.issued_on"
)


def _given(making: Making) -> Mapping[str, Any]:
    state, teller = state_named(making), Teller(making.connection, making.words)
    ask = making.connection.execute
    return {
        "state": teller.state(state),
        "needs": teller.counted_needs("current_needs", OF_STATE, (state,)),
        "providers": [row[0] for row in ask(_AT_WORK, (state,))],
        "bodies": [(row[0], row[1]) for row in ask(_BODIES, (state,))],
        "summaries": [(row[0], row[1], making.day(row[2]) if row[2] else "") for row in ask(_SUMMARIES, (state,))],
    }


LAUNCH_PACK = Kind(name="launch-pack", needs=("state",), narrowed=narrowed, given=_given)
