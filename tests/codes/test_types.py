"""Fine types of assistance map to coarse ones."""

import pytest

from article60.codes.labels import UnknownCode, codes
from article60.codes.reader import rows
from article60.codes.types import coarse, coarse_types

COARSE = {
    "legislative": ("model_legislation", "model_agreement", "legislative_drafting", "legal_advice"),
    "institution_building": ("institution_building", "technological", "financial_material"),
    "policymaking": ("action_plan", "policymaking"),
    "capacity_building": ("capacity_building", "onsite_expert"),
    "research": ("research_data",),
    "international_cooperation": ("intl_coop_facilitation",),
    "other": ("good_practices", "translation", "awareness", "other"),
}


def test_every_fine_type_has_its_coarse_one() -> None:
    expected = {fine: group for group, fines in COARSE.items() for fine in fines}

    assert {fine: coarse(fine) for fine in codes("types")} == expected


def test_coarse_list_is_that_of_the_second_cycle() -> None:
    assert codes("coarse_types") == tuple(COARSE)


def test_coarse_types_stand_once_in_the_order_of_the_list() -> None:
    assert coarse_types(["awareness", "capacity_building", "legal_advice", "onsite_expert"]) == (
        "legislative",
        "capacity_building",
        "other",
    )
    assert coarse_types([]) == ()


def test_source_of_a_type_is_a_checklist_or_this_project() -> None:
    assert {row["source"] for row in rows("types")} == {"first_cycle", "second_cycle", "added"}


def test_unknown_type_is_named() -> None:
    with pytest.raises(UnknownCode, match="training"):
        coarse("training")
