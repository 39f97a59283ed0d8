"""The people of the demonstration: invented, of fictional States and bodies, with ways in that the start page shows.

Whoever can open the start page of a demonstration can be any of them, so that it runs on one machine alone: see
`workspace/local.py`.
"""

import base64
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from article60.web.accounts.roles import Role

DOMAIN = "demo.article60.example"
"""Of every address of theirs: by it they are known, and no mail can reach it."""
PASSWORD = "harbour lantern seven invented words"
"""Of all of them. It opens nothing else, and is shown on the start page."""
PERIOD_SECONDS = 30
_SECRET_BYTES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A person of the demonstration; `state` is empty for bodies that are of no State."""

    called: str
    name: str
    role: Role
    body: str
    state: str = ""
    language: str = "en"

    @property
    def email(self) -> str:
        """By which the person signs in."""
        return f"{self.called}@{DOMAIN}"

    @property
    def secret(self) -> str:
        """Of the second factor: the same in every demonstration."""
        made = hashlib.sha256(f"article60 demonstration {self.email}".encode()).digest()[:_SECRET_BYTES]
        return base64.b32encode(made).decode()

    @property
    def code(self) -> str:
        """What an application on the person's telephone would show now."""
        shown: str = format_hotp_value(hotp_value(self.secret, next(iter(yield_hotp_counters_from_time()))))
        return shown


PEOPLE: Sequence[Invented] = (
    Invented(called="focal", name="Imani Osei", role=Role.STATE_FOCAL_POINT, body="Ndara", state="XA"),
    Invented(called="editor", name="Kofi Mensah", role=Role.STATE_EDITOR, body="Ndara", state="XA"),
    Invented(
        called="office", name="Ama Boateng", role=Role.STATE_INSTITUTION,
        body="Office for the Suppression of Corruption", state="XA",
    ),
    Invented(called="focal.xc", name="Sina Faleolo", role=Role.STATE_FOCAL_POINT, body="Tanavu", state="XC", language="ar"),
    Invented(called="analyst", name="Lena Varga", role=Role.SECRETARIAT_ANALYST, body="Secretariat (invented)"),
    Invented(called="publisher", name="Tomas Reyes", role=Role.SECRETARIAT_PUBLISHER, body="Secretariat (invented)"),
    Invented(
        called="provider", name="Ingrid Dahl", role=Role.PROVIDER_OFFICER, body="Norvald Development Agency (invented)"
    ),
    Invented(called="expert", name="Yusuf Karim", role=Role.REVIEWING_EXPERT, body="Reviewing experts (invented)"),
    Invented(called="society", name="Mei Lin", role=Role.STAKEHOLDER, body="Clear Water Coalition (invented)"),
    Invented(called="operator", name="Noor Haddad", role=Role.OPERATOR, body="Operator of the demonstration"),
)  # fmt: skip
"""One for each role, and a second State."""


def person(email: str) -> Invented | None:
    """Whose address it is; nobody's of the demonstration, for most."""
    return next((one for one in PEOPLE if one.email == email.lower()), None)


def seconds_left() -> int:
    """For how many seconds the codes that are shown now go on being the present ones."""
    return PERIOD_SECONDS - int(time.time()) % PERIOD_SECONDS
