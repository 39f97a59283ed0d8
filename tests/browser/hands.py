"""How a reader acts on a page: with a pointer, or with the keyboard alone, where what has the focus must be seen."""

from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Locator, Page

MOST_KEYS = 400
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const outline = one.type === "date" || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {what: one.outerHTML.slice(0, 120), seen: inside && outline && box.width > 0 && box.height > 0};
}"""
"""Whether the element that has the focus can be seen to have it: in the window, with a line of 2 pixels or more around it.

Within a field for a day the focus goes from part to part, which the browser itself draws.
"""


class Hand(Protocol):
    """Follows links, unfolds what is folded and takes files from a page."""

    page: Page

    def follow(self, link: Locator) -> None: ...

    def jump(self, link: Locator) -> None: ...

    def take(self, link: Locator) -> Path: ...


class Pointer:
    """Clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follow(self, link: Locator) -> None:
        link.click()

    def jump(self, link: Locator) -> None:
        """Nothing: whoever points needs no short cut within a page."""

    def take(self, link: Locator) -> Path:
        with self.page.expect_download() as found:
            link.click()
        return Path(found.value.path())


class Keys:
    """Presses Tab and Enter, and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follow(self, link: Locator) -> None:
        self.reach(link)
        if link.get_attribute("href") is None:
            self.page.keyboard.press("Enter")
        else:
            with self.page.expect_event("framenavigated"):
                self.page.keyboard.press("Enter")
            self.page.wait_for_load_state()

    jump = follow

    def take(self, link: Locator) -> Path:
        self.reach(link)
        with self.page.expect_download() as found:
            self.page.keyboard.press("Enter")
        return Path(found.value.path())

    def reach(self, link: Locator) -> None:
        """Go on by Tab until the link has the focus; wherever the focus is on the way, it must be seen."""
        wanted = link.element_handle()
        for _ in range(MOST_KEYS):
            self.page.keyboard.press("Tab")
            focused = focus(self.page)
            assert focused["seen"], (self.page.url, focused["what"])
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"not reached by {MOST_KEYS} keys: {link}")


def focus(page: Page) -> dict[str, Any]:
    """The element that has the focus, and whether it is seen to have it."""
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


HANDS = {"pointer": Pointer, "keys": Keys}
