"""Copies of a small Release: where records are many, without files, replaced, refused, broken off."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from article60.byte_store import sha256_of
from article60.codes.languages import LANGUAGES
from article60.publication.folder import WouldOverwrite
from article60.publication.reading import NotARelease
from article60.web.exporting import export as exporting
from article60.web.exporting.export import MARK
from link_checker import Folder

Copy = Callable[..., Folder]
FEW = 2
"""More records than these are taken to be many."""


@pytest.fixture(scope="module")
def copied(copy: Copy, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return copy(folder, tmp_path_factory.mktemp("small") / "copy", downloads=False, most_records=FEW)


def test_every_link_holds(copied: Folder) -> None:
    assert list(copied.broken())[:20] == []
    assert list(copied.sheets()) == []
    assert [name for name, page in copied.pages.items() if page.forms] == []


def test_link_checker_sees_what_is_broken(tmp_path: Path) -> None:
    page = '<p id="a"><a href="b.html#x">1</a><a href="/c">2</a><a href="d.html">3</a><img src="https://e.example/f.png">'
    (tmp_path / "a.html").write_text(page + '<a href="#a">4</a><a href="https://e.example/">5</a>', encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>", encoding="utf-8")

    assert [one.partition(": ")[2] for one in Folder(tmp_path).broken()] == [
        "/c: not relative", "b.html#x: no such place", "d.html: no such file",
        "https://e.example/f.png: loaded from another host",
    ]  # fmt: skip


def test_records_that_are_many_are_reached_where_they_stand(copied: Folder) -> None:
    assert not [one for one in copied.files if re.match(r"(\w\w/)?needs/XA-AAAAAAAA/", one)]
    links = {link for _, link in copied.pages["en/states/XA/index.html"].links}
    assert "needs/IV/index.html#XA-BBBBBBBB" in links


def test_record_that_stands_nowhere_else_keeps_its_page(copied: Folder) -> None:
    held = {
        place for name, page in copied.pages.items() if "/activities/" in name and "/states/" in name for place in page.places
    }
    kept = {name.split("/")[2] for name in copied.files if re.fullmatch(r"en/activities/ACT-\w+/index.html", name)}

    assert "ACT-AAAAAAAA" in held and "ACT-CCCCCCCC" in kept
    assert not held & kept


@pytest.mark.parametrize("code", LANGUAGES)
def test_old_identifier_leads_to_where_the_record_stands(copied: Folder, code: str) -> None:
    page = copied.pages[f"{code}/needs/XA-ZZZZZZZZ/index.html"]

    assert ("a", "../../states/XA/needs/III/index.html#XA-AAAAAAAA") in page.links
    assert ("a", f"../../{code}/states/XA/needs/III/index.html#XA-AAAAAAAA") in copied.pages[
        "needs/XA-ZZZZZZZZ/index.html"
    ].links


def test_without_downloads_only_what_pages_show_comes_along(copied: Folder) -> None:
    released = {name for name in copied.files if name.startswith("release/")}
    page = (copied.root / "en/data/index.html").read_text(encoding="utf-8")

    assert released and all(name.startswith(("release/documents/", "release/evidence/")) for name in released)
    assert "The files of the Release are not in this copy." in page
    assert 'id="files"' in (copied.root / "en/copy/index.html").read_text(encoding="utf-8")


def test_without_an_address_there_are_no_feeds_and_no_sitemap(copied: Folder) -> None:
    assert not [name for name in copied.files if name.endswith((".atom", "find.json", "sitemap.xml"))]
    assert "Feed" not in (copied.root / "en/find/index.html").read_text(encoding="utf-8")


def test_same_release_gives_the_same_bytes_in_the_place_of_an_earlier_copy(
    copied: Folder, copy: Copy, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / MARK).write_text("{}", encoding="utf-8")
    (tmp_path / "old.html").write_text("old", encoding="utf-8")

    again = copy(folder, tmp_path, downloads=False, most_records=FEW, workers=2)

    assert again.files == copied.files, "old.html is gone"
    assert [name for name in again.files if _sum(again, name) != _sum(copied, name)] == []
    assert json.loads((again.root / MARK).read_text(encoding="utf-8"))["downloads"] is False


def _sum(copied: Folder, name: str) -> str:
    return sha256_of(copied.root / name)


def test_folder_that_holds_anything_else_is_left_alone(copy: Copy, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(WouldOverwrite, match="no copy of the site; name an empty or a new folder"):
        copy(folder, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_folder_without_a_release_is_told(copy: Copy, tmp_path: Path) -> None:
    with pytest.raises(NotARelease, match=re.escape(str(tmp_path))):
        copy(tmp_path, tmp_path / "copy")

    assert not (tmp_path / "copy").exists()


def test_broken_off_copy_leaves_what_was_there(
    copy: Copy, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "copy"
    out.mkdir()
    (out / MARK).write_text("{}", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no space left on the device")

    monkeypatch.setattr(exporting._Job, "_write", fail)
    with pytest.raises(OSError, match="no space left"):
        copy(folder, out)

    assert [path.name for path in tmp_path.iterdir()] == ["copy"]
    assert [path.name for path in out.iterdir()] == [MARK]
