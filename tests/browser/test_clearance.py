"""A sheet goes round: focal point and institution, each by the pages alone, in English and Arabic, with axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.furnished import LANGUAGES, OFFICE
from tests.browser.served_workspace import DIRECTION, Workspace, look, send

from filled_sheet import Filled

WORDS = {"en": "Training of investigators in the tracing of assets", "ar": "تدريب المحققين على تعقب الموجودات"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_goes_round_and_what_was_answered_is_taken_over(
    browser: Browser, workspace: Workspace, language: str, tmp_path: Path
) -> None:
    state = workspace.entered(browser, f"clearance.{language}").new_page()
    office = workspace.entered(browser, f"office.{language}").new_page()
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
