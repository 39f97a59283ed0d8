"""The invented world as a copy that stands in a folder of a host: nothing leads nowhere, and nothing of the site is lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client, override_settings
from lxml import etree

from article60.codes.languages import LANGUAGES
from article60.verify import verify
from article60.web.common.current import current
from article60.web.exporting.export import FEEDS
from article60.web.public.pages import HTML
from article60.web.public.urls import PAGES, addresses
from link_checker import Folder

SITE = "https://demo.example/register"


@pytest.fixture(scope="module")
def copied(copy: Callable[..., Folder], demo_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    out = tmp_path_factory.mktemp("copied") / "copy"
    return copy(demo_release, out, address=SITE, operator="An operator", workers=2)


def text(copied: Folder, name: str) -> str:
    return (copied.root / name).read_text(encoding="utf-8")


def test_every_link_holds(copied: Folder) -> None:
    assert list(copied.broken())[:20] == []
    assert list(copied.sheets()) == []
    assert [name for name, page in copied.pages.items() if page.forms] == []


def test_every_declared_page_is_there_in_every_language(copied: Folder, demo_release: Path) -> None:
    with override_settings(ARTICLE60_RELEASE=demo_release):
        wanted = [
            f"{below.rstrip('/')}/index.html".removeprefix("/") if page.media == HTML else below
            for page in PAGES.values()
            for below in addresses(current(), page)
        ]

    assert [f"{code}/{file}" for file in wanted for code in LANGUAGES if f"{code}/{file}" not in copied.files] == []


def test_no_trace_of_the_process_that_made_it_is_left(copied: Folder) -> None:
    written = [name for name in copied.files if not name.startswith(("release/", "static/"))]

    assert [name for name in written if b"127.0.0.1" in (copied.root / name).read_bytes()] == []


@pytest.mark.parametrize("question", ["state=XJ", "sids=true", "chapter=V", "type=legal_advice", "regional_group=african"])
def test_list_of_one_choice_holds_what_the_site_answers(copied: Folder, demo_release: Path, question: str) -> None:
    with override_settings(ARTICLE60_RELEASE=demo_release):
        page = Client().get(f"/fr/find?{question}").content.decode()
        file = b"".join(Client().get(f"/fr/find.csv?{question}").streaming_content)

    needs = re.compile(r'<article class="record need" id="([^"]+)"')
    assert needs.findall(text(copied, f"fr/find/{question}.html")) == needs.findall(page) != []
    held = (copied.root / f"fr/find/{question}.csv").read_bytes()
    assert held.replace(SITE.encode(), b"") == file.replace(b"http://testserver", b"")


def test_fields_of_the_form_are_links_and_what_is_missing_is_told(copied: Folder) -> None:
    page = text(copied, "ar/find/index.html")

    assert 'href="state=XJ.html"' in page and 'href="article=46.html"' in page
    assert "لا تستطيع الجمع بين الخيارات" in page


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"zh"}))
def test_language_switch_leads_to_the_same_page(copied: Folder, code: str) -> None:
    assert ("a", f"../../../{code}/states/XA/index.html") in copied.pages["zh/states/XA/index.html"].links


def test_first_page_leads_to_all_languages_without_a_script(copied: Folder) -> None:
    assert {("a", f"{code}/index.html") for code in LANGUAGES} <= copied.pages["index.html"].links


def test_lasting_address_without_a_language_offers_all(copied: Folder) -> None:
    name = next(one for one in sorted(copied.files) if re.fullmatch(r"needs/XA-\w+/index.html", one))

    assert {("a", f"../../{code}/{name}") for code in LANGUAGES} <= copied.pages[name].links


def test_files_of_the_release_come_along_and_can_be_verified(copied: Folder) -> None:
    assert verify(copied.root / "release") == []


def test_evidence_is_shown_with_the_page_of_the_document(copied: Folder) -> None:
    pages = [page for name, page in copied.pages.items() if name.startswith("ar/documents/")]

    assert any(tag == "img" and "/release/evidence/" in link for page in pages for tag, link in page.links)


def test_parts_of_figures_lead_to_their_rows(copied: Folder) -> None:
    links = [link for _, link in copied.pages["es/trends/type/index.html"].links if "part=" in link]

    assert links and all("/rows/by=type,part=" in link for link in links)


def test_sitemap_names_pages_that_are_there(copied: Folder) -> None:
    files = sorted((copied.root / "sitemaps").glob("*.xml"))
    locs = [element.text or "" for path in files for element in etree.parse(path).iter("{*}loc")]

    assert len(locs) > 1000 and all(loc.startswith(f"{SITE}/") for loc in locs)
    assert [loc for loc in locs if f"{loc.removeprefix(SITE)[1:]}index.html" not in copied.files] == []
    named = {element.text for element in etree.parse(copied.root / "sitemap.xml").iter("{*}loc")}
    assert named == {f"{SITE}/sitemaps/{path.name}" for path in files}


def test_feeds_lead_to_the_address_of_the_copy(copied: Folder) -> None:
    feed = etree.fromstring(text(copied, "en/find/state=XJ.atom").encode())

    assert all(link.get("href", "").startswith(SITE) for link in feed.iter("{*}link"))
    assert json.loads(text(copied, "en/find.json"))["items"][0]["url"].startswith(f"{SITE}/en/needs/")
    assert {page.media for page in PAGES.values()} >= set(FEEDS), "what is left out without an address is a kind of page"
