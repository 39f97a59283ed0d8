import pytest

from article60.extraction.types import types_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Drafting of amendments to the Penal Code", ("legislative_drafting",)),
        ("Training of prosecutors", ("capacity_building",)),
        ("Model legislation on the liability of companies", ("model_legislation",)),
        ("Model treaty on extradition", ("model_agreement",)),
        ("Study visit to a neighbouring State", ("good_practices",)),
        ("Forensic equipment", ("technological", "financial_material")),
        ("An expert who stays with the agency for six months", ("onsite_expert",)),
        ("Evaluation of the national strategy", ("policymaking", "research_data")),
        ("Conseils juridiques sur le projet de loi", ("legal_advice",)),
        ("Formation des juges", ("capacity_building",)),
        ("Base de datos sobre causas", ("technological",)),
        ("Перевод документов", ("translation",)),
        ("حملة توعية", ("awareness",)),
        ("设立专门机构", ("institution_building",)),
    ],
)
def test_types_are_read_from_the_words(text: str, wanted: tuple[str, ...]) -> None:
    assert types_in(text) == wanted


def test_training_in_drafting_is_training() -> None:
    assert types_in("Training in drafting legislation", language="en") == ("capacity_building",)


def test_other_stands_only_where_nothing_else_fits() -> None:
    assert types_in("Help of a kind still to be agreed", language="en") == ("other",)


def test_faint_word_counts_where_nothing_is_said_plainly() -> None:
    assert types_in("Advice on asset management", language="en") == ("legal_advice",)


def test_no_words_name_no_type() -> None:
    assert types_in("  ") == ()


def test_language_with_a_region_is_understood() -> None:
    assert types_in("Formation des juges", language="fr-FR") == ("capacity_building",)
