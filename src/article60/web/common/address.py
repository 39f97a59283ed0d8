"""The address under which readers reach the site."""

from django.http import HttpRequest

SITE = "article60.site"
"""Key in what a server passes on under which a copy of the site names its own address; nothing that is asked can set it."""


def site_address(request: HttpRequest) -> str:
    """`https://register.example`, without a slash at its end: what links that leave the site must begin with.

    Nothing where a copy of the site is made that has no address.
    """
    if SITE in request.META:
        return str(request.META[SITE])
    return f"{request.scheme}://{request.get_host()}"
