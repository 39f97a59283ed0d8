"""What a State opens beside its needs: documents and its order of priority, waiting, open, and closed again."""

from datetime import timedelta

from django.utils import timezone
from tests.workspace.leaks.kept.register import EVERYBODY, OPEN, RUNNING_SINCE, TO_ALL, WORD
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import acting
from article60.web.consent import opening
from article60.web.consent.opening import Published
from article60.web.register import order
from article60.web.register.models import InformationRelease

NOW, CLOSED = "a" * 64, "b" * 64


def common(people: People) -> None:
    """Another State says of a document that it is public."""
    _opened(people, "c" * 64, "Another State's", by="XB focal")


def _said(sha256: str, title: str) -> Published:
    address = f"https://example.org/{sha256[:2]}.pdf"
    return Published(sha256=sha256, title=title, publisher="A ministry", public_address=address, read_on=timezone.now().date())


def _opened(people: People, sha256: str, title: str, *, ago: timedelta = timedelta(0), by: str = "XA focal") -> int:
    with acting(who := people.actor(by)):
        return opening.open_document(_said(sha256, title), by=who, at=timezone.now() - ago).pk


def _order(people: People, *, ago: timedelta = timedelta(0)) -> int:
    with acting(by := people.actor("XA focal")):
        order.set_order([OPEN], by=by, seen=order.NONE_YET, at=timezone.now())
        return opening.open_order([OPEN], by=by, at=timezone.now() - ago).pk


def waiting(people: People) -> None:
    """A document and an order that wait, and a document that was closed again."""
    _opened(people, NOW, f"The {WORD} report")
    closed = _opened(people, CLOSED, f"The closed {WORD} report", ago=RUNNING_SINCE)
    _order(people)
    with acting(by := people.actor("XA focal")):
        opening.close_document(closed, by=by, at=timezone.now())


def waiting_otherwise(people: People) -> None:
    """Another document, and no order."""
    _opened(people, NOW, "Quite another title")
    _opened(people, CLOSED, "One more")


def opened(people: People) -> None:
    """Both are open to everybody."""
    _opened(people, NOW, f"The {WORD} report", ago=RUNNING_SINCE)
    _order(people, ago=RUNNING_SINCE)


def _recorded() -> list[dict[str, str]]:
    return [{"release": str(one.pk)} for one in InformationRelease.objects.exclude(note="").filter(withdrawn_at=None)]


ADDRESSES = {"consent:end": _recorded}
FORMS = {
    "consent:documents": [
        {
            "file": "", "sha256": "d" * 64, "title": "A report", "publisher": "A ministry",
            "public_address": "https://example.org/d.pdf", "read_on": "2026-01-31",
        }
    ],
    "consent:end": [{"because": "note", "why": "", "reference": "PM 8", "dated": "2026-01-31"}],
    "consent:need": [{**TO_ALL, "audience": "providers"}],
}  # fmt: skip

WORLDS = (
    World(name="documents that wait", make=waiting, entitled=OWN, other=waiting_otherwise),
    World(name="documents that are open", make=opened, entitled=EVERYBODY, without_a_page=EVERYBODY - OWN, exported=True),
)
