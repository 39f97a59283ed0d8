"""Invented activities as they come into the identity step, that say only what a test is about."""

from typing import Any

from article60.domain.activity import ActivitySector, ActivityText
from article60.domain.ids import lasting_id
from article60.identity.readings import Reading
from makers import activity, organisation, recipient, record

IN_RECORD = ("other_identifiers", "position")
IN_ACTIVITY = ("relevant", "budget_usd", "commitment_usd", "disbursement_usd", "articles", "coarse_types", "types", "running")


def act(identifier: str) -> str:
    """The lasting identifier of the activity published under this one."""
    return lasting_id("ACT", identifier)


def reading(
    identifier: str,
    *,
    reporter: str = "XX-DEMO",
    title: str = "Advice on foreign bribery law",
    title_too: str | None = None,
    states: tuple[str, ...] = ("XA",),
    sectors: tuple[str, ...] = (),
    funders: tuple[str, ...] = (),
    **changes: Any,
) -> Reading:
    """An activity under this identifier; whoever reports it stands first among those that take part."""
    activity_id = act(identifier)
    own = {"activity_id": activity_id, "iati_identifier": identifier, "reporting_org": reporter}
    both = {key: value for key, value in changes.items() if key not in (*IN_RECORD, *IN_ACTIVITY)}
    parties = [("reporting", reporter), *(("funding", one) for one in funders)]
    read = {
        "texts": tuple(_title(activity_id, words) for words in (title, title_too) if words is not None),
        "recipients": tuple(
            recipient(activity_id=activity_id, position=place, code=state, state=state) for place, state in enumerate(states)
        ),
        "sectors": tuple(_sector(activity_id, code) for code in sectors),
        "organisations": tuple(
            organisation(activity_id=activity_id, position=place, organisation_id="", ref=ref, name=f"Body {ref}", role=role)
            for place, (role, ref) in enumerate(parties)
        ),
        **{key: changes[key] for key in IN_RECORD if key in changes},
    }
    found = {key: changes[key] for key in IN_ACTIVITY if key in changes}
    return Reading(record(**own, **both, **read), activity(**own, **both, title=title, **found), (), ())


def _title(activity_id: str, words: str) -> ActivityText:
    return ActivityText(activity_id=activity_id, position=0, field="title", text=words, language_declared=None, language=None)


def _sector(activity_id: str, code: str) -> ActivitySector:
    return ActivitySector(
        activity_id=activity_id,
        position=0,
        level="activity",
        vocabulary="1",
        code=code,
        code_used=code,
        name=None,
        share_published=None,
        share_used=None,
    )
