"""Whoever owns the database and goes past its triggers alters the log: `article60 audit verify` says where.

A hundred ways drawn by chance with every run of the tests; with `--rounds 10`, a thousand.
"""

import random
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from article60.web.audit.actions import Acting, record
from article60.web.audit.models import AuditEvent
from article60.web.audit.verify import problems
from workspace_people import NOW

LENGTH, SLICE = 40, 100
COLUMNS = ("role", "organisation", "action", "outcome", "about_kind", "about_id", "payload_hash", "previous", "hash")


class Over(Exception):
    """Takes a tampering back."""


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def another_word(chance: random.Random, number: int) -> int:
    run(f"UPDATE audit_auditevent SET {chance.choice(COLUMNS)} = 'another' WHERE number = %s", number)
    return number


def another_moment(chance: random.Random, number: int) -> int:
    run("UPDATE audit_auditevent SET at = at + interval '1 microsecond' WHERE number = %s", number)
    return number


def another_person(chance: random.Random, number: int) -> int:
    run("UPDATE audit_auditevent SET actor = gen_random_uuid() WHERE number = %s", number)
    return number


def another_change(chance: random.Random, number: int) -> int:
    run('UPDATE audit_auditpayload SET body = body || \'{"text": "another"}\' WHERE event_id = %s', number)
    return number


def another_salt(chance: random.Random, number: int) -> int:
    run("UPDATE audit_auditpayload SET salt = %s WHERE event_id = %s", b"\0" * 32, number)
    return number


def taken_out(chance: random.Random, number: int) -> int:
    run("DELETE FROM audit_auditpayload WHERE event_id = %s", number)
    run("DELETE FROM audit_auditevent WHERE number = %s", number)
    return number


def taken_out_and_closed_up(chance: random.Random, number: int) -> int:
    """Those after it follow at once."""
    taken_out(chance, number)
    for table, column in (("audit_auditevent", "number"), ("audit_auditpayload", "event_id")):
        run(f"UPDATE {table} SET {column} = -{column} WHERE {column} > %s", number)
        run(f"UPDATE {table} SET {column} = -{column} - 1 WHERE {column} < 0")
    return number


def cut_off(chance: random.Random, number: int) -> int:
    run("DELETE FROM audit_auditpayload WHERE event_id >= %s", number)
    run("DELETE FROM audit_auditevent WHERE number >= %s", number)
    return LENGTH


def made_anew(chance: random.Random, number: int) -> int:
    """With a hash of its own, as whoever knows the chain would; the next one no longer follows."""
    event = AuditEvent.objects.get(number=number)
    event.about_id = "XA-99999999"
    run("UPDATE audit_auditevent SET about_id = %s, hash = %s WHERE number = %s", event.about_id, event.link.hash, number)
    return number


def changed_places(chance: random.Random, number: int) -> int:
    other = number % LENGTH + 1
    for now, then in ((number, -1), (other, number), (-1, other)):
        run("UPDATE audit_auditevent SET number = %s WHERE number = %s", then, now)
        run("UPDATE audit_auditpayload SET event_id = %s WHERE event_id = %s", then, now)
    return min(number, other)


def added_to(chance: random.Random, number: int) -> int:
    copied = ", ".join(("at", "actor", *COLUMNS))
    run(
        f"INSERT INTO audit_auditevent (number, {copied}) SELECT %s, {copied} FROM audit_auditevent WHERE number = %s",
        LENGTH + 1,
        number,
    )
    return LENGTH + 1


WAYS: tuple[Callable[[random.Random, int], int], ...] = (
    another_word, another_moment, another_person, another_change, another_salt, taken_out, taken_out_and_closed_up, cut_off,
    made_anew, changed_places, added_to,
)  # fmt: skip


def chain() -> dict[int, str]:
    """Its head, as it was told outside."""
    for number in range(LENGTH):
        by = Acting(account=None, role="state_focal_point", organisation="XA")
        made = record("register.confirm", by=by, about=("need", f"XA-{number:08}"), at=NOW, changed={"text": f"need {number}"})
    return {made.number: made.hash}


def test_every_tampering_is_located(told: dict[str, object], pytestconfig: pytest.Config) -> None:
    heads, tried, located, missed = chain(), SLICE * pytestconfig.getoption("rounds"), 0, []
    run("SET session_replication_role = replica")  # past the triggers, for the tests' own cluster alone
    for seed in range(tried):
        chance = random.Random(seed)
        way, number = chance.choice(WAYS), chance.randrange(1, LENGTH + 1)
        try:
            with transaction.atomic():
                place = way(chance, number)
                found = [one.number for one in problems(heads=heads)]
                if found and found[0] in (place, place + 1):
                    located += 1
                else:
                    missed.append(f"{seed}: {way.__name__} {number}: {found}")
                raise Over
        except Over:
            pass
    run("SET session_replication_role = origin")
    told |= {"tamperings": tried, "located": located}
    assert missed == [] and list(problems(heads=heads)) == []
