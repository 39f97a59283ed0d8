"""What a version of a need says, and the hash by which that version is known."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

OPEN, MET, PARTLY_MET, UNMET, WITHDRAWN = "", "met", "partly_met", "unmet", "withdrawn"
STANDINGS = (OPEN, MET, PARTLY_MET, UNMET, WITHDRAWN)
"""What the State has said of where a need stands; nothing yet, where it is empty."""
SAID = (MET, PARTLY_MET, UNMET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a need says at one time, and what the State has said of it."""

    text: str
    language: str
    provisions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    beneficiary: str = ""
    timing: str = "current"
    stated_on: date | None = None
    confirmed: bool = False
    standing: str = OPEN
    standing_by: str = ""
    standing_since: date | None = None

    @property
    def told(self) -> dict[str, Any]:
        """As JSON tells it."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @classmethod
    def of_told(cls, told: Mapping[str, Any]) -> "Content":
        """What `told` gave, or JSON made of it."""
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("stated_on", "standing_since")}
        return cls(**{**told, **days, "provisions": tuple(told["provisions"]), "types": tuple(told["types"])})


def version_hash(*, need_id: str, number: int, previous: str, content: Content) -> str:
    """SHA-256 of a version, hexadecimal: over what it says, its place, and the version before it."""
    told = {"need_id": need_id, "number": number, "previous": previous, **content.told}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
