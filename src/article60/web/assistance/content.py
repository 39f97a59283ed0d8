"""What a State says of one piece of assistance, and the hash by which that is known."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

RUNNING, PLANNED, ENDED, UNKNOWN = "running", "planned", "ended", "unknown"
PROGRESS = (RUNNING, PLANNED, ENDED, UNKNOWN)
"""How far it has come; unknown as long as only a document, or aid data that nobody updated for long, tells of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One piece of assistance at one time: what it is, by whom, for what, and whether the State stands by it.

    `provider` is as the State or the source names it. `need_ids` are needs of the State that it answers, in its own view.
    Where it is `withdrawn`, the State says that it does not receive it.
    """

    text: str
    language: str
    provisions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    provider: str = ""
    progress: str = RUNNING
    since: date | None = None
    until: date | None = None
    need_ids: tuple[str, ...] = ()
    confirmed: bool = False
    withdrawn: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """As JSON tells it."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}


def version_hash(*, state: str, assistance_id: str, number: int, previous: str, content: Content) -> str:
    """SHA-256 of a version, hexadecimal: over what it says, its place, and the version before it."""
    place = {"state": state, "assistance_id": assistance_id, "number": number, "previous": previous}
    return hashlib.sha256(json.dumps({**place, **content.told}, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
