"""What a consent comes with, a note and a receipt; and what a State opens beside its needs: documents and its priorities."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from article60.web.register.models import InformationRelease


class Note(models.Model):
    """A note of a State as it came, by the hash of its bytes; it never changes, and sent twice it stands once."""

    state = models.CharField(max_length=2)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    ending = models.CharField(max_length=5, help_text="Of its file's name, such as pdf.")
    reference = models.CharField(max_length=200, help_text="As the Permanent Mission numbers its notes.")
    dated = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)

    class Meta:
        """Scoped by State, so that nobody can try whether another State has sent the same."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["state", "sha256"], name="note_once")]

    def __str__(self) -> str:
        return f"note {self.sha256[:12]}"


class Receipt(models.Model):
    """What the State is told in writing of one release of information, signed where a key is configured; it never changes."""

    release = models.ForeignKey(InformationRelease, on_delete=models.PROTECT, related_name="receipts")
    state = models.CharField(max_length=2)
    what = models.CharField(max_length=20)
    body = models.TextField()
    signature = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_in_role = models.CharField(max_length=30)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class Opened(models.Model):
    """That a State opens something to the public: from when, by whose consent, and whether it was taken back, once."""

    state = models.CharField(max_length=2)
    since = models.DateField(help_text="The first day on which it is open, after the waiting period.")
    consented_at = models.DateTimeField()
    consented_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        """Each kind has a table of its own."""

        abstract = True


class OpenDocument(Opened):
    """A document, by the hash of its bytes, that a State says is public: who publishes it, and where it stands."""

    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=500)
    public_address = models.CharField(max_length=1000)
    read_on = models.DateField(help_text="The day on which somebody saw it there.")

    class Meta:
        """Open once at a time; scoped by State, so that nobody can try what another State holds."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state", "sha256"], condition=models.Q(withdrawn_at=None), name="document_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"document {self.sha256[:12]} of {self.state}"

    @property
    def about(self) -> tuple[str, str]:
        """What an event about it is about."""
        return "document", self.sha256

    @property
    def said(self) -> dict[str, Any]:
        """What the State says of it, for an event."""
        told = {"title": self.title, "publisher": self.publisher, "public_address": self.public_address}
        return told | {"read_on": self.read_on.isoformat()}


class OpenOrder(Opened):
    """The order that a State gives to those of its needs that it releases to the public, the first first."""

    need_ids = ArrayField(models.CharField(max_length=20))

    class Meta:
        """One at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(withdrawn_at=None), name="order_open_once")
        ]

    def __str__(self) -> str:
        return f"open order of {self.state}"

    @property
    def about(self) -> tuple[str, str]:
        """What an event about it is about."""
        return "state", self.state

    @property
    def said(self) -> dict[str, Any]:
        """What the State says, for an event."""
        return {"need_ids": self.need_ids}
