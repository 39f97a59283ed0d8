"""Events, which are only ever added, and apart from them what each changed, which may have to be erased."""

from datetime import UTC
from typing import ClassVar

from django.db import models

from article60.web.audit.chain import Link


class AuditEvent(models.Model):
    """One thing that somebody did, or was refused."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    role = models.CharField(max_length=40)
    organisation = models.CharField(max_length=80, blank=True)
    action = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=[("done", "done"), ("refused", "refused")])
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=80)
    payload_hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """In the order in which things happened."""

        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    @property
    def link(self) -> Link:
        """What the chain covers of it."""
        return Link(
            number=self.number,
            at=self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            actor=None if self.actor is None else str(self.actor),
            role=self.role,
            organisation=self.organisation,
            action=self.action,
            outcome=self.outcome,
            about_kind=self.about_kind,
            about_id=self.about_id,
            payload_hash=self.payload_hash,
            previous=self.previous,
        )


class AuditPayload(models.Model):
    """What an event changed."""

    event = models.OneToOneField(AuditEvent, primary_key=True, on_delete=models.PROTECT, related_name="payload")
    salt = models.BinaryField()
    body = models.JSONField()

    def __str__(self) -> str:
        return f"payload of {self.event_id}"
