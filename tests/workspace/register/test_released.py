"""What other States have released to somebody, and not to everyone, stands on one page; nothing else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.consent.actions import give, take_back
from article60.web.consent.terms import Terms
from workspace_people import actor, body, browser, focal_point, member, need, newest

NEED, PAGE = "XA-AAAAAAAA", "/en/needs/released/"
LONG_AGO = timedelta(days=30)
SEEN_BY: dict[str, set[str]] = {
    "states_parties": {"XB focal"}, "providers": {"vetted"}, "organisations": {"named"}, "public": set(),
}  # fmt: skip


def people() -> dict[str, User]:
    officer, expert = Role.PROVIDER_OFFICER, Role.REVIEWING_EXPERT
    return {
        "XB focal": focal_point("XB"),
        "XB institution": member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "Office of XB", "XB")),
        "vetted": member(officer, body(Kind.PROVIDER, "Vetted", vetted=True), "vetted@example.org"),
        "provider": member(officer, body(Kind.PROVIDER, "Another"), "another@example.org"),
        "named": member(officer, body(Kind.PROVIDER, "Named"), "named@example.org"),
        "analyst": member(Role.SECRETARIAT_ANALYST, body(Kind.SECRETARIAT, "Secretariat")),
        "expert": member(expert, body(Kind.EXPERTS, "Experts")),
        "stakeholder": member(Role.STAKEHOLDER, body(Kind.STAKEHOLDER, "Society")),
    }


def released(audience: str, **more: Any) -> Any:
    """Another State's need, released long ago; who released it, and the release."""
    need()
    by = actor(focal_point())
    with acting(by):
        return by, give(NEED, by=by, seen=newest().hash, at=timezone.now() - LONG_AGO, terms=Terms(audience=audience, **more))


def shows(client: Client) -> list[str]:
    page = html.fromstring(client.get(PAGE).content)
    return [str(one) for one in page.xpath("//main//article/@id")]


@pytest.mark.parametrize("audience", SEEN_BY)
def test_who_is_meant_finds_it_and_nobody_else(audience: str) -> None:
    everybody = people()
    named = everybody["named"].memberships.get().organisation
    terms = {"organisation": named, "until": timezone.now().date() + timedelta(days=1)} if audience == "organisations" else {}
    by, made = released(audience, **terms)
    browsers = {name: browser(user) for name, user in everybody.items()}
    assert {name for name, one in browsers.items() if shows(one) == [NEED]} == SEEN_BY[audience]
    for name in SEEN_BY[audience]:
        assert browsers[name].get(f"/en/needs/{NEED}/").status_code == 200
    with acting(by):
        take_back(made.pk, by=by, at=timezone.now())
    assert all(shows(one) == [] for one in browsers.values())


def test_own_needs_stand_in_the_register_and_not_here() -> None:
    by, _ = released("states_parties")
    assert shows(browser(User.objects.get(number=by.account))) == []


def test_newer_version_that_everybody_sees_takes_its_place() -> None:
    by, _ = released("states_parties")
    from article60.web.register.actions import correct

    with acting(by):
        correct(NEED, by=by, seen=newest().hash, at=timezone.now(), words={"text": "For everyone"})
        give(NEED, by=by, seen=newest().hash, at=timezone.now() - LONG_AGO, terms=Terms(audience="public"))
    assert shows(browser(focal_point("XB"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_tells_state_words_and_last_day_in_every_language(language: str) -> None:
    named = member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "Named"))
    last = timezone.now().date() + timedelta(days=300)
    released("organisations", organisation=named.memberships.get().organisation, until=last)
    page = browser(named).get(PAGE.replace("/en/", f"/{language}/")).content.decode()
    assert f'<html lang="{language}" dir="{direction(language)}">' in page and newest().text in page
    assert str(last.year) in page.translate({0x0660 + digit: str(digit) for digit in range(10)})
