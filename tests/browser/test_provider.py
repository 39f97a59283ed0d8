"""The provider officer's main path through the workspace: in English and Arabic, with axe, at a desk and on a phone."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from tests.browser.sites import START, free_port, wait_for
from tests.browser.test_workspace import DIRECTION, Workspace, around, article60, code, look, send

from article60.codes.labels import label

TITLES = {"en": "Training of auditors", "ar": "تدريب مراجعي الحسابات"}


@pytest.fixture(scope="module")
def workspace(demo_release: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory(prefix="article60-test-") as above:
        Path(above).chmod(0o755)  # root's PostgreSQL runs as another user, who must pass through
        at = ("--folder", Path(above) / "workspace")
        passwords = {}
        for language in DIRECTION:
            person = ("--email", f"{language}@example.org", "--name", "A. Person", "--role", "provider_officer")
            linked = ("--organisation", f"Provider {language}", "--identifier", "ORG-E24BBMZG")
            told = article60("workspace", "invite", *at, *person, *linked).stdout
            passwords[language] = json.loads(told)["password"]
        port = free_port()
        served = ("workspace", "serve", *map(str, at), "--port", str(port), "--release", str(demo_release))
        server = subprocess.Popen([sys.executable, "-c", START, *served], env=around())
        try:
            wait_for(f"http://127.0.0.1:{port}/en/sign-in/", server)
            yield Workspace(f"http://127.0.0.1:{port}", passwords)
        finally:
            server.terminate()
            server.wait(60)


def filled(content: bytes, language: str, state: str) -> bytes:
    """The empty spreadsheet as it was loaded, with one row."""
    book = load_workbook(BytesIO(content))
    status = label("iati/ActivityStatus", "2", language)
    book["activities"].append(["A-1", TITLES[language], None, state, "9", None, None, status, "2026-01-01"])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def sign_in(page: Page, workspace: Workspace, language: str) -> None:
    page.goto(f"{workspace.address}/{language}/provider/reports/")
    page.fill("#login", f"{language}@example.org")
    page.fill("#password", workspace.passwords[language])
    send(page)
    page.locator("main a.button").click()
    page.fill("#code", code(page.locator("form.write code").inner_text()))
    send(page)
    expect(page.locator(".codes li")).to_have_count(10)


@pytest.mark.parametrize("language", DIRECTION)
def test_officer_reports_plans_claims_and_searches(browser: Browser, workspace: Workspace, language: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    desk = f"{workspace.address}/{language}/provider/"
    found = []
    sign_in(page, workspace, language)

    page.goto(f"{desk}reports/")
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found += look(page)
    page.goto(f"{desk}reports/add/activity/")
    found += look(page)
    send(page)
    expect(page.locator("#wrong-title")).to_be_visible()
    found += look(page)
    page.fill("#title", TITLES[language])
    page.select_option("#states", ["XA", "XB"])
    page.fill("#provisions", "9; 46(9)")
    page.check("input[name=status][value='2']")
    page.fill("#start", "2026-01-05")
    send(page)
    expect(page).to_have_url(re.compile(rf"{desk}reports/RP-[A-Z2-7]{{8}}/$"))
    found += look(page)
    page.locator("#publish form.write button").click()
    expect(page.locator("#publish .history > li")).to_have_count(1)
    found += look(page)

    page.goto(f"{desk}sheets/")
    found += look(page)
    with page.expect_download() as loaded:
        page.locator("a[href$='/template/']").click()
    empty = Path(loaded.value.path()).read_bytes()
    for state, wrong in (("?", True), ("XA", False)):
        page.goto(f"{desk}sheets/")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        page.set_input_files("#file", {"name": "ours.xlsx", "mimeType": kind, "buffer": filled(empty, language, state)})
        send(page)
        expect(page.locator("th[scope=row]")).to_have_count(int(wrong))
        found += look(page)
    send(page)
    expect(page.locator("#activity .record")).to_have_count(2)
    found += look(page)

    page.goto(f"{desk}reports/add/programme/")
    found += look(page)
    page.fill("#title", TITLES[language])
    page.select_option("#states", ["XA"])
    page.fill("#provisions", "9")
    page.fill("#start", "2027-01-01")
    send(page)
    page.locator("a[href$='/check/']").click()
    expect(page.locator("#XA")).to_be_visible()
    found += look(page)

    page.goto(f"{desk}activities/")
    found += look(page)
    waiting = page.locator("#waiting .record").count()
    page.locator("#waiting .record a").first.click()
    found += look(page)
    page.locator("form[action$='/ours/'] button").click()
    expect(page.locator(".history > li strong")).to_have_count(1)
    page.goto(f"{desk}activities/")
    expect(page.locator("#waiting .record")).to_have_count(waiting - 1)

    page.goto(f"{desk}searches/")
    found += look(page)
    page.fill("#name", TITLES[language])
    page.select_option("#states", ["XA"])
    send(page)
    expect(page).to_have_url(re.compile(rf"{desk}searches/RS-[A-Z2-7]{{8}}/$"))
    found += look(page)
    page.goto(f"{desk}shared/")
    found += look(page)
    context.close()

    assert not found, "\n".join(found)
