"""Nothing is told by colour alone: whatever colours tell apart stays apart in shades of grey, and charts say their numbers."""

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Locator, Page
from tests.browser.sites import Site

APART = 12
"""Mean difference of two pictures in shades of grey, of 255, from which eyes tell them apart at a glance."""


@pytest.fixture
def grey(browser: Browser) -> Iterator[Page]:
    """A page with large signs and three dots for a pixel, so that shapes can be compared."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=3)
    yield context.new_page()
    context.close()


def picture(of: Locator) -> Image.Image:
    return Image.open(BytesIO(of.screenshot())).convert("L").resize((48, 48))


def difference(one: Locator, other: Locator) -> float:
    return float(ImageStat.Stat(ImageChops.difference(picture(one), picture(other))).mean[0])


@pytest.mark.parametrize(
    ("path", "signs"),
    [("en/", "ul.marks .swatch"), ("en/states/XA", "dl.grades .mark"), ("ar/states/XA", "dl.grades .mark")],
)
def test_marks_differ_in_shades_of_grey(grey: Page, site: Site, path: str, signs: str) -> None:
    grey.goto(f"{site.address}/{path}")
    marks = grey.locator(signs).all()

    assert len(marks) >= 3
    assert all(difference(one, other) > APART for one, other in combinations(marks, 2))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_keys_of_charts_differ_in_shades_of_grey(grey: Page, site: Site, language: str) -> None:
    grey.goto(f"{site.address}/{language}/trends")
    keys = [key for key in grey.locator("figure.chart .key").all() if key.locator("i").count() > 1]

    assert keys
    for key in keys:
        assert all(difference(one, other) > APART for one, other in combinations(key.locator("i").all(), 2))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_chart_stands_with_its_numbers_with_and_without_scripts(
    browser: Browser, site: Site, language: str, scripts: bool
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 6000}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site.address}/{language}/trends")
    if scripts:
        page.locator(".drawn > div[role=img]").first.wait_for()
    panels = page.locator("article.panel").filter(has=page.locator("figure.chart")).all()

    assert panels
    for panel in panels:
        assert panel.locator("figure.chart svg").first.bounding_box()
        assert panel.locator("details.twin table tbody tr").count()
    context.close()
