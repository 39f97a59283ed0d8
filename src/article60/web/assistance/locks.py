"""How the table of assistance is locked: a State's own, and what was written stays."""

from collections.abc import Mapping

from article60.web.accounts.row_security import Lock
from article60.web.accounts.visibility import condition_of_the_state

TABLE = "assistance_assistanceversion"

TABLES: Mapping[str, Lock] = {
    TABLE: Lock(may="SELECT, INSERT", seen=condition_of_the_state(TABLE), added=condition_of_the_state(TABLE))
}
