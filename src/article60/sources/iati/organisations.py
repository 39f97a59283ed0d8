"""Who reports an activity and who takes part in it, by role."""

from functools import cache

from lxml import etree

from article60.domain.activity import ActivityOrganisation
from article60.sources.iati.elements import Children, attribute, name_of
from article60.sources.iati.privacy import without_addresses
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.texts import clean
from article60.sources.iati.wording import code_of, words


def organisations(children: Children, *, activity_id: str, remarks: Remarks) -> tuple[ActivityOrganisation, ...]:
    """The reporting organisation first, then the participating ones in document order, each role a row."""
    if not children["reporting-org"]:
        remarks.add("no reporting organisation")
    written = [("reporting", element) for element in children["reporting-org"][:1]]
    written += [(_role(element, remarks), element) for element in children["participating-org"]]
    rows: dict[tuple[str | None, str | None, str], ActivityOrganisation] = {}
    for role, element in written:
        ref, name = attribute(element, "ref"), name_of(element)
        if (ref is None and name is None) or (ref, name, role) in rows:
            continue
        rows[ref, name, role] = ActivityOrganisation(
            activity_id=activity_id,
            position=len(rows),
            ref=None if ref is None else without_addresses(ref),
            name=None if name is None else clean(name, remarks=remarks) or None,
            role=role,
            kind=attribute(element, "type"),
        )
    return tuple(rows.values())


def _role(element: etree._Element, remarks: Remarks) -> str:
    """Role of a participating organisation; one that cannot be told counts as implementing, with a remark."""
    role = code_of("role", element.get("role")) or ""
    if role in _roles():
        return role
    remarks.add(f"organisation in the unknown role {role!r}" if role else "organisation without a role")
    return "implementing"


@cache
def _roles() -> frozenset[str]:
    return frozenset(words("role").values())
