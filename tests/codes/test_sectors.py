"""Withdrawn purpose codes lead to the ones that took their place."""

from article60.codes.reader import by_code, rows
from article60.codes.sectors import current_sector, is_withdrawn


def test_withdrawn_code_is_replaced_and_a_current_one_kept() -> None:
    assert current_sector("15120") == "15111"
    assert current_sector("15113") == "15113"
    assert current_sector("99998") == "99998"


def test_only_withdrawn_codes_are_mapped_and_only_to_active_ones() -> None:
    sectors = by_code("iati/Sector")

    for row in rows("dac_withdrawn"):
        assert is_withdrawn(row["code"])
        assert sectors[row["code"]]["withdrawn_on"] == row["withdrawn_on"]
        assert not is_withdrawn(row["successor"])
        assert row["successor"] in sectors


def test_unknown_code_is_not_withdrawn() -> None:
    assert not is_withdrawn("00000")
