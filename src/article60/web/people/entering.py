"""How somebody who has lost the password gets a link, and how a password is set by one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from article60.web.accounts.models import User
from article60.web.accounts.pseudonyms import pseudonym
from article60.web.audit.actions import Acting, record
from article60.web.people import ways_in
from article60.web.people.models import LOST

NOT_SIGNED_IN = Acting(account=None, role="")


def ask(email: str, *, at: datetime) -> None:
    """Send a link to the account of an address, if there is one; the answer and the log are the same in any case.

    Who was invited and has set no password yet keeps the invitation, and gets no other link: anybody may ask here.
    """
    with transaction.atomic():
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is not None and user.has_usable_password():
            ways_in.open_for(user, purpose=LOST, at=at)
        record("people.ask_for_way_in", by=NOT_SIGNED_IN, about=("address", pseudonym(email)), at=at, changed={})


def enter(way_in: UUID, code: str, password: str, *, at: datetime) -> User:
    """Set the password by a link, which then works no more; every session of the account ends. Raises NoWayIn."""
    with transaction.atomic():
        held = ways_in.found(way_in, code, at=at)
        user = held.user
        user.set_password(password)
        user.save(update_fields=["password"])
        ways_in.close(user, at=at)
        record("people.enter", by=Acting(account=user.number, role=""), about=("account", str(user.number)), at=at, changed={})
    return user
