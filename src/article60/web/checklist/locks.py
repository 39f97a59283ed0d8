"""How the tables of the checklist are locked: only the State sees them, and an institution what it is to answer."""

from collections.abc import Mapping

from article60.web.accounts.roles import Role
from article60.web.accounts.row_security import Lock
from article60.web.accounts.visibility import STATE_ROLES, condition_of_the_focal_point

_ROLE = "current_setting('article60.role', true)"
_STATE = "current_setting('article60.state', true)"
_ORGANISATION = "current_setting('article60.organisation', true)"
_HELD = ", ".join(f"'{role}'" for role in STATE_ROLES)


def _own(table: str) -> str:
    return f"{_ROLE} IN ({_HELD}) AND {_STATE} <> '' AND {table}.state = {_STATE}"


def _of_the_institution(table: str, column: str) -> str:
    mine = f"{table}.state = {_STATE} AND {table}.{column}::text = {_ORGANISATION}"
    return f"{_ROLE} = '{Role.STATE_INSTITUTION}' AND {_STATE} <> '' AND {mine}"


def _assigned(table: str) -> str:
    """An assignment that runs, to the institution that asks, of the article of the row."""
    same = f"a.state = {table}.state AND a.checklist = {table}.checklist AND a.article = {table}.article"
    running = f"SELECT 1 FROM checklist_assignment a WHERE {same} AND a.ended_at IS NULL"
    mine = f"{running} AND a.institution_id::text = {_ORGANISATION}"
    return f"{_ROLE} = '{Role.STATE_INSTITUTION}' AND {table}.state = {_STATE} AND EXISTS ({mine})"


_ANSWERS = f"({_own('checklist_answer')}) OR ({_assigned('checklist_answer')})"
_WORKBOOKS = f"({_own('checklist_workbook')}) OR ({_of_the_institution('checklist_workbook', 'organisation_id')})"
_ASSIGNMENTS = f"({_own('checklist_assignment')}) OR ({_of_the_institution('checklist_assignment', 'institution_id')})"

TABLES: Mapping[str, Lock] = {
    "checklist_answer": Lock(may="SELECT, INSERT", seen=_ANSWERS, added=_ANSWERS),
    "checklist_assignment": Lock(
        may="SELECT, INSERT, UPDATE (ended_at, ended_by)",
        seen=_ASSIGNMENTS,
        added=condition_of_the_focal_point("checklist_assignment"),
        changed=condition_of_the_focal_point("checklist_assignment"),
    ),
    # What was read stays as it was read; that it was taken over is written to it once.
    "checklist_workbook": Lock(
        may="SELECT, INSERT, UPDATE (taken_at, taken_by)", seen=_WORKBOOKS, added=_WORKBOOKS, changed=_WORKBOOKS
    ),
}
