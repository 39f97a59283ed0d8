"""Pieces of assistance as their State keeps them, in versions that never change."""

from dataclasses import fields
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from article60.codes.languages import LANGUAGES
from article60.web.assistance.content import PROGRESS, Content

CHANGES = ("fill", "add", "confirm", "correct", "withdraw")
"""What made a version."""


class AssistanceVersion(models.Model):
    """What a State says of one piece of assistance, from one moment on until another version is made.

    `assistance_id` is the identifier of the statement or activity from which it was filled in, or one of the State's own; it is
    unique within the State alone. `source` names the document or the aid data.
    """

    state = models.CharField(max_length=2)
    assistance_id = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=300, blank=True)
    page = models.PositiveIntegerField(null=True)
    release = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    provisions = ArrayField(models.CharField(max_length=20), default=list)
    types = ArrayField(models.CharField(max_length=40), default=list)
    provider = models.TextField(blank=True)
    progress = models.CharField(max_length=20, choices=[(one, one) for one in PROGRESS])
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    need_ids = ArrayField(models.CharField(max_length=20), default=list)
    confirmed = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    change = models.CharField(max_length=20, choices=[(one, one) for one in CHANGES])
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    made_in_role = models.CharField(max_length=30, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        """Numbered within the State, from 1."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "assistance_id", "number"], name="assistance_version_numbers")
        ]

    def __str__(self) -> str:
        return f"{self.assistance_id} of {self.state} version {self.number}"

    @property
    def content(self) -> Content:
        """What it says."""
        values = {field.name: getattr(self, field.name) for field in fields(Content)}
        lists = {name: tuple(values[name]) for name in ("provisions", "types", "need_ids")}
        return Content(**values | lists)
