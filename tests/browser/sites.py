"""A Release served as `article60 serve` serves it, on a port of its own, and its kinds of pages as the site declares them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.settings")
django.setup()

from article60.codes.languages import LANGUAGES  # noqa: E402 - only after the settings are known
from article60.publication.reading import open_to_show  # noqa: E402
from article60.web.common.current import Release  # noqa: E402
from article60.web.public.pages import HTML  # noqa: E402
from article60.web.public.urls import PAGES, addresses  # noqa: E402

KINDS = [name for name, one in PAGES.items() if one.media == HTML]
NOT_THERE = "nothing-here"
"""An address without a page: what is said there is looked at like any page."""
ASKED = {
    "search": ("", "?q=asset+recovery", "?q=art.+46", "?q=zzzz"),
    "find": ("", "?chapter=V&sids=true", "?chapter=V&priority=stated&state=XA&confirmed_from=2100-01-01"),
    "trends": ("", "?chapter=V"),
    "figure_rows": ("", "?by=state"),
}
"""What is asked of pages that answer questions: nothing, what finds much, and what finds nothing; languages take turns."""
SECONDS = 60
START = "from article60.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Site:
    """A Release that is shown, and the address at which it is, without a stroke at its end."""

    release: Release
    address: str

    def pages(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield for each language its name and the address of one page of a kind; languages take different pages of many."""
        found = [NOT_THERE] if kind == NOT_THERE else list(addresses(self.release, PAGES[kind]))
        asked = ASKED.get(kind, ("",))
        for number, language in enumerate(LANGUAGES if found else ()):
            path = found[number * len(found) // len(LANGUAGES)]
            yield language, f"{self.address}/{language}/{path}{asked[number % len(asked)]}"


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """The Release while it is shown; coverage is not measured in the server: its pages are tested elsewhere."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    around = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    around |= {"ARTICLE60_CORRECTIONS": "mailto:errors@example.org", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", START, "serve", "--release", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, env=around, stderr=subprocess.DEVNULL)
    info, connection = open_to_show(folder)
    try:
        wait_for(f"{address}/en/about", server)
        yield Site(Release(folder=folder, info=info, connection=connection, stamp=("", 0, 0)), address)
    finally:
        connection.close()
        server.terminate()
        server.wait(timeout=SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while True:
        try:
            with urlopen(address, timeout=SECONDS):
                return
        except (URLError, ConnectionError):
            if time.monotonic() > end or server.poll() is not None:
                raise
            time.sleep(0.1)
