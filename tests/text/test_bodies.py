import pytest

from article60.codes.languages import LANGUAGES
from article60.simulation.phrases import BODIES
from article60.text.bodies import all_kinds, kinds, named
from article60.text.data import rows


def test_every_kind_has_words_in_every_language() -> None:
    assert {(row["kind"], row["language"]) for row in rows("bodies")} == {
        (kind, language) for kind in all_kinds() for language in LANGUAGES
    }


@pytest.mark.parametrize("number", range(10))
def test_a_body_is_of_one_kind_in_all_languages(number: int) -> None:
    found = [kinds(BODIES[language][number]) for language in LANGUAGES]
    assert len(frozenset.intersection(*found)) == 1, found


@pytest.mark.parametrize("text", ["capacity-building for municipalities", "политика прозрачности", "透明度政策", ""])
def test_text_without_a_body_names_none(text: str) -> None:
    assert kinds(text) == frozenset()


def test_several_bodies_are_told_apart() -> None:
    assert kinds("judges and police officers of the customs service") >= {"courts", "police", "customs"}


def test_words_that_name_a_body_are_given_as_printed() -> None:
    assert named("Formation pour le Parquet général")["prosecution"] == "Parquet"
