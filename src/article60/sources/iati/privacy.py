"""Keeps people out: contact details, addresses and persons' names never leave the reader."""

import re

from lxml import etree

REMOVED = "[e-mail address removed]"

_E_MAIL = re.compile(r"(?:mailto:)?[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PERSONAL = tuple(
    f"{{*}}{name}" for name in ("contact-info", "person-name", "contact", "email", "e-mail", "telephone", "mailing-address")
)


def without_addresses(text: str) -> str:
    """The text with every e-mail address taken out."""
    return _E_MAIL.sub(REMOVED, text) if "@" in text else text


def remove_personal(activity: etree._Element) -> None:
    """Take contact details out of an activity, whatever namespace they stand in."""
    for element in list(activity.iter(*_PERSONAL)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
