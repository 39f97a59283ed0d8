"""Who reports an activity and who takes part in it, by role."""

from collections.abc import Iterator
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
    return tuple(
        ActivityOrganisation(
            activity_id=activity_id, position=position, ref=ref, name=name, role=role, kind=attribute(element, "type")
        )
        for position, (ref, name, role, element) in enumerate(parties(children, remarks))
    )


def parties(children: Children, remarks: Remarks) -> Iterator[tuple[str | None, str | None, str, etree._Element]]:
    """Identifier, name, role and element of each organisation, once in each role, the reporting one first."""
    if not children["reporting-org"]:
        remarks.add("no reporting organisation")
    written = [("reporting", element) for element in children["reporting-org"][:1]]
    written += [(_role(element, remarks), element) for element in children["participating-org"]]
    told: set[tuple[str | None, str | None, str]] = set()
    for role, element in written:
        ref, name = attribute(element, "ref"), name_of(element)
        if (ref is None and name is None) or (ref, name, role) in told:
            continue
        told.add((ref, name, role))
        yield (
            None if ref is None else without_addresses(ref),
            None if name is None else clean(name, remarks=remarks) or None,
            role,
            element,
        )


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
