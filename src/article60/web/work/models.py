"""How often somebody wants a letter that tells what waits."""

from typing import ClassVar

from django.db import models

from article60.web.accounts.models import User

DAILY, WEEKLY, NEVER = "daily", "weekly", "never"
FREQUENCIES = (DAILY, WEEKLY, NEVER)
DEFAULT = WEEKLY


class LetterSetting(models.Model):
    """One person's choice; who has not chosen gets a letter in the week."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="letter_setting")
    frequency = models.CharField(max_length=10, choices=[(one, one) for one in FREQUENCIES], default=DEFAULT)

    class Meta:
        """Known by the person."""

        ordering: ClassVar = ["user"]

    def __str__(self) -> str:
        return f"letters to account {self.user_id}"
