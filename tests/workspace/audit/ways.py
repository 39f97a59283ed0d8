"""For each route to which something is sent: by whom, from which page, and what is filled in there so that it is done."""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from article60.publication.reports.cleared import Answered
from article60.publication.reports.register_sheet import sheet as as_file
from article60.web.accounts.actor import acting
from article60.web.accounts.models import Membership, User
from article60.web.accounts.roles import Kind, Role
from article60.web.assistance import actions as assistance
from article60.web.clearance import actions as clearance
from article60.web.clearance.asked import asked
from article60.web.clearance.models import Item, Part
from article60.web.consent import actions as consent
from article60.web.consent import opening
from article60.web.consent.terms import Terms
from article60.web.people import ways_in
from article60.web.people.models import LOST
from article60.web.provider import searching
from article60.web.provider.actions import publish
from article60.web.register import order
from article60.web.work.letters_wanted import code as code_to_stop
from checklist_files import CELL, CHOICE, filled, made
from curated import rows
from filled_sheet import Filled
from returned_sheets import confirmed
from workspace_people import PASSWORD, Visitor, actor, body, browser, member, need, newest, second_factor
from workspace_providers import FILLED, now, row, workbook

NEED, OTHER, CLEARED = "XA-AAAAAAAA", "XA-BBBBBBBB", "XA-DDDDDDDD"
OFFICE, DAY, NEW = "An office", "2026-01-31", "another seven words that one person keeps"
LONG_AGO = timedelta(days=9)
PDF = b"%PDF-1.4 a note"
HOLDERS: Mapping[str, tuple[Role, Kind, str]] = {
    "focal": (Role.STATE_FOCAL_POINT, Kind.STATE, "XA"),
    "editor": (Role.STATE_EDITOR, Kind.STATE, "XA"),
    "institution": (Role.STATE_INSTITUTION, Kind.INSTITUTION, "XA"),
    "analyst": (Role.SECRETARIAT_ANALYST, Kind.SECRETARIAT, ""),
    "publisher": (Role.SECRETARIAT_PUBLISHER, Kind.SECRETARIAT, ""),
    "officer": (Role.PROVIDER_OFFICER, Kind.PROVIDER, ""),
    "expert": (Role.REVIEWING_EXPERT, Kind.EXPERTS, ""),
    "stakeholder": (Role.STAKEHOLDER, Kind.STAKEHOLDER, ""),
    "operator": (Role.OPERATOR, Kind.OPERATOR, ""),
}
"""Who holds each role, and in what body."""
Fill = Mapping[str, Any] | Callable[[Client], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Way:
    """Somebody fills in a form of a page, which sends it to a route."""

    route: str
    who: str
    page: str
    fill: Fill = field(default_factory=dict)


@dataclass
class Peopled:
    """Accounts and browsers by name."""

    users: dict[str, User] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)

    def actor(self, name: str) -> Any:
        return actor(self.users[name])


def people(release: Path) -> Peopled:
    """One of each role, and some of whom signing in asks more."""
    found = Peopled()
    for name, (role, kind, state) in HOLDERS.items():
        more = {"identifier": _provider(release), "vetted": True} if role is Role.PROVIDER_OFFICER else {}
        where = body(kind, f"{kind} {state}".strip() if role is not Role.STATE_INSTITUTION else OFFICE, state, **more)
        found.users[name] = member(role, where, f"{name}@example.org", administers=name == "focal")
        found.browsers[name] = browser(found.users[name])
    found.browsers["nobody"] = Visitor()
    found.users["fresh"] = member(Role.STATE_EDITOR, body(Kind.STATE, "state XA", "XA"), "fresh@example.org")
    fresh, half = Visitor(), Visitor()
    fresh.post("/en/sign-in/", {"login": "fresh@example.org", "password": PASSWORD})
    both = member(Role.STATE_EDITOR, body(Kind.STATE, "state XB", "XB"), "both@example.org")
    Membership.objects.create(
        user=both,
        organisation=found.users["stakeholder"].memberships.get().organisation,
        role=Role.STAKEHOLDER,
        since=timezone.now(),
    )
    secret = second_factor(both)
    half.post("/en/sign-in/", {"login": "both@example.org", "password": PASSWORD})
    found.users["both"] = both
    found.browsers |= {"fresh": fresh, "half": half, "both": browser(both)}
    found.browsers["half"].secret = secret  # type: ignore[attr-defined]
    return found


def _code(secret: str) -> str:
    shown: str = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    return shown


def _provider(release: Path) -> str:
    """One that takes part in an activity of a pair in State XA, by its identifier."""
    pairs = {one.activity_id for one in rows(release, "matches") if one.state == "XA"}
    parts = rows(release, "activity_organisations")
    return str(next(one.organisation_id for one in parts if one.activity_id in pairs and one.organisation_id and one.ref))


def ways(release: Path, found: Peopled) -> Iterator[Way]:
    """All of them, each on what is prepared for it."""
    yield from _of_signing_in(found)
    yield from _of_people(found)
    yield from _of_the_register(found)
    yield from _of_consent(found)
    yield from _of_the_checklist(found)
    yield from _of_clearance(found)
    yield from _of_a_provider(release, found)
    yield from _of_the_desks(release, found)


def _of_signing_in(found: Peopled) -> Iterator[Way]:
    other = found.users["both"].memberships.order_by("-pk")[0]
    yield Way("workspace:act_in", "both", "/en/", {"membership": str(other.pk)})
    yield Way("account_login", "nobody", "/en/sign-in/", {"login": "stakeholder@example.org", "password": PASSWORD})
    yield Way("mfa_authenticate", "half", "/en/sign-in/code/", lambda client: {"code": _code(client.secret)})  # type: ignore[attr-defined]
    yield Way("account_logout", "focal", "/en/sign-out/")
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    yield Way("account_change_password", "focal", "/en/account/password/", words)
    secret = "mfa.totp.secret"
    yield Way(
        "mfa_activate_totp", "fresh", "/en/account/second-factor/", lambda client: {"code": _code(client.session[secret])}
    )


def _of_people(found: Peopled) -> Iterator[Way]:
    held = {name: user.memberships.order_by("pk")[0].pk for name, user in found.users.items()}
    newcomer = {"email": "newcomer@example.org", "name": "Somebody new", "language": "en"}
    with transaction.atomic():
        lost = ways_in.open_for(found.users["expert"], purpose=LOST, at=timezone.now()).pk
    fresh = found.users["fresh"]
    waits = member(Role.STATE_EDITOR, body(Kind.STATE, "state XA", "XA"), "waits@example.org")
    waits.set_unusable_password()
    waits.save()
    yield Way("people:invite", "focal", "/en/people/invite/", newcomer | {"role": "state_editor"})
    yield Way("people:change", "focal", f"/en/people/{held['editor']}/", {"role": "state_editor", "language": "zh"})
    yield Way("people:end", "focal", f"/en/people/{held['editor']}/")
    yield Way("people:send_again", "focal", "/en/people/")
    yield Way("people:hand_over", "focal", f"/en/people/{held['focal']}/hand-over/", newcomer)
    yield Way("people:lost", "nobody", "/en/sign-in/lost/", {"email": fresh.email})
    entering = reverse("people:enter", args=[lost, ways_in.code(lost)])
    yield Way("people:enter", "nobody", entering, {"password1": NEW, "password2": NEW})
    yield Way("work:letters", "focal", "/en/account/letters/", {"frequency": "daily", "language": "fr"})
    yield Way("work:stop", "nobody", reverse("work:stop", args=[fresh.number, code_to_stop(fresh.number)]))


def _of_the_register(found: Peopled) -> Iterator[Way]:
    need(NEED)
    need(OTHER)
    words = {"text": "Words of the State", "language": "en", "provisions": "33; 16", "timing": "current"}
    at = f"/en/needs/{NEED}/"
    yield Way("register:add", "focal", "/en/needs/add/", words)
    yield Way("register:correct", "editor", f"{at}correct/", words)
    yield Way("register:confirm", "focal", at)
    yield Way("register:met", "focal", f"{at}met/", {"standing": "met", "met_by": "A body", "since": DAY})
    yield Way("register:withdraw", "focal", f"{at}withdraw/")
    yield Way("register:order", "focal", "/en/needs/order/", {NEED: "1"})
    with acting(by := found.actor("editor")):
        said = assistance.Content(text="Advisers", language="en")
        assistance.add("XA-HHHHHHHH", by=by, at=timezone.now(), content=said)
    received = {"text": "Two advisers", "language": "en", "provisions": "36", "progress": "running"}
    at = "/en/assistance/XA-HHHHHHHH/"
    yield Way("assistance:add", "focal", "/en/assistance/add/", received)
    yield Way("assistance:correct", "editor", f"{at}correct/", received)
    yield Way("assistance:confirm", "focal", at)
    yield Way("assistance:withdraw", "focal", at)


def _of_consent(found: Peopled) -> Iterator[Way]:
    at, public = timezone.now(), Terms(audience="public")
    seen, note = newest(NEED).hash, {"reference": "PM 7", "dated": DAY, "note": SimpleUploadedFile("note.pdf", PDF)}
    with acting(by := found.actor("focal")):
        running = consent.give(NEED, by=by, seen=seen, at=at - LONG_AGO, terms=Terms(audience="states_parties")).pk
        consent.give(NEED, by=by, seen=seen, at=at, terms=public)
        order.set_order([NEED], by=by, seen=order.NONE_YET, at=at)
        open_now = opening.open_order([NEED], by=by, at=at)
        said = opening.Published(
            sha256="a" * 64, title="A report", publisher="A ministry", public_address="https://example.org/a", read_on=at.date()
        )
        opening.open_document(said, by=by, at=at)
    hashed, kept = newest(OTHER).hash, consent.Noted(content=PDF, ending="pdf", reference="PM 6", dated=at.date())
    with acting(by := found.actor("publisher")):
        recorded = consent.record_note(OTHER, by=by, version_hash=hashed, at=at, terms=public, note=kept).pk
    yield Way("consent:need", "focal", f"/en/releases/{NEED}/", {"audience": "providers"})
    yield Way("consent:withdraw", "focal", f"/en/releases/{running}/withdraw/")
    wanted = {"need_id": NEED, "version_hash": seen, "audience": "public"}
    yield Way("consent:record", "publisher", "/en/releases/record/", wanted | note)
    yield Way("consent:end", "publisher", f"/en/releases/{recorded}/end/", {"because": "note", **note})
    told = {"file": "", "sha256": "d" * 64, "title": "One more", "publisher": "A ministry", "read_on": DAY}
    yield Way("consent:documents", "focal", "/en/releases/documents/", told | {"public_address": "https://example.org/d"})
    yield Way("consent:close_document", "focal", "/en/releases/documents/")
    yield Way("consent:close_order", "focal", "/en/releases/order/")
    with acting(by := found.actor("focal")):
        opening.close_order(open_now.pk, by=by, at=at)
    yield Way("consent:order", "focal", "/en/releases/order/")


def _of_the_checklist(found: Peopled) -> Iterator[Way]:
    here = "/en/checklists/p1c1v1/"
    organisation = found.actor("institution").organisation
    yield Way("checklist:article", "focal", f"{here}art16/", {CELL: "An Act"})
    yield Way("checklist:assign", "focal", f"{here}art16/", {"institution": str(organisation)})
    words = {"text": "Advice", "language": "en", "provisions": "16", "timing": "current"}
    yield Way("checklist:need", "focal", f"{here}art16/need/", words)
    yield Way("checklist:upload", "focal", here, {"workbook": SimpleUploadedFile("a.xlsx", filled(made(), {CELL: "A decree"}))})
    back = SimpleUploadedFile("b.xlsx", filled(made(), {CHOICE: "no"}))
    answer = found.browsers["focal"].post(f"{here}upload/", {"workbook": back})
    yield Way("checklist:workbook", "focal", str(answer.headers["Location"]))


def _of_clearance(found: Peopled) -> Iterator[Way]:
    need(CLEARED, beneficiary=OFFICE)
    need("XA-EEEEEEEE", beneficiary="Another office")
    at, organisation = timezone.now(), found.actor("institution").organisation
    with acting(by := found.actor("focal")):
        sheet = clearance.make([CLEARED, "XA-EEEEEEEE"], by=by, at=at, after=0)
        item = Item.objects.get(need=CLEARED)
        part = item.part_id
        file = as_file(asked(sheet, list(sheet.items.all())), language="en", ending="docx")
    yield Way("clearance:make", "focal", "/en/clearance/make/", {"needs": [NEED]})
    yield Way("clearance:assign", "focal", "/en/clearance/1/", {"organisation": str(organisation)})
    with acting(by):
        clearance.assign(part, organisation, by=by, at=at)
    page = f"/en/clearance/part/{part}/"
    yield Way("clearance:part", "institution", page, {f"{item.pk}-answer": "confirmed"})
    yield Way("clearance:close", "focal", "/en/clearance/1/")
    with acting(by := found.actor("institution")):
        held = Part.objects.get(pk=part)
        said = clearance.Written(
            item=item.pk, answered=Answered(need_id="", version="", ticked=("corrected",), words="Better", since="", comment="")
        )
        seen = clearance.answers_hash(held, clearance.newest(held))
        clearance.answer(part, [said], by=by, seen=seen, at=at)
    yield Way("clearance:sign", "institution", page, {"office": OFFICE})
    yield Way("clearance:take", "focal", "/en/clearance/1/take/")
    yield Way("clearance:hand_in", "focal", "/en/clearance/1/", {"file": SimpleUploadedFile("back.docx", _ticked(file))})
    yield Way("clearance:hand_in", "focal", "/en/clearance/1/", {"file": SimpleUploadedFile("empty.docx", file)})


def _ticked(sheet: bytes) -> bytes:
    """The file as it comes back with an answer in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.docx"
        path.write_bytes(sheet)
        return Filled(path).tick(CLEARED, "confirmed").save(path).read_bytes()


def _of_a_provider(release: Path, found: Peopled) -> Iterator[Way]:
    desk, client = "/en/provider/reports/", found.browsers["officer"]
    add = f"{desk}add/activity/"
    reported = {name: value for name, value in FILLED.items() if name != "reference"}
    yield Way("provider:add", "officer", add, reported)
    (first,) = re.findall(r'name="reported_id" value="(RP-[A-Z2-7]{8})"', client.get(add).content.decode())
    client.post(add, {**reported, "reported_id": first})
    at = f"{desk}{first}/"
    yield Way("provider:correct", "officer", f"{at}correct/", {"title": "Training of judges"})
    yield Way("provider:publish", "officer", at, {"publish": first, "audience": "public"})
    publish({first: now(first).hash}, by=found.actor("officer"), at=timezone.now(), audience="public")
    yield Way("provider:take_back", "officer", at, {"audience": "public"})
    sheets = "/en/provider/sheets/"
    handed_in = {"language": "en", "file": SimpleUploadedFile("ours.xlsx", workbook(row()))}
    yield Way("provider:sheets", "officer", sheets, handed_in)
    other = {"language": "en", "file": SimpleUploadedFile("more.xlsx", workbook(row("B1")))}
    yield Way("provider:take_over", "officer", str(client.post(sheets, other).headers["Location"]))
    yield Way("provider:searches", "officer", "/en/provider/searches/", {"name": "What is asked in XA", "states": ["XA"]})
    searching.save(
        "RS-AAAAAAAA", name="A", wanted=searching.Wanted(), release=None, by=found.actor("officer"), at=timezone.now()
    )
    yield Way("provider:stop_search", "officer", "/en/provider/searches/RS-AAAAAAAA/")
    listed = client.get("/en/provider/activities/").content.decode()
    activity = re.findall(r"/en/provider/activities/(?:[\w-]+)/", listed)[0]
    yield Way("provider:activity", "officer", activity, {"status": "3", "reason": "It is over"})
    yield Way("provider:claim", "officer", activity)


def _of_the_desks(release: Path, found: Peopled) -> Iterator[Way]:
    document = next(one.document_id for one in rows(release, "documents") if one.file == "XA_1.pdf")
    at = f"/en/review/{document}/"
    yield Way("curation:add", "analyst", f"{at}add/", {"quote": "What was missed", "text": "", "page": "1", "provisions": "33"})
    yield Way("curation:decide", "analyst", at)
    sheets = "/en/review/sheets/"
    yield Way("curation:sheets", "publisher", sheets, {"file": SimpleUploadedFile("back.docx", confirmed(release))})
    other = SimpleUploadedFile("other.docx", confirmed(release, "XI"))
    yield Way("curation:sheet", "publisher", str(found.browsers["publisher"].post(sheets, {"file": other}).headers["Location"]))
    pairs = {one.activity_id: one.match_id for one in rows(release, "matches") if one.state == "XA"}
    mine = {one.activity_id for one in rows(release, "activity_organisations") if one.organisation_id == _provider(release)}
    pair = next(match for activity, match in pairs.items() if activity in mine)
    yield Way("pairs:match", "analyst", f"/en/pairs/{pair}/", {"what": "confirm"})
    yield Way("pairs:comment_on_match", "focal", f"/en/pairs/{pair}/", {"text": "This is ours"})
    listed = found.browsers["focal"].get("/en/overlaps/").content.decode()
    shared = re.findall(r'href="(/en/overlaps/XA-[A-Z2-7]+/)', listed)[0]
    yield Way("pairs:overlap", "analyst", shared, {"what": "joint"})
    yield Way("pairs:comment_on_overlap", "focal", shared, {"text": "They work together"})
