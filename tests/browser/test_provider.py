"""The provider officer's main path through the workspace: in English and Arabic, with axe, at a desk and on a phone."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from tests.browser.served_workspace import DIRECTION, Workspace, look, send

from article60.codes.labels import label

TITLES = {"en": "Training of auditors", "ar": "تدريب مراجعي الحسابات"}


def filled(content: bytes, language: str, state: str) -> bytes:
    """The empty spreadsheet as it was loaded, with one row."""
    book = load_workbook(BytesIO(content))
    status = label("iati/ActivityStatus", "2", language)
    book["activities"].append(["A-1", TITLES[language], None, state, "9", None, None, status, "2026-01-01"])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("language", DIRECTION)
def test_officer_reports_plans_claims_and_searches(browser: Browser, workspace: Workspace, language: str) -> None:
    context = workspace.entered(browser, f"officer.{language}")
    page = context.new_page()
    desk = f"{workspace.address}/{language}/provider/"
    found = []

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
