"""A consent is one event and one receipt; it holds for one version, waits, and can be taken back; nobody else consents."""

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as configured
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.audit.verify import problems
from article60.web.common.allowed import NotAllowed
from article60.web.consent import actions
from article60.web.consent.actions import Noted
from article60.web.consent.models import Note, Receipt
from article60.web.consent.policies import may_decide, may_record
from article60.web.consent.receipts import NAMESPACE
from article60.web.consent.terms import Terms, UnusableTerms, first_day
from article60.web.register.actions import NoSuchNeed, correct
from article60.web.register.models import InformationRelease, NeedVersion
from workspace_people import NOW, actor, body, events, focal_point, member, need, newest

NEED = "XA-AAAAAAAA"
PUBLIC, STATES = Terms(audience="public"), Terms(audience="states_parties")
NOTE = Noted(content=b"%PDF-1.7 a note", ending="pdf", reference="PM/2026/31", dated=date(2026, 11, 20))
WAITED = timedelta(days=4)


def given(by: Actor, *, seen: str = "", at: Any = NOW, terms: Terms = PUBLIC, **more: Any) -> InformationRelease:
    with acting(by):
        return actions.give(NEED, by=by, seen=seen or newest().hash, at=at, terms=terms, **more)


def recorded(by: Actor, version: NeedVersion, *, terms: Terms = PUBLIC, **more: Any) -> InformationRelease:
    told = {"need_id": NEED, "version_hash": version.hash, "at": NOW, "note": NOTE} | more
    with acting(by):
        return actions.record_note(told.pop("need_id"), by=by, terms=terms, **told)


def ended(by: Actor, release: InformationRelease, *, at: Any = NOW) -> InformationRelease:
    with acting(by):
        return actions.take_back(release.pk, by=by, at=at)


def publisher() -> Actor:
    return actor(member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat")))


def seen_by_others(on: date) -> list[str]:
    other = Actor(role=Role.STATE_FOCAL_POINT, organisation=0, state="XB")
    return [one.text for one in NeedVersion.objects.visible_to(other, on)]


def test_others_see_it_when_it_has_waited_for_whole_days_and_not_before() -> None:
    version, by = need(), actor(focal_point())
    made = given(by)
    assert made.since == first_day(NOW, waiting_days=3) == NOW.date() + WAITED
    assert (made.version_id, made.version_hash, made.consented_in_role) == (version.pk, version.hash, "state_focal_point")
    assert seen_by_others(made.since - timedelta(days=1)) == []
    assert seen_by_others(made.since) == [version.text]
    assert events() == ["consent.give done"]


def test_silence_releases_nothing() -> None:
    need()
    assert seen_by_others(NOW.date() + timedelta(days=10_000)) == []


def test_newer_version_is_not_released_by_the_consent_to_the_older_one() -> None:
    first, by = need(), actor(focal_point())
    made = given(by)
    with acting(by):
        correct(NEED, by=by, seen=first.hash, at=NOW, words={"text": "What is new"})
    assert seen_by_others(made.since) == [first.text]
    given(by)
    assert sorted(seen_by_others(made.since)) == sorted([first.text, "What is new"])


def test_what_was_not_on_the_page_is_not_consented_to() -> None:
    first, by = need(), actor(focal_point())
    with acting(by):
        correct(NEED, by=by, seen=first.hash, at=NOW, words={"text": "What is new"})
    for seen in (first.hash, "0" * 64, ""):
        with pytest.raises(Overtaken), acting(by):
            actions.give(NEED, by=by, seen=seen, at=NOW, terms=PUBLIC)
    assert not InformationRelease.objects.exists()


def test_stopped_while_it_waits_it_is_never_seen() -> None:
    need()
    by = actor(focal_point())
    made = given(by)
    assert ended(by, made, at=NOW + timedelta(days=3)).withdrawn_at == NOW + timedelta(days=3)
    assert seen_by_others(made.since) == []
    ended(by, made, at=NOW + WAITED)
    assert events() == ["consent.give done", "consent.stop done"]


def test_withdrawn_later_it_is_seen_no_more_and_can_be_given_again() -> None:
    version, by = need(), actor(focal_point())
    made = given(by)
    ended(by, made, at=NOW + WAITED)
    assert seen_by_others(made.since) == []
    again = given(by, at=NOW + WAITED)
    assert seen_by_others(again.since) == [version.text] and again != made
    assert events() == ["consent.give done", "consent.withdraw done", "consent.give done"]


def test_sent_twice_is_done_once() -> None:
    need()
    by = actor(focal_point())
    assert given(by) == given(by)
    assert events() == ["consent.give done"] and Receipt.objects.count() == 1


def test_named_organisation_sees_it_until_the_day_named() -> None:
    version, by = need(), actor(focal_point())
    fund = body(Kind.PROVIDER, "A fund")
    last = NOW.date() + timedelta(days=30)
    given(by, terms=Terms(audience="organisations", organisation=fund, until=last))
    officer = Actor(role=Role.PROVIDER_OFFICER, organisation=fund.pk)
    assert NeedVersion.objects.visible_to(officer, last).get() == version
    assert not NeedVersion.objects.visible_to(officer, last + timedelta(days=1)).exists()
    assert seen_by_others(last) == []


def test_last_day_within_the_waiting_period_is_no_release() -> None:
    need()
    by, fund = actor(focal_point()), body(Kind.PROVIDER, "A fund")
    terms = Terms(audience="organisations", organisation=fund, until=NOW.date() + timedelta(days=3))
    for tried in (lambda: given(by, terms=terms), lambda: recorded(publisher(), newest(), terms=terms)):
        with pytest.raises(UnusableTerms):
            tried()


@pytest.mark.parametrize(
    "terms", [{"audience": "private"}, {"audience": "organisations"}, {"audience": "public", "until": NOW}]
)
def test_terms_that_leave_open_who_sees_it_are_none(terms: dict[str, Any]) -> None:
    with pytest.raises(UnusableTerms):
        Terms(**terms)


@pytest.mark.parametrize("role", Role)
def test_who_may_consent_and_record_and_why_not(role: Role) -> None:
    own = Actor(role=role, state="XA")
    assert bool(may_decide(own, state="XA")) == (role is Role.STATE_FOCAL_POINT)
    assert bool(may_record(own)) == (role is Role.SECRETARIAT_PUBLISHER)
    assert not may_decide(own, state="XB") and not may_decide(Actor(role=role), state="")


def test_editor_of_the_state_neither_consents_nor_takes_back() -> None:
    version = need()
    made = given(actor(focal_point()))
    editor = actor(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    with pytest.raises(NotAllowed):
        given(editor, seen=version.hash, terms=STATES)
    with pytest.raises(NotAllowed):
        ended(editor, made)


def test_another_state_finds_neither_need_nor_release() -> None:
    version = need()
    made = given(actor(focal_point()))
    other = actor(focal_point("XB"))
    with pytest.raises(NoSuchNeed):
        given(other, seen=version.hash)
    with pytest.raises(actions.NoSuchRelease):
        ended(other, made)


def test_secretariat_records_a_note_which_the_state_sees_and_can_refuse() -> None:
    version, by, state = need(), publisher(), actor(focal_point())
    made = recorded(by, version)
    assert (made.since, made.note, made.consented_in_role) == (first_day(NOW, waiting_days=3), NOTE.sha256, by.role)
    with acting(state):
        assert bytes(Note.objects.get().content) == NOTE.content
        assert actions.of_state(by=state).get() == made
        assert json.loads(Receipt.objects.get().body)["note_sha256"] == NOTE.sha256
    ended(state, made)
    assert seen_by_others(made.since) == []
    assert events() == ["consent.record done", "consent.stop done"]


def test_state_corrects_a_record_in_one_step() -> None:
    version, by, state = need(), publisher(), actor(focal_point())
    wrong = recorded(by, version)
    right = given(state, terms=STATES, instead_of=wrong.pk)
    wrong.refresh_from_db()
    assert wrong.withdrawn_at == NOW and wrong.withdrawn_by == state.account
    assert (right.audience, right.consented_in_role, right.note) == ("states_parties", "state_focal_point", "")
    assert given(state, terms=STATES, instead_of=wrong.pk) == right
    assert events() == ["consent.record done", "consent.correct done"]


def test_note_that_names_no_version_is_told_in_the_same_words_as_one_of_another_need() -> None:
    version, by = need(), publisher()
    need("XA-BBBBBBBB")
    wrong = ({"version_hash": "0" * 64}, {"need_id": "XA-BBBBBBBB"}, {"need_id": "XA-ZZZZZZZZ"}, {"version_hash": ""})
    for one in wrong:
        with pytest.raises(NoSuchNeed) as error:
            recorded(by, version, **one)
        assert str(error.value) == one.get("need_id", NEED)
    assert events() == [] and not Note.objects.exists()


def test_who_records_sees_nothing_of_the_need_before_or_after() -> None:
    version, by = need(), publisher()
    with acting(by):
        assert not NeedVersion.objects.visible_to(by, NOW.date()).exists()
    recorded(by, version)
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_needversion")
        assert cursor.fetchone() == (0,)


def test_one_note_about_several_needs_is_kept_once() -> None:
    by, versions = publisher(), [need(), need("XA-BBBBBBBB")]
    for version in versions:
        recorded(by, version, need_id=version.need_id)
    assert Note.objects.count() == 1 and InformationRelease.objects.count() == 2


@pytest.mark.parametrize("role", ["analyst", "focal", "editor"])
def test_nobody_else_records(role: str) -> None:
    version = need()
    who = {
        "analyst": member(Role.SECRETARIAT_ANALYST, body(Kind.SECRETARIAT, "Secretariat")),
        "focal": focal_point(),
        "editor": member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")),
    }
    with pytest.raises(NotAllowed):
        recorded(actor(who[role]), version)


@pytest.mark.parametrize(
    ("role", "changed"),
    [
        ("editor", {}),
        ("publisher", {"consented_in_role": "secretariat_publisher", "note": "0" * 64}),
        ("focal", {"version_hash": "0" * 64}),
        ("focal", {"state": "XB"}),
        ("focal", {"consented_in_role": "secretariat_publisher", "note": "0" * 64}),
    ],
)
def test_database_itself_refuses_a_release_that_was_not_consented_to(role: str, changed: dict[str, Any]) -> None:
    version = need()
    who = {
        "editor": member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")),
        "publisher": member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat")),
        "focal": focal_point(),
    }
    by = actor(who[role])
    row = {
        "need_id": NEED, "version_id": version.pk, "version_hash": version.hash, "state": "XA", "audience": "public",
        "since": NOW.date(), "consented_at": NOW, "consented_by": by.account, "consented_in_role": "state_focal_point",
    } | changed  # fmt: skip
    with pytest.raises(DatabaseError), acting(by):
        InformationRelease.objects.create(**row)


def test_release_is_taken_back_once_and_otherwise_never_changed_not_even_by_the_owner() -> None:
    need()
    by = actor(focal_point())
    made = ended(by, given(by))
    for statement in (
        "UPDATE register_informationrelease SET withdrawn_at = NULL",
        "UPDATE register_informationrelease SET withdrawn_at = now()",
        "UPDATE register_informationrelease SET since = CURRENT_DATE",
        "DELETE FROM register_informationrelease",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    made.refresh_from_db()
    assert made.withdrawn_at == NOW


@pytest.fixture
def settings() -> Any:
    before = configured.ARTICLE60_SIGNING_KEY
    yield configured
    configured.ARTICLE60_SIGNING_KEY = before


def test_receipt_tells_what_was_done_and_which_event_told_of_it() -> None:
    version, by = need(), actor(focal_point())
    ended(by, given(by))
    told = [json.loads(one.body) for one in Receipt.objects.all()]
    assert [one["what"] for one in told] == ["given", "stopped"]
    assert [one["event"] for one in told] == [f"{one.number}:{one.hash}" for one in AuditEvent.objects.all()]
    assert {one["version_hash"] for one in told} == {version.hash} and {one["signed"] for one in told} == {False}
    heads = dict(one["event"].split(":") for one in told)
    assert list(problems(heads={int(number): hashed for number, hashed in heads.items()})) == []


def test_receipt_is_signed_where_a_key_is_set(settings: LazySettings, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    settings.ARTICLE60_SIGNING_KEY = str(key)
    need()
    given(actor(focal_point()))
    made = Receipt.objects.get()
    (tmp_path / "sig").write_text(made.signature)
    (tmp_path / "signers").write_text(f"register {key.with_suffix('.pub').read_text()}")
    asked = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "register", "-s", "sig", "-n"]

    def holds(told: str, namespace: str = NAMESPACE) -> bool:
        done = subprocess.run([*asked, namespace], input=told.encode(), cwd=tmp_path, capture_output=True, check=False)
        return done.returncode == 0

    assert json.loads(made.body)["signed"] is True and holds(made.body)
    assert not holds(made.body.replace("public", "providers")) and not holds(made.body, "article60-release")


def test_key_that_cannot_be_used_keeps_nobody_from_consenting(settings: LazySettings, tmp_path: Path) -> None:
    settings.ARTICLE60_SIGNING_KEY = str(tmp_path / "no key")
    need()
    given(actor(focal_point()))
    made = Receipt.objects.get()
    assert json.loads(made.body)["signed"] is False and made.signature == ""


def test_nothing_of_a_person_stands_in_a_receipt() -> None:
    need()
    user = focal_point()
    given(actor(user))
    told = Receipt.objects.get().body
    for kept in (user.name, user.email, str(user.number)):
        assert kept not in told


def test_day_on_which_it_begins_is_never_the_day_of_the_consent() -> None:
    now = timezone.now()
    assert configured.ARTICLE60_WAITING_DAYS >= 1
    assert first_day(now, waiting_days=1) == now.date() + timedelta(days=2)
