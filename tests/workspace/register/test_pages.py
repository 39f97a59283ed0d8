"""The pages of the register: each form makes one event, what was written is never lost, in six languages."""

import itertools
import re
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Kind, Role
from article60.web.register.models import InformationRelease, NeedVersion, Order
from workspace_people import NOW, PASSWORD, WORDS, body, browser, events, focal_point, member, need, newest

NEED = "XA-AAAAAAAA"
WRITTEN = {"text": "My words", "language": "fr", "provisions": "16; 46 (9) (b)", "types": ["legal_advice"], "timing": "current"}
SENT: dict[str, tuple[str, dict[str, Any]]] = {
    "register:add": ("register.add", WRITTEN | {"need_id": "XA-NNNNNNNN"}),
    "register:confirm": ("register.confirm", {}),
    "register:correct": ("register.correct", WRITTEN),
    "register:met": ("register.met", {"standing": "met", "met_by": "A fund", "since": "2026-01-05"}),
    "register:withdraw": ("register.withdraw", {"reason": "done"}),
    "register:order": ("register.prioritise", {NEED: "1"}),
    "account_change_password": (
        "accounts.change_password", {"oldpassword": PASSWORD, "password1": PASSWORD[::-1], "password2": PASSWORD[::-1]},
    ),
    "account_logout": ("accounts.sign_out", {}),
    "workspace:act_in": ("accounts.act_in", {}),
}  # fmt: skip
ELSEWHERE = {"account_login", "mfa_authenticate", "mfa_activate_totp"}
"""Forms that need more steps: see `accounts/test_signing_in.py`."""


OF_A_NEED = ("register:need", "register:confirm", "register:correct", "register:met", "register:withdraw", "consent:need")
MORE: dict[str, list[Any]] = {
    **{f"assistance:{name}": [NEED] for name in ("piece", "correct", "confirm", "withdraw")},
    **{f"consent:{name}": [1] for name in ("withdraw", "end", "close_document", "close_order")},
    **{f"people:{name}": [1] for name in ("change", "end", "send_again", "hand_over")},
    "consent:note": ["XA", "0" * 64], "consent:receipt": [1, "json"],
    "people:enter": ["00000000-0000-4000-8000-000000000000", "0" * 40],
    "work:stop": ["00000000-0000-4000-8000-000000000000", "0" * 40],
    **{f"curation:{name}": ["DOC-AAAAAAAA"] for name in ("document", "add")},
    "curation:decide": ["DOC-AAAAAAAA", NEED, "correct"], "curation:picture": ["evidence/none.png"],
    **{f"checklist:{name}": ["p1c1v1"] for name in ("overview", "download", "upload")},
    "checklist:workbook": ["p1c1v1", UUID(int=1)],
    **{f"provider:{name}": ["RP-AAAAAAAA"] for name in ("report", "correct", "take_back")}, "provider:add": ["activity"],
    "provider:check": ["RP-AAAAAAAA"], "provider:activity": ["ACT-AAAAAAAA"], "provider:claim": ["ACT-AAAAAAAA", "ours"],
    **{f"provider:{name}": ["RS-AAAAAAAA"] for name in ("search", "stop_search")},
    **{f"provider:{name}": [UUID(int=1)] for name in ("sheet", "take_over")}, "curation:sheet": [UUID(int=1)],
    **{f"checklist:{name}": ["p1c1v1", "16"] for name in ("article", "history", "assign", "need")},
}  # fmt: skip

OTHERS = ("consent:", "work:", "checklist:", "assistance:", "clearance:", "people:", "provider:", "curation:", "pairs:")
"""Applications whose forms have tests of their own."""


def address(route: str, language: str = "en") -> str:
    from django.utils import translation

    with translation.override(language):
        return reverse(route, args=[NEED] if route in OF_A_NEED else MORE.get(route, []))


def test_every_form_is_known_here() -> None:
    found = {name for name, policy in policies().items() if "POST" in policy.allowed and not name.startswith(OTHERS)}
    assert found == {*SENT, *ELSEWHERE}


@pytest.mark.parametrize("route", SENT)
def test_each_form_makes_exactly_one_event(route: str) -> None:
    user, first = focal_point(), need()
    client = browser(user)
    before = len(events())
    action, sent = SENT[route]
    if route == "workspace:act_in":
        sent = {"membership": user.memberships.get().pk}
    seen = {} if route == "register:order" else {"seen": first.hash}
    assert client.post(address(route), seen | sent).status_code == 302
    assert events()[before:] == [f"{action} done"]


def test_words_are_kept_as_they_were_written() -> None:
    first = need()
    browser(focal_point()).post(address("register:correct"), WRITTEN | {"seen": first.hash, "reason": "named now"})
    now = newest()
    assert (now.text, now.language, now.provisions, now.types) == ("My words", "fr", ["16", "46(9)(b)"], ["legal_advice"])
    assert (now.reason, now.confirmed) == ("named now", True)


@pytest.mark.parametrize(
    ("route", "mine"),
    [
        ("register:correct", WRITTEN),
        ("register:met", {"standing": "met", "met_by": "My words", "since": ""}),
        ("register:withdraw", {"reason": "My words"}),
    ],
)
def test_both_texts_are_shown_where_two_have_written_and_nothing_is_lost(route: str, mine: dict[str, Any]) -> None:
    first = need()
    one, other = browser(focal_point()), browser(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    other.post(address("register:correct"), WRITTEN | {"seen": first.hash, "text": "Words of the other"})
    before = len(events())

    answer = one.post(address(route), mine | {"seen": first.hash})
    page = answer.content.decode()
    assert answer.status_code == 409 and "My words" in page and "Words of the other" in page
    assert len(events()) == before

    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None and seen[1] == newest().hash
    assert one.post(address(route), mine | {"seen": seen[1]}).status_code == 302
    assert [version.number for version in NeedVersion.objects.for_everyone().order_by("number")] == [1, 2, 3]


def test_need_that_changed_meanwhile_is_shown_and_not_confirmed() -> None:
    first, client = need(), browser(focal_point())
    client.post(address("register:correct"), WRITTEN | {"seen": first.hash, "text": "Newer words"})
    answer = client.post(address("register:confirm"), {"seen": first.hash})
    page = answer.content.decode()
    assert answer.status_code == 409 and "It was not confirmed" in page and "Newer words" in page
    assert 'href="/fr/needs/XA-AAAAAAAA/"' in page


def test_numbers_are_shown_again_where_two_have_set_an_order() -> None:
    need()
    need("XA-BBBBBBBB")
    client = browser(focal_point())
    client.post(address("register:order"), {NEED: "1", "seen": ""})
    answer = client.post(address("register:order"), {"XA-BBBBBBBB": "7", "seen": ""})
    assert answer.status_code == 409 and 'value="7"' in answer.content.decode()
    assert Order.objects.count() == 1


def test_order_that_was_never_set_is_not_followed_by_one() -> None:
    need()
    answer = browser(focal_point()).post(address("register:order"), {NEED: "1", "seen": "0" * 64})
    assert answer.status_code == 409 and 'value="1"' in answer.content.decode()


@pytest.mark.parametrize(
    ("route", "sent", "words"),
    [
        ("register:correct", WRITTEN | {"text": ""}, "Please fill this in"),
        ("register:correct", WRITTEN | {"provisions": "16; 99"}, "no such provision"),
        ("register:correct", WRITTEN | {"types": ["magic"]}, "one of the values offered"),
        ("register:met", {"standing": "met", "since": "yesterday"}, "This is not a day"),
        ("register:met", {"standing": "met", "since": "2999-01-01"}, "has not come yet"),
        ("register:met", {"standing": "withdrawn"}, "one of the values offered"),
        ("register:order", {NEED: "first"}, "A place is a whole number"),
        ("register:order", {NEED: "²"}, "A place is a whole number"),
    ],
)
def test_what_cannot_be_kept_is_said_and_changes_nothing(route: str, sent: dict[str, Any], words: str) -> None:
    first, client = need(), browser(focal_point())
    before = len(events())
    seen = "" if route == "register:order" else first.hash
    answer = client.post(address(route), sent | {"seen": seen})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert len(events()) == before


@pytest.mark.parametrize(("hour", "status"), [("11:00", 302), ("09:00", 422)])
def test_day_has_begun_where_clocks_are_fourteen_hours_ahead(hour: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    first, client = need(), browser(focal_point())
    now = datetime.fromisoformat(f"2026-03-01T{hour}:00+00:00")
    monkeypatch.setattr("article60.web.common.days.timezone.now", lambda: now)
    sent = {"standing": "met", "since": "2026-03-02", "seen": first.hash}
    assert client.post(address("register:met"), sent).status_code == status


@pytest.mark.parametrize("need_id", ["XB-NNNNNNNN", "XA-NNN", "XA-NNNNNNN1", "", "XA-NNNNNNNN\n"])
def test_need_cannot_be_added_under_an_identifier_that_is_not_its_states(need_id: str) -> None:
    client = browser(focal_point())
    assert client.post(address("register:add"), WRITTEN | {"need_id": need_id}).status_code == 404


def test_words_of_people_are_never_markup() -> None:
    first, client = need(), browser(focal_point())
    bad = "<script>alert(1)</script>"
    client.post(address("register:correct"), WRITTEN | {"seen": first.hash, "text": bad, "beneficiary": bad, "reason": bad})
    seen = newest().hash
    client.post(address("register:met"), {"seen": seen, "standing": "partly_met", "met_by": bad})
    for route in ("register:needs", "register:need", "register:correct", "register:order"):
        page = client.get(address(route)).content.decode()
        assert bad not in page and "&lt;script&gt;" in page


def test_editor_is_told_that_the_focal_point_confirms_and_is_shown_no_way_to() -> None:
    need()
    client = browser(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    page = client.get(address("register:need")).content.decode()
    assert "left to the focal point" in page and "/confirm/" not in page
    assert "waits for the focal point" in client.get(address("register:correct")).content.decode()


def test_institution_reads_what_it_is_responsible_for_and_writes_nothing() -> None:
    office = body(Kind.INSTITUTION, "Office for the Suppression of Corruption", "XA")
    need(institution=office)
    need("XA-BBBBBBBB")
    client = browser(member(Role.STATE_INSTITUTION, office))
    page = client.get(address("register:needs")).content.decode()
    assert NEED in page and "XA-BBBBBBBB" not in page and "/add/" not in page
    assert client.get(address("register:correct")).status_code == 404
    assert client.post(address("register:confirm")).status_code == 404


FILES = ("checklist:download",)
"""What is loaded down instead of shown."""
READ = [
    name
    for name, policy in policies().items()
    if "GET" in policy.allowed and name not in FILES and not name.startswith(("clearance:", "pairs:"))
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language_in_its_direction(language: str) -> None:
    need()
    seen = set()
    for client, route in itertools.product((browser(focal_point()), Client()), READ):
        answer = client.get(address(route, language))
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith(f"/{language}/")
            continue
        assert f'<html lang="{language}" dir="{direction(language)}">' in answer.content.decode(), route
        seen.add(route)
    assert seen >= {*READ} - {"mfa_authenticate", "mfa_activate_totp"}


def test_page_needs_no_script_and_takes_nothing_inline() -> None:
    need()
    client = browser(focal_point())
    for route in READ:
        page = client.get(address(route)).content.decode()
        assert "<script" not in page and " style=" not in page and "onclick" not in page, route


def test_another_state_to_which_a_version_was_released_reads_that_version_and_nothing_about_it() -> None:
    first, user = need(), focal_point()
    browser(user).post(address("register:correct"), WRITTEN | {"seen": first.hash, "reason": "a reason of our own"})
    now = newest()
    InformationRelease.objects.create(
        need=now.need, version=now, state="XA", audience="states_parties", since=NOW.date(), consented_at=NOW,
        consented_by=user.number, version_hash=now.hash,
    )  # fmt: skip
    page = browser(focal_point("XB")).get(address("register:need")).content.decode()
    assert "My words" in page
    for kept in ("a reason of our own", user.name, "Who can see this", "/correct/", "/confirm/"):
        assert kept not in page, kept
    assert page.count('id="v-') == 1
    assert "All States parties" in browser(user).get(address("register:need")).content.decode()


def test_history_names_people_to_their_own_state() -> None:
    first, user = need(), focal_point()
    client = browser(user)
    client.post(address("register:confirm"), {"seen": first.hash})
    page = client.get(address("register:need")).content.decode()
    history = page.partition("What it said before")[2]
    assert user.name in history and "Filled in from a Release" in history and WORDS in history


def test_document_page_and_release_of_a_place_have_something_between_them() -> None:
    held = need()
    html = browser(focal_point()).get(f"/en/needs/{held.need_id}/").content.decode()
    assert "<bdi>DEMO/IRG/I/2/1/Add.1</bdi>, page 4" in html and '<span class="who">· Release' in html
