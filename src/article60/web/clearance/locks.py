"""How the tables of clearance are locked: a State sees its own, an institution its own part, nobody else anything."""

from collections.abc import Mapping

from article60.web.accounts.roles import Role
from article60.web.accounts.row_security import Lock
from article60.web.accounts.visibility import condition_of_the_focal_point, condition_of_the_state

_ROLE = "current_setting('article60.role', true)"
_ORGANISATION = "current_setting('article60.organisation', true)"
_STATE = "current_setting('article60.state', true)"
_ADDED = "SELECT, INSERT"


def _of_institution(table: str, condition: str) -> str:
    return f"{_ROLE} = '{Role.STATE_INSTITUTION}' AND {table}.state = {_STATE} AND {condition}"


def _seen(table: str, condition: str) -> str:
    """By the State; and by an institution, under a condition."""
    return f"({condition_of_the_state(table)}) OR ({_of_institution(table, condition)})"


_OWN_PART = f"clearance_part.organisation_id::text = {_ORGANISATION}"
_PART = "EXISTS (SELECT 1 FROM clearance_part p WHERE p.id = {table}.{column})"
"""What a row belongs to is seen: parts of others are not there for an institution."""
_ITEM = "EXISTS (SELECT 1 FROM clearance_item i WHERE i.id = {table}.item_id)"


def _signed_here(table: str) -> str:
    """What is added is added in the own name, and by the role that is told."""
    return f"{table}.organisation_id::text = {_ORGANISATION} AND {table}.made_in_role = {_ROLE}"


def _answered(table: str, condition: str) -> str:
    return f"({_seen(table, condition)}) AND {_signed_here(table)}"


_SHEET_OF_PART = "EXISTS (SELECT 1 FROM clearance_part p WHERE p.sheet_id = clearance_sheet.id)"
_PART_OF_ITEM = _PART.format(table="clearance_item", column="part_id")
_PART_OF_SIGNATURE = _PART.format(table="clearance_signature", column="part_id")
_ITEM_OF_ANSWER = _ITEM.format(table="clearance_answer")

TABLES: Mapping[str, Lock] = {
    "clearance_sheet": Lock(
        may=f"{_ADDED}, UPDATE (closed_at, closed_by)",
        seen=_seen("clearance_sheet", _SHEET_OF_PART),
        added=condition_of_the_state("clearance_sheet"),
        changed=condition_of_the_state("clearance_sheet"),
    ),
    "clearance_part": Lock(
        may=f"{_ADDED}, UPDATE (organisation_id)",
        seen=_seen("clearance_part", _OWN_PART),
        added=condition_of_the_state("clearance_part"),
        changed=condition_of_the_state("clearance_part"),
    ),
    "clearance_item": Lock(
        may=_ADDED, seen=_seen("clearance_item", _PART_OF_ITEM), added=condition_of_the_state("clearance_item")
    ),
    "clearance_answer": Lock(
        may=_ADDED,
        seen=_seen("clearance_answer", _ITEM_OF_ANSWER),
        added=_answered("clearance_answer", _ITEM_OF_ANSWER),
    ),
    "clearance_signature": Lock(
        may=_ADDED,
        seen=_seen("clearance_signature", _PART_OF_SIGNATURE),
        added=_answered("clearance_signature", _PART_OF_SIGNATURE),
    ),
    # That an answer was taken over its institution sees, too; only the focal point does it.
    "clearance_taken": Lock(
        may=_ADDED,
        seen=_seen("clearance_taken", _ITEM.format(table="clearance_taken")),
        added=condition_of_the_focal_point("clearance_taken"),
    ),
}
