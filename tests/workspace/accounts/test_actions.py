"""Who is let in: account, organisation and membership, each once, with one event."""

from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from article60.web.accounts.actions import Invited, UnusableAccount, dismiss, invite, reset
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Role
from article60.web.audit.models import AuditEvent
from workspace_people import NOW, browser, events, focal_point

FOCAL = Invited(email="A@ndara.example", name="A", role=Role.STATE_FOCAL_POINT, organisation="Ndara", state="XA", language="fr")


def test_invitation_makes_account_and_membership_and_one_event_without_the_name() -> None:
    password = invite(FOCAL, at=NOW)
    user = User.objects.get()
    assert len(password) >= 20 and user.check_password(password)
    held = Membership.objects.get()
    assert (held.user, held.role, held.organisation.state) == (user, "state_focal_point", "XA")
    assert events() == ["accounts.invite done"]
    assert AuditEvent.objects.get().payload.body == {
        "account": str(user.number), "role": "state_focal_point", "organisation": held.organisation_id, "administers": True,
        "language": "fr", "body": {"kind": "state", "name": "Ndara", "state": "XA"},
    }  # fmt: skip


def test_same_invitation_again_changes_nothing() -> None:
    invite(FOCAL, at=NOW)
    assert invite(replace(FOCAL, email="a@NDARA.example"), at=NOW) == ""
    assert (User.objects.count(), Membership.objects.count(), len(events())) == (1, 1, 1)


def test_state_stands_once_whatever_it_is_called() -> None:
    invite(FOCAL, at=NOW)
    invite(replace(FOCAL, email="b@ndara.example", role=Role.STATE_EDITOR, organisation="The Republic of Ndara"), at=NOW)
    assert Organisation.objects.get().name == "Ndara"


@pytest.mark.parametrize("wrong", [replace(FOCAL, state=""), replace(FOCAL, role=Role.PROVIDER_OFFICER)])
def test_code_of_a_state_is_given_for_those_who_act_for_one_and_for_nobody_else(wrong: Invited) -> None:
    with pytest.raises(UnusableAccount, match="code of a State"):
        invite(wrong, at=NOW)
    assert User.objects.count() == 0


def test_who_has_lost_a_factor_gets_a_new_start_and_every_session_ends() -> None:
    user = focal_point()
    client = browser(user)
    password = reset(user.email.upper(), at=NOW)
    assert client.get("/en/needs/").headers["Location"].startswith("/en/sign-in/")
    assert User.objects.get().check_password(password) and Authenticator.objects.count() == 0
    assert events()[-1] == "accounts.reset done"


def test_who_leaves_is_let_in_no_more_and_told_of_once() -> None:
    user = focal_point()
    client = browser(user)
    assert (dismiss(user.email, at=NOW), dismiss(user.email, at=NOW)) == (1, 0)
    assert client.get("/en/needs/").headers["Location"] == "/en/"
    assert events()[1:] == ["accounts.dismiss done"]


@pytest.mark.parametrize("job", [reset, dismiss])
def test_account_that_is_not_there_is_named(job: Any) -> None:
    with pytest.raises(UnusableAccount, match=r"no account of z@ndara\.example"):
        job("z@ndara.example", at=NOW)


def test_provider_is_vetted_until_that_is_ended_each_time_with_one_event() -> None:
    officer = Invited(email="o@norvald.example", name="O", role=Role.PROVIDER_OFFICER, organisation="Norvald")
    for said, vetted in ((None, False), (True, True), (None, True), (True, True), (False, False)):
        invite(replace(officer, vetted=said), at=NOW)
        assert Organisation.objects.get().vetted is vetted
    assert events() == ["accounts.invite done", "accounts.vet done", "accounts.vet done"]


def test_nobody_but_a_provider_is_vetted() -> None:
    with pytest.raises(UnusableAccount, match="only a provider"):
        invite(replace(FOCAL, vetted=True), at=NOW)
    assert not User.objects.exists()
