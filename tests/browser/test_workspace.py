"""The focal point's main path through the workspace, as it is started by its commands: in English and Arabic, with axe."""

import re

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.furnished import LANGUAGES, STATES
from tests.browser.served_workspace import DIRECTION, Workspace, give_first_code, give_password, look, send

WORDS = {"en": "Training of investigators in the tracing of assets", "ar": "تدريب المحققين على تعقب الموجودات"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_focal_point_goes_through_the_register(browser: Browser, workspace: Workspace, language: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    home, needs = f"{workspace.address}/{language}/", f"{workspace.address}/{language}/needs/"
    found = []

    page.goto(needs)
    found += look(page)
    give_password(page, f"newcomer.{language}@example.org", workspace.ways_in[f"newcomer.{language}"])
    expect(page).to_have_url(home)
    found += look(page)
    page.locator("main a.button").click()
    found += look(page)
    give_first_code(page)
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
    expect(page).to_have_url(re.compile(rf"/{language}/needs/{STATES['register'][language]}-[A-Z2-7]{{8}}/$"))
    page.goto(f"{needs}order/")
    found += look(page)
    page.locator(".places-of input").nth(1).fill("1")
    send(page)
    expect(page).to_have_url(needs)
    page.goto(f"{home}who-sees-what/")
    found += look(page)
    context.close()

    assert not found, "\n".join(found)
