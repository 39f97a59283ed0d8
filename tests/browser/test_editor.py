"""A State's editor prepares, and the focal point says it: in English and Arabic, with axe."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.furnished import LANGUAGES
from tests.browser.served_workspace import DIRECTION, Workspace, look, send

WORDS = {"en": "Drafting of a law on the protection of reporting persons", "ar": "صياغة قانون لحماية المبلِّغين"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_editor_writes_waits_for_the_focal_point(browser: Browser, workspace: Workspace, language: str) -> None:
    home = f"{workspace.address}/{language}/"
    editor = workspace.entered(browser, f"editor.{language}").new_page()
    focal = workspace.entered(browser, f"focal.{language}").new_page()
    editor.goto(home)
    expect(editor.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found = look(editor)
    editor.goto(f"{home}needs/")
    found += look(editor)
    editor.locator(".record a.id").first.click()
    need = editor.url
    expect(editor.locator("form[action$='/confirm/']")).to_have_count(0)
    found += look(editor)
    editor.locator("a[href$='/correct/']").click()
    found += look(editor)
    editor.fill("#text", WORDS[language])
    send(editor)
    expect(editor.locator(".record .words").first).to_have_text(WORDS[language])
    expect(editor.locator(".facts .reading.confirmed")).to_have_count(0)

    focal.goto(home)
    found += look(focal)
    focal.locator(".waits a").first.click()
    focal.locator(".record", has_text=WORDS[language]).locator("a.id").click()
    assert focal.url == need
    focal.locator("form[action$='/confirm/'] button").click()
    editor.reload()
    expect(editor.locator(".facts .reading.confirmed")).to_be_visible()
    editor.goto(f"{home}assistance/")
    found += look(editor)
    for page in (editor, focal):
        page.context.close()
    assert not found, "\n".join(found)
