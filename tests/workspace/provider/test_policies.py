"""Who may write at the provider's desk, as the whole table of roles, and why not; and both locks of its rows."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection

from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.actor import NOBODY, Actor, acting
from article60.web.accounts.asked import NobodyAsks
from article60.web.accounts.roles import Kind, Role
from article60.web.common.allowed import NotAllowed
from article60.web.provider import actions
from article60.web.provider.models import ReportedVersion
from article60.web.provider.policies import NOT_YOUR_ORGANISATION, OFFICERS_ONLY, may_write
from workspace_people import NOW, actor, body, focal_point, member
from workspace_providers import officer

SAID = ReportedActivity(title="Training", language="en", states=("XA",), status="2", start=date(2026, 1, 1))
MADE = "RP-AAAAAAAA"


@pytest.mark.parametrize("role", list(Role))
def test_only_officers_write_and_only_for_their_own_organisation(role: Role) -> None:
    by = Actor(account=uuid.uuid4(), role=role, organisation=7)
    own, other = may_write(by, organisation=7), may_write(by, organisation=8)
    if role is Role.PROVIDER_OFFICER:
        assert own and other == NOT_YOUR_ORGANISATION
    else:
        assert own == other == OFFICERS_ONLY


@pytest.mark.parametrize("by", [NOBODY, Actor(role=Role.PROVIDER_OFFICER, organisation=7), Actor(job="intake")])
def test_nobody_writes_but_a_person(by: Actor) -> None:
    assert may_write(by, organisation=by.organisation) == OFFICERS_ONLY


def published(audience: str = "") -> Actor:
    by = actor(officer())
    with acting(by):
        made = actions.add(MADE, by=by, at=NOW, kind="activity", activity=SAID)
        if audience:
            actions.publish({MADE: made.hash}, by=by, at=NOW, audience=audience)
    return by


WHO: dict[str, Callable[[], Actor]] = {
    "focal point": lambda: actor(focal_point()),
    "institution": lambda: actor(member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "An institution", "XA"))),
    "vetted provider": lambda: actor(officer("Another")),
    "other provider": lambda: actor(member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "Not vetted"))),
    "publisher": lambda: actor(member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat"))),
    "stakeholder": lambda: actor(member(Role.STAKEHOLDER, body(Kind.STAKEHOLDER, "Civil society"))),
    "operator": lambda: actor(member(Role.OPERATOR, body(Kind.OPERATOR, "Operator"))),
    "nobody": lambda: NOBODY,
    "intake": lambda: Actor(job="intake", state="XA"),
}
SEES = {
    "": set(),
    "states_parties": {"focal point"},
    "providers": {"vetted provider"},
    "public": {*WHO} - {"operator", "intake"},
}


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("audience", SEES)
@pytest.mark.parametrize("who", WHO)
def test_code_and_database_show_the_same_to_the_same(who: str, audience: str) -> None:
    published(audience)
    asking = WHO[who]()
    expected = int(who in SEES[audience])
    with acting(asking):
        assert ReportedVersion.objects.visible_to(asking, NOW.date()).count() == expected
        for table in ("provider_reported", "provider_reportedversion", "provider_publication"):
            assert rows(table) == expected, table


def test_versions_are_not_told_without_saying_who_asks() -> None:
    published()
    with pytest.raises(NobodyAsks):
        list(ReportedVersion.objects.all())


@pytest.mark.parametrize("who", [one for one in WHO if one != "vetted provider"])
def test_database_takes_nothing_for_another_organisation(who: str) -> None:
    by, asking = published(), WHO[who]()
    with pytest.raises(DatabaseError), acting(asking), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO provider_reported (reported_id, organisation_id, kind, reporter, reference)"
            " VALUES ('RP-BBBBBBBB', %s, 'activity', 'A60-X', '2')",
            [by.organisation],
        )


@pytest.mark.parametrize("who", WHO)
def test_nobody_else_takes_a_publication_back(who: str) -> None:
    by, asking = published("public"), WHO[who]()
    with acting(asking), connection.cursor() as cursor:
        cursor.execute("UPDATE provider_publication SET withdrawn_at = now()")
        assert cursor.rowcount == 0
    with acting(asking), pytest.raises((NotAllowed, actions.NothingThere)):
        actions.take_back(MADE, by=asking, at=NOW, audience="public")
    assert by.organisation is not None
