"""Events stand in the database with the change, in one chain, and cannot be altered there."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from article60.web.audit.actions import Acting, OutsideTransaction, record
from article60.web.audit.chain import Break
from article60.web.audit.models import AuditEvent, AuditPayload
from article60.web.audit.verify import problems

WHO = Acting(account=uuid4(), role="state_focal_point", organisation="XA")
WHEN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def confirmed(need: str) -> AuditEvent:
    return record("register.confirm", by=WHO, about=("need", need), at=WHEN, changed={"reading": "confirmed"})


def test_events_stand_in_one_chain_that_holds() -> None:
    events = [confirmed(f"XA-{number}") for number in range(5)]
    assert [event.number for event in events] == [1, 2, 3, 4, 5]
    assert list(problems(heads={5: events[-1].hash})) == []


def test_event_outside_the_transaction_of_its_change_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, pytest.raises(OutsideTransaction):
        patched.setattr(connection, "in_atomic_block", False)
        confirmed("XA-1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET role = 'operator'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent CASCADE",
        "UPDATE audit_auditpayload SET body = '{}'",
    ],
)
def test_database_refuses_to_alter_what_happened(statement: str) -> None:
    confirmed("XA-1")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.get().role == "state_focal_point"


def test_tampering_past_the_triggers_is_located() -> None:
    for number in range(4):
        confirmed(f"XA-{number}")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER audit_event_only_added")
        cursor.execute("UPDATE audit_auditevent SET about_id = 'XA-9' WHERE number = 3")
    assert list(problems()) == [Break(3, "is not what its hash was made of")]


def test_change_can_be_erased_and_the_chain_still_holds() -> None:
    event = confirmed("XA-1")
    AuditPayload.objects.filter(event=event).delete()
    assert list(problems()) == []
