"""The WSGI application that a server loads.

A server may give it many threads: one of them works at a time, for one processor does no more with several, and all of them
share what is open. The others send what takes long to be sent, so that a slow download keeps nobody waiting.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.http.response import HttpResponseBase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.settings")

Start = Callable[..., Any]

_django = get_wsgi_application()
_at_work = threading.Lock()


class Parts:
    """An answer that is sent part by part: each part is made while no other thread works, and sent while others do."""

    def __init__(self, made: HttpResponseBase) -> None:
        self._made = made
        self._parts: Iterator[bytes] = iter(made)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        """The next part."""
        with _at_work:
            return next(self._parts)

    def close(self) -> None:
        """Let go of what was read, also where the asker has gone away."""
        with _at_work:
            self._made.close()


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """One answer (PEP 3333)."""
    with _at_work:
        made = _django(environ, start_response)
        if made.streaming:
            return Parts(made)
        made.close()
        return [b"".join(made)]


if os.environ.get("ARTICLE60_WARM") == "yes":
    from article60.web.public.warm import warm_up

    warm_up(application)
