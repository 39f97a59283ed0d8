"""Files that were received, and entries of the outbox: work to be done once, told by identifiers only."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Organisation
from article60.web.jobs.visibility import visible


class Files(models.QuerySet["Received"]):
    """Files received."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that somebody may see."""
        return self.filter(visible(actor))


class Received(models.Model):
    """That an organisation handed in a file; the bytes stand in the store, under their hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="In bytes.")
    name = models.CharField(max_length=200, blank=True, help_text="As the file was called where it came from.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=2, blank=True)
    received_at = models.DateTimeField()
    received_by = models.UUIDField()

    objects = Files.as_manager()

    class Meta:
        """The same bytes of one organisation are one file. Across organisations that would tell one what another has."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "sha256"], name="same_bytes_are_one_file")]

    def __str__(self) -> str:
        return f"file {self.id}"


class OutboxEntry(models.Model):
    """Work that is left for later by the transaction that made it necessary. Times but `made_at` are the database's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, help_text="Under which it is done once, however often it is asked for.")
    payload = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Not to be taken up before.")
    attempts = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True, help_text="Of whoever works on it; another number with each time that it is taken up.")
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=200, blank=True, help_text="What came of it, or why it failed last; no content.")

    class Meta:
        """Once for each key; what waits is found without reading what is done."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="once_for_each_key"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(failed_at=None), name="done_or_failed"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(done_at=None, failed_at=None), name="outbox_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
