"""Whether blanks between elements are parsed: half of all nodes of an activity, which matter only where a text has elements."""

from lxml import etree


class WithoutBlanks(etree.XMLParser):
    """A parser that leaves them out, which costs a twelfth less."""


class MarkedUp(Exception):
    """Elements stand in a text; of what was parsed without blanks nobody knows which words they keep apart."""


def must_be_known(element: etree._Element) -> None:
    """Raise MarkedUp where the element was parsed without them."""
    if isinstance(element.getroottree().parser, WithoutBlanks):
        raise MarkedUp
