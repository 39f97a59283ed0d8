"""The demonstration, an empty Release and a workspace, each served once; Debian's Chromium, which must be there."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.served_workspace import Workspace, served_workspace
from tests.browser.sites import Site, served

import makers
from article60.domain.coverage import Coverage
from article60.domain.provision import provisions
from article60.domain.state_party import state_parties
from article60.publication import release

WITHOUT = "ARTICLE60_TESTS_WITHOUT_BROWSER"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--font-render-hinting=none", "--hide-scrollbars",
)  # fmt: skip
CHAPTERS = ((1, "III"), (1, "IV"), (2, "II"), (2, "V"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests of this folder out only where the variable says so; a skip that nobody asked for would hide a fault."""
    if os.environ.get(WITHOUT) == "yes":
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=f"{WITHOUT}=yes"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is; nothing is ever downloaded."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail(
            "the browser tests need Debian's Chromium: apt-get install --no-install-recommends chromium "
            f"(`make test` does it as root); to leave them out knowingly, set {WITHOUT}=yes",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def site(demo_release: Path) -> Iterator[Site]:
    """The demonstration, served."""
    with served(demo_release) as shown:
        yield shown


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A Release that holds States and no document, served."""
    states = [one for one in state_parties().values() if one.fictional]
    nothing = [
        Coverage(state=one.state, cycle=cycle, chapter=chapter, cell="not_held", source=None, on=None, rests_on=None)
        for one in states
        for cycle, chapter in CHAPTERS
    ]
    out = tmp_path_factory.mktemp("empty") / "release"
    release.write(
        {"states": states, "provisions": list(provisions().values()), "coverage": nothing},
        out=out, on=makers.ON, audience="public", versions={"article60": "0"}, fictional=True, inputs=[], documents={},
    )  # fmt: skip
    with served(out) as shown:
        yield shown


@pytest.fixture(scope="session")
def workspace(demo_release: Path) -> Iterator[Workspace]:
    """The workspace, served."""
    with served_workspace(demo_release) as shown:
        yield shown


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the tests of a module: while it runs, no other test may use an event loop."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who has never been here, at a desk."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
