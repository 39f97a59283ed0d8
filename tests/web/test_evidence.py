"""The words on the page: pictures with marks, passages with marks, and what is said where nothing may be shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from article60.domain.evidence import Evidence
from article60.publication.reading import open_release, read_records

_MOST_BYTES = 100_000


@pytest.fixture(autouse=True)
def invented_world(site: None, demo_release: Path) -> Iterator[None]:
    """The site shows the whole invented world."""
    before = settings.ARTICLE60_RELEASE
    settings.ARTICLE60_RELEASE = demo_release
    yield
    settings.ARTICLE60_RELEASE = before


@pytest.fixture(scope="module")
def evidence(demo_release: Path) -> list[Evidence]:
    connection = open_release(demo_release)
    found = list(read_records(connection, "evidence"))
    connection.close()
    return found


@pytest.fixture(scope="module")
def shown(demo_release: Path) -> set[str]:
    return {path.stem for path in (demo_release / "documents").iterdir()}


def tree(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    assert len(answer.content) < _MOST_BYTES
    return html.fromstring(answer.content)


def needs(evidence: list[Evidence], connection_of: Path) -> set[str]:
    connection = open_release(connection_of)
    found = {row[0] for row in connection.execute("SELECT need_id FROM needs")}
    connection.close()
    return {e.record_id for e in evidence} & found


def test_every_need_shows_each_piece_of_its_evidence_in_place(
    client: Client, evidence: list[Evidence], shown: set[str], demo_release: Path
) -> None:
    for need in sorted(needs(evidence, demo_release)):
        page = tree(client, f"/en/needs/{need}")
        own = [e for e in evidence if e.record_id == need]
        pages = [(e, index) for e in own if e.document_sha256 in shown for index in sorted({box[0] for box in e.boxes})]
        assert len(page.xpath("//figure[@class='sheet']")) == len(pages)
        assert len(page.xpath("//figure//*[local-name()='rect']")) == sum(len(e.boxes) for e, _ in dict(pages).items())
        for e, index in pages:
            (figure,) = page.xpath(
                f"//figure[.//img[contains(@src, '{e.document_sha256}-{index + 1}.png')]][.//img[contains(@alt, $words)]]",
                words=e.quote,
            )[:1]
            assert figure.xpath(".//img/@loading") == ["lazy"]
        marked = [mark.text_content() for mark in page.xpath("//div[@class='passage']//mark")]
        assert marked == [e.quote for e in sorted(own, key=lambda e: e.position) if e.document_sha256 in shown and not e.boxes]


def test_marks_need_no_style_that_the_policy_forbids(client: Client, evidence: list[Evidence], shown: set[str]) -> None:
    one = next(e for e in evidence if e.boxes and e.document_sha256 in shown)
    page = tree(client, f"/ar/documents/{one.document_id}")
    assert page.xpath("//figure")
    assert page.xpath("//@style") == [] and page.xpath("//main//script") == []


def test_document_shows_each_page_once_with_all_its_words_marked(
    client: Client, evidence: list[Evidence], shown: set[str]
) -> None:
    for document in sorted({e.document_id for e in evidence if e.boxes and e.document_sha256 in shown}):
        held = [e for e in evidence if e.document_id == document]
        page = tree(client, f"/en/documents/{document}")
        assert page.xpath("//div[@class='sheets']/div/@id") == [
            f"page-{n + 1}" for n in sorted({box[0] for e in held for box in e.boxes})
        ]
        marks = {(e.record_id, box) for e in held for box in e.boxes}
        assert len(page.xpath("//figure//*[local-name()='rect']")) == len(marks)
        anchors = set(page.xpath("//@id"))
        assert {link[1:] for link in page.xpath("//main//a/@href[starts-with(., '#')]")} <= anchors


def test_good_practice_leads_to_its_words_in_the_document(
    client: Client, evidence: list[Evidence], demo_release: Path, shown: set[str]
) -> None:
    connection = open_release(demo_release)
    practices = {row[0]: row[1] for row in connection.execute("SELECT practice_id, state FROM good_practices")}
    connection.close()
    held = [e for e in evidence if e.record_id in practices and e.document_sha256 in shown]
    assert {bool(e.boxes) for e in held} == {True, False}
    for e in held[:4] + held[-4:]:
        state = tree_of_any_size(client, f"/en/states/{practices[e.record_id]}")
        (record,) = state.xpath("//article[@id=$id]", id=e.record_id)
        (link,) = [a for a in record.xpath(".//a/@href") if f"/documents/{e.document_id}#" in a][:1]
        address, _, anchor = link.partition("#")
        assert anchor in tree(client, address).xpath("//@id")


def tree_of_any_size(client: Client, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).content)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_document_that_may_not_be_shown_says_so_and_who_publishes_it(
    language: str, client: Client, evidence: list[Evidence], shown: set[str]
) -> None:
    one = next(e for e in evidence if e.boxes and e.document_sha256 not in shown)
    page = tree(client, f"/{language}/documents/{one.document_id}")
    assert len(page.xpath("//p[@class='note'][contains(., 'Demonstration publisher')]")) == 1
    assert page.xpath("//figure | //img | //mark") == []


def test_picture_is_shown_and_not_saved(client: Client, evidence: list[Evidence], shown: set[str]) -> None:
    one = next(e for e in evidence if e.boxes and e.document_sha256 in shown)
    (picture, *_) = tree(client, f"/en/documents/{one.document_id}").xpath("//figure//img/@src")
    answer = client.get(picture)
    assert answer.headers["Content-Type"] == "image/png"
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_words_in_a_passage_keep_their_language_and_direction(
    client: Client, evidence: list[Evidence], shown: set[str]
) -> None:
    one = next(e for e in evidence if not e.boxes and e.document_sha256 in shown and e.language == "fr")
    page = tree(client, f"/ar/documents/{one.document_id}")
    assert {(p.get("lang"), p.get("dir")) for p in page.xpath("//div[@class='passage']")} == {("fr", "ltr")}


def test_data_page_tells_of_pictures_without_listing_them(client: Client, demo_release: Path) -> None:
    text = tree_of_any_size(client, "/en/data").text_content()
    count = len(list((demo_release / "evidence").iterdir()))
    assert re.search(rf"Files in the folder evidence, .*: {count}; size in all", text)
    assert ".png" not in text
