import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from article60.publication.needs_standard import schema, validate


@pytest.fixture
def needs_file(folder, tmp_path):
    return shutil.copy(folder / "needs.json", tmp_path / "needs.json")


def changed(path, change):
    read = json.loads(path.read_text(encoding="utf-8"))
    change(read)
    path.write_text(json.dumps(read), encoding="utf-8")
    return validate(path)


def test_published_needs_follow_the_standard(needs_file):
    assert validate(needs_file) == []


def test_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_documentation_shows_the_schema_that_the_package_ships():
    shown = Path(__file__).parents[2] / "docs" / "reference" / "needs-0.0.schema.json"
    assert json.loads(shown.read_text(encoding="utf-8")) == schema()


def test_evidence_comes_along(needs_file):
    first = json.loads(needs_file.read_text(encoding="utf-8"))["needs"][0]
    assert (first["evidence"][0]["symbol"], first["evidence"][0]["page"]) == ("DEMO/IRG/XA", 1)


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (lambda read: read["needs"][0].pop("text"), "$.needs[0]", "'text' is a required property"),
        (lambda read: read["needs"][0].update(person="A name"), "$.needs[0]", "'person' was unexpected"),
        (lambda read: read["needs"][0].update(provisions=["art. 9"]), "$.needs[0].provisions[0]", "does not match"),
        (lambda read: read["needs"][0].update(provisions=["99"]), "$.needs[0].provisions", "the Convention has no 99"),
        (lambda read: read["needs"][0].update(state="ZZ"), "$.needs[0].state", "no State party"),
        (lambda read: read["needs"][0].update(state="XB"), "$.needs[0].id", "does not begin with"),
        (lambda read: read["needs"][0].update(stated_on="2027-01-01"), "$.needs[0].stated_on", "later than"),
        (lambda read: read["needs"][0].update(stated_on="soon"), "$.needs[0].stated_on", "is not a 'date'"),
        (lambda read: read["needs"].append(read["needs"][0]), "$.needs[10].id", "stands twice"),
        (lambda read: read["needs"][0].update(superseded_by="XA-ZZZZZZZZ"), "$.needs[0].superseded_by", "no need of this file"),
    ],
)
def test_what_the_standard_does_not_allow_is_named_with_its_place(needs_file, change, where, what):
    (finding,) = changed(needs_file, change)
    assert finding.where == where
    assert what in finding.what


def test_file_that_is_no_json_is_named(tmp_path):
    path = tmp_path / "needs.json"
    path.write_text("needs: many", encoding="utf-8")
    (finding,) = validate(path)
    assert (finding.where, "no JSON" in finding.what) == ("needs.json", True)
