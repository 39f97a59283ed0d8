"""The letter that tells somebody what waits: headings, counts and links, in the person's language, once for a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor, reading
from article60.web.accounts.models import Membership
from article60.web.accounts.roles import Role
from article60.web.accounts.waits import Waiting, waiting_for
from article60.web.accounts.wording import role
from article60.web.common.wording import number
from article60.web.jobs import outbox
from article60.web.jobs.locks import working
from article60.web.jobs.mail import message_id
from article60.web.jobs.task import NotNow, Task
from article60.web.jobs.wording import CLOSING
from article60.web.work.letters_wanted import code
from article60.web.work.models import DAILY, DEFAULT, NEVER, WEEKLY, LetterSetting

KIND = "digest"
NOT_BEFORE_HOUR = 5
"""Of the day, in UTC, at which letters of the day are asked for."""
MONDAY = 0
NOTHING_WAITS, STOPPED = "not sent: nothing waits", "not sent: no letters are wanted, or the account is closed"
_SUBJECT = noop("What waits for you in the workspace")
_STOP = noop("How often this letter comes is set here:")
_NO_MORE = noop("No more letters of this kind, without signing in:")


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom, and in which roles the person acts."""

    account: UUID
    email: str
    language: str
    actors: Sequence[Actor]


@dataclass
class Watch:
    """Asks for the letters of a day; one for each worker, which looks again with a new day."""

    asked: date | None = None

    def look(self) -> None:
        """Write down the letters of today, if that was not done: each has one key, so that it is sent once."""
        now = timezone.now().astimezone(UTC)
        if now.hour < NOT_BEFORE_HOUR or self.asked == now.date():
            return
        with working():
            for account in wanted_on(now.date()):
                entry = outbox.Entry(kind=KIND, key=f"{account}:{now.date()}", payload={"account": str(account)})
                outbox.add(entry, at=now)
        self.asked = now.date()


def wanted_on(day: date) -> Iterator[UUID]:
    """Yield the accounts that work for somebody and want a letter on a day: each day, or on Mondays."""
    chosen = dict(LetterSetting.objects.values_list("user", "frequency"))
    held = Membership.objects.filter(until=None, user__is_active=True).values_list("user", "user__number")
    for user, account in sorted(set(held)):
        frequency = chosen.get(user, DEFAULT)
        if frequency == DAILY or (frequency == WEEKLY and day.weekday() == MONDAY):
            yield account


def send(task: Task) -> str:
    """Send it, unless nothing waits or no letter is wanted; its Message-ID, the same with every attempt. Raises NotNow."""
    if not settings.ARTICLE60_MAIL:
        raise NotNow("no mail server is named: ARTICLE60_MAIL")
    reader = _reader(UUID(task.said("account")))
    if reader is None:
        return STOPPED
    today = timezone.now().date()
    waits = []
    for actor in reader.actors:
        with reading(actor):
            waits.append((actor, waiting_for(actor, today)))
    if not any(found for _, found in waits):
        return NOTHING_WAITS
    message = _written(task, reader, waits)
    message.send()
    return str(message.extra_headers["Message-ID"])


def _reader(account: UUID) -> Reader | None:
    with working():
        held = Membership.objects.filter(user__number=account, user__is_active=True, until=None).order_by("pk")
        if LetterSetting.objects.filter(user__number=account, frequency=NEVER).exists():
            return None
        found = list(
            held.values(
                "role",
                "administers",
                "organisation",
                email=F("user__email"),
                language=F("user__language"),
                state=F("organisation__state"),
                vetted=F("organisation__vetted"),
            )
        )
    if not found:
        return None
    actors = [
        Actor(
            account=account,
            role=Role(one["role"]),
            organisation=one["organisation"],
            state=one["state"],
            vetted=one["vetted"],
            administers=one["administers"],
        )
        for one in found
    ]
    return Reader(account, found[0]["email"], found[0]["language"], actors)


def _written(task: Task, reader: Reader, waits: Sequence[tuple[Actor, Sequence[Waiting]]]) -> EmailMessage:
    """Headings, counts and links: no name, and no word of what stands in the workspace."""
    with override(reader.language):
        stop = settings.ARTICLE60_WORKSPACE + reverse("work:stop", args=[reader.account, code(reader.account)])
        parts = [gettext(_SUBJECT) + "\n" + settings.ARTICLE60_WORKSPACE + reverse("workspace:home")]
        for actor, found in waits:
            if found and len(waits) > 1:
                parts.append(role(str(actor.role)))
            parts += [
                f"{number(one.count)} – {gettext(one.what)}\n{settings.ARTICLE60_WORKSPACE}{one.address}" for one in found
            ]
        choose = settings.ARTICLE60_WORKSPACE + reverse("work:letters")
        parts += [gettext(CLOSING), f"{gettext(_STOP)} {choose}", f"{gettext(_NO_MORE)} {stop}"]
        subject = gettext(_SUBJECT)
    headers = {
        "Message-ID": message_id(task),
        "Date": format_datetime(_utc(task.made_at)),
        "Auto-Submitted": "auto-generated",
        "Content-Language": reader.language,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return EmailMessage(subject, "\n\n".join(parts) + "\n", to=[reader.email], headers=headers)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
