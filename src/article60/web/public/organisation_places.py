"""Pages below an organisation's, and further pages of the index: how they stand in addresses."""

import re
from dataclasses import dataclass

from django.urls import register_converter, reverse


@dataclass(frozen=True, slots=True)
class OrganisationPlace:
    """`ORG-7K3FQ2MD/activities/2`, `ORG-7K3FQ2MD/states`, or, of the index, which belongs to none, `list/2`."""

    identifier: str | None
    what: str
    part: int = 1

    def __str__(self) -> str:
        before = f"{self.identifier}/" if self.identifier is not None else ""
        return f"{before}{self.what}{f'/{self.part}' if self.part > 1 else ''}"


class OrganisationPlaceInAddress:
    """Such a place in an address; first pages have no number."""

    regex = r"(?:ORG-[A-Z2-7]{8,16}/(?:activities|states)(?:/[1-9][0-9]*)?|list/[1-9][0-9]*)"

    def to_python(self, value: str) -> OrganisationPlace:
        """The place; raises ValueError for a first page with a number."""
        found = re.fullmatch(r"(?:(ORG-\w+)/)?(activities|states|list)(?:/(\d+))?", value)
        if found is None or found[3] == "1":
            raise ValueError(value)
        return OrganisationPlace(found[1], found[2], int(found[3] or 1))

    def to_url(self, value: OrganisationPlace | str) -> str:
        """The part of the address."""
        return str(value)


register_converter(OrganisationPlaceInAddress, "organisation_place")


def way(place: OrganisationPlace) -> str:
    """Address of a place; the first page of the index is the index itself."""
    if place.identifier is None and place.part == 1:
        return reverse("organisations")
    return reverse("organisation_place", args=[place])
