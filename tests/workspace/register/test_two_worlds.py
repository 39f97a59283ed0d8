"""Who may not see a need gets byte for byte the same answers where it is there and where it is not."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from article60.domain.checklist import checklist
from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.models import Organisation, User
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Kind, Role
from article60.web.assistance import actions as assistance
from article60.web.assistance.content import Content
from article60.web.checklist.actions import Change, answer, assign
from article60.web.checklist.models import Workbook
from article60.web.clearance import actions as clearance
from article60.web.consent import opening
from article60.web.consent.actions import give, take_back
from article60.web.consent.opening import Published
from article60.web.consent.terms import Terms
from article60.web.jobs.models import Received
from article60.web.provider import actions as reports
from article60.web.provider.searching import Wanted, save
from article60.web.register import actions, order
from article60.web.register.querysets import Versions
from workspace_people import NOW, actor, body, browser, focal_point, member, need, newest

SECRET, HIDDEN = "XA-SSSSSSSS", "RP-SSSSSSSS"
OF_A_REPORT = tuple(f"provider:{name}" for name in ("report", "correct", "take_back", "check"))
OF_A_NEED = ("register:need", "register:confirm", "register:correct", "register:met", "register:withdraw", "consent:need")
OF_A_NUMBER = tuple(f"consent:{name}" for name in ("withdraw", "end", "close_document", "close_order"))
SENT_TO = ("register", "consent", "checklist", "assistance", "clearance", "provider")
OF_ASSISTANCE = tuple(f"assistance:{name}" for name in ("piece", "correct", "confirm", "withdraw"))
OF_THE_DESK: dict[str, list[object]] = {
    "curation:document": ["DOC-AAAAAAAA"],
    "curation:add": ["DOC-AAAAAAAA"],
    "curation:decide": ["DOC-AAAAAAAA", SECRET, "correct"],
    "curation:picture": ["evidence/none.png"],
}
GIVEN = "csrfmiddlewaretoken|need_id|assistance_id|reported_id|search_id"
CHANGING = re.compile(rf'name="({GIVEN})" value="[\w-]*"|[A-Z2-7]{{32}}|d="M[^"]*"'.encode())
"""What differs from one answer to the next in any world: tokens, fresh identifiers and secrets, and their picture."""


FIRST = 900
MANY = (1, *range(FIRST + 1, FIRST + 5))
"""Numbers of releases and receipts: those of the secret, which are set so in its world, and one of nothing."""


class Over(Exception):
    """Takes a world back."""


def people() -> dict[str, User]:
    """One of each role; none of them may see the secret."""
    bodies = {
        Kind.STATE: body(Kind.STATE, "State XB", "XB"),
        Kind.INSTITUTION: body(Kind.INSTITUTION, "An institution", "XB"),
        Kind.SECRETARIAT: body(Kind.SECRETARIAT, "Secretariat"),
        Kind.PROVIDER: body(Kind.PROVIDER, "A provider", vetted=True),
        Kind.EXPERTS: body(Kind.EXPERTS, "Reviewing experts"),
        Kind.STAKEHOLDER: body(Kind.STAKEHOLDER, "A civil society organization"),
        Kind.OPERATOR: body(Kind.OPERATOR, "Operator"),
    }
    body(Kind.PROVIDER, "A body of nobody here")
    body(Kind.INSTITUTION, "An institution of nobody here", "XA")
    other = body(Kind.INSTITUTION, "Another institution of the same State", "XA")
    return {role.value: member(role, bodies[role.of]) for role in Role} | {
        "institution of the State, not responsible": member(Role.STATE_INSTITUTION, other)
    }


def secret(owner: User) -> None:
    """A need with a history and a place in an order."""
    by, first = actor(owner), need(SECRET, text="Nobody else may know of this")
    with acting(by):
        actions.correct(SECRET, by=by, seen=first.hash, at=NOW, words={"text": "Nobody else may know of this either"})
        order.set_order([SECRET], by=by, seen=order.NONE_YET, at=NOW)
        answer(checklist("p1c1v1"), [Change(cell="16.need", base="", value="Nobody else may know of this")], by=by, at=NOW)
        assign(checklist("p1c1v1"), "16", [Organisation.objects.get(name="An institution of nobody here").pk], by=by, at=NOW)
        came_back(by)
    consented(by)
    cleared(by)
    hidden()


def cleared(by: Actor) -> None:
    """Asked of an institution for which nobody here acts."""
    with connection.cursor() as cursor:
        for table in ("clearance_sheet", "clearance_part", "clearance_item"):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, FIRST])
    asked = member(Role.STATE_INSTITUTION, body(Kind.INSTITUTION, "An institution of nobody here", "XA"))
    with acting(by):
        part = clearance.make([SECRET], by=by, at=NOW, after=0).parts.get()
        clearance.assign(part.pk, actor(asked).organisation, by=by, at=NOW)


def came_back(by: Actor) -> None:
    """A workbook of the checklist, with an answer in it."""
    when = {"organisation_id": by.organisation, "state": by.state}
    file = Received.objects.create(sha256="0" * 64, size=1, received_at=NOW, received_by=by.account, **when)
    changed = {"16.need": ["", "Nobody else may know of this"]}
    same = {"checklist": "p1c1v1", "changed": changed, "wrong": [], "read_at": NOW, "read_by": by.account}
    Workbook.objects.create(id=UUID(int=FIRST), file=file, **same, **when)


def hidden() -> None:
    """What another provider reports and has published to nobody, or has taken back."""
    officer = actor(member(Role.PROVIDER_OFFICER, Organisation.objects.get(name="A body of nobody here")))
    said = ReportedActivity(title="Nobody else may know of this", language="en", states=("XA",), status="2", start=NOW.date())
    with acting(officer):
        made = reports.add(HIDDEN, by=officer, at=NOW, kind="activity", activity=said)
        reports.publish({HIDDEN: made.hash}, by=officer, at=NOW, audience="public")
        reports.take_back(HIDDEN, by=officer, at=NOW, audience="public")
        save("RS-SSSSSSSS", name="Nobody else may know of this", wanted=Wanted(), release=None, by=officer, at=NOW)


def consented(by: Actor) -> None:
    """To everybody, but waiting; to States parties, and taken back; to a body for which nobody here acts."""
    with connection.cursor() as cursor:
        for table in ("register_informationrelease", "consent_receipt", "consent_opendocument", "consent_openorder"):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, FIRST])
    seen, at = newest(SECRET).hash, timezone.now()
    last = at.date() + timedelta(days=90)
    named = Terms(audience="organisations", organisation=Organisation.objects.get(name="A body of nobody here"), until=last)
    with acting(by):
        for terms in (Terms(audience="public"), Terms(audience="states_parties"), named):
            made = give(SECRET, by=by, seen=seen, at=at - timedelta(days=9 * (terms.audience != "public")), terms=terms)
            if terms.audience == "states_parties":
                take_back(made.pk, by=by, at=at)
        document = Published(
            sha256="5" * 64,
            title="Nobody else may know of it",
            publisher="X",
            public_address="https://x.example/",
            read_on=last,
        )
        opening.open_document(document, by=by, at=at)
        opening.open_order([SECRET], by=by, at=at)
        receives = Content(text="Nobody else may know who helps", language="en", need_ids=(SECRET,))
        assistance.add(SECRET, by=by, at=at, content=receives)


def asked() -> Iterator[tuple[str, str]]:
    for name, policy in policies().items():
        space = name.partition(":")[0]
        for named in _named(name):
            for method in ("GET", "POST") if space in SENT_TO else ("GET",):
                if method in policy.allowed or method == "GET":
                    yield method, reverse(name, args=named)


def _named(route: str) -> list[list[object]]:
    """What a route may name: the secret or what comes with it, what is not there, what is another's."""
    if route == "checklist:workbook":
        return [["p1c1v1", UUID(int=one)] for one in (FIRST, FIRST + 1)]
    if route in ("checklist:overview", "checklist:download", "checklist:upload"):
        return [["p1c1v1"], ["p9c9v9"]]
    if route.startswith("checklist:") and route != "checklist:checklists":
        return [["p1c1v1", "16"], ["p1c1v1", "5"]]
    if route in OF_ASSISTANCE:
        return [[SECRET], ["XA-ZZZZZZZZ"]]
    if route in OF_A_REPORT:
        return [[HIDDEN], ["RP-ZZZZZZZZ"]]
    if route in ("provider:search", "provider:stop_search"):
        return [["RS-SSSSSSSS"], ["RS-ZZZZZZZZ"]]
    if route in ("provider:activity", "provider:claim"):
        return [["ACT-AAAAAAAA", "ours"][: 1 + (route == "provider:claim")]]
    if route == "provider:add":
        return [["activity"], ["programme"]]
    if route in ("provider:sheet", "provider:take_over", "curation:sheet"):
        return [[UUID(int=1)]]
    if route in OF_A_NUMBER:
        return [[one] for one in MANY]
    if route == "consent:receipt":
        return [[one, kind] for one in MANY for kind in ("json", "json.sig")]
    if route.startswith("pairs:") and route not in ("pairs:matches", "pairs:overlaps"):
        return [[SECRET], ["XA-ZZZZZZZZ"]]
    if route.startswith("clearance:") and route not in ("clearance:sheets", "clearance:make", "clearance:asked"):
        kind = {"clearance:file": ["sheet.docx"], "clearance:part_file": ["part.docx"]}.get(route, [])
        return [[one, *kind] for one in MANY]
    if route in OF_THE_DESK:
        return [OF_THE_DESK[route]]
    if route == "consent:note":
        return [["XA", "0" * 64], ["XB", "0" * 64]]
    if route in ("people:enter", "work:stop"):
        return [["00000000-0000-4000-8000-000000000000", "0" * 40]]
    if route in ("people:change", "people:end", "people:send_again", "people:hand_over"):
        return [[1]]
    return [[SECRET], ["XA-ZZZZZZZZ"], ["XB-AAAAAAAA"]] if route in OF_A_NEED else [[]]


def answers(clients: dict[str, Client], *, with_secret: bool, owner: User) -> dict[tuple[str, str, str], object]:
    found: dict[tuple[str, str, str], object] = {}
    try:
        with transaction.atomic():
            if with_secret:
                secret(owner)
            for who, client in clients.items():
                for method, address in asked():
                    answer = client.generic(method, address)
                    kept = {name: value for name, value in answer.headers.items() if name != "Expires"}
                    found[who, method, address] = (answer.status_code, kept, CHANGING.sub(b"", answer.content))
            raise Over
    except Over:
        return found


def test_nobody_else_can_tell_whether_there_is_a_need() -> None:
    owner = focal_point("XA")
    need("XB-AAAAAAAA")
    clients = {who: browser(user) for who, user in people().items()} | {"nobody": Client()}
    without = answers(clients, with_secret=False, owner=owner)
    with_it = answers(clients, with_secret=True, owner=owner)
    assert len(without) > 300
    assert [question for question, answer in without.items() if with_it[question] != answer] == []


def test_who_may_see_it_does_see_a_difference() -> None:
    body(Kind.PROVIDER, "A body of nobody here")
    body(Kind.INSTITUTION, "An institution of nobody here", "XA")
    owner = focal_point("XA")
    clients = {"owner": browser(owner)}
    without = answers(clients, with_secret=False, owner=owner)
    with_it = answers(clients, with_secret=True, owner=owner)
    changed = {address for (_, _, address), answer in without.items() if with_it["owner", "GET", address] != answer}
    assert {"/en/needs/", "/en/needs/order/", f"/en/needs/{SECRET}/", "/en/releases/", f"/en/releases/{SECRET}/"} <= changed
    assert {f"/en/checklists/{one}" for one in CHECKLIST} <= changed
    assert {f"/en/releases/{FIRST + 1}/withdraw/", f"/en/releases/receipts/{FIRST + 1}.json"} <= changed
    assert {"/en/releases/documents/", "/en/releases/order/"} <= changed
    assert {"/en/assistance/", f"/en/assistance/{SECRET}/"} <= changed


CHECKLIST = ("p1c1v1/", "p1c1v1/file/", "p1c1v1/art16/", "p1c1v1/art16/history/", f"p1c1v1/workbooks/{UUID(int=FIRST)}/")
FOCAL_POINTS = ("state_focal_point", "state_institution")
"""Of another State."""


def test_either_lock_alone_keeps_the_need_and_with_both_broken_it_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = focal_point("XA")
    need("XB-AAAAAAAA")
    clients = {who: browser(user) for who, user in people().items() if who in FOCAL_POINTS}

    def differing(*, code: bool, database: bool) -> int:
        with monkeypatch.context() as broken:
            if code:
                broken.setattr(Versions, "visible_to", lambda found, by, on: found.for_everyone())
            if database:
                broken.setattr("article60.web.accounts.actor.WEB", "postgres")
            without = answers(clients, with_secret=False, owner=owner)
            with_it = answers(clients, with_secret=True, owner=owner)
        return sum(with_it[question] != answer for question, answer in without.items())

    assert differing(code=True, database=False) == 0
    assert differing(code=False, database=True) == 0
    assert differing(code=True, database=True) > 0
