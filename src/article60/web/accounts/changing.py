"""What every change by somebody needs: nobody else at it meanwhile, who acts as the log names it, what was overtaken."""

from typing import Any

from django.db import connection

from article60.web.accounts.actor import Actor
from article60.web.audit.actions import Acting


class Overtaken(RuntimeError):
    """Somebody else has changed it meanwhile: `now` is what stands there."""

    def __init__(self, now: Any) -> None:
        super().__init__(str(now))
        self.now = now


def hold(what: str) -> None:
    """Until the end of the transaction nobody else changes what has this name: a need, the order of a State."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 60))", [what])


def hold_address(email: str) -> None:
    """Until the end of the transaction nobody else makes an account of an address, in whatever capitals."""
    hold(f"account of {email.lower()}")


def as_acting(by: Actor) -> Acting:
    """Who acts, as the log of events names it."""
    return Acting(account=by.account, role=by.role or by.job, organisation=by.state or str(by.organisation or ""))
