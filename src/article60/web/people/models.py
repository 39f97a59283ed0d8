"""Ways in: links by which somebody sets a password, once, until a moment."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from article60.web.accounts.models import User

INVITED, LOST = "invited", "lost"
PURPOSES = (INVITED, LOST)


class WayIn(models.Model):
    """That somebody may set a password by a link. What makes the link work is not kept: see `ways_in.code`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=[(one, one) for one in PURPOSES])
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """It lasts for some time."""

        constraints: ClassVar = [models.CheckConstraint(condition=Q(until__gt=models.F("made_at")), name="way_in_lasts")]

    def __str__(self) -> str:
        return f"way in {self.id}"
