"""What waits for whom: counted as the page of it shows, each thing in one place, nothing for others."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.models import User
from article60.web.accounts.pages import MOST_WAYS, NAVIGATION
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.waits import Waiting, waiting_for
from article60.web.consent.actions import give
from article60.web.consent.terms import Terms
from article60.web.register import actions
from workspace_people import NOW, actor, body, browser, focal_point, member, need, newest

WRITTEN, READ, OLD = (
    "Needs that an editor has written and the focal point has not confirmed",
    "Needs read in a document, on which the State has not said a word",
    "Needs that nobody has confirmed for 36 months",
)
STOPPABLE, ENDING, CHANGED = (
    "Releases that have not begun and can still be stopped",
    "Releases to a named organization that end within 30 days",
    "Needs that were changed since they were released, and not released anew",
)


def editor() -> User:
    return member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA"))


def told(user: User, on: date | None = None) -> dict[str, int]:
    by = actor(user)
    with acting(by):
        return {one.what: one.count for one in waiting_for(by, on or NOW.date())}


def correct(user: User, need_id: str = "XA-AAAAAAAA") -> None:
    by = actor(user)
    with acting(by):
        actions.correct(need_id, by=by, seen=newest(need_id).hash, at=NOW, words={"text": f"Words of {by.role}"})


def test_need_from_a_document_waits_for_focal_point_and_editor_and_for_no_other_state() -> None:
    need()
    assert told(focal_point()) == told(editor()) == {READ: 1}
    assert told(focal_point("XB")) == {}


def test_what_an_editor_wrote_waits_for_the_focal_point_alone_and_is_counted_once() -> None:
    need()
    owner, other = focal_point(), editor()
    correct(other)
    assert told(owner) == {WRITTEN: 1} and told(other) == {}
    correct(owner)
    assert told(owner) == {}


@pytest.mark.parametrize(("months", "waits"), [(35, {}), (37, {OLD: 1})])
def test_need_that_was_confirmed_long_ago_waits_to_be_confirmed_anew(months: int, waits: dict[str, int]) -> None:
    need()
    owner = focal_point()
    correct(owner)
    assert told(owner, on=NOW.date() + timedelta(days=31 * months - months // 2)) == waits


def test_need_that_was_withdrawn_or_met_is_never_old() -> None:
    first, owner = need(confirmed=True, standing="met"), focal_point()
    assert first.stated_on is None and told(owner) == {}


def test_release_waits_while_it_can_be_stopped_until_the_day_before_it_begins() -> None:
    need(confirmed=True, stated_on=NOW.date())
    owner = focal_point()
    by = actor(owner)
    with acting(by):
        made = give("XA-AAAAAAAA", by=by, seen=newest().hash, at=NOW, terms=Terms(audience="public"))
        (waits,) = waiting_for(by, NOW.date())
    assert (waits.what, waits.count, waits.until) == (STOPPABLE, 1, made.since - timedelta(days=1))
    assert told(owner, on=made.since) == {}


def test_release_that_ends_soon_waits_and_one_that_has_ended_does_not() -> None:
    need(confirmed=True, stated_on=NOW.date())
    owner, last = focal_point(), NOW.date() + timedelta(days=60)
    by, named = actor(owner), body(Kind.PROVIDER, "A provider")
    with acting(by):
        give(
            "XA-AAAAAAAA",
            by=by,
            seen=newest().hash,
            at=NOW,
            terms=Terms(audience="organisations", organisation=named, until=last),
        )
    assert ENDING not in told(owner, on=last - timedelta(days=31))
    assert told(owner, on=last - timedelta(days=30)) == told(owner, on=last) == {ENDING: 1}
    assert told(owner, on=last + timedelta(days=1)) == {}


def test_need_that_was_changed_since_its_release_waits() -> None:
    need(confirmed=True, stated_on=NOW.date())
    owner = focal_point()
    by = actor(owner)
    with acting(by):
        give("XA-AAAAAAAA", by=by, seen=newest().hash, at=NOW, terms=Terms(audience="public"))
    correct(owner)
    assert told(owner) == {STOPPABLE: 1, CHANGED: 1}


@pytest.mark.parametrize("role", [role for role in Role if role.of is not Kind.STATE])
def test_nobody_else_is_told_of_a_states_needs(role: Role) -> None:
    need()
    where = body(role.of, "A body", "XA" if role.of is Kind.INSTITUTION else "")
    assert told(member(role, where)) == {}


def test_who_has_no_role_is_told_nothing() -> None:
    need()
    assert list(waiting_for(Actor(), NOW.date())) == []


def test_page_shows_what_waits_and_leads_there() -> None:
    need()
    page = browser(focal_point()).get("/fr/").content.decode()
    assert "sur lesquels l’État ne s’est pas prononcé" in page and 'href="/fr/needs/#waiting"' in page
    assert "Nothing waits for you" in browser(focal_point("XB")).get("/en/").content.decode()


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_is_two_clicks_away_and_the_first_few_one(role: Role) -> None:
    user = member(role, body(role.of, "A body", "XA" if role.of in (Kind.STATE, Kind.INSTITUTION) else ""))
    page = html.fromstring(browser(user).get("/en/").content)
    above, all_of_them = page.xpath("//nav[@class='sections']//a/@href"), page.xpath("//main//a/@href")
    allowed = {f"/en{reverse(name).removeprefix('/en')}" for name in NAVIGATION if policies()[name].allows(actor(user), "GET")}
    assert allowed - {"/en/"} <= set(all_of_them)
    assert set(above) <= allowed and len(above) == min(MOST_WAYS, len(allowed))


def test_address_is_of_the_readers_language_and_of_a_part_of_the_page() -> None:
    one = Waiting(
        what="a", count=1, route="register:need", arguments=("XA-AAAAAAAA",), part="consent", since=timezone.now().date()
    )
    assert one.address == "/en/needs/XA-AAAAAAAA/#consent"
