"""Needs as their State keeps them: versions that never change, and to whom which version was released."""

from dataclasses import fields
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from article60.codes.languages import LANGUAGES
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Role
from article60.web.register.content import STANDINGS, Content
from article60.web.register.querysets import Versions

AUDIENCES = ("organisations", "states_parties", "providers", "public")
TIMINGS = ("current", "anticipated")
CHANGES = ("fill", "add", "confirm", "correct", "withdraw", "met")
"""What made a version; the words of decisions, and that it was filled in from a Release."""


class Need(models.Model):
    """A need by its lasting identifier; what it says stands in its versions."""

    need_id = models.CharField(max_length=20, primary_key=True)
    state = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.need_id


class NeedVersion(models.Model):
    """What a need says, from one moment on until another version is made; it never changes."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=2)
    institution = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    provisions = ArrayField(models.CharField(max_length=20), default=list)
    types = ArrayField(models.CharField(max_length=40), default=list)
    beneficiary = models.TextField(blank=True)
    timing = models.CharField(max_length=20, choices=[(one, one) for one in TIMINGS])
    stated_on = models.DateField(null=True)
    confirmed = models.BooleanField(default=False, help_text="Whether the State's focal point stands by it.")
    standing = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in STANDINGS])
    standing_by = models.TextField(blank=True, help_text="By whom it was met, in the State's words.")
    standing_since = models.DateField(null=True)
    change = models.CharField(max_length=20, choices=[(one, one) for one in CHANGES])
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    made_in_role = models.CharField(max_length=30, blank=True)
    hash = models.CharField(max_length=64)

    objects = Versions.as_manager()

    class Meta:
        """Numbered by need, from 1."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["need", "number"], name="version_numbers")]

    def __str__(self) -> str:
        return f"{self.need_id} version {self.number}"

    @property
    def content(self) -> Content:
        """What it says."""
        values = {field.name: getattr(self, field.name) for field in fields(Content)}
        return Content(**values | {"provisions": tuple(self.provisions), "types": tuple(self.types)})


class Source(models.Model):
    """A place in a document at which a need was read, as the Release tells it."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="sources")
    state = models.CharField(max_length=2)
    position = models.PositiveIntegerField()
    release = models.CharField(max_length=80)
    symbol = models.CharField(max_length=200, blank=True)
    page = models.PositiveIntegerField(null=True)
    section = models.CharField(max_length=300, blank=True)
    quote = models.TextField()
    language = models.CharField(max_length=8, blank=True)

    class Meta:
        """In the order of the Release."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["need", "position"], name="source_positions")]
        ordering: ClassVar = ["need", "position"]

    def __str__(self) -> str:
        return f"source {self.position} of {self.need_id}"

    @property
    def told(self) -> dict[str, Any]:
        """As an event tells it."""
        kept = ("need_id", "position", "symbol", "page", "section", "quote", "language")
        return {name: getattr(self, name) for name in kept}


class Order(models.Model):
    """The order in which a State puts its needs, the first first; a new one is made, none is changed."""

    state = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    need_ids = ArrayField(models.CharField(max_length=20))
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)
    hash = models.CharField(max_length=64)

    class Meta:
        """Numbered by State, from 1."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["state", "number"], name="order_numbers")]

    def __str__(self) -> str:
        return f"order {self.number} of {self.state}"


class InformationRelease(models.Model):
    """That one version of a need may be seen by others: by whom, from and until when, and by whose consent.

    A row is only added. That the consent was taken back is the one thing that is written to it, once: by the State, or by who
    recorded it. A trigger holds that, and that the hash is the version's.
    """

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(NeedVersion, on_delete=models.PROTECT, related_name="releases")
    state = models.CharField(max_length=2)
    audience = models.CharField(max_length=20, choices=[(one, one) for one in AUDIENCES])
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(help_text="The first day on which others see it, after the waiting period.")
    until = models.DateField(null=True)
    consented_at = models.DateTimeField()
    consented_by = models.UUIDField()
    consented_in_role = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=64, blank=True, help_text="Of a consent that came in writing, the hash of the note.")
    version_hash = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_in_role = models.CharField(max_length=30, blank=True)
    withdrawn_note = models.CharField(max_length=64, blank=True, help_text="Where the State took it back in writing: the hash.")
    withdrawn_why = models.TextField(blank=True, help_text="Where what was recorded was not right: in what.")

    class Meta:
        """An organisation is named for named organisations only; what the secretariat records, it records from a note."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(audience="organisations") ^ Q(organisation=None), name="named_organisations_are_named"
            ),
            models.CheckConstraint(
                condition=Q(consented_in_role=Role.SECRETARIAT_PUBLISHER) ^ Q(note=""), name="what_is_recorded_has_a_note"
            ),
            models.CheckConstraint(
                condition=~Q(withdrawn_in_role=Role.SECRETARIAT_PUBLISHER) | ~Q(withdrawn_note="") | ~Q(withdrawn_why=""),
                name="who_records_an_end_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} of version {self.version_id}"
