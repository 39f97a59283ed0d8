"""The outbox holds identifiers only, is written with the change that asks for it, and once for each key."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from article60.web.accounts.actor import acting
from article60.web.audit.actions import Acting
from article60.web.jobs import outbox
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.outbox import Entry, NotAnIdentifier, OutsideTransaction
from workspace_people import NOW, actor, events, focal_point

BY = Acting(account=None, role="operator")


def entry(key: str = "need:XA-1", **payload: str) -> Entry:
    return Entry(kind="test", key=key, payload=payload)


def test_entry_outside_the_transaction_of_its_change_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, pytest.raises(OutsideTransaction):
        patched.setattr(connection, "in_atomic_block", False)
        outbox.add(entry(), at=NOW)
    assert OutboxEntry.objects.count() == 0


def test_transaction_taken_back_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.add(entry(), at=NOW)
        raise ZeroDivisionError
    assert OutboxEntry.objects.count() == 0


def test_entry_asked_for_again_is_one_and_stays_as_it_is() -> None:
    outbox.add(entry(need="XA-1"), at=NOW)
    OutboxEntry.objects.update(done_at=NOW)
    outbox.add(entry(need="XA-2"), at=NOW)
    found = OutboxEntry.objects.get()
    assert found.payload == {"need": "XA-1"} and found.done_at == NOW


def test_other_key_or_other_kind_is_another_entry() -> None:
    for one in (entry("a"), entry("b"), Entry(kind="other", key="a")):
        outbox.add(one, at=NOW)
    assert OutboxEntry.objects.count() == 3


@pytest.mark.parametrize(
    "value", ["Legislative drafting", "", "x" * 81, "reply.docx\n", "<b>", "احتياج", 7, None, ["XA-1"], {"a": "b"}]
)
def test_payload_holds_identifiers_only(value: object) -> None:
    with pytest.raises(NotAnIdentifier) as refused:
        Entry(kind="test", key="a", payload={"need": value})  # type: ignore[dict-item]
    assert not isinstance(value, str) or len(value) < 2 or value not in str(refused.value)
    with pytest.raises(DatabaseError), transaction.atomic():  # and past the code
        OutboxEntry.objects.create(kind="test", key="a", payload={"need": value}, made_at=NOW, due_at=NOW)


@pytest.mark.parametrize("payload", [[], "text", ["XA-1"], 7])
def test_payload_is_a_list_of_names_with_identifiers(payload: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        OutboxEntry.objects.create(kind="test", key="a", payload=payload, made_at=NOW, due_at=NOW)


@pytest.mark.parametrize("key", ["", "two words", "x" * 121])
def test_key_is_an_identifier(key: str) -> None:
    with pytest.raises(NotAnIdentifier):
        entry(key)


def test_pages_add_to_the_outbox() -> None:
    with acting(actor(focal_point())):
        outbox.add(entry(), at=NOW)
        outbox.add(entry(), at=NOW)
    assert outbox.waiting() == 1


def test_what_failed_is_listed_without_content_and_taken_up_again_with_an_event() -> None:
    outbox.add(entry(need="XA-1"), at=NOW)
    assert outbox.failed() == []
    OutboxEntry.objects.update(failed_at=NOW, attempts=8, outcome="SMTPServerDisconnected")
    (told,) = outbox.failed()
    assert (told["kind"], told["key"], told["attempts"], told["why"]) == ("test", "need:XA-1", 8, "SMTPServerDisconnected")
    assert "payload" not in told and outbox.waiting() == 0

    found = OutboxEntry.objects.get()
    assert outbox.try_again(found.id, by=BY, at=NOW)
    found.refresh_from_db()
    assert (found.failed_at, found.attempts, outbox.waiting()) == (None, 0, 1)
    assert events() == ["jobs.try_again done"]


def test_what_has_not_failed_is_not_taken_up_again() -> None:
    outbox.add(entry(), at=NOW)
    for one in (OutboxEntry.objects.get().id, uuid4()):
        assert not outbox.try_again(one, by=BY, at=NOW)
    assert events() == []
