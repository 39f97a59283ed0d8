import pytest

from aid_records import record, sector, text
from article60.extraction.activities import classify


def kept(*records) -> list[bool]:  # type: ignore[no-untyped-def]
    related = {one.iati_identifier: one for one in records}
    return [found.activity.relevant for found in classify(records, related=related)]


def test_activity_against_corruption_is_kept_with_reasons_provisions_and_types() -> None:
    (found,) = classify([record("Training anti-corruption prosecutors", "To prosecute bribery.")], related={})

    assert found.activity.relevant
    assert found.activity.relevance > 0.5
    assert "36" in found.activity.articles
    assert found.activity.types == ("capacity_building",)
    assert found.activity.coarse_types == ("capacity_building",)
    assert found.signals[0].signal == "title"
    assert [row.position for row in found.signals] == list(range(len(found.signals)))


def test_language_of_the_title_is_told_with_it() -> None:
    words = (
        text("Formation du parquet anticorruption", field="title", language="fr"),
        text("Contre la corruption.", language="fr"),
    )
    (french,) = classify([record(texts=words)], related={})

    assert french.activity.title_language == "fr"


def test_activity_is_not_said_to_serve_what_its_code_alone_lets_one_guess() -> None:
    corrupt = record("Training anti-corruption prosecutors", "To prosecute bribery.", sectors=(sector("15113"),))
    (found,) = classify([corrupt], related={})

    guessed = {row.provision for row in found.provisions if row.guessed}
    assert "13" in guessed
    assert guessed.isdisjoint(found.activity.provisions) and "13" not in found.activity.articles


def test_code_alone_does_not_keep_an_activity() -> None:
    assert kept(record("Ventilators", "Delivered to hospitals.", sectors=(sector("15113", level="transaction"),))) == [False]


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Procurement of ventilators", "Tendering and purchase of breathing machines for four regional hospitals."),
        ("Achat de respirateurs", "Passation de marchés pour l'équipement des services de réanimation."),
        ("Compra de ventiladores mecánicos", "Licitación y adquisición de equipos para cuidados intensivos."),
        ("Закупка аппаратов ИВЛ", "Тендер и поставка оборудования для реанимационных отделений."),
        ("شراء أجهزة التنفس الاصطناعي", "مناقصة لتوريد معدات لأقسام العناية المركزة."),
        ("采购呼吸机", "为重症监护病房招标采购设备。"),
    ],
)
def test_buying_ventilators_is_not_assistance_whatever_its_code(title: str, description: str) -> None:
    assert kept(record(title, description, sectors=(sector("15113"),))) == [False]


def test_procurement_of_another_subject_that_fights_corruption_is_kept() -> None:
    title = "Preventing corruption in the purchase of ventilators"

    assert kept(record(title, "Open tendering rules.", sectors=(sector("15113"),))) == [True]


def test_activity_that_is_not_kept_has_no_provisions() -> None:
    (found,) = classify([record("Wells", "Water for villages.")], related={})

    assert (found.activity.relevant, found.provisions, found.activity.types) == (False, (), ())


def test_boilerplate_of_a_reporter_keeps_nothing() -> None:
    sentence = "Activities include combating corrupt use of forests."
    records = [record("Nature", sentence, identifier=f"XX-{n}") for n in range(8)]

    assert not any(kept(*records))


def test_child_is_kept_by_its_parents_words() -> None:
    parent = record("Tackling corruption", identifier="P", children=("C",))
    child = record("Phase 2 office", identifier="C", parents=("P",), sectors=(sector("15113"),))

    assert kept(parent, child) == [True, True]


def test_one_comes_out_for_each_record_in_order() -> None:
    records = [record("Wells", identifier="A"), record("Anti-corruption", identifier="B")]

    assert [found.activity.iati_identifier for found in classify(records, related={})] == ["A", "B"]


def test_types_come_from_the_parent_where_the_child_names_none() -> None:
    parent = record("Training against corruption", identifier="P")
    child = record("Corruption, part 2", identifier="C", parents=("P",))

    (found,) = classify([child], related={"P": parent})

    assert found.activity.types == ("capacity_building",)


def test_no_records_give_nothing() -> None:
    assert list(classify([], related={})) == []
