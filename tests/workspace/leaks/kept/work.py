"""How often somebody wants a letter that tells what waits: the person alone sees it."""

from collections.abc import Callable, Sequence

from django.utils import timezone
from tests.workspace.leaks.people import People
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.work import letters_wanted


def common(people: People) -> None:
    """Somebody else wants none."""
    chosen("XB focal", "never")(people)


def chosen(name: str, frequency: str, language: str = "en") -> Callable[[People], None]:
    """Somebody's choice."""

    def make(people: People) -> None:
        with acting(people.actor(name)):
            letters_wanted.choose(people.users[name], frequency=frequency, language=language, at=timezone.now())

    return make


def _links() -> Sequence[dict[str, str]]:
    """Of a letter to somebody, the link that stops it: who holds it need not sign in."""
    account = User.objects.get(email="stakeholder@example.org").number
    return [{"account": str(account), "code": letters_wanted.code(account)}]


ADDRESSES = {"work:stop": _links}
FORMS = {"work:letters": [{"frequency": "daily", "language": "fr"}]}
WORLDS = (
    World(
        name="letters that somebody wants",
        make=chosen("XA focal", "daily"),
        entitled=frozenset({"XA focal"}),
        other=chosen("XA focal", "never", "fr"),
    ),
)
