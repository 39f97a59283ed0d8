"""The description of a Release for catalogues: the same statements as JSON-LD and as Turtle."""

import json
import re

import pytest

from article60.byte_store import sha256_of
from article60.codes.languages import LANGUAGES
from article60.publication.dcat import JSON_LD, PREFIXES, TURTLE
from article60.publication.reading import release_json
from article60.publication.release_info import Imprint
from invented_tables import tables

SITE = "https://register.example"
MANDATORY = {
    "dcat:Catalog": ("dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:dataset"),
    "dcat:Dataset": (
        "dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:distribution", "dcat:keyword", "dcat:theme",
        "dcterms:issued", "dcterms:license", "dcterms:identifier", "dcat:version",
    ),
    "dcat:Distribution": (
        "dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "dcat:byteSize", "dcterms:license", "dcterms:title",
        "spdx:checksum",
    ),
    "dcat:DataService": ("dcterms:title", "dcat:endpointURL", "dcat:servesDataset"),
}  # fmt: skip


@pytest.fixture
def published(publish):
    return publish(tables(), imprint=Imprint(publisher="An office", address=SITE))


def graph(folder):
    return json.loads((folder / JSON_LD).read_text(encoding="utf-8"))["@graph"]


def test_every_thing_says_what_catalogues_ask_for(published):
    for node in graph(published):
        (kind,) = node["@type"]
        assert [name for name in MANDATORY[kind] if name not in node] == [], kind
    assert {node["@type"][0] for node in graph(published)} == set(MANDATORY)


def test_titles_stand_in_six_languages(published):
    for node in graph(published)[:2]:
        assert [title["@language"] for title in node["dcterms:title"]] == list(LANGUAGES)


def test_files_bear_their_own_size_and_hash(published):
    files = [node for node in graph(published) if node["@type"] == ["dcat:Distribution"]]
    named = {node["dcat:downloadURL"][0]["@id"] for node in files}
    assert named >= {f"{SITE}/release/needs.json", f"{SITE}/release/assistance.xml"}
    for node in files:
        path = published / node["dcat:downloadURL"][0]["@id"].removeprefix(f"{SITE}/release/")
        assert node["dcat:byteSize"][0]["@value"] == str(path.stat().st_size)
        assert node["spdx:checksum"][0]["spdx:checksumValue"][0]["@value"] == sha256_of(path)


def test_needs_lead_to_the_schema_that_they_follow(published):
    (needs,) = [node for node in graph(published) if node.get("@id", "").endswith("needs.json#distribution")]
    assert needs["dcterms:conformsTo"] == [{"@id": f"{SITE}/standard/needs/0.1/needs.schema.json"}]


def test_without_an_address_everything_leads_to_files_beside_it(folder):
    addresses = [node["dcat:downloadURL"][0]["@id"] for node in graph(folder) if "dcat:downloadURL" in node]
    assert all((folder / address).is_file() for address in addresses)
    assert "dcat:DataService" not in {node["@type"][0] for node in graph(folder)}


def test_licence_is_that_of_the_release(published):
    wanted = [{"@id": release_json(published)["licence"]["address"]}]
    assert {str(node["dcterms:license"]) for node in graph(published)} == {str(wanted)}


def test_both_forms_hold_the_same_number_of_statements(published):
    def count(value):
        if isinstance(value, list):
            return sum(count(one) for one in value)
        if not isinstance(value, dict) or "@value" in value or set(value) == {"@id"}:
            return 0
        return len(value["@type"]) + sum(len(more) + count(more) for name, more in value.items() if name[0] != "@")

    turtle = re.sub(r'"(?:[^"\\]|\\.)*"', '""', (published / TURTLE).read_text(encoding="utf-8"))
    body = "\n".join(line for line in turtle.splitlines() if not line.startswith("@prefix"))
    said = len(re.findall(r"(?:^|[\s\[])(?:a|(?:dcat|dcterms|foaf|spdx|adms):\w+) (?=[<\"\[a-z])", body))
    assert said == count(graph(published))
    assert set(re.findall(r"@prefix (\w+):", turtle)) == set(PREFIXES)
