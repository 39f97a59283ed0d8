"""The address under which readers reach the site."""

from django.http import HttpRequest


def site_address(request: HttpRequest) -> str:
    """`https://register.example`, without a slash at its end: what links that leave the site must begin with."""
    return f"{request.scheme}://{request.get_host()}"
