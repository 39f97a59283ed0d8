from datetime import date

import pytest

from article60.identity.renamed import Identifiers
from article60.identity.split_records import families, split_records, stem
from invented_readings import act, reading


def by_id(*readings):
    return {one.activity.activity_id: one for one in readings}


def claims(found, *readings):
    known = by_id(*readings)
    return [(one.one, one.other, one.kind, sure) for one, sure in found(known, Identifiers(known))]


def split(identifier, **changes):
    return reading(identifier, reporter="XX-0", **changes)


@pytest.mark.parametrize(
    ("identifier", "states", "sectors", "left"),
    [
        ("XX-0-10485A0101-AFG-15110", ("AF",), ("15110",), "XX-0-10485A0101"),
        ("XX-0-10485A0101-GGG-15110", (), ("15110",), "XX-0-10485A0101"),
        ("XX-0-51-298AFR-15113", (), ("15113",), "XX-0-51"),
        ("XX-0-2016-05625_1-251-43082", ("LR",), ("43082",), "XX-0-2016-05625"),
        ("XX-0-51-XA", ("XA",), (), "XX-0-51"),
        ("XX-0-51-15113", ("XA",), ("15113",), "XX-0-51"),
        ("XX-0-51-15113", ("XA",), ("15130",), None),
        ("XX-0-51-ABC", ("XA",), (), None),
        ("XX-0-15113", ("XA",), ("15113",), None),
        ("XX-0", ("XA",), (), None),
    ],
)
def test_stem_is_what_is_left_without_own_sector_and_recipient(identifier, states, sectors, left):
    assert stem(split(identifier, states=states, sectors=sectors).record) == left


def test_records_of_one_contribution_are_linked_to_the_first():
    parts = [split(f"XX-0-51-XA-{code}", sectors=(code,)) for code in ("15130", "15113", "15110")]
    assert claims(split_records, *parts) == [
        (act("XX-0-51-XA-15110"), act("XX-0-51-XA-15113"), "split", True),
        (act("XX-0-51-XA-15110"), act("XX-0-51-XA-15130"), "split", True),
    ]


def test_old_and_new_prefix_share_a_stem():
    one = reading("SE-6-51-XA-15110", reporter="SE-6", sectors=("15110",))
    two = reading("SE-0-SE-6-51-XA-15113", reporter="SE-0", sectors=("15113",))
    assert [kind for *_, kind, _ in claims(split_records, one, two)] == ["split"]


def test_same_stem_with_another_title_and_period_is_only_proposed():
    one = split("XX-0-51-XA-15110", sectors=("15110",))
    two = split("XX-0-51-XA-15113", sectors=("15113",), title="Roads and bridges", start=date(2001, 1, 1))
    assert [sure for *_, sure in claims(split_records, one, two)] == [False]


def test_same_stem_of_two_reporters_is_no_split():
    one = split("XX-0-51-XA-15110", sectors=("15110",))
    two = reading("XX-0-51-XA-15113", reporter="YY-1", sectors=("15113",))
    assert claims(split_records, one, two) == []


def test_whole_that_is_reported_too_is_the_parent_of_its_parts():
    whole = split("XX-0-51")
    parts = [split(f"XX-0-51-XA-{code}", sectors=(code,)) for code in ("15110", "15113")]
    found = claims(split_records, whole, *parts)
    assert [(one, kind) for one, _, kind, _ in found if kind == "parent_child"] == [(act("XX-0-51"), "parent_child")] * 2


@pytest.mark.parametrize("named", ["XX-0-P", "xx-0-p "])
def test_parent_is_found_whichever_names_the_other_and_once(named):
    parent, child = split("XX-0-P", children=("XX-0-C",)), split("XX-0-C", parents=(named,))
    assert claims(families, parent, child) == [(act("XX-0-P"), act("XX-0-C"), "parent_child", True)]


def test_parent_is_found_under_an_identifier_whose_prefix_was_changed():
    parent, child = reading("GB-GOV-1-200713", reporter="GB-GOV-1"), reading("XX-C", parents=("GB-1-200713",))
    assert claims(families, parent, child) == [(act("GB-GOV-1-200713"), act("XX-C"), "parent_child", True)]


def test_identifier_that_goes_on_from_another_of_the_same_reporter_is_only_proposed():
    part = split("XX-0-200713-101", title="Consultants for the design")
    assert claims(families, split("XX-0-200713"), part) == [(act("XX-0-200713"), act("XX-0-200713-101"), "parent_child", False)]
    assert claims(families, split("XX-0-200713"), reading("XX-0-200713-101", reporter="YY-1")) == []


def test_identifier_that_goes_on_from_one_with_the_same_title_and_period_is_a_part_of_it():
    assert [sure for *_, sure in claims(families, split("XX-0-200713"), split("XX-0-200713-01"))] == [True]
