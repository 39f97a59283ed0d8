"""The first answers of a process, made while no reader has asked yet: indexes, templates and words are there for the next one.

Also when another Release takes the place of the one that is shown: what can be made of it once is made before it is asked for.
"""

import gc
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from django.conf import settings

from article60.codes.languages import LANGUAGES
from article60.web.common.current import Stamp, stamp

LOOKS_EVERY = 5.0
"""Seconds between two looks at whether another Release has come."""
EACH = ("", "find", "find?order=date", "trends", "search?q=corruption")
"""What is asked for in each language: what is behind it is shared by many other pages."""
LISTS = ("/api/v1/", "/api/v1/needs?limit=1", "/api/v1/activities?limit=1")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def warm_up(application: Application) -> None:
    """Ask for the pages that make what all others share, now and whenever another Release comes, beside the readers.

    The server need not wait for it: between two of these pages whoever has asked meanwhile is answered.
    """
    threading.Thread(target=_warm, args=(application,), daemon=True, name="warm").start()


def _warm(application: Application) -> None:
    shown = stamp()
    for address in _addresses():
        ask(application, address)
    gc.collect()
    gc.freeze()  # what is there now stays: nobody need look through it again and again for what has gone
    _stay(application, shown)


def ask(application: Application, address: str) -> str:
    """Status of the answer to one address, which is read whole and thrown away."""
    told: list[str] = []
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": _host(),
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    answer = application(environ, lambda status, headers, error=None: told.append(status))
    for _ in answer:
        pass
    close = getattr(answer, "close", None)
    if close is not None:
        close()
    return told[0]


def _addresses() -> Iterator[str]:
    yield from LISTS
    yield from (f"/{language}/{page}" for page in EACH for language in LANGUAGES)


def _stay(application: Application, shown: Stamp | None) -> None:
    while True:
        time.sleep(LOOKS_EVERY)
        now = stamp()
        if now is not None and now != shown:
            for address in _addresses():
                ask(application, address)
        shown = now or shown


def _host() -> str:
    return next((name for name in settings.ALLOWED_HOSTS if name[:1] not in "*."), "localhost")
