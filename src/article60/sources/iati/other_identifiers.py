"""Identifiers that an activity has besides its own: earlier ones, and those under which its partners report it."""

from lxml import etree

from article60.sources.iati.elements import Children, attribute, own_text
from article60.sources.iati.privacy import without_addresses

PARTICIPANT = "participant"


def other_identifiers(children: Children) -> tuple[tuple[str, str], ...]:
    """Type code and identifier of each, once, in document order; versions 1.x write the identifier as text, without a type."""
    written = [(attribute(one, "type") or "", _ref(one)) for one in children["other-identifier"]]
    written += [(PARTICIPANT, attribute(one, "activity-id")) for one in children["participating-org"]]
    return tuple(dict.fromkeys((kind, without_addresses(ref)) for kind, ref in written if ref is not None))


def _ref(element: etree._Element) -> str | None:
    return attribute(element, "ref") or (own_text(element).strip() or None if len(element) == 0 else None)
