"""The focal point's main path through a checklist, on line and by workbook, in English and Arabic, with axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.served_workspace import DIRECTION, Workspace, look

from checklist_files import filled

WORDS = {"en": "Penal Code, sections 5 to 9", "ar": "قانون العقوبات، المواد من 5 إلى 9"}
OTHER = {"en": "Another answer", "ar": "إجابة أخرى"}
MEASURES, IMPLEMENTED, FROM_HOME = "15.measures", "15.implemented", "17.challenges"


def field(page: Page, cell: str) -> str:
    return f"[id='{cell}']"


def save(page: Page) -> None:
    page.locator("form.cells button").first.click()


@pytest.mark.parametrize("language", DIRECTION)
def test_focal_point_answers_on_line_and_by_workbook(
    browser: Browser, workspace: Workspace, language: str, tmp_path: Path
) -> None:
    context = workspace.entered(browser, f"checklist.{language}")
    page = context.new_page()
    found = []
    here = f"{workspace.address}/{language}/checklists/"

    page.goto(here)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    expect(page.locator("main h2")).to_have_count(2)
    found += look(page)
    page.locator("main h2 a").first.click()
    found += look(page)
    page.locator("a[href$='/art15/']").click()
    found += look(page)

    other = context.new_page()
    other.goto(page.url)
    page.fill(field(page, MEASURES), WORDS[language])
    page.check(f"[name='{IMPLEMENTED}'][value=partly]")
    save(page)
    expect(page.locator(field(page, MEASURES))).to_have_value(WORDS[language])
    other.fill(field(other, MEASURES), OTHER[language])
    save(other)
    expect(other.locator(".told .words")).to_have_text(WORDS[language])
    expect(other.locator(field(other, MEASURES))).to_have_value(OTHER[language])
    found += look(other)
    other.close()

    page.goto(f"{here}p1c1v1/")
    with page.expect_download() as loading:
        page.locator("#file a.button").click()
    book = tmp_path / "book.xlsx"
    book.write_bytes(filled(Path(loading.value.path()).read_bytes(), {MEASURES: OTHER[language], FROM_HOME: WORDS[language]}))
    page.goto(f"{here}p1c1v1/art15/")
    page.fill(field(page, MEASURES), f"{WORDS[language]}.")
    save(page)
    page.goto(f"{here}p1c1v1/")
    page.set_input_files("#workbook", book)
    page.locator("#file form button").click()
    expect(page.locator("#conflicts fieldset")).to_have_count(1)
    expect(page.locator("#taken li")).to_have_count(1)
    found += look(page)
    page.locator("form.cells button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    found += look(page)
    page.check(f"[name='choose.{MEASURES}'][value=theirs]")
    page.locator("form.cells button").click()
    expect(page.locator("#conflicts")).to_have_count(0)
    page.goto(f"{here}p1c1v1/art15/")
    expect(page.locator(field(page, MEASURES))).to_have_value(OTHER[language])
    page.locator("a[href$='/history/']").click()
    expect(page.locator(".history > li")).to_have_count(4)
    found += look(page)
    context.close()

    assert not found, "\n".join(found)
