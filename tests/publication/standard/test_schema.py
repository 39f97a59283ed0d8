"""The JSON Schema of the standard: valid, complete in what it says of its fields, and at one with the codelists."""

import jsonschema
import pytest

from article60.publication.standard import HOME, SCHEMA, STANDARD, schema
from article60.publication.standard.codelists import codelist, names
from article60.publication.standard.fields import fields, objects

CLOSED = [name for name in names() if codelist(name).closed and name not in ("provisions", "chapters")]


def test_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_schema_names_the_address_at_which_it_is_served_and_its_version():
    assert schema()["$id"] == f"{HOME}/{SCHEMA}"
    assert schema()["properties"]["standard"]["const"] == STANDARD


@pytest.mark.parametrize(
    "one", [(noun, field) for noun in objects() for field in fields(noun)], ids=lambda one: f"{one[0]}.{one[1].name}"
)
def test_every_field_has_a_meaning_and_an_example_that_is_allowed(one):
    noun, field = one
    assert field.meaning.endswith(".")
    whole = schema() if noun == "file" else schema()["$defs"][noun]
    declared = whole["properties"][field.name] | {"$defs": schema()["$defs"]}
    jsonschema.Draft202012Validator(declared).validate(field.example)


@pytest.mark.parametrize("name", CLOSED)
def test_values_of_a_closed_list_are_its_codes(name):
    (where,) = codelist(name).fields
    noun, _, field = where.rpartition(".")
    properties = {
        "": [schema()["$defs"]["need"], schema()],
        "documents": [schema()["$defs"]["document"]],
        "coverage": [schema()["$defs"]["cell"]],
    }
    declared = next(one["properties"][field] for one in properties[noun] if field in one["properties"])
    allowed = [value for value in declared.get("items", declared)["enum"] if value is not None]
    assert sorted(allowed) == sorted(code.code for code in codelist(name).codes)


def test_every_object_takes_fields_of_a_publishers_own_and_no_others():
    for noun in objects():
        whole = schema() if noun == "file" else schema()["$defs"][noun]
        assert (whole["additionalProperties"], list(whole["patternProperties"])) == (False, ["^x_[a-z0-9_]+$"]), noun
