"""Decisions as people made them, one row each; a row is only added, and a later one about the same thing wins."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from article60.domain import authority
from article60.web.accounts.models import Organisation
from article60.web.curation.querysets import Comments, Decisions

PUBLIC = "public"


class Decision(models.Model):
    """What somebody decided about one record of a Release: the columns of a line of decisions, and who it was."""

    decision_id = models.CharField(max_length=24, unique=True)
    about_kind = models.CharField(max_length=20, choices=[(one, one) for one in authority.kinds()])
    about_id = models.CharField(max_length=40)
    state = models.CharField(max_length=2, blank=True, help_text="The State of the record; empty where it is of none.")
    others = ArrayField(models.CharField(max_length=40), default=list, help_text="Other records that it names.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Hash of the document on whose words it rests.")
    page = models.PositiveIntegerField(null=True, help_text="Printed page.")
    quote = models.TextField(blank=True)
    verb = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    audience = models.CharField(max_length=20, default=PUBLIC)
    version_hash = models.CharField(max_length=64, help_text="Hash of what was on the page when it was made.")
    register_hash = models.CharField(max_length=64, blank=True, help_text="Of the version it made in the State's register.")
    sheet = models.CharField(max_length=64, blank=True, help_text="Of what a State answered in a clearance sheet: its hash.")
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    acted_for = models.CharField(max_length=80, blank=True, help_text="State's code or provider's identifier, as in lines.")

    objects = Decisions.as_manager()

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["about_kind", "about_id"], name="decisions_about"),
            models.Index(fields=["sha256"], name="decisions_by_document"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.about_id}"


class Comment(models.Model):
    """What a State or a provider says about a pair or an overlap that concerns it; a row is only added."""

    about_kind = models.CharField(max_length=20, choices=[(one, one) for one in authority.kinds()])
    about_id = models.CharField(max_length=40)
    state = models.CharField(max_length=2)
    text = models.TextField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)

    objects = Comments.as_manager()

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["about_kind", "about_id"], name="comments_about")]

    def __str__(self) -> str:
        return f"comment on {self.about_id}"
