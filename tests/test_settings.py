from dataclasses import fields

import pytest

from article60.codes.labels import codes
from article60.settings import Settings, UnusableSetting, read


def test_without_variables_the_defaults_hold():
    assert read({}).operator == Settings().operator == ""


def test_variable_sets_its_field():
    assert read({"ARTICLE60_WORKERS": "7", "ARTICLE60_OPERATOR": "A library"}) == Settings(workers=7, operator="A library")


@pytest.mark.parametrize(
    ("variable", "text", "said"),
    [("CORRECTIONS", "someone@example.org", "mailto: or https://"), ("BEHIND_TLS", "1", "yes or no")],
)
def test_unusable_value_names_variable_and_what_it_must_be(variable, text, said):
    with pytest.raises(UnusableSetting, match=f"ARTICLE60_{variable} is '{text}'; it must .*{said}"):
        read({f"ARTICLE60_{variable}": text})


def test_address_for_corrections_and_proxy_are_taken():
    taken = read({"ARTICLE60_CORRECTIONS": "mailto:a@example.org", "ARTICLE60_BEHIND_TLS": "yes"})
    assert taken == Settings(corrections="mailto:a@example.org", behind_tls=True)


@pytest.mark.parametrize("text", ["0", "-1", "two", ""])
def test_unusable_number_names_variable_and_what_it_must_be(text):
    with pytest.raises(UnusableSetting, match=r"ARTICLE60_READ_SECONDS.*whole number above 0"):
        read({"ARTICLE60_READ_SECONDS": text})


def test_address_loses_the_stroke_at_its_end():
    assert read({"ARTICLE60_ADDRESS": "https://register.example/"}).address == "https://register.example"


@pytest.mark.parametrize("text", ["register.example", "ftp://register.example", "https://register.example/?a=1", "https://a b"])
def test_address_that_is_none_is_named(text):
    with pytest.raises(UnusableSetting, match=r"ARTICLE60_ADDRESS.*https://register\.example"):
        read({"ARTICLE60_ADDRESS": text})


def test_unknown_licence_is_named_with_those_that_can_be_chosen():
    assert read({"ARTICLE60_LICENCE": "CC0-1.0"}).licence == "CC0-1.0"
    with pytest.raises(UnusableSetting, match=r"ARTICLE60_LICENCE is 'free'.*CC-BY-4\.0"):
        read({"ARTICLE60_LICENCE": "free"})


def test_note_on_licences_names_all_that_can_be_chosen():
    (licence,) = [field for field in fields(Settings) if field.name == "licence"]
    assert [code for code in codes("licences") if code not in licence.metadata["note"]] == []
