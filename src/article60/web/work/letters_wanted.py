"""A person's choice about letters: set on a page, or ended by the link in a letter without signing in."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from article60.web.accounts.changing import hold
from article60.web.accounts.models import User
from article60.web.audit.actions import Acting, record
from article60.web.work.models import DEFAULT, NEVER, LetterSetting


class NoSuchLink(LookupError):
    """The link does not stop anybody's letters."""


def frequency_of(user: User) -> str:
    """How often somebody wants letters."""
    found = LetterSetting.objects.filter(user=user).first()
    return DEFAULT if found is None else found.frequency


def choose(user: User, *, frequency: str, language: str, at: datetime) -> None:
    """Set how often letters come, and in which language; what is so already makes no event."""
    with transaction.atomic():
        hold(f"letters to {user.number}")
        user.refresh_from_db(fields=["language"])
        if (frequency_of(user), user.language) == (frequency, language):
            return
        LetterSetting.objects.update_or_create(user=user, defaults={"frequency": frequency})
        User.objects.filter(pk=user.pk).update(language=language)
        _record("choose_letters", user, {"frequency": frequency, "language": language}, at)


def code(account: UUID) -> str:
    """What stands in the link beside the account's number: made with the key of the server."""
    return hmac.new(settings.SECRET_KEY.encode(), f"article60 stop letters {account}".encode(), hashlib.sha256).hexdigest()[:40]


def stop(account: UUID, told: str, *, at: datetime) -> None:
    """No more letters of this kind to an account; said twice, it is done once. Raises NoSuchLink."""
    user = known(account, told)
    with transaction.atomic():
        hold(f"letters to {user.number}")
        if frequency_of(user) != NEVER:
            LetterSetting.objects.update_or_create(user=user, defaults={"frequency": NEVER})
            _record("stop_letters", user, {"frequency": NEVER}, at)


def known(account: UUID, told: str) -> User:
    """Whose letters a link stops. Raises NoSuchLink."""
    found = User.objects.filter(number=account).first() if hmac.compare_digest(code(account), told) else None
    if found is None:
        raise NoSuchLink
    return found


def _record(verb: str, user: User, changed: dict[str, str], at: datetime) -> None:
    who = Acting(account=user.number, role="")
    record(f"work.{verb}", by=who, about=("account", str(user.number)), at=at, changed=changed)
