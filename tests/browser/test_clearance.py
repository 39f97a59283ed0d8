"""A sheet goes round: focal point and institution, each by the pages alone, in English and Arabic, with axe."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.sites import START, free_port, wait_for
from tests.browser.test_workspace import DIRECTION, STATE, WORDS, around, article60, code, look, send

from filled_sheet import Filled

OFFICE = {"en": "Office of the Prosecutor", "ar": "مكتب المدعي العام"}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is served, and passwords by the address of the account."""

    address: str
    passwords: dict[str, str]


@pytest.fixture(scope="module")
def workspace(demo_release: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory(prefix="article60-test-") as above:
        Path(above).chmod(0o755)  # root's PostgreSQL runs as another user, who must pass through
        at = ("--folder", Path(above) / "workspace")
        passwords = {}
        for language, state in STATE.items():
            article60("workspace", "fill", *at, "--release", demo_release, "--state", state)
            for role, body in (("state_focal_point", f"State {state}"), ("state_institution", OFFICE[language])):
                email = f"{role}.{language}@example.org"
                person = ("--email", email, "--name", "A. Person", "--role", role, "--organisation", body, "--state", state)
                passwords[email] = json.loads(article60("workspace", "invite", *at, *person).stdout)["password"]
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-c", START, "workspace", "serve", *map(str, at), "--port", str(port)],
            env=around() | {"ARTICLE60_RECEIVED": str(Path(above) / "received")},
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/en/sign-in/", server)
            yield Workspace(f"http://127.0.0.1:{port}", passwords)
        finally:
            server.terminate()
            server.wait(60)


def entered(browser: Browser, workspace: Workspace, language: str, role: str) -> Page:
    """A page in which somebody has signed in, with a second factor set up."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    email = f"{role}.{language}@example.org"
    page.goto(f"{workspace.address}/{language}/sign-in/")
    page.fill("#login", email)
    page.fill("#password", workspace.passwords[email])
    send(page)
    page.locator("main a.button").first.click()
    page.fill("#code", code(page.locator("form.write code").inner_text()))
    send(page)
    return page


@pytest.mark.parametrize("language", STATE)
def test_sheet_goes_round_and_what_was_answered_is_taken_over(
    browser: Browser, workspace: Workspace, language: str, tmp_path: Path
) -> None:
    state = entered(browser, workspace, language, "state_focal_point")
    office = entered(browser, workspace, language, "state_institution")
    clearance = f"{workspace.address}/{language}/clearance/"
    found = []

    state.goto(clearance)
    expect(state.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found += look(state)
    state.locator("main a.button").click()
    found += look(state)
    send(state)
    expect(state).to_have_url(f"{clearance}1/")
    state.locator("main details summary").first.click()
    state.locator("select").first.select_option(label=OFFICE[language])
    state.locator("form[action$='/assign/'] button").first.click()
    found += look(state)

    office.goto(f"{clearance}asked/")
    found += look(office)
    office.locator("main article a").first.click()
    found += look(office)
    first = office.locator("article.record").first
    first.locator("input[value=corrected]").check()
    office.locator("form.wide button").click()
    expect(first.locator(".wrong")).to_be_visible()
    found += look(office)
    first.locator("textarea").first.fill(WORDS[language])
    office.locator("form.wide button").click()
    expect(office.locator(".stands .words").first).to_have_text(WORDS[language])
    office.locator("form[action$='/sign/'] button").click()
    expect(office.locator("#sign .list li")).to_have_count(1)
    found += look(office)

    with state.expect_download() as loading:
        state.locator("a[href$='sheet.docx']").click()
    sheet = Filled(Path(loading.value.path()))
    rows = [tag.removeprefix("a60c:").partition("|")[0] for tag in sheet.tags() if tag.endswith("|confirmed")]
    for row in rows[1:]:
        sheet.tick(row, "confirmed")
    state.set_input_files("#file", sheet.save(tmp_path / "back.docx"))
    state.locator("form[action$='/hand-in/'] button").click()
    expect(state.locator("main .record")).to_be_visible()
    found += look(state)
    state.locator("main a.button").first.click()
    found += look(state)
    expect(state.locator(".compared")).to_have_count(len(rows))
    expect(state.locator(".compared .words").filter(has_text=WORDS[language])).to_have_count(1)
    state.locator("main form button").last.click()
    expect(state.locator("fieldset")).to_have_count(0)
    found += look(state)
    state.goto(f"{workspace.address}/{language}/needs/")
    expect(state.locator(".words").filter(has_text=WORDS[language])).to_have_count(1)
    for page in (state, office):
        page.context.close()

    assert not found, "\n".join(found)
