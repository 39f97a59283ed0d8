"""How the tables of providers are locked: nobody sees or writes for another organisation, and what was written stays."""

from collections.abc import Iterator, Mapping

from article60.web.accounts.row_security import Lock, policies
from article60.web.jobs.locks import WORKER
from article60.web.provider.visibility import (
    CONDITION_OF_ALERTING,
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
    "provider_savedsearch": _own("provider_savedsearch", may=f"{_ADDED}, UPDATE (stopped_at, stopped_by)"),
    "provider_alert": _own("provider_alert", may=_ADDED),
    "provider_sheet": _own("provider_sheet", may=f"{_ADDED}, UPDATE (taken_at, taken_by)"),
}


def more() -> Iterator[str]:
    """What the worker may do as the job that holds searches against a Release; they may be run again at any time."""
    yield f"GRANT SELECT ON provider_savedsearch TO {WORKER}"
    yield f"GRANT SELECT, INSERT ON provider_alert TO {WORKER}"
    yield f"GRANT USAGE ON SEQUENCE provider_alert_id_seq TO {WORKER}"
    seen = {"seen_to_alert": f"FOR SELECT TO {WORKER} USING ({CONDITION_OF_ALERTING})"}
    yield from policies("provider_savedsearch", seen)
    added = {"added_to_alert": f"FOR INSERT TO {WORKER} WITH CHECK ({CONDITION_OF_ALERTING})"}
    yield from policies("provider_alert", seen | added)
