"""Every route has a policy, every policy a route; what is refused leaves a trace, what is only read none."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from article60.web.accounts.pages import NAVIGATION
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Role
from article60.web.accounts.wording import ROLES, ROUTES
from article60.web.audit.models import AuditEvent
from workspace_people import browser, events, focal_point, need

WITH_A_NEED = "XA-AAAAAAAA"


def routes(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from routes(one.url_patterns, space + inner)
        else:
            yield f"{space}{one.name}"


def address(route: str) -> str:
    return reverse(route, args=[WITH_A_NEED] if route in OF_A_NEED else MORE.get(route, []))


OF_A_NEED = {f"register:{name}" for name in ("need", "confirm", "correct", "met", "withdraw")} | {"consent:need"}
MORE = {
    **{f"clearance:{name}": [1] for name in ("sheet", "take", "close", "hand_in", "part", "sign", "assign")},
    **{f"pairs:{name}": ["XA-AAAAAAAA"] for name in ("match", "comment_on_match", "overlap", "comment_on_overlap")},
    "clearance:file": [1, "sheet.docx"],
    "clearance:part_file": [1, "part.docx"],
    **{f"checklist:{name}": ["p1c1v1"] for name in ("overview", "download", "upload")},
    "checklist:workbook": ["p1c1v1", UUID(int=1)],
    **{f"checklist:{name}": ["p1c1v1", "16"] for name in ("article", "history", "assign", "need")},
    **{f"assistance:{name}": ["XA-AAAAAAAA"] for name in ("piece", "correct", "confirm", "withdraw")},
    **{f"provider:{name}": ["RP-AAAAAAAA"] for name in ("report", "correct", "take_back")},
    "provider:add": ["activity"],
    "provider:check": ["RP-AAAAAAAA"],
    "provider:activity": ["ACT-AAAAAAAA"],
    "provider:claim": ["ACT-AAAAAAAA", "ours"],
    **{f"provider:{name}": ["RS-AAAAAAAA"] for name in ("search", "stop_search")},
    **{f"provider:{name}": [UUID(int=1)] for name in ("sheet", "take_over")},
    **{f"consent:{name}": [1] for name in ("withdraw", "end", "close_document", "close_order")},
    **{f"people:{name}": [1] for name in ("change", "end", "send_again", "hand_over")},
    "consent:note": ["XA", "0" * 64],
    "consent:receipt": [1, "json"],
    "people:enter": ["00000000-0000-4000-8000-000000000000", "0" * 40],
    "work:stop": ["00000000-0000-4000-8000-000000000000", "0" * 40],
    "curation:document": ["DOC-AAAAAAAA"],
    "curation:add": ["DOC-AAAAAAAA"],
    "curation:decide": ["DOC-AAAAAAAA", "XA-AAAAAAAA", "correct"],
    "curation:picture": ["evidence/none.png"],
    "curation:sheet": [UUID(int=1)],
}


def test_every_route_has_a_policy_and_every_policy_a_route() -> None:
    assert sorted(routes(get_resolver().url_patterns)) == sorted(policies())
    assert set(ROUTES) == set(policies()) and set(NAVIGATION) <= set(policies())
    assert {"nobody", *Role, "intake"} == set(ROLES)


def test_what_is_only_read_leaves_no_event() -> None:
    need()
    client = browser(focal_point())
    before = AuditEvent.objects.count()
    for route, policy in policies().items():
        if "GET" in policy.allowed:
            assert client.get(address(route)).status_code in (200, 302, 404), route
    assert AuditEvent.objects.count() == before


def test_who_has_not_signed_in_is_led_there_whatever_is_asked_for() -> None:
    need()
    for place in ("/en/needs/XA-AAAAAAAA/", "/en/needs/XA-ZZZZZZZZ/"):
        answer = Client().get(place)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/en/sign-in/?next=")


@pytest.mark.parametrize(
    "route", [name for name, policy in policies().items() if "nobody" not in policy.allowed.get("POST", ["nobody"])]
)
def test_nobody_can_send_what_only_a_state_may(route: str) -> None:
    need()
    assert Client().post(address(route), {}).status_code == 404
    spaces = ("register", "consent", "checklist", "assistance", "people", "curation")
    assert [one for one in events() if one.startswith(spaces)] == []


def test_refusal_leaves_one_event_that_says_nothing_of_what_was_sent() -> None:
    from article60.web.accounts.roles import Kind
    from workspace_people import body, member

    need()
    client = browser(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    before = len(events())
    assert client.post(address("register:withdraw"), {"reason": "a secret"}).status_code == 404
    assert events()[before:] == ["gate.refuse refused"]
    assert AuditEvent.objects.last().payload.body == {}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_not_there(method: str) -> None:
    client = browser(focal_point())
    assert getattr(client, method)("/en/needs/").status_code == 404


def test_answers_are_kept_by_nobody_and_load_nothing_from_elsewhere() -> None:
    client = browser(focal_point())
    for answer in (client.get("/en/needs/"), client.get("/en/nothing/"), Client().get("/en/sign-in/")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY" and answer.headers["X-Content-Type-Options"] == "nosniff"


def test_form_from_another_site_changes_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser(focal_point()).cookies
    version = need()
    before = len(events())
    answer = client.post(address("register:confirm"), {"seen": version.hash})
    assert answer.status_code == 403 and "Nothing was changed" in answer.content.decode()
    assert len(events()) == before
