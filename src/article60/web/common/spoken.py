"""The language of the page that is just written: asked for hundreds of times on a page, and the same all along."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import get_language


class _Spoken(threading.local):
    language: str | None = None


_spoken = _Spoken()


def active() -> str | None:
    """The language that is active in this thread: while a page is written the one in which it is, else as Django says."""
    return _spoken.language or get_language()


@contextmanager
def one_language() -> Iterator[None]:
    """Within, the language that is active now stays so: Django need not be asked again."""
    before = _spoken.language
    _spoken.language = get_language()
    try:
        yield
    finally:
        _spoken.language = before
