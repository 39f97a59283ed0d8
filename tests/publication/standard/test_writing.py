"""The needs of a Release as a file of the standard."""

import json
from dataclasses import replace

import pytest

from article60.domain.alias import Alias
from article60.publication.release_info import Imprint
from article60.publication.standard.validating import validate, verdict
from article60.publication.standard.writing import standard_files
from blank_records import make
from invented_tables import ON, tables


@pytest.fixture
def read(folder):
    return json.loads((folder / "needs.json").read_text(encoding="utf-8"))


def confirmed(need):
    return replace(need, reading="confirmed", confirmed_on=ON, confirmed_by_role="state_focal_point")


def test_published_needs_follow_the_standard(publish):
    made = tables()
    made["needs"] = [need if need.document_id else confirmed(need) for need in made["needs"]]
    assert validate(publish(made) / "needs.json") == []


def test_demo_reaches_the_highest_level(demo_release):
    assert verdict(demo_release / "needs.json").level == "complete"


def test_evidence_and_documents_come_along(read):
    (place,) = read["needs"][0]["evidence"]
    assert (place["symbol"], place["page"]) == ("DEMO/IRG/XA", 1)
    assert place["document_sha256"] in {document["sha256"] for document in read["documents"]}


def test_statement_that_nothing_is_needed_is_no_need(read):
    assert [one["id"] for one in read["no_needs"]] == ["XG-NOTHING0"]
    assert "XG-NOTHING0" not in {need["id"] for need in read["needs"]}


def test_sources_in_which_assistance_was_looked_for_are_named(read):
    assert [source["name"] for source in read["sources_read"]] == ["demo.xml"]


def test_states_of_the_release_bear_their_names(demo_release):
    read = json.loads((demo_release / "needs.json").read_text(encoding="utf-8"))
    assert {len(state["names"]) for state in read["states"]} == {6}


def test_merged_need_keeps_its_former_identifier(publish):
    made = tables()
    made["aliases"] = [make(Alias, old_id="XA-MERGED01", new_id="XA-NEED0000", why="merged")]
    read = json.loads((publish(made) / "needs.json").read_text(encoding="utf-8"))
    assert {need["id"]: need["former_ids"] for need in read["needs"] if "former_ids" in need} == {
        "XA-NEED0000": ["XA-MERGED01"]
    }


def test_code_of_a_simulated_state_passes_since_the_file_lists_it(publish):
    made = {"states": [replace(tables()["states"][0], state="A0", name_en="Simulated State 1")]}
    made["needs"] = [confirmed(replace(tables()["needs"][0], need_id="A0-NEED0000", state="A0", document_id=""))]
    assert validate(publish(made) / "needs.json") == []


def test_publisher_address_and_licence_are_those_of_the_release(publish):
    imprint = Imprint(publisher="An office", address="https://register.example", licence="CC0-1.0")
    read = json.loads((publish(tables(), imprint=imprint) / "needs.json").read_text(encoding="utf-8"))
    assert read["publisher"] == {"name": "An office", "website": "https://register.example"}
    assert (read["licence"], read["$schema"]) == (
        "CC0-1.0",
        "https://register.example/standard/needs/0.1/needs.schema.json",
    )


def test_release_holds_schema_and_codelists_so_that_it_outlives_its_site(folder):
    for name, text in standard_files().items():
        assert (folder / "standard" / name).read_text(encoding="utf-8") == text
