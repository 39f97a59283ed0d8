"""Letters to people in the workspace: in the reader's language, with a link and without anything that stands there."""

from collections.abc import Mapping
from email.utils import format_datetime, parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext, override

from article60.web.accounts.models import User
from article60.web.jobs.letters import letters
from article60.web.jobs.locks import working
from article60.web.jobs.outbox import Entry
from article60.web.jobs.task import CannotDo, NotNow, Task
from article60.web.jobs.wording import CLOSING

KIND = "mail"
CLOSED = "not sent: there is no such account, or it is closed"


def letter(name: str, *, to: UUID, key: str, about: Mapping[str, str] | None = None) -> Entry:
    """A letter to an account, to be sent once under its key; `about` are identifiers from which its link is made.

    Raises KeyError for a letter that nobody has written.
    """
    letters()[name]  # fails where the letter is asked for, not days later
    return Entry(kind=KIND, key=key, payload={"letter": name, "account": str(to), **(about or {})})


def send(task: Task) -> str:
    """Send it; its Message-ID, which is the same with every attempt. Raises CannotDo, NotNow."""
    if not settings.ARTICLE60_MAIL:
        raise NotNow("no mail server is named: ARTICLE60_MAIL")
    with working():
        asked = User.objects.filter(number=task.said("account"), is_active=True).order_by("number")
        found = asked.values_list("email", "language").first()  # only these columns are the worker's to read
    if found is None:
        return CLOSED
    message = _written(task, *found)
    message.send()
    return str(message.extra_headers["Message-ID"])


def message_id(task: Task) -> str:
    """Made of the key, so that mail servers know a letter that was sent twice as one."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{task.name}@{address.rpartition('@')[2]}>"


def _written(task: Task, address: str, language: str) -> EmailMessage:
    wanted = letters().get(task.said("letter"))
    if wanted is None:
        raise CannotDo("this version knows no such letter")
    with override(language):
        link = settings.ARTICLE60_WORKSPACE + wanted.address(task)
        subject, text = gettext(wanted.subject), "\n\n".join([_told(wanted.text, task), link, gettext(CLOSING)])
    headers = {
        "Message-ID": message_id(task),
        "Date": format_datetime(task.made_at),
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    return EmailMessage(subject, f"{text}\n", to=[address], headers=headers)


def _told(text: str, task: Task) -> str:
    """The text in the reader's language, with the count that the entry tells, if it tells one."""
    words = gettext(text)
    return words % {"count": task.payload["count"]} if "count" in task.payload else words
