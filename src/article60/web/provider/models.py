"""What providers report and plan: versions that never change, to whom which was published, and spreadsheets handed in."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.actor import Actor
from article60.web.accounts.asked import Asked
from article60.web.accounts.models import Organisation
from article60.web.jobs.models import Received
from article60.web.provider.visibility import AUDIENCES, visible

ACTIVITY, PROGRAMME = "activity", "programme"
KINDS = (ACTIVITY, PROGRAMME)
CHANGES = ("add", "correct")


class Told(Asked[Any]):
    """Versions of what providers tell; they come out only for an actor."""

    def visible_to(self, actor: Actor, on: date) -> Self:
        """Those that somebody may see, each once."""
        return self._answering(visible(actor)).distinct()


class Reported(models.Model):
    """A piece of assistance that a provider reports or plans, known to aid data by the reporter and its own reference."""

    reported_id = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(one, one) for one in KINDS])
    reporter = models.CharField(
        max_length=80, help_text="Identifier of the organisation in aid data, as on its first day here."
    )
    reference = models.CharField(max_length=80)

    class Meta:
        """Within its organisation; across organisations that would tell one what another has."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "reported_id"], name="reported_once"),
            models.UniqueConstraint(fields=["organisation", "reference"], name="reference_stands_once"),
        ]

    def __str__(self) -> str:
        return self.reported_id

    @property
    def identifier(self) -> str:
        """By which aid data know it."""
        return f"{self.reporter}-{self.reference}"


class Sheet(models.Model):
    """A spreadsheet as it was read: its rows, or everything that is wrong with it; the bytes stand with the files received."""

    file = models.OneToOneField(Received, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, help_text="Of the titles and descriptions in it.")
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    read_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"spreadsheet {self.file_id}"


class ReportedVersion(models.Model):
    """What a provider says, from one moment on until another version is made; it never changes."""

    reported = models.ForeignKey(Reported, on_delete=models.PROTECT, related_name="versions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    change = models.CharField(max_length=20, choices=[(one, one) for one in CHANGES])
    sheet = models.ForeignKey(Sheet, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)
    hash = models.CharField(max_length=64)

    objects = Told.as_manager()

    class Meta:
        """Numbered from 1."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["reported", "number"], name="reported_version_numbers")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.reported_id}"

    @property
    def activity(self) -> ReportedActivity:
        """What it says."""
        return ReportedActivity.of(self.said)


class Publication(models.Model):
    """That a provider has published one version to an audience; taken back at most once, and never changed otherwise."""

    reported = models.ForeignKey(Reported, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(ReportedVersion, on_delete=models.PROTECT, related_name="publications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=[(one, one) for one in AUDIENCES])
    version_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.UUIDField()
    published_in_role = models.CharField(max_length=30)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        """Of each one version at a time to each audience."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reported", "audience"], condition=models.Q(withdrawn_at=None), name="one_version_for_each_audience"
            )
        ]

    def __str__(self) -> str:
        return f"{self.audience} of version {self.version_id}"


class SavedSearch(models.Model):
    """What an officer wants to hear of; nothing of it changes but that there are to be no more letters."""

    search_id = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    states = ArrayField(models.CharField(max_length=2), default=list)
    regions = ArrayField(models.CharField(max_length=40), default=list)
    provisions = ArrayField(models.CharField(max_length=20), default=list)
    types = ArrayField(models.CharField(max_length=40), default=list)
    with_priority = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(help_text="To whom letters go.")
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.UUIDField(null=True)

    class Meta:
        """Within its organisation."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "search_id"], name="search_once")]

    def __str__(self) -> str:
        return self.search_id


class Alert(models.Model):
    """That a search was held against a Release: what it found, and what of it was new; once for each Release."""

    search = models.ForeignKey(SavedSearch, on_delete=models.PROTECT, related_name="alerts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    release = models.CharField(max_length=80)
    mark = models.CharField(max_length=64, help_text="Hash by which the Release is known.")
    need_ids = ArrayField(models.CharField(max_length=20), default=list)
    new_ids = ArrayField(models.CharField(max_length=20), default=list)
    made_at = models.DateTimeField()

    class Meta:
        """Told once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["search", "mark"], name="once_for_each_release")]

    def __str__(self) -> str:
        return f"{len(self.new_ids)} new of {self.search_id}"
