"""Ways in: a link works once, for a while, with the server's key alone; who asks for one learns nothing of accounts."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail as outgoing
from django.urls import reverse

from article60.web.accounts.models import User
from article60.web.audit.models import AuditEvent
from article60.web.jobs import mail
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.task import Task
from article60.web.people import entering, ways_in
from article60.web.people.models import INVITED, LOST, WayIn
from article60.web.people.ways_in import NoWayIn, code
from workspace_people import NOW, PASSWORD, Visitor, browser, events, focal_point

NEW = "another seven words that are kept by one person"
LOST_PAGE = "/en/sign-in/lost/"


def opened(user: User, purpose: str = LOST) -> UUID:
    from django.db import transaction

    with transaction.atomic():
        return ways_in.open_for(user, purpose=purpose, at=NOW).id


def test_link_sets_the_password_once_and_ends_every_session() -> None:
    user = focal_point()
    client, way_in = browser(user), opened(user)
    entering.enter(way_in, code(way_in), NEW, at=NOW)
    user.refresh_from_db()
    assert user.check_password(NEW) and client.get("/en/needs/").status_code == 302
    assert events()[-1] == "people.enter done"
    with pytest.raises(NoWayIn):
        entering.enter(way_in, code(way_in), PASSWORD, at=NOW)


@pytest.mark.parametrize(
    ("purpose", "hours", "works"), [(LOST, 0.9, True), (LOST, 1.1, False), (INVITED, 167, True), (INVITED, 169, False)]
)
def test_link_works_for_its_time(purpose: str, hours: float, works: bool) -> None:
    way_in = opened(focal_point(), purpose)
    at = NOW + timedelta(hours=hours)
    if works:
        assert ways_in.found(way_in, code(way_in), at=at).purpose == purpose
    else:
        with pytest.raises(NoWayIn):
            ways_in.found(way_in, code(way_in), at=at)


def test_newer_link_closes_the_older_ones() -> None:
    user = focal_point()
    old, new = opened(user), opened(user)
    assert ways_in.found(new, code(new), at=NOW).user == user
    with pytest.raises(NoWayIn):
        ways_in.found(old, code(old), at=NOW)


def test_link_of_another_purpose_stays_until_one_is_used() -> None:
    user = focal_point()
    invited, lost = opened(user, INVITED), opened(user)
    assert {ways_in.found(one, code(one), at=NOW).purpose for one in (invited, lost)} == {INVITED, LOST}
    entering.enter(lost, code(lost), NEW, at=NOW)
    with pytest.raises(NoWayIn):
        ways_in.found(invited, code(invited), at=NOW)


def test_invitation_outlives_whoever_asks_for_a_lost_password() -> None:
    user = focal_point()
    user.set_unusable_password()
    user.save()
    invited = opened(user, INVITED)
    asked, unknown = (Visitor().post(LOST_PAGE, {"email": email}).content for email in (user.email, "nobody@example.org"))
    assert asked == unknown and ways_in.found(invited, code(invited), at=NOW).user == user
    assert [one.payload["letter"] for one in OutboxEntry.objects.all()] == ["invited"]


def test_who_reads_the_database_cannot_make_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    way_in = opened(focal_point())
    right = code(way_in)
    assert right not in str(WayIn.objects.values()) + str(OutboxEntry.objects.values())
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert code(way_in) != right
    with pytest.raises(NoWayIn):
        ways_in.found(way_in, right, at=NOW)


def test_account_that_was_closed_has_no_way_in() -> None:
    user = focal_point()
    way_in = opened(user)
    User.objects.update(is_active=False)
    with pytest.raises(NoWayIn):
        ways_in.found(way_in, code(way_in), at=NOW)


def test_letter_holds_the_link_and_no_password_and_nothing_of_it_stands_in_the_outbox() -> None:
    from django.conf import settings

    user = focal_point()
    way_in = opened(user, INVITED)
    entry = OutboxEntry.objects.get()
    settings.ARTICLE60_MAIL, before = "smtp://mail.example.org", settings.ARTICLE60_MAIL
    outgoing.outbox.clear()
    mail.send(Task(kind=entry.kind, key=entry.key, payload=entry.payload, made_at=NOW))
    settings.ARTICLE60_MAIL = before
    (sent,) = outgoing.outbox
    assert reverse("people:enter", args=[way_in, code(way_in)]) in sent.body and PASSWORD not in sent.body
    assert code(way_in) not in str(entry.payload)


def test_answer_and_event_are_the_same_whether_or_not_there_is_an_account() -> None:
    user = focal_point()
    pages = [Visitor().post(LOST_PAGE, {"email": email}).content for email in (user.email, "nobody@example.org")]
    assert pages[0] == pages[1] and b"a letter is on its way" in pages[0]
    first, second = AuditEvent.objects.all()
    for one in (first, second):
        assert (one.action, one.outcome, one.actor, one.about_kind) == ("people.ask_for_way_in", "done", None, "address")
    assert [one.payload["letter"] for one in OutboxEntry.objects.all()] == ["lost"]


def test_fourth_request_for_an_address_within_an_hour_sends_nothing_and_another_address_is_not_blocked() -> None:
    user = focal_point()
    answers = [Visitor().post(LOST_PAGE, {"email": user.email}).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429] and OutboxEntry.objects.count() == 3
    assert Visitor().post(LOST_PAGE, {"email": "nobody@example.org"}).status_code == 200
    for _ in range(2):
        Visitor().post(LOST_PAGE, {"email": "nobody@example.org"})
    assert Visitor().post(LOST_PAGE, {"email": "nobody@example.org"}).status_code == 429


def test_page_of_a_link_takes_a_good_password_and_leads_to_the_sign_in() -> None:
    user = focal_point()
    way_in = opened(user)
    WayIn.objects.update(until=NOW + timedelta(days=9999))
    page = reverse("people:enter", args=[way_in, code(way_in)])
    client = Visitor()
    assert user.email in client.get(page).content.decode()
    answer = client.post(page, {"password1": "short", "password2": "short"})
    assert answer.status_code == 422 and "at least twelve characters" in answer.content.decode()
    assert "written in two ways" in client.post(page, {"password1": NEW, "password2": PASSWORD}).content.decode()
    assert client.post(page, {"password1": NEW, "password2": NEW}).headers["Location"] == "/en/sign-in/"
    assert client.get(page).status_code == 404
    assert events() == ["people.enter done"]


def test_link_that_is_wrong_is_answered_as_one_that_was_used() -> None:
    way_in = opened(focal_point())
    entering.enter(way_in, code(way_in), NEW, at=NOW)
    wrong = uuid4()
    one, other = (Visitor().get(reverse("people:enter", args=told)) for told in ([way_in, code(way_in)], [wrong, "0" * 40]))
    assert one.status_code == other.status_code == 404
    assert one.content.replace(str(way_in).encode(), b"").replace(code(way_in).encode(), b"") == other.content.replace(
        str(wrong).encode(), b""
    ).replace(b"0" * 40, b"")
