"""What stands is what the log tells; whatever came to stand there otherwise is found."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.workspace.audit.rebuilt import LEAVE_NO_ROW, READ, differences
from tests.workspace.interleaving.transitions import TRANSITIONS, came, prepare

import article60.web

NOT_MADE_ANEW = {
    "register.fill": "what it fills in stands in the Release that the event names",
    "assistance.fill": "what it fills in stands in the Release that the event names",
    "jobs.receive": "the row tells of bytes, which are kept beside it under the hash that the event names",
    "jobs.try_again": "the outbox is work, not content",
    "gate.refuse": "what was refused changes nothing",
}
"""Events from which no row is made anew here, and why."""
COVERED = ("register.", "assistance.", "consent.", "jobs.", "gate.")
"""Applications whose rows are made anew; of the others docs/explanation/workspace.md says that they are not yet."""


def test_everything_that_was_done_is_made_anew_from_the_log() -> None:
    for number, act in enumerate(TRANSITIONS.values()):
        came(act, prepare(f"Q{chr(65 + number)}"))
    assert differences() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_needversion SET text = 'another'",
        "UPDATE register_informationrelease SET until = CURRENT_DATE",
        "UPDATE register_order SET need_ids = '{}'",
        "UPDATE consent_opendocument SET title = 'another'",
        "UPDATE assistance_assistanceversion SET provider = 'another'",
        "DELETE FROM consent_opendocument",
        "DELETE FROM audit_auditpayload",
    ],
)
def test_what_came_to_stand_there_past_the_log_is_found(statement: str) -> None:
    prepare("QA")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # past the triggers, for the tests' own cluster alone
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
    try:
        assert differences() != []
    except Exception as error:
        assert "payload" in statement, error


def actions() -> Iterator[str]:
    """What the code writes to the log, as far as it stands there in full; else the part before what it depends on."""
    for path in sorted(Path(article60.web.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "_record") and node.args:
                first = node.args[0]
                if isinstance(first, ast.JoinedStr):
                    first = first.values[0]
                if isinstance(first, ast.Constant) and "." in str(first.value):
                    yield str(first.value)


def test_every_action_of_the_code_is_made_anew_or_says_why_not() -> None:
    """Otherwise add how its event is read to `rebuilt.py`."""
    known = {*READ, *LEAVE_NO_ROW, *NOT_MADE_ANEW}
    unknown = [one for one in actions() if one.startswith(COVERED) and not any(name.startswith(one) for name in known)]
    assert unknown == []
