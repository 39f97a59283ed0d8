"""What release.json says of a Release: what it was made from, for whom, and how much of it people have confirmed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from article60.codes.reader import by_code
from article60.domain.fields import note

FORMAT = "article60 release 0"
INVENTED = "Everything in this Release about the fictional States is invented, for demonstration and tests."


OPEN = "CC-BY-4.0"
RIGHTS = (
    "The licence covers what the register adds: identifiers, classification, matches, grades and figures, and how they are put "
    "together. The words of documents and what aid data say stay under the terms of their publishers, named under inputs."
)


class UnknownLicence(ValueError):
    """A licence that stands in no row of codes/licences.csv."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who publishes a Release, where and under which terms: no part of what it says, and so none of its content hash."""

    publisher: str = note("Who runs the register; empty where the operator is not named.", default="")
    address: str = note("Public address of the site, without a stroke at its end; empty where none is known.", default="")
    licence: str = note("Terms for what the register adds, as the code of codes/licences.csv.", default=OPEN)

    def __post_init__(self) -> None:
        """Raises UnknownLicence for a code that stands in no row of the list."""
        if self.licence not in by_code("licences"):
            raise UnknownLicence(f"licence {self.licence!r}: write one of {', '.join(by_code('licences'))}")

    @property
    def name(self) -> str:
        """The publisher, or that none is named."""
        return self.publisher or "Article60 (operator not named)"

    def as_json(self) -> dict[str, Any]:
        """What release.json says of it."""
        row = by_code("licences")[self.licence]
        licence = {"code": self.licence, "title": row["en"], "address": row["address"]}
        return {"publisher": self.publisher or None, "address": self.address or None, "licence": licence, "rights": RIGHTS}


NOBODY = Imprint()
"""An operator who is not named, no address, and the usual licence."""


def imprint_of(said: Mapping[str, Any]) -> Imprint:
    """The imprint that release.json tells. Raises KeyError or TypeError where it tells none, or UnknownLicence."""
    return Imprint(publisher=said["publisher"] or "", address=said["address"] or "", licence=said["licence"]["code"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file that a Release was made from: what it is, its hash, who published it and under which terms."""

    file: str
    kind: str
    sha256: str
    publisher: str | None = None
    licence: str | None = None
    public_address: str | None = None
    activities: int | None = None
    """Of aid data: how many activities are in it, whether they were kept or passed over; None where nobody can tell."""


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
    imprint: Imprint = NOBODY

    def as_json(self) -> dict[str, Any]:
        """The object written to release.json."""
        said = {"format": FORMAT, **asdict(self), "on": self.on.isoformat(), "notice": INVENTED if self.fictional else None}
        said["inputs"] = [_as_read(one) for one in said["inputs"]]
        del said["imprint"]
        return said | self.imprint.as_json()


def _as_read(given: Mapping[str, Any]) -> dict[str, Any]:
    """What release.json says of a file; Releases of before activities were counted say nothing of them."""
    return {name: value for name, value in given.items() if name != "activities" or value is not None}


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
