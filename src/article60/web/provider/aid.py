"""The way out of what providers report: a file of aid data, which `article60 run --aid` reads as it reads any other.

Who asks is nobody at all, so that both locks show what is published to the public only.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from article60.publication.reported_iati import Published
from article60.publication.reported_iati import write as write_iati
from article60.web.accounts.actor import NOBODY, reading
from article60.web.provider.models import Publication, ReportedVersion

FILE = "reported-activities.xml"
PUBLIC = "public"
UNKNOWN_KIND = "90"
"""IATI's organisation type `Other`: the workspace does not know of which kind an organisation is."""


def write(path: Path, *, on: date) -> int:
    """Write what is published on a day into a file; how many activities."""
    return write_iati([_told(version, publication) for version, publication in published(on=on)], path)


def published(*, on: date) -> Sequence[tuple[ReportedVersion, Publication]]:
    """What is published to the public, by identifier in aid data, each with its publication."""
    with reading(NOBODY):
        shown = ReportedVersion.objects.visible_to(NOBODY, on).filter(
            publications__audience=PUBLIC, publications__withdrawn_at=None
        )
        versions = {one.pk: one for one in shown.select_related("reported", "organisation")}
        open_ones = Publication.objects.filter(version__in=versions, audience=PUBLIC, withdrawn_at=None)
        found = [(versions[one.version_id], one) for one in open_ones]
    return sorted(found, key=lambda one: one[0].reported.identifier)


def _told(version: ReportedVersion, publication: Publication) -> Published:
    return Published(
        identifier=version.reported.identifier,
        reporter=version.reported.reporter,
        reporter_name=version.organisation.name,
        reporter_kind=UNKNOWN_KIND,
        updated_on=publication.published_at.date(),
        activity=version.activity,
    )
