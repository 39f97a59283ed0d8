"""The needs standard on the site: pages for people, and schema, codelists and examples for machines."""

import json
import re

import jsonschema
import pytest
from django.test import Client

from article60.codes.languages import LANGUAGES
from article60.publication.standard import HOME, SCHEMA, codelists, schema
from article60.publication.standard.examples import content, examples


def test_schema_is_served_at_the_address_that_its_id_names(client: Client) -> None:
    response = client.get(schema()["$id"])

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/schema+json"
    jsonschema.Draft202012Validator.check_schema(json.loads(response.content))
    assert json.loads(response.content) == schema()


def test_needs_of_the_release_name_a_schema_that_stands_beside_them(client: Client) -> None:
    named = json.loads(b"".join(client.get("/release/needs.json").streaming_content))["$schema"]  # type: ignore[arg-type]

    assert b"".join(client.get(f"/release/{named}").streaming_content) == client.get(f"{HOME}/{SCHEMA}").content  # type: ignore[arg-type]


@pytest.mark.parametrize("name", codelists.names())
def test_codelist_is_served_as_json_and_csv(client: Client, name: str) -> None:
    assert client.get(f"/standard/codelists/{name}.json").json()["codelist"] == name
    table = client.get(f"/standard/codelists/{name}.csv")
    assert (table.headers["Content-Type"], table.content.decode()) == ("text/csv; charset=utf-8", codelists.as_csv(name))


@pytest.mark.parametrize(
    ("accept", "language", "status", "leads"),
    [
        ("application/json", "en", 200, None),
        ("text/html,*/*;q=0.8", "ar", 302, "/ar/standard/codelists/provisions"),
        ("*/*", "fr", 302, "/fr/standard/codelists/provisions"),
    ],
)
def test_address_in_tags_of_iati_answers_machines_and_people(
    client: Client, accept: str, language: str, status: int, leads: str | None
) -> None:
    response = client.get("/standard/codelists/provisions", headers={"accept": accept, "accept-language": language})

    assert (response.status_code, response.headers.get("Location")) == (status, leads)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("example", [one.file for one in examples()])
def test_example_is_served_byte_for_byte(client: Client, example: str) -> None:
    assert client.get(f"{HOME}/examples/{example}").content == content(example)


@pytest.mark.parametrize(
    "address",
    [
        f"{HOME}/examples/index.json",
        f"{HOME}/examples/../rules.py",
        "/standard/codelists/money.json",
        "/standard/codelists/money",
        "/en/standard/codelists/money",
    ],
)
def test_nothing_else_is_served(client: Client, address: str) -> None:
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_leads_to_every_codelist_and_example(client: Client, language: str) -> None:
    page = client.get(f"/{language}/standard").content.decode()

    for name in codelists.names():
        assert f'href="/{language}/standard/codelists/{name}"' in page
    assert all(f'href="{HOME}/examples/{one.file}"' in page for one in examples())


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_a_codelist_shows_labels_in_the_readers_language(client: Client, language: str) -> None:
    page = client.get(f"/{language}/standard/codelists/grades").content.decode()

    for code in codelists.codelist("grades").codes:
        assert f'id="{code.code}"' in page and code.labels[language] in page


def test_machines_of_others_may_read_these_files(client: Client) -> None:
    response = client.get(f"{HOME}/{SCHEMA}")

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{HOME}/{SCHEMA}", headers={"if-none-match": response.headers["ETag"]}).status_code == 304


def test_words_of_the_standard_that_stand_in_english_say_so(client: Client) -> None:
    page = client.get("/ru/standard").content.decode()

    assert re.search(r'<td lang="en" dir="ltr">Who answers for the file\.</td>', page)
