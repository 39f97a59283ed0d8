"""A file is taken in once: bytes, row, event and letter, all or none of what others can see."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from article60.byte_store import Empty, TooLarge
from article60.codes.languages import LANGUAGES
from article60.web.accounts.actor import NOBODY, Actor, acting
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.models import AuditEvent
from article60.web.jobs import intake
from article60.web.jobs.models import OutboxEntry, Received
from article60.web.jobs.wording import not_taken
from workspace_at_once import staying
from workspace_people import NOW, actor, body, events, focal_point, member


@pytest.fixture(autouse=True)
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RECEIVED", str(tmp_path / "received"))
    return tmp_path / "received"


def receive(by: Actor, content: bytes = b"a reply of an institution", name: str = "reply.docx") -> intake.TakenIn:
    with acting(by):
        return intake.receive([content], name=name, by=by, at=NOW)


def counts() -> tuple[int, int, int]:
    return (Received.objects.count(), events().count("jobs.receive done"), OutboxEntry.objects.filter(kind="mail").count())


def test_file_is_one_row_one_event_and_one_letter() -> None:
    by = actor(focal_point())
    taken = receive(by)
    assert counts() == (1, 1, 1) and not taken.known
    assert intake.store().path(taken.file.sha256).read_bytes() == b"a reply of an institution"
    entry = OutboxEntry.objects.get()
    assert entry.payload == {"letter": "received", "account": str(by.account)}


def test_same_bytes_twice_are_one() -> None:
    by = actor(focal_point())
    first = receive(by)
    second = receive(by, name="the same under another name.docx")
    assert second.known and second.file == first.file and counts() == (1, 1, 1)


def test_other_bytes_are_another_file() -> None:
    by = actor(focal_point())
    receive(by)
    assert not receive(by, b"another").known and counts() == (2, 2, 2)


def test_nobody_learns_from_the_same_bytes_that_another_has_them() -> None:
    receive(actor(focal_point("XA")))
    other = receive(actor(focal_point("XB")))
    assert not other.known and counts() == (2, 2, 2)


def test_transaction_taken_back_leaves_no_row_no_event_and_no_letter() -> None:
    by = actor(focal_point())
    with pytest.raises(ZeroDivisionError), acting(by):
        intake.receive([b"a reply"], name="a", by=by, at=NOW)
        raise ZeroDivisionError
    assert counts() == (0, 0, 0)
    assert not receive(by, b"a reply").known and counts() == (1, 1, 1)


@pytest.mark.parametrize("by", [NOBODY, Actor(role=Role.STATE_FOCAL_POINT, state="XA"), Actor(job="intake", state="XA")])
def test_file_is_handed_in_by_a_person_for_an_organisation(by: Actor, received: Path) -> None:
    with pytest.raises(intake.NobodyHandsIn):
        receive(by)
    assert not received.exists()


def test_file_cannot_be_handed_in_for_another_organisation() -> None:
    by, other = actor(focal_point("XA")), actor(focal_point("XB"))
    for pretended in (
        Actor(account=by.account, role=by.role, organisation=other.organisation, state="XA"),
        Actor(account=by.account, role=by.role, organisation=by.organisation, state="XB"),
    ):
        with pytest.raises(DatabaseError), acting(by):
            intake.receive([b"a reply"], name="a", by=pretended, at=NOW)
    assert counts() == (0, 0, 0)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\x\\reply.docx", "reply.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202ec.txt", "abc.txt"),
        ("x" * 300, "x" * 200),
    ],
)
def test_name_of_a_file_is_its_last_part_without_what_cannot_be_shown(given: str, kept: str) -> None:
    assert receive(actor(focal_point()), name=given).file.name == kept


def test_event_names_no_file() -> None:
    receive(actor(focal_point()), name="secret plan.docx")
    payload = AuditEvent.objects.get().payload.body
    assert set(payload) == {"sha256", "size", "organisation"}


def everyone() -> Iterator[Actor]:
    yield NOBODY
    for state in ("XA", "XB"):
        institution = body(Kind.INSTITUTION, f"Office of {state}", state)
        for role, of in (
            (Role.STATE_FOCAL_POINT, body(Kind.STATE, f"State {state}", state)),
            (Role.STATE_INSTITUTION, institution),
        ):
            yield actor(member(role, of))
    for kind, role in (
        (Kind.SECRETARIAT, Role.SECRETARIAT_ANALYST),
        (Kind.PROVIDER, Role.PROVIDER_OFFICER),
        (Kind.OPERATOR, Role.OPERATOR),
    ):
        yield actor(member(role, body(kind, kind.value)))


def test_page_and_database_let_the_same_people_see_the_same_files() -> None:
    people = list(everyone())
    for by in people:
        if by.organisation is not None and by.role is not Role.OPERATOR:
            receive(by, f"of {by.organisation}".encode())
    seen = []
    for one in people:
        with acting(one), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM jobs_received")
            found = {row[0] for row in cursor.fetchall()}
            assert found == {file.id for file in Received.objects.visible_to(one)}, one
            seen.append(len(found))
    # nobody; XA: the State sees its institution's, which sees its own; XB the same; the secretariat, a provider; the operator
    assert seen == [0, 2, 1, 2, 1, 1, 1, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_file_was_not_taken_is_said_in_every_language(language: str) -> None:
    with override(language):
        said = {not_taken(Empty(), most_megabytes=100), not_taken(TooLarge(), most_megabytes=100)}
    assert len(said) == 2 and any("100" in one for one in said)


class TestAtOnce:
    """In transactions of their own, which stay."""

    @pytest.fixture
    def db(self, database: None) -> Iterator[None]:
        with staying("jobs_received", "jobs_outboxentry", "accounts_user", "accounts_organisation"):
            yield

    def test_sent_twice_at_the_same_moment_it_is_one(self, db: None) -> None:
        Organisation.objects.filter(state="XA").delete()
        by = actor(focal_point())
        gate, came = threading.Barrier(4), []

        def send() -> None:
            gate.wait()
            came.append(receive(by))
            connection.close()

        threads = [threading.Thread(target=send) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert sorted(one.known for one in came) == [False, True, True, True]
        assert len({one.file.id for one in came}) == 1
        with transaction.atomic():
            assert counts() == (1, 1, 1)


def test_limit_is_the_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RECEIVED_MEGABYTES", 1)
    large: Any = b"x" * (1024 * 1024 + 1)
    with pytest.raises(TooLarge):
        receive(actor(focal_point()), large)
    assert counts() == (0, 0, 0)
