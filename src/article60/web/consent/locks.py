"""How the tables of consent are locked: a note and a receipt are added once, by who consents or records, and stay."""

from collections.abc import Mapping

from article60.web.accounts.row_security import Lock
from article60.web.accounts.visibility import condition_of_making, condition_on_recorded

TABLES: Mapping[str, Lock] = {
    table: Lock(may="SELECT, INSERT", seen=condition_on_recorded(table), added=condition_of_making(table))
    for table in ("consent_note", "consent_receipt")
}
