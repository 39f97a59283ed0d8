"""By the keyboard: the focus goes in the order of the words, is always seen and held by nothing."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.hands import focus
from tests.browser.sites import KINDS, Site

MOST = 60
PLACE = """() => {
  window.before = window.now;
  window.now = document.activeElement;
  const after = !window.before || window.before === window.now
    || window.before.compareDocumentPosition(window.now) & Node.DOCUMENT_POSITION_FOLLOWING;
  return {end: window.now === document.body, after: Boolean(after)};
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_focus_goes_in_the_order_of_the_words_and_is_seen(page: Page, site: Site, kind: str) -> None:
    address = dict(site.pages(kind))["ar"]
    page.goto(address)

    for _ in range(MOST):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        if place["end"]:
            break
        focused = focus(page)
        assert place["after"], (address, focused["what"])
        assert focused["seen"], (address, focused["what"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_first_key_skips_to_the_content(page: Page, site: Site, language: str) -> None:
    page.goto(f"{site.address}/{language}/states/XJ")

    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
