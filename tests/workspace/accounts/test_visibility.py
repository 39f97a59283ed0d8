"""The query of a page and the policy of the database let the same people see the same versions, in every small world."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from article60.web.accounts.actor import NOBODY, Actor, acting
from article60.web.accounts.asked import NobodyAsks
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Kind, Role
from article60.web.register.models import InformationRelease, Need, NeedVersion

TODAY = date.today()
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


@pytest.fixture
def bodies(db: None) -> dict[str, Organisation]:
    made = {
        "XA": Organisation(kind=Kind.STATE, name="Ndara", state="XA"),
        "XB": Organisation(kind=Kind.STATE, name="Oromba", state="XB"),
        "OSC": Organisation(kind=Kind.INSTITUTION, name="Office for the Suppression of Corruption", state="XA"),
        "secretariat": Organisation(kind=Kind.SECRETARIAT, name="Secretariat"),
        "vetted": Organisation(kind=Kind.PROVIDER, name="Norvald Development Agency", vetted=True),
        "other": Organisation(kind=Kind.PROVIDER, name="Another provider"),
        "experts": Organisation(kind=Kind.EXPERTS, name="Reviewing experts"),
        "public": Organisation(kind=Kind.STAKEHOLDER, name="A civil society organisation"),
        "operator": Organisation(kind=Kind.OPERATOR, name="Operator"),
    }
    for one in made.values():
        one.save()
    return made


def actors(bodies: dict[str, Organisation]) -> Iterator[Actor]:
    yield NOBODY
    for body in bodies.values():
        for role in (role for role in Role if role.of == body.kind):
            yield Actor(account=uuid4(), role=role, organisation=body.pk, state=body.state, vetted=body.vetted)


def world(chance: random.Random, bodies: dict[str, Organisation]) -> None:
    for number in range(6):
        state = chance.choice(["XA", "XB"])
        need = Need.objects.create(need_id=f"{state}-{number:08}", state=state)
        for version in (1, 2):
            made = NeedVersion.objects.create(
                need=need,
                number=version,
                state=state,
                institution=bodies["OSC"] if state == "XA" and chance.random() < 0.4 else None,
                text=f"need {number} version {version}",
                language="en",
                timing="current",
                made_at=NOW,
                hash="0" * 64,
            )
            for _ in range(chance.randrange(3)):
                audience = chance.choice(["organisations", "states_parties", "providers", "public"])
                InformationRelease.objects.create(
                    need=need,
                    version=made,
                    since=chance.choice([TODAY, TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=1)]),
                    state=state,
                    audience=audience,
                    organisation=chance.choice(list(bodies.values())) if audience == "organisations" else None,
                    until=chance.choice([None, TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=9)]),
                    consented_at=NOW,
                    consented_by=uuid4(),
                    version_hash=made.hash,
                    withdrawn_at=chance.choice([None, None, NOW]),
                )


def seen_in_the_database(actor: Actor) -> set[int]:
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM register_needversion")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("seed", range(30))
def test_page_and_database_let_the_same_people_see_the_same(seed: int, bodies: dict[str, Organisation]) -> None:
    world(random.Random(seed), bodies)
    for actor in actors(bodies):
        asked = {version.pk for version in NeedVersion.objects.visible_to(actor, TODAY)}
        assert asked == seen_in_the_database(actor), actor


WHO = ("nobody", "XA", "OSC", "XB", "secretariat", "vetted", "other", "experts", "public", "operator")
"""Who looks at a need of State XA that its institution OSC is responsible for."""

TABLE = {
    "private": (False, True, True, False, False, False, False, False, False, False),
    "organisations": (False, True, True, False, False, True, False, False, False, False),
    "states_parties": (False, True, True, True, False, False, False, False, False, False),
    "providers": (False, True, True, False, False, True, False, False, False, False),
    "public": (True, True, True, True, True, True, True, True, True, False),
}
"""By audience; a need released to named organisations is released to the vetted provider."""


@pytest.mark.parametrize("audience", TABLE)
def test_who_sees_a_version_released_to_an_audience(audience: str, bodies: dict[str, Organisation]) -> None:
    need = Need.objects.create(need_id="XA-AAAAAAAA", state="XA")
    made = NeedVersion.objects.create(
        need=need, number=1, state="XA", institution=bodies["OSC"], text="A need", language="en", timing="current", made_at=NOW,
        hash="0" * 64,
    )  # fmt: skip
    if audience != "private":
        InformationRelease.objects.create(
            need=need, since=TODAY, version=made, state="XA", audience=audience,
            organisation=bodies["vetted"] if audience == "organisations" else None, consented_at=NOW, consented_by=uuid4(),
            version_hash=made.hash,
        )  # fmt: skip
    who = {name: actor for actor in actors(bodies) for name, body in bodies.items() if body.pk == actor.organisation}
    who["nobody"] = NOBODY
    seen = tuple(NeedVersion.objects.visible_to(who[name], TODAY).exists() for name in WHO)
    assert seen == TABLE[audience]
    assert tuple(bool(seen_in_the_database(who[name])) for name in WHO) == TABLE[audience]


def test_versions_come_out_for_somebody_only(bodies: dict[str, Organisation]) -> None:
    for ask in (list, lambda found: found.count(), lambda found: found.exists(), lambda found: found.first()):
        with pytest.raises(NobodyAsks):
            ask(NeedVersion.objects.all())


def test_database_is_told_who_acts_by_one_question_before_and_one_after() -> None:
    by = Actor(role=Role.STAKEHOLDER, state="XA")
    with CaptureQueriesContext(connection) as asked, acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('article60.role'), current_setting('article60.state')")
        assert cursor.fetchone() == ("stakeholder", "XA")
    assert sum("set_config" in one["sql"] for one in asked) == 2
