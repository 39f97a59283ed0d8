"""The publisher hands in a sheet that a State has sent back, sees what it says and records it: both languages, with axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.furnished import LANGUAGES
from tests.browser.served_workspace import DIRECTION, Workspace, look, send

from returned_sheets import EVERYONE, asked, sheet

STATES = {"en": "XE", "ar": "XH"}
WORDS = {"en": "Training of investigators in the tracing of assets", "ar": "تدريب المحققين على تعقب الموجودات"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_publisher_records_what_a_sheet_says_that_came_back(
    browser: Browser, workspace: Workspace, demo_release: Path, language: str, tmp_path: Path
) -> None:
    desk = workspace.entered(browser, f"publisher.{language}").new_page()
    sheets = f"{workspace.address}/{language}/review/sheets/"
    desk.goto(f"{workspace.address}/{language}/")
    desk.locator("main a[href$='/review/sheets/']").first.click()
    expect(desk).to_have_url(sheets)
    expect(desk.locator("html")).to_have_attribute("dir", DIRECTION[language])
    found = look(desk)
    send(desk)
    expect(desk.locator("#wrong-file")).to_be_visible()
    found += look(desk)

    none = tmp_path / "none.docx"
    none.write_bytes(b"no such file")
    desk.set_input_files("#file", none)
    send(desk)
    expect(desk.locator("main [role=alert]")).to_be_visible()
    found += look(desk)

    sent = sheet(demo_release, STATES[language], language=language)
    first, second, third = (row.partition(".")[0] for row in asked(sent)[:3])
    sent.tick(first, "corrected").write(first, "words", WORDS[language]).tick(second, "confirmed").tick(second, "met")
    for name, buttons in (("ours.docx", 0), ("everyone.docx", 1)):
        desk.goto(sheets)
        desk.set_input_files("#file", sent.save(tmp_path / name))
        send(desk)
        expect(desk.locator("article.record")).to_have_count(2 + buttons)
        expect(desk.locator("form.write button")).to_have_count(buttons)
        found += look(desk)
        sent.tick("sheet/audience", EVERYONE).tick(third, "confirmed")
    expect(desk.locator(f"#{first} .words").last).to_have_text(WORDS[language])
    send(desk)
    expect(desk.locator("form.write button")).to_have_count(0)
    expect(desk.locator("article.record .note")).to_have_count(3)
    found += look(desk)
    desk.goto(sheets)
    expect(desk.locator(".history > li").first).to_contain_text("everyone.docx")
    desk.context.close()
    assert not found, "\n".join(found)
