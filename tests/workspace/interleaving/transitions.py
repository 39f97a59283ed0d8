"""All that two people may do at the same moment, done so, and what is left, told without what chance decides."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from tests.workspace.interleaving.acts import checklist, clearance, curation, people, provider, register
from tests.workspace.interleaving.place import Act, Place, came

TRANSITIONS: Mapping[str, Act] = {
    name: act for module in (register, people, checklist, clearance, provider, curation) for name, act in module.ACTS.items()
}
MOST_PAUSE = 0.004
"""Seconds for which a statement may be held up, so that those of two people come in another order each time."""


def at_once(acts: Sequence[Act], at: Place, seed: int) -> list[str]:
    """Both at the same moment over connections of their own, each statement held up for as long as chance has it."""
    gate, found = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Act) -> None:
        chance = random.Random(seed * 2 + place)

        def held_up(execute: Callable[..., Any], *told: Any) -> Any:
            if chance.random() < 0.4:
                time.sleep(chance.uniform(0, MOST_PAUSE))
            return execute(*told)

        try:
            connection.ensure_connection()
            with connection.execute_wrapper(held_up):
                gate.wait()
                found[place] = came(act, at)
        except BaseException as error:
            found[place] = f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=told) for told in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


_STATE = "state = %(state)s"
_BODY = "organisation_id::text = ANY(%(known)s)"
_LEFT = {
    "versions": f"""SELECT right(need_id, 8), number, text, standing, confirmed, change, made_in_role
                    FROM register_needversion WHERE {_STATE}""",
    "releases": """SELECT right(r.need_id, 8), v.number, r.audience, r.consented_in_role, r.withdrawn_at IS NULL,
                   r.withdrawn_in_role FROM register_informationrelease r
                   JOIN register_needversion v ON v.id = r.version_id WHERE r.state = %(state)s""",
    "orders": f"SELECT number, array(SELECT right(one, 8) FROM unnest(need_ids) one) FROM register_order WHERE {_STATE}",
    "opened": f"SELECT left(sha256, 1), title, withdrawn_at IS NULL FROM consent_opendocument WHERE {_STATE}",
    "open order": f"""SELECT array(SELECT right(one, 8) FROM unnest(need_ids) one), withdrawn_at IS NULL
                      FROM consent_openorder WHERE {_STATE}""",
    "receipts": f"SELECT what, made_in_role FROM consent_receipt WHERE {_STATE}",
    "assistance": f"SELECT number, text, confirmed, withdrawn, change FROM assistance_assistanceversion WHERE {_STATE}",
    "answers": f"SELECT cell, number, value, made_in_role FROM checklist_answer WHERE {_STATE}",
    "assigned": f"SELECT article, ended_at IS NULL FROM checklist_assignment WHERE {_STATE}",
    "notes": f"SELECT reference FROM consent_note WHERE {_STATE}",
    "sheets": f"SELECT number, closed_at IS NULL FROM clearance_sheet WHERE {_STATE}",
    "parts": f"SELECT number, organisation_id IS NULL FROM clearance_part WHERE {_STATE}",
    "asked": """SELECT s.number, right(i.need_id, 8), v.number FROM clearance_item i JOIN clearance_sheet s ON s.id = i.sheet_id
                JOIN register_needversion v ON v.id = i.version_id WHERE i.state = %(state)s""",
    "cleared": """SELECT right(i.need_id, 8), a.number, a.said, a.words, a.way, a.made_in_role FROM clearance_answer a
                  JOIN clearance_item i ON i.id = a.item_id WHERE a.state = %(state)s""",
    "signed": f"SELECT office, on_paper FROM clearance_signature WHERE {_STATE}",
    "taken": """SELECT right(i.need_id, 8), a.number, v.number FROM clearance_taken t JOIN clearance_item i ON i.id = t.item_id
                JOIN clearance_answer a ON a.id = t.answer_id JOIN register_needversion v ON v.id = t.version_id
                WHERE t.state = %(state)s""",
    "members": """SELECT split_part(u.email, '@', 1), u.language, m.role, m.administers, m.until IS NULL
                  FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
                  WHERE m.organisation_id::text = ANY(%(known)s)""",
    "letters": """SELECT split_part(u.email, '@', 1), l.frequency FROM work_lettersetting l JOIN accounts_user u
                  ON u.id = l.user_id WHERE u.number::text = ANY(%(known)s)""",
    "reported": """SELECT r.reported_id, r.reference, v.number, v.said->>'title' FROM provider_reportedversion v
                   JOIN provider_reported r ON r.id = v.reported_id WHERE v.organisation_id::text = ANY(%(known)s)""",
    "published": f"SELECT audience, withdrawn_at IS NULL FROM provider_publication WHERE {_BODY}",
    "searches": f"SELECT search_id, name, stopped_at IS NULL FROM provider_savedsearch WHERE {_BODY}",
    "decisions": f"""SELECT right(about_id, 6), verb, replace(values::text, %(state)s || '-', ''), made_in_role,
                     register_hash = '' FROM curation_decision WHERE {_BODY}""",
    "comments": f"SELECT right(about_id, 8), text FROM curation_comment WHERE {_BODY}",
}
_EVENTS = "SELECT action, outcome, role FROM audit_auditevent WHERE number > %s ORDER BY number"


def left(at: Place) -> Mapping[str, Any]:
    """What stands there now, and the events since it was made, in their order."""
    asked = {"state": at.state, "known": sorted(at.known)}
    with transaction.atomic(), connection.cursor() as cursor:
        found = {}
        for name, statement in _LEFT.items():
            cursor.execute(statement, asked)
            found[name] = sorted(map(repr, cursor.fetchall()))
        cursor.execute(_EVENTS, [at.began])
        found["events"] = [repr(row) for row in cursor.fetchall()]
        return found


def states() -> Iterator[str]:
    """Codes of States that there are not, one after the other."""
    while True:
        for first in "QXYZABCDEFGHIJKLMNOPRSTUVW":
            for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
                yield first + second
