"""Where a reader reports an error in a record: an address that the operator names, with record and Release already in it."""

from urllib.parse import quote, urlencode

from django.conf import settings


def report_address(identifier: str, release: str) -> str | None:
    """`mailto:` with a subject, or the web address with the parameters record and release; None where no address is named."""
    address = str(settings.ARTICLE60_CORRECTIONS)
    if not address:
        return None
    mark = "&" if "?" in address else "?"
    if address.startswith("mailto:"):
        return f"{address}{mark}subject={quote(f'{identifier} ({release})')}"
    return f"{address}{mark}{urlencode({'record': identifier, 'release': release})}"
