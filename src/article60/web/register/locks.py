"""How the tables of the register are locked: nothing that was written is changed, and nobody writes for another State."""

from collections.abc import Mapping

from article60.web.accounts.row_security import Lock
from article60.web.accounts.visibility import (
    condition_of_consent,
    condition_of_ending,
    condition_of_the_state,
    condition_on_needs,
    condition_on_releases,
    condition_on_sources,
    condition_on_versions,
)

_ADDED = "SELECT, INSERT"

TABLES: Mapping[str, Lock] = {
    "register_need": Lock(may=_ADDED, seen=condition_on_needs(), added=condition_of_the_state("register_need")),
    "register_needversion": Lock(
        may=_ADDED, seen=condition_on_versions(), added=condition_of_the_state("register_needversion")
    ),
    "register_source": Lock(may=_ADDED, seen=condition_on_sources(), added=condition_of_the_state("register_source")),
    "register_order": Lock(
        may=_ADDED, seen=condition_of_the_state("register_order"), added=condition_of_the_state("register_order")
    ),
    # A consent can be taken back, and nothing else of it changes.
    "register_informationrelease": Lock(
        may=f"{_ADDED}, UPDATE (withdrawn_at, withdrawn_by, withdrawn_in_role, withdrawn_note, withdrawn_why)",
        seen=condition_on_releases(),
        added=condition_of_consent(),
        changed=condition_of_ending(),
    ),
}
