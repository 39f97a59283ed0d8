"""Answers that are kept are those that would be made now; an asker who holds one is told so before any work."""

import gzip
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from article60.codes.languages import LANGUAGES
from article60.web.common import version
from article60.web.public import pages
from article60.web.public.kept import ROOM, Finished, Known, Store

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARTICLE60_KEEP_MEGABYTES", 64)


@pytest.fixture
def shown(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Release that a test may replace."""
    copy = tmp_path / "release"
    shutil.copytree(folder, copy)
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", copy)
    return copy


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Templates that were filled in, one after the other."""
    found: list[str] = []
    fill = pages.render_to_string
    monkeypatch.setattr(pages, "render_to_string", lambda name, context: found.append(name) or fill(name, context))
    return found


def replace(shown: Path, *, was: str, by: str) -> None:
    """Put another Release, which differs in its name alone, in the place of one; what came later may be older."""
    newer = shown.with_name("newer")
    shutil.copytree(shown, newer)
    said = (newer / "release.json").read_text()
    assert was in said
    (newer / "release.json").write_text(said.replace(was, by))
    shutil.rmtree(shown)
    newer.rename(shown)


def name_of(shown: Path) -> str:
    return re.search(r'"name": "([^"]+)"', (shown / "release.json").read_text())[1]  # type: ignore[index]


def test_page_is_written_once_for_all_who_ask(client: Client, written: list[str]) -> None:
    first, second = client.get("/en/states/XA"), client.get("/en/states/XA")

    assert written == ["state.html"]
    assert first.content == second.content and dict(first.headers) == dict(second.headers)


@pytest.mark.parametrize("path", ["/en/states/XA", "/ar/find?chapter=V", "/api/v1/needs?state=XA", "/static/tokens.css"])
def test_whoever_holds_an_answer_is_told_so_before_any_work(client: Client, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = {client.get(path, headers=sent).headers["ETag"] for sent in ({}, GZIP)}
    monkeypatch.setattr("article60.web.public.bounds.Bounded.__call__", None)  # whatever went further would fail

    for mark in marks:
        for method in (client.get, client.head):
            told = method(path, headers={"If-None-Match": f'"another", {mark}'})
            assert (told.status_code, told.content) == (304, b"")
            assert told.headers["ETag"].removeprefix("W/") == mark.removeprefix("W/")
            assert "Accept-Encoding" in told.headers["Vary"] and told.headers["Cache-Control"]


def test_another_release_is_shown_at_once_and_old_marks_hold_no_longer(client: Client, shown: Path) -> None:
    paths = ("/en/states/XA", "/fr/", "/api/v1/needs", "/en/find.atom")
    before = {path: client.get(path) for path in paths}
    name = name_of(shown)

    replace(shown, was=name, by="2030-01-01-aaaaaaaa")

    for path, held in before.items():
        now = client.get(path, headers={"If-None-Match": held.headers["ETag"]})
        assert now.status_code == 200, path
        assert now.headers["Article60-Release"] == "2030-01-01-aaaaaaaa"
        assert name.encode() not in now.content and now.headers["ETag"] != held.headers["ETag"]
        assert client.get(path, headers={"If-None-Match": now.headers["ETag"]}).status_code == 304


def test_release_that_comes_back_has_its_marks_again(client: Client, shown: Path) -> None:
    first, name = client.get("/en/"), name_of(shown)
    replace(shown, was=name, by="2030-01-01-aaaaaaaa")
    client.get("/en/")
    replace(shown, was="2030-01-01-aaaaaaaa", by=name)

    assert client.get("/en/").content == first.content
    assert client.get("/en/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_same_rows_published_under_other_terms_are_another_answer(client: Client, shown: Path) -> None:
    before = client.get("/en/data")
    replace(shown, was='"CC-BY-4.0"', by='"CC0-1.0"')

    assert client.get("/en/data", headers={"If-None-Match": before.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("changed", ["settings", "programs"])
def test_other_programs_or_settings_make_another_answer(client: Client, changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/en/")
    if changed == "settings":
        monkeypatch.setattr(settings, "ARTICLE60_OPERATOR", "Another operator")
    else:
        monkeypatch.setattr("article60.web.public.held.programs", lambda: version.Programs(mark="others", placed_at=1))

    now = client.get("/en/", headers={"If-None-Match": before.headers["ETag"]})

    assert now.status_code == 200 and now.headers["ETag"] != before.headers["ETag"]
    assert (b"Another operator" in now.content) == (changed == "settings")


def test_languages_are_kept_apart(client: Client) -> None:
    for _ in range(2):
        for language in LANGUAGES:
            assert f'<html lang="{language}"' in client.get(f"/{language}/states/XA").content.decode()
    marks = {client.get(f"/{language}/states/XA").headers["ETag"] for language in LANGUAGES}
    assert len(marks) == len(LANGUAGES)


def test_lists_tell_every_asker_the_language_that_is_right_for_this_one(client: Client) -> None:
    for _ in range(2):
        for language in ("fr", "ar"):
            told = client.get("/api/v1/needs", headers={"Accept-Language": language})
            assert told.headers["Content-Language"] == language and "Accept-Language" in told.headers["Vary"]


def test_reader_is_led_to_own_language_whoever_asked_before(client: Client) -> None:
    for language in ("fr", "ru", "fr"):
        assert client.get("/states/XA", headers={"Accept-Language": language}).headers["Location"] == f"/{language}/states/XA"


def test_forms_of_a_list_are_kept_apart(client: Client) -> None:
    for _ in range(2):
        assert client.get("/api/v1/needs", headers={"Accept": "text/csv"}).headers["Content-Type"].startswith("text/csv")
        assert client.get("/api/v1/needs").headers["Content-Type"] == "application/json"
    mark = client.get("/api/v1/needs").headers["ETag"]
    assert client.get("/api/v1/needs", headers={"Accept": "text/csv", "If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize("packed_first", [True, False])
def test_packed_and_plain_askers_read_the_same(client: Client, packed_first: bool) -> None:
    asked = [GZIP, {}] if packed_first else [{}, GZIP]
    for sent in [*asked, *asked]:
        told = client.get("/en/states/XA", headers=sent)
        assert int(told.headers["Content-Length"]) == len(told.content)
        assert "Accept-Encoding" in told.headers["Vary"]
        if told.headers.get("Content-Encoding") == "gzip":
            assert sent == GZIP and told.headers["ETag"].startswith("W/")
            assert gzip.decompress(told.content) == client.get("/en/states/XA").content
        else:
            assert b"<!doctype html>" in told.content and not told.headers["ETag"].startswith("W/")


@pytest.mark.parametrize("refused", ["identity", "gzip;q=0", "br, gzip; q=0.0", ""])
def test_nothing_is_packed_for_whoever_does_not_read_it(client: Client, refused: str) -> None:
    client.get("/en/", headers=GZIP)

    assert "Content-Encoding" not in client.get("/en/", headers={"Accept-Encoding": refused}).headers


def test_head_says_what_get_says_and_keeps_nothing_of_its_own(client: Client, written: list[str]) -> None:
    head = client.head("/en/states/XA")
    got = client.get("/en/states/XA")
    again = client.head("/en/states/XA")

    assert written == ["state.html", "state.html"]
    assert head.content == again.content == b""
    assert dict(head.headers) == dict(got.headers) == dict(again.headers)


@pytest.mark.parametrize("path", ["/en/states/ZZ", "/en/find?chapter=nonsense", "/api/v1/needs?grade=foo", "/api/v1/nothing"])
def test_errors_are_never_kept_nor_held(client: Client, path: str, written: list[str]) -> None:
    first = client.get(path)
    filled_in = len(written)
    again = client.get(path, headers={"If-None-Match": "*"})

    assert first.status_code == again.status_code >= 400
    assert path.startswith("/api/") or len(written) == 2 * filled_in == 2


def test_page_that_could_not_be_made_is_made_when_it_can(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("article60.web.public.state.state_page", lambda *a, **k: 1 / 0)
        assert client.get("/en/states/XA").status_code == 500

    assert client.get("/en/states/XA").status_code == 200


def test_release_that_is_gone_and_comes_again(
    client: Client, shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.rename(tmp_path / "away")
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", tmp_path / "nowhere")
    assert client.get("/en/").status_code == client.get("/en/").status_code == 503
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", tmp_path / "away")
    assert client.get("/en/").status_code == 200


def test_day_alone_holds_only_if_it_is_the_very_day(client: Client) -> None:
    day = client.get("/api/v1/needs").headers["Last-Modified"]

    assert client.get("/api/v1/needs", headers={"If-Modified-Since": day}).status_code == 304
    later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert client.get("/api/v1/needs", headers=later).status_code == 200


def test_hosts_are_kept_apart(client: Client) -> None:
    for host in ("localhost", "127.0.0.1", "localhost"):
        told = client.get("/en/find", headers={"Host": host}).content.decode()
        assert f'value="http://{host}/en/find"' in told
    assert client.get("/en/find", headers={"Host": "elsewhere.example"}).status_code == 400


def test_file_of_the_site_at_the_address_of_its_bytes_stays_for_ever(client: Client) -> None:
    page = client.get("/en/").content.decode()
    address = re.search(r'href="(/static/tokens\.css\?v=\w+)"', page)[1]  # type: ignore[index]

    for _ in range(2):
        assert "immutable" in client.get(address).headers["Cache-Control"]
        assert "immutable" not in client.get("/static/tokens.css?v=older").headers["Cache-Control"]
    assert client.get(address, headers=GZIP).headers["Content-Encoding"] == "gzip"
    assert client.get("/static/nothing.css").status_code == 404


def known(mark: str, release: str | None = "r") -> Known:
    return Known(mark=mark, release=release, vary=())


def finished(size: int) -> Finished:
    return Finished(headers={}, content=b"x" * size, is_packed=False)


def test_store_holds_no_more_than_there_is_room_for_and_lets_go_of_the_longest_unasked() -> None:
    store = Store(room=20 * (ROOM + 100))
    for number in range(20):
        store.put(known(str(number)), finished(100))
    assert store.get(known("0")) is not None
    store.put(known("new"), finished(100))

    assert len(store) == 20 and store.taken <= store.room
    assert store.get(known("1")) is None and store.get(known("0")) is not None and store.get(known("new")) is not None


def test_store_keeps_no_answer_that_would_crowd_out_the_others() -> None:
    store = Store(room=20 * (ROOM + 100))
    store.put(known("large"), finished(store.room // 2))

    assert store.get(known("large")) is None and store.taken == 0


def test_store_lets_go_of_another_release_and_keeps_files_of_the_site() -> None:
    store = Store(room=1_000_000)
    store.get(known("page", "old"))
    store.put(known("page", "old"), finished(10))
    store.put(known("sheet", None), finished(10))

    assert store.get(known("other", "new")) is None
    assert len(store) == 1 and store.get(known("sheet", None)) is not None and store.taken == 10 + ROOM


def test_nothing_is_kept_where_there_is_no_room(written: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARTICLE60_KEEP_MEGABYTES", 0)
    client = Client()
    first, second = client.get("/en/about"), client.get("/en/about")

    assert written == ["about.html", "about.html"] and first.content == second.content
