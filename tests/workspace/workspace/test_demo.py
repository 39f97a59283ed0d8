"""The demonstration: one person for each role, let in as its start page says, with a register in which something waits."""

from pathlib import Path

import pytest
from django.utils import timezone

from article60.web.accounts.actor import acting
from article60.web.accounts.demonstration import DOMAIN, PASSWORD, PEOPLE, Invented
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.waits import waiting_for
from article60.web.audit.models import AuditEvent
from article60.web.workspace import demo
from curated import rows
from workspace_people import Visitor, actor, browser


@pytest.fixture
def filled(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_DEMO", True)
    demo.fill(demo_release, at=timezone.now())


def test_there_is_a_person_for_every_role_and_no_address_that_mail_can_reach() -> None:
    assert {one.role for one in PEOPLE} == set(Role) and DOMAIN.endswith(".example")
    assert len({one.secret for one in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda one: one.called)
def test_everybody_comes_in_by_what_the_start_page_shows(filled: None, person: Invented) -> None:
    client = Visitor()
    start = client.get("/en/").content.decode()
    assert person.email in start and PASSWORD in start and person.code in start
    client.post("/en/sign-in/", {"login": person.email, "password": PASSWORD})
    page = client.get("/en/sign-in/code/").content.decode()
    assert person.code in page
    client.post("/en/sign-in/code/", {"code": person.code})
    assert person.body in client.get("/en/").content.decode()
    assert PASSWORD not in client.get("/en/").content.decode()


def test_without_the_demonstration_no_page_shows_a_way_in(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_DEMO", False)
    client = Visitor()
    assert PASSWORD not in client.get("/en/").content.decode()
    client.post("/en/sign-in/", {"login": PEOPLE[0].email, "password": PASSWORD})
    assert PEOPLE[0].code not in client.get("/en/sign-in/code/").content.decode()


def test_something_waits_for_the_focal_point_and_filling_again_changes_nothing(filled: None, demo_release: Path) -> None:
    focal = actor(User.objects.get(email=PEOPLE[0].email))
    with acting(focal):
        before = [(one.what, one.count) for one in waiting_for(focal, timezone.now().date())]
    assert {"Needs that an editor has written and the focal point has not confirmed"} <= {what for what, _ in before}
    events = AuditEvent.objects.count()
    demo.fill(demo_release, at=timezone.now())
    with acting(focal):
        assert [(one.what, one.count) for one in waiting_for(focal, timezone.now().date())] == before
    assert AuditEvent.objects.count() == events and Membership.objects.count() == len(PEOPLE)


def test_provider_is_vetted_and_known_by_the_identifier_under_which_it_reports(filled: None, demo_release: Path) -> None:
    provider = Organisation.objects.get(kind=Kind.PROVIDER)
    assert provider.vetted
    parts = rows(demo_release, "activity_organisations")
    assert any((one.organisation_id, one.role) == (provider.identifier, "reporting") for one in parts)
    assert "XA-" in browser(provider.memberships.get().user).get("/en/needs/released/").content.decode()
