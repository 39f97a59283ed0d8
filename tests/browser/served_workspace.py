"""A workspace served once for all browser tests, the ways into it, and what each page of it is looked at for."""

import base64
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.sites import SECONDS, START, free_port, wait_for
from tests.browser.visiting import AXE, LEVELS, LOOK, WIDTHS

DIRECTION = {"en": "ltr", "ar": "rtl"}
FURNISH = """
import json, sys
from pathlib import Path
from tests.browser.furnished import furnish
print(json.dumps(furnish(*map(Path, sys.argv[1:]))))
"""
LINK = re.compile(r"http://127\.0\.0\.1:\d+/[^\s>]+/[0-9a-f]{40}/")
"""Of a letter: one that lets its reader do something without signing in."""
PERIOD = 30
"""Seconds for which a code of the second factor holds."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is served, its folder, and by person (`furnished.people`) a password or the key of a session."""

    address: str
    folder: Path
    ways_in: Mapping[str, str]

    def entered(self, browser: Browser, who: str, **more: Any) -> BrowserContext:
        """A browser at a desk in which somebody has signed in by both factors before."""
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "accept_downloads": True} | more)
        context.add_cookies([{"name": "sessionid", "value": self.ways_in[who], "url": self.address}])
        return context

    def link_to(self, email: str, heading: str = "") -> str:
        """The link in the newest letter to somebody, which the worker sends; or the one that a heading of it holds."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for place in sorted((self.folder / "mail").glob("*.eml"), key=lambda one: one.stat().st_mtime, reverse=True):
                letter = message_from_bytes(place.read_bytes(), policy=default)
                text = letter[heading] if heading else letter.get_content()
                if letter["To"] == email and text and (link := LINK.search(text)):
                    return link[0]
            time.sleep(0.2)
        raise TimeoutError(f"no letter with a link came to {email}")


@contextmanager
def served_workspace(release: Path) -> Iterator[Workspace]:
    """It, as `article60 workspace serve` serves it, a worker beside; its desks look at the Release."""
    with tempfile.TemporaryDirectory(prefix="article60-test-") as above:
        Path(above).chmod(0o755)  # root's PostgreSQL runs as another user, who must pass through
        folder, port = Path(above) / "workspace", free_port()
        made = subprocess.run(
            [sys.executable, "-c", FURNISH, str(folder), str(release)],
            env=around(),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        asked = ("workspace", "serve", "--folder", str(folder), "--port", str(port), "--release", str(release))
        server = subprocess.Popen([sys.executable, "-c", START, *asked], env=around())
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/en/sign-in/", server)
            yield Workspace(address, folder, json.loads(made.stdout))
        finally:
            server.terminate()
            server.wait(60)


def around() -> dict[str, str]:
    """The environment of a process beside the tests, without what names another database or measures coverage."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "DATABASE_URL", "DJANGO"))}
    return kept | {"PYTHONPATH": os.pathsep.join(sys.path)}


def code(secret: str) -> str:
    """What an application on a telephone shows now (RFC 6238)."""
    made = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // PERIOD), hashlib.sha1).digest()
    place = made[-1] & 15
    return f"{(struct.unpack('>I', made[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def look(page: Page) -> list[str]:
    """What axe finds on the page, and by how much it is too wide, at a desk and on a phone."""
    page.evaluate(AXE)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(LOOK, LEVELS)
        seen = page.evaluate("() => window.looked")
        found += [f"{page.url} at {width}: {one}" for one in (*seen["findings"], *seen["cut"])]
        found += [f"{page.url} at {width}: {seen['over']} px too wide"] if seen["over"] else []
    return found


def send(page: Page) -> None:
    """Send the form of the page."""
    page.locator("form.write button").click()


def give_password(page: Page, email: str, password: str) -> None:
    """Fill in the page by which one signs in."""
    page.fill("#login", email)
    page.fill("#password", password)
    send(page)


def give_first_code(page: Page) -> None:
    """Set up a second factor, on its page."""
    page.fill("#code", code(page.locator("form.write code").inner_text()))
    send(page)
    expect(page.locator(".codes li")).to_have_count(10)
