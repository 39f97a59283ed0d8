import pytest

from article60.codes.reader import rows
from article60.domain.provision import exists
from article60.extraction import rulebook

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def test_every_type_has_words_in_six_languages() -> None:
    said = {(rule.label, rule.language) for rule in rulebook.read("types")}
    wanted = {(row["code"], language) for row in rows("types") if row["code"] != "other" for language in LANGUAGES}

    assert wanted - said == set()


def test_every_label_of_a_type_is_a_code() -> None:
    assert {rule.label for rule in rulebook.read("types")} <= {row["code"] for row in rows("types")}


@pytest.mark.parametrize("name", ["provisions", "aid_provisions"])
def test_every_provision_in_the_lexicon_exists(name: str) -> None:
    assert [rule.label for rule in rulebook.read(name) if rule.label != "-" and not exists(rule.label)] == []


def test_words_of_aid_projects_stand_in_six_languages() -> None:
    said = {(rule.label, rule.language) for rule in rulebook.read("aid_provisions")}

    for provision in ("9(1)", "9(2)", "10(b)", "11(1)", "11(2)", "13(1)", "36", "46(18)"):
        assert {(provision, language) for language in LANGUAGES} <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_from_5_to_59_has_words(language: str) -> None:
    said = {rule.label.split("(")[0] for rule in rulebook.read("provisions") if rule.language == language}

    assert {str(article) for article in range(5, 60)} - said == set()


@pytest.mark.parametrize("name", ["provisions", "aid_provisions"])
def test_words_alone_are_never_certain(name: str) -> None:
    assert max(rule.weight for rule in rulebook.read(name) if rule.label != "-") < 1


def test_unreadable_row_names_itself() -> None:
    row = {"type": "x", "language": "en", "rule": "@unknown", "weight": "1", "within": "", "unless": "", "note": ""}

    with pytest.raises(rulebook.UnreadableRule, match="row 7"):
        rulebook.rule_of(row, source="types.csv row 7")
