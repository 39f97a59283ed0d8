"""Files that a State hands in, with the letter that thanks for them."""

from django.utils import timezone
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import acting
from article60.web.jobs import intake


def common(people: People) -> None:
    """Another State has handed in the very same file."""
    _received(people, "XB focal", b"A file of which nobody is told")


def _received(people: People, name: str, content: bytes) -> None:
    with acting(by := people.actor(name)):
        intake.receive([content], name="notes.pdf", by=by, at=timezone.now())


def handed_in(people: People) -> None:
    """A file, and its letter."""
    _received(people, "XA focal", b"A file of which nobody is told")


WORLDS = (World(name="file that was handed in", make=handed_in, entitled=OWN, without_a_page=OWN),)
