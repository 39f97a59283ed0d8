"""The letter that tells what waits is stopped by its own link, without signing in: in English and Arabic, with axe."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.furnished import LANGUAGES
from tests.browser.served_workspace import DIRECTION, Workspace, look, send


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_is_stopped_by_one_click_and_not_by_reading(browser: Browser, workspace: Workspace, language: str) -> None:
    mine = workspace.entered(browser, f"reader.{language}").new_page()
    chosen = f"{workspace.address}/{language}/account/letters/"
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(workspace.link_to(f"reader.{language}@example.org", heading="List-Unsubscribe"))
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found = look(page)
    mine.goto(chosen)
    expect(mine.locator("input[value=weekly]")).to_be_checked()
    send(page)
    expect(page.locator("form.write")).to_have_count(0)
    found += look(page)
    mine.reload()
    expect(mine.locator("input[value=never]")).to_be_checked()
    for one in (page, mine):
        one.context.close()
    assert not found, "\n".join(found)
