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


def test_cited_article_is_certain() -> None:
    found = provisions_of(record("Help with article 33 of the Convention"), kin=(), names_corruption=False)

    assert (found[0].provision, found[0].score) == ("33", 1.0)


def test_bare_corruption_in_the_title_is_a_guess() -> None:
    found = provisions_of(record("Corruption"), kin=(), names_corruption=True)

    assert {row.provision for row in found} == {"5", "6", "13", "36"}
    assert max(row.score for row in found) < 0.5
