"""The second lock of ways in: one is added unused, and used or closed once; whoever only reads the row cannot use it."""

from collections.abc import Mapping

from article60.web.accounts.row_security import Lock

TABLES: Mapping[str, Lock] = {
    # Who follows a link has not signed in: nothing tells the database who that is.
    "people_wayin": Lock(may="SELECT, INSERT, UPDATE (used_at)", seen="true", added="used_at IS NULL", changed="true"),
}
