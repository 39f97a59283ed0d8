"""How the tables of consent are locked: what was added stays; what is open the focal point opens, and takes back."""

from collections.abc import Mapping

from article60.web.accounts.row_security import Lock
from article60.web.accounts.visibility import (
    condition_of_making,
    condition_of_the_focal_point,
    condition_on_opened,
    condition_on_recorded,
)


def _comes_with_a_consent(table: str) -> Lock:
    return Lock(may="SELECT, INSERT", seen=condition_on_recorded(table), added=condition_of_making(table))


def _opened(table: str) -> Lock:
    own = condition_of_the_focal_point(table)
    may = "SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by)"
    return Lock(may=may, seen=condition_on_opened(table), added=own, changed=own)


TABLES: Mapping[str, Lock] = {
    "consent_note": _comes_with_a_consent("consent_note"),
    "consent_receipt": _comes_with_a_consent("consent_receipt"),
    "consent_opendocument": _opened("consent_opendocument"),
    "consent_openorder": _opened("consent_openorder"),
}
