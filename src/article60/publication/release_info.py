"""What release.json says of a Release: what it was made from, for whom, and how much of it people have confirmed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

FORMAT = "article60 release 0"
INVENTED = "Everything in this Release about the fictional States is invented, for demonstration and tests."


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file that a Release was made from: what it is, its hash, who published it and under which terms."""

    file: str
    kind: str
    sha256: str
    publisher: str | None = None
    licence: str | None = None
    public_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many rows of how many a person has confirmed."""

    confirmed: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseInfo:
    """One Release as release.json describes it; `name` is the day and the first eight characters of the content hash.

    `previous` holds name and content hash of the Release before, whose figures stand beside these; None where none was named.
    """

    name: str
    on: date
    content_hash: str
    audience: str
    fictional: bool
    counts: Mapping[str, int]
    confirmed: Mapping[str, Share]
    languages: tuple[str, ...]
    versions: Mapping[str, str]
    inputs: tuple[Input, ...]
    previous: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """The object written to release.json."""
        return {
            "format": FORMAT,
            **asdict(self),
            "on": self.on.isoformat(),
            "notice": INVENTED if self.fictional else None,
        }


def facts(
    *, on: date, audience: str, versions: Mapping[str, str], inputs: tuple[Input, ...], fictional: bool
) -> dict[str, Any]:
    """What the content hash covers besides the rows."""
    return {
        "on": on.isoformat(),
        "audience": audience,
        "versions": dict(sorted(versions.items())),
        "inputs": sorted([one.kind, one.file, one.sha256] for one in inputs),
        "fictional": fictional,
    }
