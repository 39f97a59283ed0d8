"""The pages of people: for administrators alone, each form one event, in six languages."""

from typing import Any

import pytest
from django.urls import reverse

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.models import Membership, User
from article60.web.accounts.roles import Kind, Role
from workspace_people import NOW, body, browser, events, focal_point, member

SENT = {"email": "anna@ndara.example", "name": "Anna <b>", "language": "ar", "role": "state_editor"}


def administrator() -> User:
    return member(Role.STATE_FOCAL_POINT, body(Kind.STATE, "State XA", "XA"), administers=True)


def made() -> list[str]:
    return [one for one in events() if one != "accounts.sign_in done"]


def editor() -> User:
    return member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA"))


def membership(user: User) -> int:
    return int(user.memberships.get().pk)


@pytest.mark.parametrize(
    ("route", "sent", "action"),
    [
        ("people:invite", SENT, "people.invite"),
        ("people:change", {"role": "state_editor", "language": "zh"}, "people.change"),
        ("people:end", {}, "people.end"),
        ("people:send_again", {}, "people.send_again"),
    ],
)
def test_each_form_makes_exactly_one_event(route: str, sent: dict[str, Any], action: str) -> None:
    user, other = administrator(), editor()
    other.set_unusable_password()
    other.save()
    client = browser(user)
    told = sent | ({"organisation": user.memberships.get().organisation_id} if route == "people:invite" else {})
    answer = client.post(reverse(route, args=[] if route == "people:invite" else [membership(other)]), told)
    assert answer.headers["Location"] == "/en/people/" and made() == [f"{action} done"]


def test_focal_point_hands_over_and_acts_no_more() -> None:
    user = administrator()
    client, page = browser(user), f"/en/people/{membership(user)}/hand-over/"
    assert "This is who holds the role now" in client.post(page, SENT | {"email": user.email}).content.decode()
    assert client.post(page, SENT).headers["Location"] == "/en/"
    assert made() == ["people.hand_over done"]
    assert "belongs to no organization" in client.get("/en/").content.decode()
    assert Membership.objects.get(until=None).user.email == SENT["email"]


def test_who_is_no_administrator_finds_no_page_and_no_way_to_it() -> None:
    user = focal_point()
    client = browser(user)
    assert client.get("/en/people/").status_code == 404
    assert "/people/" not in client.get("/en/").content.decode()
    assert client.post("/en/people/invite/", SENT).status_code == 404
    assert client.post(f"/en/people/{membership(user)}/end/").status_code == 404
    assert made() == ["gate.refuse refused"] * 2


def test_member_of_another_organisation_is_as_if_not_there() -> None:
    other, client = membership(focal_point("XB")), browser(administrator())
    for page in (f"/en/people/{other}/", f"/en/people/{other}/hand-over/", "/en/people/999999/"):
        assert client.get(page).status_code == 404
    for page in (f"/en/people/{other}/end/", f"/en/people/{other}/again/", f"/en/people/{other}/"):
        assert client.post(page, {"role": "state_editor", "language": "en"}).status_code == 404
    assert made() == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "nothing"}, "not an e-mail address"),
        ({"name": ""}, "Please fill this in"),
        ({"role": "operator"}, "one of the values offered"),
        ({"role": "state_institution"}, "one of the values offered"),
        ({"language": "xx"}, "one of the values offered"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(sent: dict[str, str], words: str) -> None:
    user = administrator()
    told = SENT | {"organisation": str(user.memberships.get().organisation_id)} | sent
    answer = browser(user).post("/en/people/invite/", told)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert made() == [] and User.objects.count() == 1


def test_role_of_another_kind_of_organisation_is_refused_in_words() -> None:
    user, office = administrator(), body(Kind.INSTITUTION, "An office", "XA")
    answer = browser(user).post("/en/people/invite/", SENT | {"organisation": str(office.pk)})
    assert answer.status_code == 422 and "cannot be held in that organization" in answer.content.decode()


def test_language_of_who_works_elsewhere_too_is_not_offered_and_not_taken() -> None:
    client, user = browser(administrator()), editor()
    held = membership(user)
    Membership.objects.create(user=user, organisation=body(Kind.PROVIDER, "A provider"), role=Role.PROVIDER_OFFICER, since=NOW)
    page = client.get(f"/en/people/{held}/").content.decode()
    assert "alone chooses the language of letters" in page and 'name="language"' not in page
    answer = client.post(f"/en/people/{held}/", {"role": "state_editor", "language": "zh", "administers": "on"})
    user.refresh_from_db()
    assert answer.status_code == 302 and user.language == "en" and made() == ["people.change done"]


def test_last_focal_point_is_told_to_hand_over() -> None:
    user = administrator()
    answer = browser(user).post(f"/en/people/{membership(user)}/end/")
    assert answer.status_code == 422 and "hand the role over instead" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language_and_takes_nothing_inline(language: str) -> None:
    user = administrator()
    client = browser(user)
    for place in (
        "people/",
        "people/invite/",
        f"people/{membership(user)}/",
        f"people/{membership(user)}/hand-over/",
        "sign-in/lost/",
    ):
        page = client.get(f"/{language}/{place}").content.decode()
        assert f'<html lang="{language}" dir="{direction(language)}">' in page, place
        assert "<script" not in page and " style=" not in page


def test_name_of_a_person_is_never_markup() -> None:
    user = administrator()
    client = browser(user)
    client.post("/en/people/invite/", SENT | {"organisation": str(user.memberships.get().organisation_id)})
    page = client.get("/en/people/").content.decode()
    assert "Anna <b>" not in page and "Anna &lt;b&gt;" in page and "has not come in yet" in page


@pytest.mark.parametrize(("language", "name"), [("en", "Ndara"), ("ar", "ندارا"), ("ru", "Ндара")])
def test_state_bears_its_name_in_the_readers_language_and_other_bodies_that_which_they_were_given(
    language: str, name: str
) -> None:
    of_the_state, provider = browser(administrator()), browser(member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "A provider")))
    for address in ("", "needs/", "people/"):
        html = of_the_state.get(f"/{language}/{address}").content.decode()
        assert f"<bdi>{name}</bdi>" in html and "<bdi>State XA</bdi>" not in html, address
    assert "<bdi>A provider</bdi>" in provider.get(f"/{language}/").content.decode()
