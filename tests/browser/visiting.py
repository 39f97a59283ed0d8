"""What a browser sees on many pages: several are open at once, so that the processors of a machine share the work."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

WIDTHS = (1280, 390)
"""Of the window, in CSS pixels: a desk and a phone."""
AT_ONCE = 3
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LOOK = """levels => {
  const root = document.documentElement;
  const name = one => one.outerHTML.slice(0, 160);
  const cut = one => {
    const style = getComputedStyle(one);
    return style.overflowX === "hidden" && style.position !== "absolute" && one.scrollWidth > one.clientWidth + 1;
  };
  const moves = one => {
    const style = getComputedStyle(one);
    return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === "smooth";
  };
  const said = one => {
    const language = one.closest("[lang]").lang;
    return {words: one.textContent.trim().slice(0, 80), language, direction: getComputedStyle(one).direction};
  };
  window.looked = axe.run(document, {resultTypes: ["violations"], runOnly: {type: "tag", values: levels}}).then(found => ({
    findings: found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`)),
    over: root.scrollWidth - root.clientWidth,
    cut: [...document.querySelectorAll("body *")].filter(cut).map(name),
    moving: [...document.querySelectorAll("*")].filter(moves).map(name),
    quotes: [...document.querySelectorAll("q, blockquote")].map(said),
    language: root.lang,
    direction: getComputedStyle(root).direction,
  }));
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page at one width: what axe found, what is cut or moves, quotes, and what the browser complained of."""

    language: str
    address: str
    width: int
    seen: dict[str, Any]
    complaints: tuple[str, ...]

    def __str__(self) -> str:
        return f"{urlsplit(self.address).path} at {self.width}"


def visits(browser: Browser, wanted: Iterable[tuple[str, str]]) -> Iterator[Visit]:
    """Yield each page of (language, address) at each width."""
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900})
    pages = [context.new_page() for _ in range(AT_ONCE)]
    complaints: dict[Page, list[str]] = {page: [] for page in pages}
    for page in pages:
        _listen(page, complaints[page])
    left = iter(wanted)
    while some := list(islice(left, AT_ONCE)):
        yield from _together(list(zip(pages, some, strict=False)), complaints)
    context.close()


def _together(some: Sequence[tuple[Page, tuple[str, str]]], complaints: dict[Page, list[str]]) -> Iterator[Visit]:
    for page, (_, address) in some:
        complaints[page].clear()
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(address, wait_until="commit")
    for page, _ in some:
        page.wait_for_load_state()
        page.evaluate(AXE)
    for width in WIDTHS:
        for page, _ in some:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(LOOK, LEVELS)
        for page, (language, address) in some:
            seen = page.evaluate("() => window.looked")
            yield Visit(language, address, width, seen, tuple(complaints[page]))


def _listen(page: Page, heard: list[str]) -> None:
    """Keep what the console says and every address of another host; that a page is not there is no complaint."""

    def asked(url: str) -> None:
        if urlsplit(url).hostname != "127.0.0.1" and not url.startswith("data:"):
            heard.append(f"asked another host: {url}")

    page.on("request", lambda request: asked(request.url))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on(
        "console",
        lambda said: heard.append(said.text) if said.type in ("error", "warning") and "404" not in said.text else None,
    )
