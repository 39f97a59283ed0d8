"""Administrators let people into their own organisation, in roles that it may hold; a change is one event and its letter."""

from typing import Any

import pytest

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.common.allowed import NotAllowed
from article60.web.jobs.models import OutboxEntry
from article60.web.people import actions
from article60.web.people.actions import NoSuchMembership, Person, Right
from article60.web.people.models import WayIn
from workspace_people import NOW, PASSWORD, actor, body, browser, events, focal_point, member

ANNA = Person(email="anna@ndara.example", name="Anna", language="fr")
EDITOR, FOCAL = Right(role=Role.STATE_EDITOR), Right(role=Role.STATE_FOCAL_POINT)


def state(code: str = "XA") -> Organisation:
    return body(Kind.STATE, f"State {code}", code)


def administrator() -> User:
    return member(Role.STATE_FOCAL_POINT, state(), administers=True)


def did(verb: str, *told: Any, by: User, **more: Any) -> Any:
    who = actor(by)
    with acting(who):
        return getattr(actions, verb)(*told, by=who, at=NOW, **more)


def running(user: User) -> list[str]:
    return list(user.memberships.filter(until=None).order_by("pk").values_list("role", flat=True))


def letters() -> list[str]:
    return sorted(one.payload["letter"] for one in OutboxEntry.objects.all())


def test_invited_person_has_an_account_without_a_password_a_link_and_one_event() -> None:
    made = did("invite", ANNA, EDITOR, state(), by=administrator())
    user = User.objects.get(email=ANNA.email)
    assert (user.name, user.language, user.has_usable_password()) == ("Anna", "fr", False)
    assert (made.role, made.administers, letters()) == ("state_editor", False, ["invited"])
    assert WayIn.objects.get().user == user and events() == ["people.invite done"]
    assert "Anna" not in str(AuditEvent.objects.get().payload.body)


def test_same_invitation_again_changes_nothing() -> None:
    by = administrator()
    first, second = (did("invite", ANNA, EDITOR, state(), by=by) for _ in range(2))
    assert first == second and (len(events()), len(letters())) == (1, 1)


def test_account_that_is_there_keeps_its_name_and_gets_no_link() -> None:
    user = member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "A provider"), "anna@ndara.example")
    did("invite", ANNA, EDITOR, state(), by=administrator())
    user.refresh_from_db()
    assert user.name != "Anna" and user.check_password(PASSWORD)
    assert (letters(), WayIn.objects.count()) == (["role_given"], 0)
    assert running(user) == ["provider_officer", "state_editor"]


@pytest.mark.parametrize("role", [role for role in Role if role.of is not Kind.STATE])
def test_no_role_is_given_that_the_organisation_may_not_hold(role: Role) -> None:
    with pytest.raises(NotAllowed, match="cannot be held"):
        did("invite", ANNA, Right(role=role), state(), by=administrator())
    assert events() == [] and not User.objects.filter(email=ANNA.email).exists()


def test_nobody_lets_people_into_another_organisation_or_without_being_administrator() -> None:
    for by, where in ((administrator(), state("XB")), (focal_point("XC"), state("XC"))):
        with pytest.raises(NotAllowed, match="Only an administrator"):
            did("invite", ANNA, EDITOR, where, by=by)


def test_operator_lets_nobody_in_even_if_told_an_administrator() -> None:
    where = body(Kind.OPERATOR, "Operator")
    by = Actor(account=None, role=Role.OPERATOR, organisation=where.pk, administers=True)
    with acting(by), pytest.raises(NotAllowed):
        actions.invite(ANNA, Right(role=Role.OPERATOR), where, by=by, at=NOW)


def test_state_lets_people_into_its_own_institutions_and_not_into_those_of_others() -> None:
    by, right = administrator(), Right(role=Role.STATE_INSTITUTION)
    assert did("invite", ANNA, right, body(Kind.INSTITUTION, "An office", "XA"), by=by).role == Role.STATE_INSTITUTION
    with pytest.raises(NotAllowed):
        did("invite", ANNA, right, body(Kind.INSTITUTION, "An office", "XB"), by=by)


def test_role_is_changed_by_ending_one_membership_and_beginning_another() -> None:
    by, user = administrator(), member(Role.STATE_EDITOR, state())
    old = user.memberships.get()
    now = did("change", old.pk, Right(role=Role.STATE_EDITOR, administers=True), language="ru", by=by)
    old.refresh_from_db()
    user.refresh_from_db()
    assert old.until == NOW and now != old and now.administers and user.language == "ru"
    assert events() == ["people.change done"]


def test_language_of_somebody_who_works_elsewhere_too_is_not_changed() -> None:
    by, user = administrator(), member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "A provider"), ANNA.email)
    held = did("invite", ANNA, EDITOR, state(), by=by)
    with pytest.raises(NotAllowed, match="works for another organization"):
        did("change", held.pk, EDITOR, language="ru", by=by)
    did("change", held.pk, Right(role=Role.STATE_EDITOR, administers=True), language="en", by=by)
    user.refresh_from_db()
    assert user.language == "en" and events() == ["people.invite done", "people.change done"]


def test_language_is_changed_where_all_bodies_are_administered_or_nobody_has_come_in() -> None:
    by = administrator()
    user = member(Role.STATE_EDITOR, state())
    office = body(Kind.INSTITUTION, "An office", "XA")
    Membership.objects.create(user=user, organisation=office, role=Role.STATE_INSTITUTION, since=NOW)
    held = user.memberships.get(organisation=state())
    invited = did("invite", ANNA, EDITOR, state(), by=by)
    Membership.objects.create(user=invited.user, organisation=state("XB"), role=Role.STATE_EDITOR, since=NOW)
    for one in (held, invited):
        did("change", one.pk, EDITOR, language="ru", by=by)
        assert User.objects.get(pk=one.user_id).language == "ru"


def test_change_that_changes_nothing_makes_no_event() -> None:
    user = member(Role.STATE_EDITOR, state())
    held = user.memberships.get()
    assert did("change", held.pk, EDITOR, language="en", by=administrator()) == held and events() == []


def test_role_that_was_ended_is_gone_with_the_next_request() -> None:
    by, user = administrator(), member(Role.STATE_EDITOR, state())
    client = browser(user)
    did("end", user.memberships.get().pk, by=by)
    assert client.get("/en/needs/").status_code == 302 and events()[-1] == "people.end done"


def test_organisation_keeps_an_administrator_and_a_state_its_focal_point() -> None:
    by = administrator()
    held = by.memberships.get()
    member(Role.STATE_EDITOR, state())
    with pytest.raises(NotAllowed, match="hand the role over"):
        did("end", held.pk, by=by)
    with pytest.raises(NotAllowed, match="hand the role over"):
        did("change", held.pk, EDITOR, language="en", by=by)
    with pytest.raises(NotAllowed, match="at least one administrator"):
        did("change", held.pk, FOCAL, language="en", by=by)
    assert events() == [] and running(by) == ["state_focal_point"]


@pytest.mark.parametrize("verb", ["end", "hand_over", "send_again", "change"])
def test_nobody_touches_what_somebody_does_for_another_organisation(verb: str) -> None:
    other = focal_point("XB").memberships.get()
    told = {"hand_over": (other.pk, ANNA), "change": (other.pk, EDITOR)}.get(verb, (other.pk,))
    with pytest.raises(NoSuchMembership):
        did(verb, *told, by=administrator(), **({"language": "en"} if verb == "change" else {}))
    assert events() == []


def test_focal_point_hands_over_in_one_step_and_one_event() -> None:
    by = administrator()
    editor = member(Role.STATE_EDITOR, state(), "anna@ndara.example")
    now = did("hand_over", by.memberships.get().pk, ANNA, by=by)
    assert (running(by), running(editor)) == ([], ["state_focal_point"])
    assert now.administers and now.since == NOW == by.memberships.get().until
    (event,) = AuditEvent.objects.all()
    assert event.action == "people.hand_over" and event.payload.body["from"] == str(by.number)


def test_role_is_not_handed_over_to_who_holds_it() -> None:
    by = administrator()
    with pytest.raises(NoSuchMembership):
        did("hand_over", by.memberships.get().pk, Person(email=by.email.upper(), name="x", language="en"), by=by)
    assert running(by) == ["state_focal_point"]


def test_link_is_sent_again_to_who_has_not_come_in_and_the_older_one_works_no_more() -> None:
    by = administrator()
    made = did("invite", ANNA, EDITOR, state(), by=by)
    did("send_again", made.pk, by=by)
    old, new = WayIn.objects.order_by("used_at")
    assert (old.used_at, new.used_at) == (NOW, None) and len(letters()) == 2
    with pytest.raises(NoSuchMembership):
        did("send_again", by.memberships.get().pk, by=by)


def test_members_are_those_of_the_own_organisation_and_its_institutions() -> None:
    by = administrator()
    inside = member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "An office", "XA"))
    focal_point("XB")
    assert [one.user for one in did_members(by)] == [by, inside]
    assert did_members(focal_point("XC")) == []


def did_members(by: User) -> list[Membership]:
    who = actor(by)
    with acting(who):
        return actions.members(by=who)
