"""What a consent comes with: the note in which a State gave it, and the receipt that the State keeps."""

from typing import ClassVar

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
