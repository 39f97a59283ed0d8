from dataclasses import replace

import pytest
from lxml import etree

from invented_tables import tables


@pytest.fixture
def tree(folder):
    return etree.parse(folder / "assistance.xml")


@pytest.mark.shared
def test_file_is_valid_against_the_schema(tree, shared):
    schema = etree.XMLSchema(etree.parse(shared / "iati" / "schemas" / "2-03" / "iati-activities-schema.xsd"))
    assert schema.validate(tree), schema.error_log


def test_only_activities_kept_stand_in_the_file(tree):
    kept = [one.iati_identifier for one in tables()["activities"] if one.relevant]
    assert tree.xpath("//iati-identifier/text()") == kept


def test_provisions_and_types_are_tags_of_our_vocabularies(tree):
    tags = tree.xpath("//iati-activity[iati-identifier='XA-DEMO-1-1']/tag")
    assert [(tag.get("vocabulary"), tag.get("vocabulary-uri"), tag.get("code")) for tag in tags] == [
        ("99", "urn:article60:provisions", "46"),
        ("99", "urn:article60:provisions", "9"),
        ("99", "urn:article60:types", "legal_advice"),
    ]


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
