"""Who reads alone: experts and stakeholders what providers publish, an operator no content; both languages, with axe."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.furnished import LANGUAGES, PUBLISHED
from tests.browser.served_workspace import DIRECTION, Workspace, give_password, look, send

READERS = {"expert": True, "society": True, "operator": False}
"""Who reads alone, and whether the person sees content."""
CLOSED = (
    "needs",
    "review",
    "pairs",
    "overlaps",
    "releases",
    "releases/record",
    "checklists",
    "clearance",
    "provider/reports",
)
"""Pages that none of them has, as if there were nothing."""


def came_in(browser: Browser, workspace: Workspace, who: str, language: str) -> Page:
    """A page of somebody who has signed in: a stakeholder by a password alone."""
    if who != "society":
        page = workspace.entered(browser, f"{who}.{language}").new_page()
        page.goto(f"{workspace.address}/{language}/")
        return page
    page = browser.new_context().new_page()
    page.goto(f"{workspace.address}/{language}/sign-in/")
    give_password(page, f"society.{language}@example.org", workspace.ways_in[f"society.{language}"])
    expect(page).to_have_url(f"{workspace.address}/{language}/")
    return page


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_sees_what_is_for_the_role_and_nothing_else(
    browser: Browser, workspace: Workspace, language: str, who: str
) -> None:
    home = f"{workspace.address}/{language}/"
    page = came_in(browser, workspace, who, language)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    expect(page.locator("main a[href$='/letters/']")).to_have_count(1)
    found = look(page)

    answer = page.goto(f"{home}provider/shared/")
    assert answer is not None and answer.status == (200 if READERS[who] else 404)
    expect(page.locator(".record", has_text=PUBLISHED["public"])).to_have_count(int(READERS[who]))
    expect(page.locator("main", has_text=PUBLISHED["states_parties"])).to_have_count(0)
    found += look(page)
    answer = page.goto(f"{home}needs/released/")
    assert answer is not None and answer.status == (200 if READERS[who] else 404)
    found += look(page)
    for place in CLOSED:
        assert page.request.get(f"{home}{place}/").status == 404, place

    page.goto(f"{home}account/letters/")
    found += look(page)
    page.check("input[value=never]")
    send(page)
    expect(page).to_have_url(home)
    page.goto(f"{home}account/letters/")
    expect(page.locator("input[value=never]")).to_be_checked()
    page.context.close()
    assert not found, "\n".join(found)
