"""The data page: terms, files, what has changed, errata, signature; and the dictionary of columns."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from article60.domain.erratum import Erratum
from article60.publication import release, signature
from article60.publication.release_info import Imprint
from article60.tables.columns import columns
from article60.tables.declared import CHANGES, TABLES
from makers import ON, need


def published(out: Path, records: dict[str, list[object]], **options: object) -> Path:
    release.write(
        records, out=out, on=ON, audience="public", versions={"article60": "0"}, fictional=True,
        inputs=[release.Input(file="a.xml", kind="aid", sha256="f" * 64)], documents={}, **options,  # type: ignore[arg-type]
    )  # fmt: skip
    return out


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory, folder: Path, invented: dict[str, list[Any]]) -> Path:
    """A Release after the invented one, by a named publisher, with errata."""
    records = {name: list(rows) for name, rows in invented.items()}
    records["needs"] = [replace(one, text="Other words") if one.need_id == "XB-AAAAAAAA" else one for one in records["needs"]]
    records["needs"].append(need(need_id="XA-NNNNNNNN", document_id="", text="New"))
    records["errata"] = [
        Erratum(release="2025-01-31-aaaaaaaa", record="XA-AAAAAAAA", wrong="=Page 3", right="Page 4", on=date(2025, 2, 14))
    ]
    imprint = Imprint(publisher="Library of the tests", address="https://register.example", licence="CC0-1.0")
    return published(tmp_path_factory.mktemp("later") / "release", records, previous=folder, imprint=imprint)


@pytest.fixture
def shown(later: Path) -> Iterator[Client]:
    with override_settings(ARTICLE60_RELEASE=later):
        yield Client()


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_terms_and_publisher_are_told(client: Client, shown: Client) -> None:
    assert 'href="https://creativecommons.org/publicdomain/zero/1.0/" rel="license"' in page(shown, "/en/data")
    assert "Library of the tests" in page(shown, "/ar/data")
    with override_settings(ARTICLE60_RELEASE=settings.ARTICLE60_RELEASE):
        assert "stay under the terms of their publishers" in page(client, "/en/data")


def test_errata_are_told_with_what_is_right(shown: Client) -> None:
    told = page(shown, "/fr/data")

    assert "2025-01-31-aaaaaaaa" in told and "=Page 3" in told and "Page 4" in told and "14 février 2025" in told


def test_without_errata_and_earlier_release_the_page_says_so(client: Client) -> None:
    told = page(client, "/en/data")

    assert "No error in an earlier Release has been made known." in told
    assert "nothing is told of changes" in told
    assert "nothing is told of changes" in page(client, "/en/data/changes")


def test_changes_are_told_with_reasons_and_lead_to_the_records(shown: Client) -> None:
    told = page(shown, "/en/data/changes")

    assert 'href="/en/needs/XA-NNNNNNNN"' in told and 'href="/en/needs/XB-AAAAAAAA"' in told
    assert "People decided on it" in told and "It follows from changes of other records" in told
    assert 'href="/release/data/changes.csv"' in told


def test_states_stand_in_no_order_of_numbers_in_what_has_changed(shown: Client) -> None:
    told = page(shown, "/en/data/changes")

    assert told.index("XA-NNNNNNNN") < told.index("XB-AAAAAAAA")


def test_signature_is_offered_where_there_is_one(shown: Client, later: Path, tmp_path: Path) -> None:
    assert "are not signed" in page(shown, "/en/data")
    if shutil.which("ssh-keygen") is None:
        pytest.skip("needs ssh-keygen (openssh-client)")
    signed = shutil.copytree(later, tmp_path / "signed")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True)
    signature.sign(signed, key=tmp_path / "key")
    with override_settings(ARTICLE60_RELEASE=signed):
        assert 'href="/release/SHA256SUMS.sig"' in page(shown, "/en/data")
        with closing(shown.get("/release/SHA256SUMS.sig")) as response:
            assert response.status_code == 200


def test_signature_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/release/SHA256SUMS.sig").status_code == 404


def test_catalogues_find_the_description(client: Client) -> None:
    assert '<link rel="alternate" type="application/ld+json" href="/release/dcat.jsonld">' in page(client, "/en/data")
    for name, kind in (("dcat.jsonld", "application/ld+json"), ("dcat.ttl", "text/turtle; charset=utf-8")):
        with closing(client.get(f"/release/{name}")) as response:
            assert response.headers["Content-Type"] == kind


def test_dictionary_tells_every_column_of_every_table(client: Client) -> None:
    told = page(client, "/en/data/dictionary")

    for table in (*TABLES.values(), CHANGES):
        section = told.split(f'<section id="{table.name}">')[1].split("</section>")[0]
        assert [column for column in columns(table.noun) if f">{column}</code>" not in section] == []
