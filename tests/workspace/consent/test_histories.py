"""A thousand histories of consent against a plain model: nothing is seen or exported without matching consent, and all with it.

The model knows lists and days, no database and no code of the register. A tenth is told with every run of the tests; with
`--rounds 10` all are.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from article60.web.accounts.actor import NOBODY, Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.audit.verify import problems
from article60.web.common.allowed import NotAllowed
from article60.web.consent import decisions
from article60.web.consent.actions import NoSuchRelease, Noted, give, record_end, record_note, take_back
from article60.web.consent.models import Receipt
from article60.web.consent.terms import Terms, UnusableTerms
from article60.web.register import actions
from article60.web.register.actions import NoSuchNeed, correct
from article60.web.register.models import NeedVersion
from workspace_people import actor, body, focal_point, member, need

SLICE, PARTS = 100, 10
TODAY = datetime.now(UTC).date()
DAYS, STEPS = 16, 12
NEED, WAIT = "XA-AAAAAAAA", 4
AUDIENCES = ("public", "public", "states_parties", "providers", "organisations")
REFUSED = (NoSuchNeed, NotAllowed, Overtaken, NoSuchRelease, UnusableTerms)


@dataclass
class Given:
    """A release in the model: version by its place, to whom, first and last day, the day on which it was taken back."""

    pk: int
    version: int
    terms: tuple[str, str, date | None]
    since: date
    ended: bool = False
    note: bool = False


@dataclass
class Model:
    """What the rules come to, in plain words."""

    versions: list[str] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)

    def seen(self, who: str, on: date) -> set[int]:
        """Versions, by place, that somebody sees on a day."""
        if who in ("focal", "editor"):
            return set(range(len(self.versions)))
        return {one.version for one in self.given if not one.ended and one.since <= on and self._for(one, who, on)}

    def _for(self, one: Given, who: str, on: date) -> bool:
        audience, name, until = one.terms
        if audience == "organisations":
            return who == name and until is not None and on <= until
        return (
            who
            in {
                "public": {"nobody", "other", "publisher", "analyst", "vetted", "unvetted"},
                "states_parties": {"other"},
                "providers": {"vetted"},
            }[audience]
        )

    def standing(self, version: int, terms: tuple[str, str, date | None], *, note: bool = False) -> Given | None:
        same = (one for one in self.given if not one.ended and one.version == version and one.terms == terms)
        return next((one for one in same if one.note or not note), None)


class Over(Exception):
    """Takes a history back."""


class Told:
    """One history: every step is done in the model and in the register, and both must come to the same."""

    def __init__(self, seed: int, people: dict[str, Actor], bodies: dict[str, Any]) -> None:
        self.chance, self.people, self.bodies = random.Random(seed), people, bodies
        self.model, self.day, self.count = Model(), TODAY - timedelta(days=self.chance.randrange(2, DAYS)), 0
        self.model.versions.append(need(NEED).hash)
        self.events = AuditEvent.objects.count()

    def tell(self) -> None:
        steps = (self.write, self.consent, self.consent, self.consent, self.record, self.record, self.end, self.wait)
        steps = (*steps, self.change, self.end_of_record)
        for _ in range(STEPS):
            self.chance.choice(steps)()
            self.agrees_on_events()
            who = self.chance.choice(list(self.people))
            assert self.asked(who) == self.model.seen(who, self.day), (who, self.day)
        self.day = TODAY
        for who in self.people:
            assert self.asked(who) == self.shown(who) == self.model.seen(who, TODAY), who
        public = self.model.seen("nobody", TODAY)
        wanted = {self.model.versions[max(public)]} if public else set()
        assert {one["version_hash"] for one in decisions.lines(on=TODAY)} == wanted

    def agrees_on_events(self) -> None:
        assert AuditEvent.objects.count() == self.events
        assert Receipt.objects.count() == self.count

    def asked(self, who: str) -> set[int]:
        found = NeedVersion.objects.visible_to(self.people[who], self.day).filter(need=NEED)
        return {one.number - 1 for one in found}

    def shown(self, who: str) -> set[int]:
        with acting(self.people[who]), connection.cursor() as cursor:
            cursor.execute("SELECT number FROM register_needversion WHERE need_id = %s", [NEED])
            return {row[0] - 1 for row in cursor.fetchall()}

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time(self.chance.randrange(24)), UTC)

    def done(self, change: Any, by: Actor) -> Any:
        """What came of it; nothing where it was refused."""
        with acting(by):
            try:
                return change()
            except REFUSED:
                return None

    def wait(self) -> None:
        self.day = min(TODAY, self.day + timedelta(days=self.chance.randrange(1, 5)))

    def write(self) -> None:
        by, seen = self.people["focal"], self.model.versions[-1]
        words = {"text": f"version {len(self.model.versions) + 1}"}
        self.model.versions.append(self.done(lambda: correct(NEED, by=by, seen=seen, at=self.at, words=words), by).hash)
        self.events += 1

    def change(self) -> None:
        """Confirm, withdraw, say met, or have an editor write; what changes nothing makes no version and no event."""
        verb, who = self.chance.choice(
            [("confirm", "focal"), ("withdraw", "focal"), ("say_met", "focal"), ("correct", "editor")]
        )
        more: dict[str, Any] = {"say_met": {"standing": "met"}, "correct": {"words": {"text": f"by an editor {self.events}"}}}
        by, seen, at = self.people[who], self.model.versions[-1], self.at
        made = self.done(lambda: getattr(actions, verb)(NEED, by=by, seen=seen, at=at, **more.get(verb, {})), by)
        if made.hash != seen:
            self.model.versions.append(made.hash)
            self.events += 1

    def end_of_record(self) -> None:
        """Who records ends what was recorded, by a further note or as a mistake; nobody else does, and nothing else."""
        if not self.model.given:
            return
        who, one, at = self.chance.choice(["publisher"] * 3 + list(self.people)), self.chance.choice(self.model.given), self.at
        note = Noted(content=b"a further note", ending="pdf", reference="PM/2", dated=self.day)
        why: dict[str, Any] = self.chance.choice([{"note": note}, {"why": "It named another need"}])
        made = self.done(lambda: record_end(one.pk, by=self.people[who], at=at, **why), self.people[who])
        assert (made is not None) == (who == "publisher" and one.note)
        if made is not None and not one.ended:
            one.ended = True
            self.happened()

    def terms(self) -> tuple[Terms, tuple[str, str, date | None]]:
        audience = self.chance.choice(AUDIENCES)
        if audience != "organisations":
            return Terms(audience=audience), (audience, "", None)
        name, until = self.chance.choice(list(self.bodies)), self.day + timedelta(days=self.chance.choice([1, WAIT, 9, 40]))
        return Terms(audience=audience, organisation=self.bodies[name], until=until), (audience, name, until)

    def hash(self) -> str:
        return self.chance.choice([self.model.versions[-1]] * 4 + [self.model.versions[0], "0" * 64])

    def consent(self) -> None:
        who = self.chance.choice(["focal"] * 4 + list(self.people))
        (terms, plain), seen, at, by = self.terms(), self.hash(), self.at, self.people[who]
        replaced = self.chance.choice([None, None, *self.model.given])
        instead_of = None if replaced is None else replaced.pk
        made = self.done(lambda: give(NEED, by=by, seen=seen, at=at, terms=terms, instead_of=instead_of), by)
        newest = len(self.model.versions) - 1
        may = who == "focal" and seen == self.model.versions[-1] and self.in_time(plain)
        assert (made is not None) == may
        if not may:
            return
        standing = self.model.standing(newest, plain)
        open_one = replaced if replaced is not None and not replaced.ended and replaced is not standing else None
        if open_one is not None:
            open_one.ended = True
        if standing is None:
            self.model.given.append(Given(made.pk, newest, plain, self.day + timedelta(days=WAIT)))
        if standing is None or open_one is not None:
            self.happened()

    def record(self) -> None:
        who = self.chance.choice(["publisher"] * 4 + list(self.people))
        (terms, plain), named, at, by = self.terms(), self.hash(), self.at, self.people[who]
        note = Noted(content=b"a note", ending="pdf", reference="PM/1", dated=self.day)
        made = self.done(lambda: record_note(NEED, by=by, version_hash=named, at=at, terms=terms, note=note), by)
        may = who == "publisher" and named in self.model.versions and self.in_time(plain)
        assert (made is not None) == may
        if not may:
            return
        version = self.model.versions.index(named)
        if self.model.standing(version, plain, note=True) is None:
            self.model.given.append(Given(made.pk, version, plain, self.day + timedelta(days=WAIT), note=True))
            self.happened()

    def end(self) -> None:
        if not self.model.given:
            return
        who, one, at = self.chance.choice(["focal"] * 3 + list(self.people)), self.chance.choice(self.model.given), self.at
        made = self.done(lambda: take_back(one.pk, by=self.people[who], at=at), self.people[who])
        assert (made is not None) == (who == "focal")
        if who == "focal" and not one.ended:
            one.ended = True
            self.happened()

    def in_time(self, plain: tuple[str, str, date | None]) -> bool:
        return plain[2] is None or plain[2] >= self.day + timedelta(days=WAIT)

    def happened(self) -> None:
        self.events += 1
        self.count += 1


@pytest.fixture
def bodies(db: None) -> dict[str, Any]:
    return {
        "vetted": body(Kind.PROVIDER, "A vetted provider", vetted=True),
        "unvetted": body(Kind.PROVIDER, "Another provider"),
        "publisher": body(Kind.SECRETARIAT, "Secretariat"),
    }


@pytest.fixture
def people(bodies: dict[str, Any]) -> dict[str, Actor]:
    analysts = body(Kind.SECRETARIAT, "Another secretariat")
    return {
        "focal": actor(focal_point("XA")),
        "editor": actor(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA"))),
        "other": actor(focal_point("XB")),
        "publisher": actor(member(Role.SECRETARIAT_PUBLISHER, bodies["publisher"])),
        "analyst": actor(member(Role.SECRETARIAT_ANALYST, analysts)),
        "vetted": actor(member(Role.PROVIDER_OFFICER, bodies["vetted"])),
        "unvetted": actor(member(Role.PROVIDER_OFFICER, bodies["unvetted"])),
        "nobody": NOBODY,
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_seen_or_exported_without_consent_and_all_with_it(
    part: int, people: dict[str, Actor], bodies: dict[str, Any], told: dict[str, Any], pytestconfig: pytest.Config
) -> None:
    released, withheld = 0, 0
    for seed in range(part, SLICE * pytestconfig.getoption("rounds"), PARTS):
        try:
            with transaction.atomic():
                history = Told(seed, people, bodies)
                history.tell()
                public = history.model.seen("nobody", TODAY)
                released += bool(public)
                withheld += len(history.model.versions) - 1 > max(public, default=-1)
                told["histories"] = told.get("histories", 0) + 1
                assert list(problems()) == []
                raise Over
        except Over:
            pass
        except AssertionError as error:
            raise AssertionError(f"history {seed}: {error}") from error
    assert released and withheld, "some histories end in a release to the public, some keep the newest version back"
