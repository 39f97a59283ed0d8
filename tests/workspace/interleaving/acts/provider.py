"""What officers of a provider do: report, publish, take back, say what is theirs, save searches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.workspace.interleaving.acts.people import let_in
from tests.workspace.interleaving.place import LONG_AGO, NOW, Act, Place

from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.roles import Role
from article60.web.curation import actions as desk
from article60.web.curation.target import Target, seen
from article60.web.provider import actions, searching
from article60.web.provider.searching import Wanted

Do = Callable[[Place], Any]
REPORT, SEARCH = "RP-AAAAAAAA", "RS-AAAAAAAA"
SAID = ReportedActivity(title="Training", language="en", states=("XA",), status="2", start=date(2026, 1, 1))
REFERENCE = "XM-DAC-99999"
"""By which the provider is named in the record of an activity."""


@dataclass(frozen=True, slots=True)
class Body:
    """A provider with an officer; the hash of what it reports, which is public."""

    officer: Actor
    reported: str


def body(at: Place) -> Body:
    by = let_in(at, "officer.of.a.provider", Role.PROVIDER_OFFICER, f"Provider {at.state}")
    with acting(by):
        made = actions.add(REPORT, by=by, at=LONG_AGO, kind="activity", activity=SAID)
        actions.publish({REPORT: made.hash}, by=by, at=LONG_AGO, audience="public")
        searching.save(SEARCH, name="A search", wanted=Wanted(states=("XA",)), release=None, by=by, at=LONG_AGO)
    return Body(by, made.hash)


def activity(at: Place) -> Target:
    """An activity of aid data in which the provider takes part."""
    return Target(kind="activity", id=f"ACT-{at.state}AAAAAA", says="0" * 64, own=frozenset([REFERENCE]))


def _by(do: Callable[[Place, Body, Actor], Any]) -> Do:
    def act(at: Place) -> Any:
        found = at.of(body)
        with acting(found.officer):
            return do(at, found, found.officer)

    return act


def _correct(title: str) -> Do:
    said = replace(SAID, title=title)
    return _by(lambda at, found, by: actions.correct(REPORT, by=by, seen=found.reported, at=NOW, activity=said))


def _add(name: str) -> Do:
    return _by(lambda at, found, by: actions.add(name, by=by, at=NOW, kind="activity", activity=SAID, reference="ONE"))


def _publish(audience: str) -> Do:
    return _by(lambda at, found, by: actions.publish({REPORT: found.reported}, by=by, at=NOW, audience=audience))


def _say(verb: str, **values: Any) -> Do:
    def do(at: Place, found: Body, by: Actor) -> Any:
        target = activity(at)
        return desk.decide(target, verb, by=by, seen=seen(target, []), at=NOW, values=values, acted_for=REFERENCE)

    return _by(do)


ACTS: Mapping[str, Act] = {
    name: Act(do, [body])
    for name, do in {
        "report": _add("RP-BBBBBBBB"),
        "report under the same reference": _add("RP-CCCCCCCC"),
        "correct a report": _correct("Training of judges"),
        "correct a report otherwise": _correct("Training of auditors"),
        "publish a report": _publish("states_parties"),
        "take a report back": _by(lambda at, found, by: actions.take_back(REPORT, by=by, at=NOW, audience="public")),
        "claim": _say("confirm"),
        "not ours": _say("unsure", ours=False),
        "correct an activity": _say("correct", status="3"),
        "stop a search": _by(lambda at, found, by: searching.stop(SEARCH, by=by, at=NOW)),
        "save a search": _by(
            lambda at, found, by: searching.save(
                "RS-BBBBBBBB", name="Another", wanted=Wanted(types=("legal_advice",)), release=None, by=by, at=NOW
            )
        ),
    }.items()
}
