import json
from dataclasses import replace

import pytest
from lxml import etree

from article60.demo import world
from article60.publication import iati_file
from article60.publication.release_info import Imprint
from article60.sources.iati.validate import validate
from invented_tables import ON, tables


@pytest.fixture
def tree(folder):
    return etree.parse(folder / "assistance.xml")


@pytest.mark.shared
def test_file_is_valid_against_schema_and_official_rules(folder, shared):
    assert validate(folder / "assistance.xml", shared / "iati" / "schemas", on=ON) == []


@pytest.mark.shared
def test_file_of_the_demo_is_valid_against_schema_and_official_rules(demo_release, shared):
    assert validate(demo_release / "assistance.xml", shared / "iati" / "schemas", on=world.ON) == []


@pytest.mark.shared
def test_official_rules_find_what_is_wrong_in_such_a_file(folder, shared, tmp_path):
    wrong = (folder / "assistance.xml").read_text(encoding="utf-8").replace('type="2"', 'type="3"', 1)
    (tmp_path / "assistance.xml").write_text(wrong, encoding="utf-8")
    assert validate(tmp_path / "assistance.xml", shared / "iati" / "schemas", on=ON)


def test_only_activities_kept_stand_in_the_file(tree):
    kept = [one.iati_identifier for one in tables()["activities"] if one.relevant]
    assert tree.xpath("//iati-identifier/text()") == kept


def test_activities_written_one_at_a_time_give_the_same_bytes(folder, publish, monkeypatch):
    monkeypatch.setattr(iati_file, "_PORTION", 1)

    assert (publish(tables()) / "assistance.xml").read_bytes() == (folder / "assistance.xml").read_bytes()


def test_provisions_and_types_are_tags_of_our_vocabularies(tree):
    tags = tree.xpath("//iati-activity[iati-identifier='XA-DEMO-1-1']/tag")
    assert [(tag.get("vocabulary"), tag.get("vocabulary-uri"), tag.get("code")) for tag in tags] == [
        ("99", "standard/codelists/provisions.json", "46"),
        ("99", "standard/codelists/provisions.json", "9"),
        ("99", "standard/codelists/types.json", "legal_advice"),
    ]


def test_every_tag_stands_in_the_codelist_to_which_its_vocabulary_leads(tree, folder):
    for tag in tree.iter("tag"):
        listed = json.loads((folder / tag.get("vocabulary-uri")).read_text(encoding="utf-8"))
        assert tag.get("code") in {code["code"] for code in listed["codes"]}


def test_vocabularies_lead_to_the_site_where_its_address_is_known(publish):
    read = etree.parse(publish(tables(), imprint=Imprint(address="https://register.example")) / "assistance.xml")
    assert {tag.get("vocabulary-uri") for tag in read.iter("tag")} == {
        "https://register.example/standard/codelists/provisions",
        "https://register.example/standard/codelists/types",
    }


def test_no_amount_is_republished(tree):
    assert tree.xpath("//budget | //transaction | //value") == []


def test_date_is_actual_only_where_the_status_says_so(tree):
    dates = tree.xpath("(//iati-activity)[1]/activity-date")
    assert [(one.get("type"), one.get("iso-date")) for one in dates] == [("2", "2025-01-01"), ("3", "2027-01-01")]


def test_activity_that_does_not_say_enough_is_left_out_and_counted(publish):
    made = tables()
    made["activities"] = [replace(one, status=None) if one.activity_id == "ACT-DEMO0000" else one for one in made["activities"]]
    folder = publish(made)
    text = (folder / "assistance.xml").read_text(encoding="utf-8")
    assert "XA-DEMO-1-0<" not in text
    assert "what they do not say: 1." in text


def test_no_activity_no_file(publish):
    assert not (publish({"states": tables()["states"]}) / "assistance.xml").exists()


def test_signs_that_xml_cannot_hold_do_not_stop_the_file(publish):
    made = tables()
    made["activity_texts"] = [replace(one, text="Integrity\x0b & <law>") for one in made["activity_texts"]]
    read = etree.parse(publish(made) / "assistance.xml")
    assert read.findtext(".//title/narrative") == "Integrity & <law>"
