"""Where a reader reports an error in a record: an address that the operator names, record, Release and page already in it."""

from urllib.parse import quote, unquote, urlencode

from django.conf import settings
from django.utils.translation import gettext


def report_address(identifier: str, release: str, page: str = "") -> str | None:
    """`mailto:` with a subject and, where the page is known, a message; or the web address with parameters of the same names.

    None where the operator names no address. `page` is the whole address of the page on which the record is read.
    """
    address = str(settings.ARTICLE60_CORRECTIONS)
    if not address:
        return None
    mark = "&" if "?" in address else "?"
    if address.startswith("mailto:"):
        message = f"&body={quote(_message(identifier, release, page))}" if page else ""
        return f"{address}{mark}subject={quote(f'{identifier} ({release})')}{message}"
    known = {"record": identifier, "release": release} | ({"page": page} if page else {})
    return f"{address}{mark}{urlencode(known)}"


def readable_address() -> str | None:
    """The operator's address as people read and copy it: a mail address without `mailto:` and subject, or the web address."""
    address = str(settings.ARTICLE60_CORRECTIONS)
    if address.startswith("mailto:"):
        return unquote(address.removeprefix("mailto:").partition("?")[0])
    return address or None


def _message(identifier: str, release: str, page: str) -> str:
    """What the mail says before its writer says anything."""
    return (
        gettext("Record: %(record)s") % {"record": identifier}
        + "\n"
        + gettext("Release: %(release)s") % {"release": release}
        + "\n"
        + gettext("Page: %(page)s") % {"page": page}
        + "\n\n"
        + gettext("What is wrong, and what is right (with its source):")
        + "\n"
    )
