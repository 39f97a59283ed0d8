"""Clearance sheets: what was asked of whom, every answer and signature as it came, and what the register took over."""

from typing import Any, ClassVar

from django.db import models

from article60.publication.reports.clearance_sheet import ANSWERS
from article60.publication.reports.cleared import TROUBLES
from article60.web.accounts.models import Organisation
from article60.web.jobs.models import Received
from article60.web.register.content import Content
from article60.web.register.models import Need, NeedVersion

WAYS = ("online", "entered", "file")
"""How an answer came: from the institution itself, written down by the State from paper, or read from a file."""


class Sheet(models.Model):
    """That a State asks about needs of its register. Once it is closed, which is written once, nobody answers any more."""

    state = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        """Numbered by State, from 1."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["state", "number"], name="clearance_sheet_numbers")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """By which its files know it."""
        return f"{self.state} {self.number}"


class Part(models.Model):
    """What is asked of one institution, by its name in the documents; of none where it has no name.

    `organisation` is the institution that answers here, with an account of its own; none where a file is sent round.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="parts")
    state = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    name = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Numbered by sheet, from 1."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "number"], name="clearance_part_numbers")]
        ordering: ClassVar = ["sheet", "number"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        """By which a file that holds this part alone knows it."""
        return f"{self.sheet.name}.{self.number}"


class Item(models.Model):
    """A need that is asked about, as it stood when it was asked: what an institution sees of it, and no more."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="items")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="items")
    state = models.CharField(max_length=2)
    position = models.PositiveIntegerField()
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(NeedVersion, on_delete=models.PROTECT, related_name="+")
    version_hash = models.CharField(max_length=64)
    key = models.CharField(max_length=12, help_text="By which files know the words that were asked about.")
    said = models.JSONField(help_text="What the version says.")
    places = models.JSONField(help_text="Where it was read: symbol, page, section, quote and language of each.")

    class Meta:
        """In the order of the sheet; a need stands in it once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "need"], name="clearance_asked_once"),
            models.UniqueConstraint(fields=["sheet", "position"], name="clearance_item_positions"),
        ]
        ordering: ClassVar = ["sheet", "position"]

    def __str__(self) -> str:
        return f"{self.need_id} in {self.sheet_id}"

    @property
    def told(self) -> dict[str, Any]:
        """As an event tells it, with the part in which it stands; what the need says stands in the event of its version."""
        part = {"part": self.part.number, "name": self.part.name, "part_language": self.part.language}
        kept = ("need_id", "version_hash", "position", "key", "places")
        return {"item": self.pk, **part, **{name: getattr(self, name) for name in kept}}

    @property
    def content(self) -> Content:
        """What was asked about."""
        return Content.of_told(self.said)


class Answer(models.Model):
    """What somebody answered to one question, as it came; the newest stands, none is changed.

    `said` is none where it is not clear, and `trouble` then says why; what was ticked and written is kept all the same.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    said = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in ANSWERS])
    trouble = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in TROUBLES])
    ticked = models.JSONField(default=list)
    words = models.TextField(blank=True)
    since = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    way = models.CharField(max_length=10, choices=[(one, one) for one in WAYS])
    file = models.ForeignKey(Received, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)

    class Meta:
        """Numbered by question, from 1; the newest last."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "number"], name="clearance_answer_numbers")]
        ordering: ClassVar = ["item", "number"]

    def __str__(self) -> str:
        return f"answer {self.number} to {self.item_id}"

    @property
    def told(self) -> dict[str, Any]:
        """As an event tells it."""
        kept = ("number", "said", "trouble", "ticked", "words", "since", "comment", "way")
        return {name: getattr(self, name) for name in kept}


class Signature(models.Model):
    """That an office of an institution has signed its answers as they stood: here, or on paper that came back."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="signatures")
    state = models.CharField(max_length=2)
    office = models.CharField(max_length=300)
    signed_on = models.DateField()
    on_paper = models.BooleanField()
    answers_hash = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)

    class Meta:
        """In the order in which they were given."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"signature {self.pk}"


class Taken(models.Model):
    """That the register took an answer over, and the version which that made or left as it was."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="taken")
    state = models.CharField(max_length=2)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(NeedVersion, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)

    def __str__(self) -> str:
        return f"taken {self.item_id}"
