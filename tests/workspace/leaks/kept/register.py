"""What a State keeps in its register and releases to some: needs in every standing."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from tests.workspace.leaks.people import OTHER_STATES, OWN, VETTED, People
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import acting
from article60.web.consent.actions import Noted, give, record_note, take_back
from article60.web.consent.terms import ORGANISATIONS, Terms
from article60.web.register import actions, order
from article60.web.register.models import AUDIENCES
from workspace_people import need, newest

SECRET, WAITING, STOPPED, ENDED, TAKEN = (f"XA-{letter * 8}" for letter in "STUVW")
OPEN = "XA-PPPPPPPP"
OF_XB = "XB-AAAAAAAA"
WORD = "chrysalis"
"""A word of the secret, for which people search."""
LONG_AGO, RUNNING_SINCE = timedelta(days=60), timedelta(days=9)


def common(people: People) -> None:
    """A need that everybody sees, and one of another State with an order, a note and receipts."""
    need(OPEN, text="What everybody may know")
    need("XA-QQQQQQQQ", text="What the State alone may know")
    need(OF_XB, text="Another State's")
    _released(people, OPEN, Terms(audience="public"), ago=LONG_AGO)
    _released(people, OF_XB, Terms(audience="states_parties"), ago=timedelta(0), by="XB focal")
    with acting(by := people.actor("XB focal")):
        order.set_order([OF_XB], by=by, seen=order.NONE_YET, at=timezone.now())
    _noted(people, OF_XB, "of XB")


def _secret(people: People, need_id: str = SECRET, **said: object) -> None:
    """A need with a history, stated by an institution of the State."""
    made = need(need_id, text=f"The {WORD} of {need_id}", institution=said.pop("institution", None))
    with acting(by := people.actor("XA focal")):
        actions.correct(need_id, by=by, seen=made.hash, at=timezone.now(), words={"text": f"The later {WORD}", **said})


def _released(people: People, need_id: str, terms: Terms, *, ago: timedelta, by: str = "XA focal") -> int:
    with acting(who := people.actor(by)):
        return give(need_id, by=who, seen=newest(need_id).hash, at=timezone.now() - ago, terms=terms).pk


def _noted(people: People, need_id: str, words: str) -> None:
    note = Noted(content=f"A note {words}".encode(), ending="pdf", reference=f"PM {words}", dated=timezone.now().date())
    stated = newest(need_id).hash
    with acting(who := people.actor("publisher")):
        record_note(need_id, by=who, version_hash=stated, at=timezone.now(), terms=Terms(audience="public"), note=note)


def _terms(people: People, audience: str, days: int = 30) -> Terms:
    if audience != ORGANISATIONS:
        return Terms(audience=audience)
    last = timezone.now().date() + timedelta(days=days)
    return Terms(audience=audience, organisation=people.bodies["Named provider"], until=last)


def hidden(people: People) -> None:
    """Needs that nobody but the State sees: never released, waiting, stopped, over, taken back, withdrawn, said to be met."""
    for need_id in (SECRET, WAITING, STOPPED, ENDED, TAKEN):
        _secret(people, need_id)
    with acting(by := people.actor("XA focal")):
        order.set_order([SECRET, TAKEN, OPEN], by=by, seen=order.NONE_YET, at=timezone.now())
        actions.say_met(SECRET, by=by, seen=newest(SECRET).hash, at=timezone.now(), standing="met", met_by=f"The {WORD} body")
    for audience in AUDIENCES:
        _released(people, WAITING, _terms(people, audience), ago=timedelta(0))
        stopped = _released(people, STOPPED, _terms(people, audience), ago=timedelta(0))
        taken = _released(people, TAKEN, _terms(people, audience), ago=RUNNING_SINCE)
        with acting(by):
            take_back(stopped, by=by, at=timezone.now())
            take_back(taken, by=by, at=timezone.now())
    _released(people, ENDED, _terms(people, ORGANISATIONS, days=-30), ago=LONG_AGO)


def hidden_otherwise(people: People) -> None:
    """The same with other words, provisions and order, one of them withdrawn, and no release at all."""
    for need_id in (SECRET, WAITING, STOPPED, ENDED, TAKEN):
        _secret(people, need_id, provisions=("15", "16"), beneficiary="Another body", timing="anticipated")
    with acting(by := people.actor("XA focal")):
        order.set_order([WAITING], by=by, seen=order.NONE_YET, at=timezone.now())
        actions.withdraw(TAKEN, by=by, seen=newest(TAKEN).hash, at=timezone.now(), reason=f"No more {WORD}")


def of_an_institution(people: People) -> None:
    """A need for which one institution of the State is responsible."""
    _secret(people, institution=people.bodies["Institution of XA"])


def released(audience: str) -> Callable[[People], None]:
    """A need that runs released to one audience."""

    def make(people: People) -> None:
        _secret(people)
        _released(people, SECRET, _terms(people, audience), ago=RUNNING_SINCE)

    return make


def newer(people: People) -> None:
    """What everybody sees has a newer version, which nobody else sees."""
    with acting(by := people.actor("XA focal")):
        words = {"text": f"A newer {WORD}", "provisions": ("33",)}
        actions.correct(OPEN, by=by, seen=newest(OPEN).hash, at=timezone.now(), words=words)


def noted(people: People) -> None:
    """A consent that the Secretariat has recorded from a note, and that waits."""
    _secret(people)
    _noted(people, SECRET, f"of {WORD}")


_READERS = (
    OTHER_STATES | VETTED | {"XB institution", "XA institution", "XA other institution", "analyst", "publisher", "provider"}
)
EVERYBODY = (
    OWN
    | _READERS
    | {"named provider", "expert", "stakeholder", "nobody", "former", "without second factor", "no role", "two roles"}
)
_WITHOUT_A_PAGE = frozenset({"nobody", "former", "without second factor", "no role"})
"""Who reads what is public on the public site: the register has pages for those who act for somebody."""

TO_ALL = {"audience": "public", "organisation": "", "until": "", "instead_of": ""}
_WORDS = {"text": "Words of the State", "language": "en", "provisions": "33; 16", "beneficiary": "", "timing": "current"}
FORMS = {
    "register:add": [_WORDS],
    "register:correct": [_WORDS],
    "register:met": [{"standing": "met", "met_by": "A body", "since": "2026-01-31"}],
    "consent:need": [TO_ALL, {**TO_ALL, "audience": "states_parties"}],
    "consent:record": [
        {**TO_ALL, "need_id": OF_XB, "version_hash": lambda: newest(OF_XB).hash, "reference": "PM 7", "dated": "2026-01-31"}
    ],
}
"""What is filled in so that it is done; what must be looked up is looked up where it is asked."""

WORLDS = (
    World(name="hidden needs", make=hidden, entitled=OWN, other=hidden_otherwise),
    World(name="need of an institution", make=of_an_institution, entitled=OWN | {"XA institution"}),
    World(name="newer version", make=newer, entitled=OWN),
    World(name="recorded consent", make=noted, entitled=OWN | {"publisher"}, seen_in=("consent",)),
    World(
        name="released to an organisation",
        make=released("organisations"),
        entitled=OWN | {"named provider"},
    ),
    World(name="released to States parties", make=released("states_parties"), entitled=OWN | OTHER_STATES),
    World(name="released to providers", make=released("providers"), entitled=OWN | VETTED),
    World(
        name="released to the public",
        make=released("public"),
        entitled=EVERYBODY,
        exported=True,
        without_a_page=_WITHOUT_A_PAGE,
    ),
)
