"""Elements of IATI 2.03 that are written alike, whoever reports: children, narratives, dates, tags of our vocabularies."""

import re
from collections.abc import Sequence
from datetime import date

from lxml import etree

from article60.publication.standard import codelists

OWN_VOCABULARY = "99"
"""A vocabulary that is the writer's own; its address leads to the list in which the code stands."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BEGUN, _OVER = frozenset("234"), frozenset("4")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("", text)


def add(parent: etree._Element, name: str, **attributes: str | None) -> etree._Element:
    """A new child with those attributes that have a value."""
    return etree.SubElement(parent, name, {key: clean(value) for key, value in attributes.items() if value})


def narrate(element: etree._Element, text: str, language: str | None = None) -> None:
    """Add words, and the language in which they are where it is told."""
    narrative = add(element, "narrative")
    narrative.text = clean(text)
    if language is not None:
        narrative.set(XML_LANG, language)


def add_dates(element: etree._Element, status: str | None, *, start: date | None, end: date | None) -> None:
    """Add start and end: actual only where the activity's status says that it has begun, or is over."""
    if start is not None:
        add(element, "activity-date", type="2" if status in _BEGUN else "1", **{"iso-date": start.isoformat()})
    if end is not None:
        add(element, "activity-date", type="4" if status in _OVER else "3", **{"iso-date": end.isoformat()})


def add_tags(element: etree._Element, *, provisions: Sequence[str], types: Sequence[str], site: str | None) -> None:
    """Add the provisions and types served: the address of each vocabulary leads to the codelist in which the code stands."""
    for name, codes in (("provisions", provisions), ("types", types)):
        address = codelists.address(name, site=site)
        for code in codes:
            add(element, "tag", vocabulary=OWN_VOCABULARY, code=code, **{"vocabulary-uri": address})
