"""The publisher records a consent that came by note, and its State sees it; documents are opened: both languages, axe."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.furnished import LANGUAGES
from tests.browser.served_workspace import DIRECTION, Workspace, look, send

NOTE = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 a note"}
WORDS = {"en": "The note was about another need", "ar": "كانت المذكرة بشأن احتياج آخر"}
TITLE = {"en": "Annual report of the audit office", "ar": "التقرير السنوي لديوان المحاسبة"}


def fill(page: Page, told: dict[str, str]) -> None:
    for field, words in told.items():
        page.fill(f"#{field}", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_publisher_records_a_note_and_the_state_sees_how_it_ends(browser: Browser, workspace: Workspace, language: str) -> None:
    home = f"{workspace.address}/{language}/"
    state = workspace.entered(browser, f"focal.{language}").new_page()
    desk = workspace.entered(browser, f"publisher.{language}").new_page()
    state.goto(f"{home}needs/")
    state.locator(".record a.id").last.click()
    need_id = state.locator("h1").inner_text()
    version = state.locator(".history .hash").first.text_content() or ""

    desk.goto(f"{home}releases/record/")
    expect(desk.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found = look(desk)
    told = {"need_id": need_id, "version_hash": "0" * 64, "reference": "PM/31", "dated": "2026-11-20"}
    for hashed, wrong in (("0" * 64, 1), (version.strip(), 0)):
        fill(desk, told | {"version_hash": hashed})
        desk.check("input[value=states_parties]")
        desk.set_input_files("#note", NOTE)
        send(desk)
        expect(desk.locator("#wrong-version_hash")).to_have_count(wrong)
        found += look(desk)
    mine = desk.locator(".history > li", has_text=need_id)
    with desk.expect_download() as loading:
        mine.locator("a[href*='/notes/']").click()
    assert loading.value.path().read_bytes() == NOTE["buffer"]

    state.goto(f"{home}releases/")
    expect(state.locator(".history > li", has_text=need_id).locator("a[href*='/notes/']")).to_have_count(1)
    found += look(state)
    mine.locator("a.button").click()
    found += look(desk)
    desk.check("input[value=mistake]")
    send(desk)
    expect(desk.locator("#wrong-why")).to_be_visible()
    desk.fill("#why", WORDS[language])
    send(desk)
    expect(mine.locator("a.button")).to_have_count(0)
    state.reload()
    expect(state.locator(".history > li", has_text=need_id)).to_contain_text(WORDS[language])
    for page in (state, desk):
        page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_state_opens_a_document_and_stops_it(browser: Browser, workspace: Workspace, language: str) -> None:
    page = workspace.entered(browser, f"focal.{language}").new_page()
    page.goto(f"{workspace.address}/{language}/releases/documents/")
    found = look(page)
    send(page)
    expect(page.locator("#wrong-title")).to_be_visible()
    found += look(page)
    page.set_input_files("#file", NOTE | {"buffer": language.encode()})
    address = "https://audit.example.org/2026.pdf"
    fill(page, {"title": TITLE[language], "publisher": "A. Office", "public_address": address, "read_on": str(date.today())})
    send(page)
    opened = page.locator(".history > li", has_text=TITLE[language])
    expect(opened).to_have_count(1)
    found += look(page)
    opened.locator("button").click()
    expect(opened.locator("button")).to_have_count(0)
    page.context.close()
    assert not found, "\n".join(found)
