"""How the tables of providers are locked: nobody sees or writes for another organisation, and what was written stays."""

from collections.abc import Mapping

from article60.web.accounts.row_security import Lock
from article60.web.provider.visibility import (
    condition_on_alerting,
    condition_on_own,
    condition_on_publications,
    condition_on_published,
)

_ADDED = "SELECT, INSERT"


def _own(table: str, *, may: str) -> Lock:
    own = condition_on_own(table)
    return Lock(may=may, seen=own, added=own, changed=own if "UPDATE" in may else "false")


TABLES: Mapping[str, Lock] = {
    "provider_reported": Lock(
        may=_ADDED,
        seen=condition_on_published("provider_reported", by="reported_id"),
        added=condition_on_own("provider_reported"),
    ),
    "provider_reportedversion": Lock(
        may=_ADDED,
        seen=condition_on_published("provider_reportedversion", by="version_id"),
        added=condition_on_own("provider_reportedversion"),
    ),
    # That something is published can be taken back, and nothing else of it changes.
    "provider_publication": Lock(
        may=f"{_ADDED}, UPDATE (withdrawn_at, withdrawn_by)",
        seen=condition_on_publications("provider_publication"),
        added=condition_on_own("provider_publication"),
        changed=condition_on_own("provider_publication"),
    ),
    # Letters can be stopped, and nothing else of a search changes.
    "provider_savedsearch": Lock(
        may=f"{_ADDED}, UPDATE (stopped_at, stopped_by)",
        seen=condition_on_alerting("provider_savedsearch"),
        added=condition_on_own("provider_savedsearch"),
        changed=condition_on_own("provider_savedsearch"),
    ),
    "provider_alert": Lock(
        may=_ADDED, seen=condition_on_alerting("provider_alert"), added=condition_on_alerting("provider_alert")
    ),
    "provider_sheet": _own("provider_sheet", may=f"{_ADDED}, UPDATE (taken_at, taken_by)"),
}
