"""The main path of the analyst and of the focal point at the review desk, by keyboard: in English and Arabic, with axe."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.furnished import LANGUAGES
from tests.browser.served_workspace import Workspace, look

SYMBOL = {"en": "DEMO/IRG/II/5/1/Add.3", "ar": "DEMO/IRG/II/4/1/Add.4"}
WORDS = {"en": "Software for the Revenue Protection Unit", "ar": "تدريب موظفي لجنة المناقصات"}


def by_keyboard(page: Page, selector: str, words: str | None = None) -> None:
    """Reach something by the Tab key alone; write there, or press Enter."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            break
    else:
        pytest.fail(f"{selector} is not reached by the Tab key")
    if words is None:
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Control+A")
        page.keyboard.type(words)


def settled(page: Page) -> int:
    return int(page.locator("header.head progress").get_attribute("value") or 0)


def chosen(page: Page) -> str:
    return page.locator("#now .id").inner_text()


def key(page: Page, letter: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(letter)


def open_desk(page: Page, address: str, language: str) -> list[str]:
    page.goto(f"{address}/{language}/review/")
    found = look(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    link = page.locator("tr", has_text=SYMBOL[language]).locator("a")
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return found


def first_need(page: Page, address: str) -> str:
    """Go to the first need of the document that nobody has settled."""
    for place in [one.get_attribute("href") for one in page.locator(".statements a").all()]:
        page.goto(f"{address}{place}")
        if page.locator("[data-key=m]").count() and not page.locator(".said .reading.confirmed").count():
            return chosen(page)
    pytest.fail("no need stands on the desk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_analyst_decides_by_single_keys(browser: Browser, workspace: Workspace, language: str) -> None:
    address, page = workspace.address, workspace.entered(browser, f"analyst.{language}").new_page()
    found = open_desk(page, address, language)
    found += look(page)
    before, first = settled(page), chosen(page)

    key(page, "c")
    assert settled(page) == before + 1 and chosen(page) != first, "the next doubtful one comes by itself"
    for letter in ("j", "k") if page.locator("[data-key=j]").count() else ("k", "j"):
        key(page, letter)
    need = first_need(page, address)

    key(page, "e")
    found += look(page)
    by_keyboard(page, "#text", WORDS[language])
    by_keyboard(page, "#provisions", "58; 99")
    by_keyboard(page, "form.write p.ways button")
    expect(page.locator("#wrong-provisions")).to_be_visible()
    found += look(page)
    by_keyboard(page, "#provisions", "58")
    with page.expect_navigation():
        by_keyboard(page, "form.write p.ways button")
    assert settled(page) == before + 2
    page.goto(f"{page.url.split('#')[0]}?at={need}")
    expect(page.locator(".said .words").first).to_have_text(WORDS[language])
    found += look(page)

    for letter in ("s", "m", "x"):
        key(page, letter)
        found += look(page)
        page.evaluate("() => document.activeElement.blur()")
        key(page, "Escape")
        assert chosen(page) == need
    key(page, "x")
    by_keyboard(page, "#reason", "c")  # what is written decides nothing
    with page.expect_navigation():
        by_keyboard(page, "form.write p.ways button")
    page.goto(f"{page.url.split('#')[0]}?at={need}")
    expect(page.locator("[data-key=c]")).to_be_visible()
    key(page, "c")  # taken back
    key(page, "u")
    key(page, "n")

    page.locator("details.keys summary").focus()
    page.keyboard.press("Enter")
    by_keyboard(page, "details.keys button")
    now = page.url
    page.keyboard.press("c")
    page.wait_for_timeout(200)
    assert page.url == now, "single keys can be turned off"
    page.keyboard.press("Enter")
    page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_focal_point_decides_and_the_register_follows(browser: Browser, workspace: Workspace, language: str) -> None:
    address, page = workspace.address, workspace.entered(browser, f"desk.{language}").new_page()
    found = open_desk(page, address, language)
    found += look(page)
    need = first_need(page, address)
    with page.expect_navigation():
        by_keyboard(page, "[data-key=c]")
    page.goto(f"{address}/{language}/needs/{need}/")
    expect(page.locator(".facts .reading.confirmed")).to_be_visible()
    found += look(page)
    page.context.close()
    assert not found, "\n".join(found)


def test_everything_is_there_without_scripts(browser: Browser, workspace: Workspace) -> None:
    phone = {"width": 390, "height": 800}
    page = workspace.entered(browser, "analyst.en", java_script_enabled=False, viewport=phone).new_page()
    page.goto(f"{workspace.address}/en/review/")
    page.locator("tr", has_text="DEMO/IRG/II/3/1/Add.1").locator("a").click()
    before = settled(page)
    page.locator("[data-key=u]").click()
    page.locator("[data-key=c]").click()
    assert settled(page) == before + 1
    page.context.close()
