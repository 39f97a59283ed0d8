"""What assistance a State says it receives: nobody else sees it."""

from django.utils import timezone
from tests.workspace.leaks.kept.register import WORD
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import acting
from article60.web.assistance import actions
from article60.web.assistance.content import Content

SECRET, OPEN = "XA-HHHHHHHH", "XB-HHHHHHHH"


def common(people: People) -> None:
    """Another State receives some."""
    _stated(people, OPEN, "Advisers", by="XB editor")


def _stated(people: People, assistance_id: str, text: str, *, by: str = "XA editor", **said: object) -> str:
    with acting(who := people.actor(by)):
        content = Content(text=text, language="en", provider=f"{text} bank", **said)
        return actions.add(assistance_id, by=who, at=timezone.now(), content=content).hash


def stated(people: People) -> None:
    """Some, confirmed by the focal point."""
    seen = _stated(people, SECRET, f"Advisers on the {WORD}", provisions=("33",))
    with acting(by := people.actor("XA focal")):
        actions.confirm(SECRET, by=by, seen=seen, at=timezone.now())


def stated_otherwise(people: People) -> None:
    """Something else, of which the State says then that it does not receive it."""
    seen = _stated(people, SECRET, "Something else", provisions=("15",))
    with acting(by := people.actor("XA focal")):
        actions.withdraw(SECRET, by=by, seen=seen, at=timezone.now())


_WORDS = {"text": "Two advisers", "language": "en", "provisions": "36", "progress": "running", "since": "", "until": ""}
FORMS = {"assistance:add": [_WORDS], "assistance:correct": [_WORDS]}
WORLDS = (World(name="assistance received", make=stated, entitled=OWN, other=stated_otherwise),)
