"""The focal point's main path through the workspace, as it is started by its commands: in English and Arabic, with axe."""

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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.sites import START, free_port, wait_for
from tests.browser.visiting import AXE, LEVELS, LOOK, WIDTHS

STATE, DIRECTION = {"en": "XA", "ar": "XC"}, {"en": "ltr", "ar": "rtl"}
WORDS = {"en": "Training of investigators in the tracing of assets", "ar": "تدريب المحققين على تعقب الموجودات"}
PERIOD = 30
"""Seconds for which a code of the second factor holds."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is served, and by language the password of the focal point of a State whose register is filled."""

    address: str
    passwords: dict[str, str]


def article60(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", START, *map(str, arguments)]
    return subprocess.run(command, env=around(), capture_output=True, text=True, check=True)


def around() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "DATABASE_URL", "DJANGO"))}
    return kept | {"PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture(scope="module")
def workspace(demo_release: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory(prefix="article60-test-") as above:
        Path(above).chmod(0o755)  # root's PostgreSQL runs as another user, who must pass through
        at = ("--folder", Path(above) / "workspace")
        passwords = {}
        for language, state in STATE.items():
            article60("workspace", "fill", *at, "--release", demo_release, "--state", state)
            person = ("--email", f"{language}@example.org", "--name", "A. Person", "--role", "state_focal_point")
            told = article60("workspace", "invite", *at, *person, "--organisation", f"State {state}", "--state", state).stdout
            passwords[language] = json.loads(told)["password"]
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-c", START, "workspace", "serve", *map(str, at), "--port", str(port)], env=around()
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/en/sign-in/", server)
            yield Workspace(f"http://127.0.0.1:{port}", passwords)
        finally:
            server.terminate()
            server.wait(60)


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
    page.locator("form.write button").click()


@pytest.mark.parametrize("language", STATE)
def test_focal_point_goes_through_the_register(browser: Browser, workspace: Workspace, language: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    home, needs = f"{workspace.address}/{language}/", f"{workspace.address}/{language}/needs/"
    found = []

    page.goto(needs)
    found += look(page)
    page.fill("#login", f"{language}@example.org")
    page.fill("#password", workspace.passwords[language])
    send(page)
    expect(page).to_have_url(home)
    found += look(page)
    page.locator("main a.button").click()
    found += look(page)
    page.fill("#code", code(page.locator("form.write code").inner_text()))
    send(page)
    expect(page.locator(".codes li")).to_have_count(10)
    found += look(page)

    page.goto(needs)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found += look(page)
    waiting = page.locator("#waiting .record").count()
    page.locator("#waiting .record a.id").first.click()
    found += look(page)
    page.locator("form[action$='/confirm/'] button").click()
    expect(page.locator(".facts .reading.confirmed")).to_be_visible()
    page.goto(needs)
    expect(page.locator("#waiting .record")).to_have_count(waiting - 1)

    page.locator("#waiting .record a.id").first.click()
    page.locator("a[href$='/correct/']").click()
    other = context.new_page()
    other.goto(page.url)
    page.fill("#text", WORDS[language])
    page.fill("#provisions", "31; 99")
    send(page)
    expect(page.locator("#wrong-provisions")).to_be_visible()
    found += look(page)
    page.fill("#provisions", "31; 52 (1)")
    send(page)
    expect(page.locator(".record .words").first).to_have_text(WORDS[language])
    other.fill("#text", "What another wrote")
    send(other)
    expect(other.locator(".told .words")).to_have_text(WORDS[language])
    expect(other.locator("#text")).to_have_value("What another wrote")
    found += look(other)
    other.close()

    page.locator("a[href$='/met/']").click()
    found += look(page)
    page.check("input[value=partly_met]")
    page.fill("#met_by", "A fund")
    page.fill("#since", "2026-01-05")
    send(page)
    expect(page.locator(".facts")).to_contain_text("A fund")
    page.locator("a[href$='/withdraw/']").click()
    found += look(page)
    send(page)
    expect(page.locator(".history > li")).to_have_count(4)

    page.goto(f"{needs}add/")
    found += look(page)
    page.fill("#text", WORDS[language])
    page.check("input[value=anticipated]")
    send(page)
    expect(page).to_have_url(re.compile(rf"/{language}/needs/{STATE[language]}-[A-Z2-7]{{8}}/$"))
    page.goto(f"{needs}order/")
    found += look(page)
    page.locator(".places-of input").nth(1).fill("1")
    send(page)
    expect(page).to_have_url(needs)
    page.goto(f"{home}who-sees-what/")
    found += look(page)
    context.close()

    assert not found, "\n".join(found)
