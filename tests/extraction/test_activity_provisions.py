from dataclasses import replace

import pytest

from aid_records import record, sector
from article60.extraction.activity_provisions import provisions_of


def test_title_comes_before_description() -> None:
    found = provisions_of(record("Extradition", "Also on procurement."), kin=(), names_corruption=False)

    assert [(row.provision, row.field) for row in found] == [("44", "title"), ("9", "description")]
    assert [row.position for row in found] == [0, 1]


def test_parent_speaks_where_the_child_is_silent() -> None:
    (row,) = provisions_of(record("Phase 2"), kin=[record("Witnesses")], names_corruption=False)

    assert (row.provision, row.field) == ("32", "parent")


def test_sector_is_a_faint_hint() -> None:
    found = provisions_of(record("Phase 2", sectors=(sector("15125"),)), kin=(), names_corruption=False)

    assert (found[0].provision, found[0].field, found[0].words) == ("9(1)", "sector", ("sector 15125",))


@pytest.mark.parametrize(("code", "guessed"), [("15113", True), ("15125", False)])
def test_what_only_a_faint_code_speaks_for_is_a_guess(code: str, guessed: bool) -> None:
    found = provisions_of(record("Phase 2", "Extradition.", sectors=(sector(code),)), kin=(), names_corruption=False)

    assert {row.guessed for row in found if row.field == "sector"} == {guessed}
    assert [row.guessed for row in found if row.field == "description"] == [False]


def test_cited_article_is_certain() -> None:
    found = provisions_of(record("Help with article 33 of the Convention"), kin=(), names_corruption=False)

    assert (found[0].provision, found[0].score) == ("33", 1.0)


def test_bare_corruption_in_the_title_is_a_guess() -> None:
    found = provisions_of(record("Corruption"), kin=(), names_corruption=True)

    assert {row.provision for row in found} == {"5", "6", "13", "36"}
    assert max(row.score for row in found) < 0.5
    assert all(row.guessed for row in found)


def test_second_subject_is_heard_in_the_sentence_that_names_it() -> None:
    tenders = "Tender notices are published on a portal and buyers in all ministries and districts learn to use it."
    nurses = "Nurses who tell the inspectorate about theft are kept from dismissal."

    found = {row.provision for row in provisions_of(record("Phase 2", f"{tenders} {nurses}"), kin=(), names_corruption=False)}

    assert {"9", "33"} <= found


@pytest.mark.parametrize(
    ("words", "provision"),
    [
        ("Training of judges and police officers", "11(1)"),
        ("Equipment with which witnesses are heard over a distance", "46(18)"),
        ("Services for citizens go on line", "10(b)"),
        ("Formation des magistrats et des greffiers", "11(1)"),
        ("Capacitación de jueces y fiscales", "11(1)"),
        ("Обучение судей и следователей", "11(1)"),
        ("تدريب القضاة وكتاب الضبط", "11(1)"),
        ("培训法官和警察", "11(1)"),
    ],
)
def test_who_is_helped_tells_a_provision(words: str, provision: str) -> None:
    helped = record(description=words)
    helped = replace(helped, texts=tuple(replace(one, language=None, language_declared=None) for one in helped.texts))

    assert provision in {row.provision for row in provisions_of(helped, kin=(), names_corruption=False) if row.score >= 0.5}


def test_article_stands_where_several_of_its_paragraphs_are_named() -> None:
    first, *_ = provisions_of(
        record("Transparent procurement", "Internal audit in ministries."), kin=(), names_corruption=False
    )
    alone, *_ = provisions_of(record("Internal audit in ministries"), kin=(), names_corruption=False)

    assert (first.provision, alone.provision) == ("9", "9(2)")
