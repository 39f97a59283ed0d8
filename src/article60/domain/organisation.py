"""An organisation: any body that gives, passes on, receives or carries out assistance."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body, known by the identifiers and names under which it is published."""

    organisation_id: str = note("Lasting identifier, `ORG-` and eight characters.")
    name: str = note("Name most often published.")
    names: tuple[str, ...] = note("All names published.")
    refs: tuple[str, ...] = note("All identifiers published.")
    kind: str | None = note("IATI organisation type code most often published.")
    provider: bool = note("Whether it stands in a giving role anywhere.")
