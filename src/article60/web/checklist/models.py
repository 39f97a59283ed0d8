"""Answers to a checklist as versions that never change, which institution answers what, and workbooks that came back."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Organisation
from article60.web.checklist.visibility import of_an_institution, of_the_state
from article60.web.jobs.models import Received


class Answers(models.QuerySet["Answer"]):
    """Answers in cells."""

    def visible_to(self, by: Actor) -> Self:
        """Those that somebody may see."""
        if of_the_state(by):
            return self.filter(state=by.state)
        if not of_an_institution(by):
            return self.none()
        to_answer = Assignment.objects.visible_to(by).filter(ended_at=None)
        same = to_answer.filter(checklist=OuterRef("checklist"), article=OuterRef("article"))
        return self.filter(Exists(same), state=by.state)


class Assignments(models.QuerySet["Assignment"]):
    """Who answers what."""

    def visible_to(self, by: Actor) -> Self:
        """Those that somebody may see."""
        if of_the_state(by):
            return self.filter(state=by.state)
        return self.filter(state=by.state, institution=by.organisation) if of_an_institution(by) else self.none()


class Workbooks(models.QuerySet["Workbook"]):
    """Workbooks that came back."""

    def visible_to(self, by: Actor) -> Self:
        """Those that somebody may see."""
        if of_the_state(by):
            return self.filter(state=by.state)
        return self.filter(state=by.state, organisation=by.organisation) if of_an_institution(by) else self.none()


class Answer(models.Model):
    """What stands in a cell of a State's checklist from one moment on until another version is made; it never changes."""

    state = models.CharField(max_length=2)
    checklist = models.CharField(max_length=20, help_text="Code of the version of the checklist.")
    cell = models.CharField(max_length=80)
    article = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    value = models.TextField(blank=True, help_text="Text, or the code of an answer; empty where it was taken out again.")
    hash = models.CharField(max_length=64)
    workbook = models.UUIDField(null=True, help_text="Of what came in a workbook, which.")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_in_role = models.CharField(max_length=30)

    objects = Answers.as_manager()

    class Meta:
        """Numbered by cell, from 1."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "checklist", "cell", "number"], name="answer_numbers")
        ]

    def __str__(self) -> str:
        return f"{self.cell} version {self.number} of {self.state}"


class Assignment(models.Model):
    """That an institution of a State answers an article, from one moment to another."""

    state = models.CharField(max_length=2)
    checklist = models.CharField(max_length=20)
    article = models.CharField(max_length=2)
    institution = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    made_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    objects = Assignments.as_manager()

    class Meta:
        """Nothing is assigned twice to one institution at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checklist", "article", "institution"], condition=Q(ended_at=None), name="assigned_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("since")), name="assigned_before_it_ended"),
        ]

    def __str__(self) -> str:
        return f"article {self.article} of {self.checklist}"


class Workbook(models.Model):
    """What was read in a workbook that came back, until it is taken over; its bytes are a file received."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.OneToOneField(Received, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=2)
    checklist = models.CharField(max_length=20)
    changed = models.JSONField(help_text="Of each cell that was changed in it: hash of what was there before, and value.")
    wrong = models.JSONField(help_text="Cells that cannot be used: sheet, cell, why, what was found.")
    read_at = models.DateTimeField()
    read_by = models.UUIDField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)

    objects = Workbooks.as_manager()

    def __str__(self) -> str:
        return f"workbook {self.id}"
