"""An administrator lets somebody in by a link, and hands the focal point over: in English and Arabic, with axe."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.furnished import LANGUAGES
from tests.browser.served_workspace import DIRECTION, Workspace, give_first_code, give_password, look, send

PASSWORD = "nine words that nobody else would think of here"
WORDS = {"en": "Training of investigators in the tracing of assets", "ar": "تدريب المحققين على تعقب الموجودات"}


def name(page: Page, email: str, person: str) -> None:
    page.fill("#email", email)
    page.fill("#name", person)
    send(page)


def accept(context: BrowserContext, workspace: Workspace, email: str) -> tuple[Page, list[str]]:
    """A page of who was invited, after both factors were set up by the link of the letter; and what was found on the way."""
    page, link = context.new_page(), workspace.link_to(email)
    page.goto(link)
    found = look(page)
    for password in ("short", PASSWORD):
        page.fill("#password1", password)
        page.fill("#password2", password)
        send(page)
    give_password(page, email, PASSWORD)
    page.locator("main a.button").click()
    give_first_code(page)
    assert page.request.get(link).status == 404, "a link works once"
    return page, found


@pytest.mark.parametrize("language", LANGUAGES)
def test_administrator_lets_somebody_in_and_hands_over(browser: Browser, workspace: Workspace, language: str) -> None:
    home, people = f"{workspace.address}/{language}/", f"{workspace.address}/{language}/people/"
    editor, successor = (f"{who}.{language}@example.org" for who in ("invited", "successor"))
    page = workspace.entered(browser, f"administrator.{language}").new_page()
    page.goto(people)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found = look(page)
    page.locator("header a.button").click()
    found += look(page)
    send(page)
    expect(page.locator("#wrong-email")).to_be_visible()
    found += look(page)
    page.check("input[value=state_editor]")
    name(page, editor, "B. Person")
    expect(page).to_have_url(people)
    expect(page.locator("form[action$='/again/']")).to_have_count(1)
    found += look(page)

    invited, seen = accept(browser.new_context(), workspace, editor)
    found += seen
    invited.goto(f"{home}needs/add/")
    invited.fill("#text", WORDS[language])
    send(invited)
    expect(invited.locator(".record .words").first).to_have_text(WORDS[language])
    page.goto(people)
    expect(page.locator("form[action$='/again/']")).to_have_count(0)
    page.locator("li", has_text=editor).locator("a.button").click()
    found += look(page)

    page.goto(people)
    page.locator("a[href$='/hand-over/']").click()
    found += look(page)
    name(page, successor, "C. Person")
    expect(page).to_have_url(home)
    found += look(page)
    page.goto(people)
    expect(page).to_have_url(home)
    expect(page.locator("nav a[href$='/needs/']")).to_have_count(0)
    following, seen = accept(browser.new_context(), workspace, successor)
    following.goto(f"{home}needs/")
    expect(following.locator(".record", has_text=WORDS[language])).to_have_count(1)
    for one in (page, invited, following):
        one.context.close()
    assert not found, "\n".join(found)
