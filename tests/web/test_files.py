"""Files of the Release: exactly those that SHA256SUMS names, and nothing that could act as a page of the site."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client

from article60.publication import checksums


def fetch(client: Client, name: str) -> tuple[int, bytes, dict[str, str]]:
    response = client.get(f"/release/{name}")
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type]
    response.close()
    return response.status_code, content, dict(response.headers)


def test_every_file_is_served_as_it_stands(client: Client, folder: Path) -> None:
    for name, digest in checksums.read(folder).items():
        status, content, _ = fetch(client, name)
        assert (status, hashlib.sha256(content).hexdigest()) == (200, digest)


@pytest.mark.parametrize("name", ["not-listed.txt", "../d", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "data", ""])
def test_nothing_else_is_served(client: Client, name: str) -> None:
    assert fetch(client, name)[0] == 404


def test_pages_written_by_others_are_saved_not_shown(client: Client) -> None:
    _, _, headers = fetch(client, f"documents/{'e' * 64}.html")

    assert headers["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_list_names_size_and_hash_of_each_file(client: Client, folder: Path) -> None:
    page = client.get("/en/data").content.decode()

    for name, digest in checksums.read(folder).items():
        assert f'href="/release/{name}"' in page and digest in page
    assert 'href="/release/SHA256SUMS"' in page


def test_name_of_the_release_runs_from_left_to_right_in_every_language(client: Client) -> None:
    page = client.get("/ar/data").content.decode()

    assert f'<bdi dir="ltr">{client.get("/ar/data").headers["Article60-Release"]}</bdi>' in page
