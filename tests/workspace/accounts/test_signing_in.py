"""Signing in: password, second factor, limits, and how long it lasts."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.utils import timezone

from article60.web.accounts.models import Membership, User
from article60.web.accounts.pseudonyms import pseudonym
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.signed_in import SINCE
from article60.web.audit.models import AuditEvent
from workspace_people import PASSWORD, Visitor, body, browser, events, focal_point, member, need, second_factor

SIGN_IN, CODE, SET_UP = "/en/sign-in/", "/en/sign-in/code/", "/en/account/second-factor/"


def code(secret: str) -> str:
    shown: str = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    return shown


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> str:
    answer = client.post(SIGN_IN, {"login": user.email, "password": password}, **more)
    return answer.headers.get("Location") or answer.content.decode()


def test_password_alone_opens_nothing_and_a_second_factor_opens_the_register() -> None:
    need()
    client = Visitor()
    assert sign_in(client, focal_point()) == "/en/"
    assert client.get("/en/needs/").headers["Location"] == "/en/"
    assert "needs a second factor" in client.get("/en/").content.decode()

    page = client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    assert client.post(SET_UP, {"code": code(secret)}).headers["Location"] == "/en/account/recovery-codes/"
    assert client.get("/en/account/recovery-codes/").content.decode().count("<li><code>") == 10
    assert "<li><code>" not in client.get("/en/account/recovery-codes/").content.decode()
    assert "XA-AAAAAAAA" in client.get("/en/needs/").content.decode()
    assert events() == ["accounts.sign_in done", "accounts.add_second_factor done"]


def test_next_sign_in_asks_for_the_code() -> None:
    user = focal_point()
    secret = second_factor(user)
    client = Visitor()
    assert sign_in(client, user) == CODE
    assert client.get("/en/needs/").headers["Location"].startswith(SIGN_IN)
    assert "This code is not right" in client.post(CODE, {"code": "000000"}).content.decode()
    assert client.post(CODE, {"code": code(secret)}).headers["Location"] == "/en/"
    assert client.get("/en/needs/").status_code == 200


def test_session_opened_before_there_was_a_second_factor_does_not_count() -> None:
    user, client = focal_point(), Visitor()
    sign_in(client, user)
    second_factor(user)
    assert client.get("/en/needs/").headers["Location"] == "/en/"
    assert 'href="/en/sign-in/again/"' in client.get("/en/").content.decode()
    after = "/en/sign-in/?next=%2Fen%2F"
    assert client.post("/en/sign-out/", {"next": after}).headers["Location"] == after


def test_secret_of_a_second_factor_is_not_readable_in_the_database() -> None:
    user = focal_point()
    secret = second_factor(user)
    assert secret not in str(Authenticator.objects.get(user=user, type="totp").data)


def test_stakeholder_needs_a_password_only() -> None:
    client = Visitor()
    sign_in(client, member(Role.STAKEHOLDER, body(Kind.STAKEHOLDER, "A civil society organization")))
    assert "needs a second factor" not in client.get("/en/").content.decode()


def test_wrong_password_and_unknown_account_are_answered_alike() -> None:
    user, words = focal_point(), "Address and password do not belong together"
    assert words in sign_in(Visitor(), user, "wrong")
    user.email = "nobody@example.org"
    assert words in sign_in(Visitor(), user, "wrong")
    first, second = AuditEvent.objects.all()
    for one in (first, second):
        assert (one.action, one.outcome, one.actor, one.about_kind) == ("accounts.sign_in", "refused", None, "address")
        assert "@" not in one.about_id and one.payload.body == {}
    assert first.about_id != second.about_id and len(first.about_id) == len(second.about_id)


def test_attempts_for_one_address_have_one_name_in_the_log_that_only_the_servers_key_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.conf import settings

    known = pseudonym(" A@example.org")
    assert known == pseudonym("a@example.org") and "a@example" not in known
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert pseudonym("a@example.org") != known


def test_wrong_code_of_a_second_factor_leaves_an_event_of_the_account() -> None:
    user = focal_point()
    second_factor(user)
    client = Visitor()
    sign_in(client, user)
    client.post(CODE, {"code": "000000"})
    last = AuditEvent.objects.last()
    assert (last.action, last.outcome, last.actor) == ("accounts.second_factor", "refused", user.number)


def test_sixth_attempt_is_refused_even_with_the_right_password_and_nobody_else_is_locked_out() -> None:
    user, other = focal_point(), focal_point("XB")
    for _ in range(5):
        sign_in(Visitor(), user, "wrong")
    assert "Too many attempts" in sign_in(Visitor(), user)
    assert sign_in(Visitor(), other) == "/en/"
    assert sign_in(Visitor(), user, REMOTE_ADDR="192.0.2.7") == "/en/"


def test_role_that_was_taken_away_is_gone_with_the_next_request() -> None:
    user = focal_point()
    client = browser(user)
    assert client.get("/en/needs/").status_code == 200
    Membership.objects.filter(user=user).update(until=timezone.now())
    assert client.get("/en/needs/").headers["Location"] == "/en/"
    assert "belongs to no organization" in client.get("/en/").content.decode()


@pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 302)])
def test_session_ends_after_twelve_hours(hours: float, status: int) -> None:
    client = browser(focal_point())
    session = client.session
    session[SINCE] = time.time() - hours * 3600
    session.save()
    assert client.get("/en/needs/").status_code == status


def test_cookie_of_a_session_is_kept_from_scripts_and_other_sites() -> None:
    client = Visitor()
    sign_in(client, focal_point())
    cookie = client.cookies["sessionid"]
    assert client.session.get_expiry_age() == 30 * 60 and not cookie["max-age"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        ("short", "short", "at least twelve characters"),
        ("passwordpassword1", "another one here", "written in two ways"),
        ("1qaz2wsx3edc", "1qaz2wsx3edc", "one of the most common"),
    ],
)
def test_poor_password_is_refused_with_the_reason(new: str, again: str, words: str) -> None:
    client = browser(focal_point())
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": again}
    assert words in client.post("/en/account/password/", sent).content.decode()


def test_person_acts_in_the_membership_that_was_chosen_and_in_no_other_persons() -> None:
    user, other = focal_point(), focal_point("XC")
    second = Membership.objects.create(
        user=user, organisation=body(Kind.STATE, "State XB", "XB"), role=Role.STATE_EDITOR, since=timezone.now()
    )
    need("XB-AAAAAAAA")
    client = browser(user)
    assert "XB-AAAAAAAA" not in client.get("/en/needs/").content.decode()
    assert client.post("/en/act-in/", {"membership": other.memberships.get().pk}).status_code == 404
    client.post("/en/act-in/", {"membership": second.pk})
    assert "XB-AAAAAAAA" in client.get("/en/needs/").content.decode()


def test_page_to_which_somebody_is_led_after_signing_in_is_one_of_ours() -> None:
    client = Visitor()
    user = member(Role.STAKEHOLDER, body(Kind.STAKEHOLDER, "A civil society organization"))
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/en/"
    page = browser(user).get("/en/sign-in/again/?next=https://elsewhere.example/").content.decode()
    assert "elsewhere" not in page.partition("<main")[2]
