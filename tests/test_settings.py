import pytest

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
