"""Addresses of the public pages, below the language; they are permanent. Each module declares its own."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from django.urls import path

import article60.web.public
from article60.web.common.current import Release
from article60.web.public import converters
from article60.web.public.pages import Page


def _declared() -> Iterator[Page]:
    for module in iter_modules(article60.web.public.__path__, prefix=f"{article60.web.public.__name__}."):
        if module.name != __name__:
            yield from getattr(import_module(module.name), "PAGES", ())


PAGES = {page.name: page for page in _declared()}
"""Every kind of page by its name."""


def addresses(release: Release, page: Page) -> Iterator[str]:
    """What stands below the language in the address of each page of a kind that a Release has."""
    if page.every is None:
        yield page.route
        return
    before, _, after = page.route.partition("<")
    for value in page.every(release):
        yield f"{before}{value}{after.partition('>')[2]}"


converters.register()
urlpatterns = [path(page.route, page.view, name=page.name) for page in PAGES.values()]
