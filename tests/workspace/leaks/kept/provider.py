"""What a provider reports, plans, hands in and looks for: its own until it publishes it, and then its audience's."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.utils import timezone
from tests.workspace.leaks import releases
from tests.workspace.leaks.handed_in import file
from tests.workspace.leaks.kept.curation import DESK
from tests.workspace.leaks.kept.register import EVERYBODY, WORD
from tests.workspace.leaks.people import OTHER_STATES, OWN, VETTED, People
from tests.workspace.leaks.releases import PROVIDER
from tests.workspace.leaks.worlds import World

from article60.domain.reported_activity import PLANNED, ReportedActivity
from article60.web.accounts.actor import Actor, acting
from article60.web.curation.last_run import last_run
from article60.web.provider import actions, own, searching, sheets
from article60.web.provider.models import ACTIVITY, PROGRAMME
from article60.web.provider.searching import Wanted
from workspace_providers import row, workbook

SECRET, PLAN, SHOWN, OPEN = (f"RP-{letter * 8}" for letter in "SPTQ")
SEARCH, OTHER_SEARCH = "RS-SSSSSSSS", "RS-QQQQQQQQ"
OFFICER, PUBLISHER = "vetted provider", "named provider"


def common(people: People) -> None:
    """A provider publishes something to everybody and keeps something to itself; it looks for something, too."""
    _reported(people, OPEN, "What everybody may know", by=PUBLISHER)
    _published(people, OPEN, "public", by=PUBLISHER)
    _reported(people, "RP-VVVVVVVV", "What a provider alone may know", by=PUBLISHER)
    _searched(people, OTHER_SEARCH, "Ours", by=PUBLISHER)


def _said(title: str, **more: object) -> ReportedActivity:
    said = {"language": "en", "states": ("XA",), "provisions": ("33",), "status": "2", "start": date(2026, 1, 1)} | more
    return ReportedActivity(title=title, **said)  # type: ignore[arg-type]


def _reported(people: People, reported_id: str, title: str, *, by: str = OFFICER, kind: str = ACTIVITY, **more: object) -> None:
    with acting(who := people.actor(by)):
        actions.add(reported_id, by=who, at=timezone.now(), kind=kind, activity=_said(title, **more))


def _corrected(people: People, reported_id: str, title: str) -> None:
    with acting(by := people.actor(OFFICER)):
        seen = actions.own(reported_id, by=by, at=timezone.now()).hash
        actions.correct(reported_id, by=by, seen=seen, at=timezone.now(), activity=_said(title), reason="misprint")


def _published(people: People, reported_id: str, audience: str, *, by: str = OFFICER) -> None:
    with acting(who := people.actor(by)):
        seen = actions.own(reported_id, by=who, at=timezone.now()).hash
        actions.publish({reported_id: seen}, by=who, at=timezone.now(), audience=audience)


def _searched(people: People, search_id: str, name: str, *, by: str = OFFICER, **wanted: object) -> None:
    with acting(who := people.actor(by)):
        searching.save(search_id, name=name, wanted=Wanted(**wanted), release=last_run(), by=who, at=timezone.now())  # type: ignore[arg-type]


def private(people: People) -> None:
    """An activity with a history and a planned programme, of which nothing is published any more."""
    _reported(people, SECRET, f"Training on the {WORD}", bodies=(f"The {WORD} Board",))
    _corrected(people, SECRET, f"Training on the later {WORD}")
    _reported(people, PLAN, f"A plan for the {WORD}", kind=PROGRAMME, areas=("african",), status=PLANNED)
    for audience in ("states_parties", "providers", "public"):
        _published(people, SECRET, audience)
        with acting(by := people.actor(OFFICER)):
            actions.take_back(SECRET, by=by, at=timezone.now(), audience=audience)


def private_otherwise(people: People) -> None:
    """Other ones, in another State."""
    _reported(people, SECRET, "Quite another training", states=("XB",), provisions=("15", "16"))
    _reported(people, PLAN, "Another plan", kind=PROGRAMME, states=("XB",), status=PLANNED)


def published(people: People, *, audience: str) -> None:
    """An activity that is published to one audience; a newer version of it is not."""
    _reported(people, SHOWN, f"Advice on the {WORD}", by=OFFICER)
    _published(people, SHOWN, audience)


def newer(people: People) -> None:
    """What everybody sees has a newer version, which its provider alone sees."""
    with acting(by := people.actor(PUBLISHER)):
        seen = actions.own(OPEN, by=by, at=timezone.now()).hash
        actions.correct(OPEN, by=by, seen=seen, at=timezone.now(), activity=_said(f"A newer {WORD}"))


@file("activities.xlsx")
def _rows() -> bytes:
    """A spreadsheet without a mistake."""
    return workbook(row("C1", "Training of clerks"), row("C2", "Advice to clerks"))


def handed_in(people: People, *, title: str, taken: bool = False, **cells: object) -> None:
    """A spreadsheet that was read, and that waits or was taken over."""
    with acting(by := people.actor(OFFICER)):
        content, at = workbook(row("S1", title, **cells)), timezone.now()
        sheet = sheets.hand_in(content, name=f"{title}.xlsx", language="en", by=by, at=at)
        if taken:
            seen = sheets.seen_hash(sheets.changes(sheet, by=by, at=at))
            sheets.take_over(sheet.file_id, by=by, seen=seen, at=at)


def searched(people: People) -> None:
    """Needs of States for which it looks."""
    _searched(people, SEARCH, f"Search for the {WORD}", states=("XA",))


def searched_otherwise(people: People) -> None:
    """Others, which it looks for no more."""
    _searched(people, SEARCH, "Quite another search", provisions=("33",))
    with acting(by := people.actor(OFFICER)):
        searching.stop(SEARCH, by=by, at=timezone.now())


def claimed(people: People, *, verb: str, reason: str) -> None:
    """What a provider says of its activity in aid data."""
    release = last_run()
    assert release is not None
    with acting(by := people.actor(OFFICER)):
        at, found = timezone.now(), _activity(by)
        own.say(found, verb, by=by, seen=found.seen, at=at, reason=reason)


def _activity(by: Actor) -> own.Own:
    release = last_run()
    assert release is not None
    body = own.published_as(by, release)
    assert body is not None
    found = own.activity(by, release, body, releases.activity_of(PROVIDER), at=timezone.now())
    assert found is not None
    return found


def _activities() -> Sequence[dict[str, str]]:
    return [{"activity_id": releases.activity_of(PROVIDER)}]


def _claims() -> Sequence[dict[str, str]]:
    return [{**one, "verb": verb} for one in _activities() for verb in ("ours", "not-ours", "no-such-assistance")]


ADDRESSES = {"provider:activity": _activities, "provider:claim": _claims}
_WORDS = {
    "title": "Training of clerks", "language": "en", "states": "XA", "provisions": "33", "status": "2", "start": "2026-01-01",
    "end": "2026-12-31", "budget": "", "disbursed": "", "currency": "", "value_on": "", "description": "", "bodies": "",
    "reference": "NEW-1",
}  # fmt: skip
FORMS = {
    "provider:add": [_WORDS],
    "provider:correct": [_WORDS],
    "provider:sheets": [{"language": "en", "file": "file:activities.xlsx"}],
    "provider:searches": [{"name": "Clerks", "provisions": "33"}],
    "provider:activity": [{"provisions": "33", "start": "", "end": "", "status": "", "reason": ""}],
}
_OWN = frozenset({OFFICER})
_READERS = EVERYBODY - {"nobody", "former", "without second factor", "no role"}
"""Who sees what is published to everybody on a page of the workspace: who is signed in, with all that the role needs."""


def _shown(audience: str) -> Callable[[People], None]:
    return partial(published, audience=audience)


WORLDS = (
    World(name="report of a provider", make=private, entitled=_OWN, other=private_otherwise),
    World(name="report to States parties", make=_shown("states_parties"), entitled=_OWN | OWN | OTHER_STATES),
    World(name="report to providers", make=_shown("providers"), entitled=_OWN | VETTED),
    World(
        name="report to everybody",
        make=_shown("public"),
        entitled=EVERYBODY,
        without_a_page=EVERYBODY - _READERS,
        exported=True,
    ),
    World(name="newer version of a report", make=newer, entitled=frozenset({PUBLISHER})),
    World(
        name="spreadsheet of a provider",
        make=partial(handed_in, title=f"Training on the {WORD}"),
        entitled=_OWN,
        other=partial(handed_in, title="Quite another training", taken=True),
    ),
    World(
        name="spreadsheet with a mistake",
        make=partial(handed_in, title=f"Training on the {WORD}", states=f"The land of the {WORD}"),
        entitled=_OWN,
    ),
    World(name="search of a provider", make=searched, entitled=_OWN, other=searched_otherwise),
    World(
        name="word of a provider on its activity",
        make=partial(claimed, verb=own.NO_SUCH_ASSISTANCE, reason=f"Not the {WORD}"),
        entitled=_OWN | DESK,
        without_a_page=DESK,
        other=partial(claimed, verb=own.OURS, reason="It is"),
        exported=True,
    ),
)
