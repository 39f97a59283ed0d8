"""The analyst's main path through match desk and overlap desk, and a State's comment: in English and Arabic, with axe."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.furnished import LANGUAGES
from tests.browser.hands import Keys
from tests.browser.served_workspace import DIRECTION, Workspace, look, send

DESKS = {"pairs": ("confirm", "reject"), "overlaps": ("complementary", "duplication")}
"""What is decided at each desk, by Tab and Enter and by pointer; doubt comes between them, by its single key."""
WORDS = {"en": "The same office, the same years", "ar": "المكتب نفسه والسنوات نفسها"}


def left(page: Page) -> int:
    """How many are still open, as the page says in numerals of either language."""
    told = page.locator("header.head .who").inner_text()
    return int("".join(one for one in told.rpartition(":")[2].split()[0] if one.isdigit()))


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_analyst_decides_and_goes_on_to_the_next(browser: Browser, workspace: Workspace, language: str, desk: str) -> None:
    surely, otherwise = DESKS[desk]
    page = workspace.entered(browser, f"analyst.{language}").new_page()
    page.goto(f"{workspace.address}/{language}/{desk}/")
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found = look(page)
    page.locator(".waits a").first.click()
    found += look(page)

    before, first, keys = left(page), page.url, Keys(page)
    keys.reach(page.locator("#reason"))
    page.keyboard.type(WORDS[language])
    keys.follow(page.locator(f"#decide button[value={surely}]"))
    expect(page.locator("#decide")).to_be_visible()
    assert page.url != first and left(page) == before - 1
    doubtful = page.url
    with page.expect_navigation():
        page.keyboard.press("u")
    second = page.url
    with page.expect_navigation():
        page.locator(f"#decide button[value={otherwise}]").click()
    assert len({first, doubtful, second, page.url}) == 4, "the next one comes by itself"

    page.goto(first)
    expect(page.locator("ol.history li").first).to_contain_text(WORDS[language])
    found += look(page)
    page.goto(doubtful)
    expect(page.locator("ol.history li")).to_have_count(1)
    page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_state_comments_on_its_own_and_decides_nothing(browser: Browser, workspace: Workspace, language: str) -> None:
    page = workspace.entered(browser, f"desk.{language}").new_page()
    page.goto(f"{workspace.address}/{language}/pairs/")
    found = look(page)
    page.locator(".waits a").first.click()
    expect(page.locator("#decide")).to_have_count(0)
    send(page)
    expect(page.locator("#wrong-text")).to_be_visible()
    found += look(page)
    page.fill("#text", WORDS[language])
    send(page)
    desk = workspace.entered(browser, f"analyst.{language}").new_page()
    desk.goto(page.url)
    expect(desk.locator("#comments li")).to_contain_text(WORDS[language])
    for one in (page, desk):
        one.context.close()
    assert not found, "\n".join(found)
