"""How decisions and comments are locked: each is added in one's own role and for one's own body, and stays."""

from collections.abc import Mapping

from article60.web.accounts.row_security import Lock
from article60.web.accounts.visibility import (
    condition_of_commenting,
    condition_of_deciding,
    condition_on_comments,
    condition_on_decisions,
)

_TABLE, _COMMENTS = "curation_decision", "curation_comment"

TABLES: Mapping[str, Lock] = {
    _TABLE: Lock(may="SELECT, INSERT", seen=condition_on_decisions(_TABLE), added=condition_of_deciding(_TABLE)),
    _COMMENTS: Lock(may="SELECT, INSERT", seen=condition_on_comments(_COMMENTS), added=condition_of_commenting(_COMMENTS)),
}
