import pytest

from article60.codes.reader import header
from article60.identity.identifiers import current, current_organisation, former, said_before


@pytest.mark.parametrize(
    ("written", "now"),
    [
        ("GB-1-202314", "GB-GOV-1-202314"),
        ("gb-1-202314 ", "GB-GOV-1-202314"),
        ("GB-GOV-1-202314", "GB-GOV-1-202314"),
        ("GB-10-202314", "GB-10-202314"),
        ("SE-6-5100009201-298AFR-15113", "SE-0-SE-6-5100009201-298AFR-15113"),
        ("SE-0-SE-6-5100009201", "SE-0-SE-6-5100009201"),
        ("41122-Ndara-1", "XM-DAC-41122-NDARA-1"),
        ("41AAA-7", "XM-DAC-41AAA-7"),
        ("411221-7", "411221-7"),
    ],
)
def test_prefix_that_was_changed_is_written_as_it_is_now(written, now):
    assert current(written) == now


def test_organisation_has_a_prefix_of_its_own():
    assert current_organisation("SE-6") == "SE-0"
    assert current_organisation("44000") == "XM-DAC-44000"


def test_earlier_forms_are_those_from_which_the_present_one_comes():
    for now in ("GB-GOV-1-7", "SE-0-SE-6-7", "XM-DAC-41122-7"):
        (before,) = former(now)
        assert current(before) == now
    assert list(former("XX-7")) == []


@pytest.mark.parametrize(
    ("others", "before"),
    [
        ([("A3", "xx-old-7")], ["XX-OLD-7"]),
        ([("B1", "XX-OLD")], ["XX-OLD-7"]),
        ([("B1", "XX-OLD-7")], ["XX-OLD-7"]),
        ([("A1", "4711"), ("A9", "X"), ("", "Y"), ("participant", "Z-1")], []),
    ],
)
def test_publisher_says_what_the_activity_was_called_before(others, before):
    assert list(said_before("XX-NEW-7", "XX-NEW", others)) == before


def test_shorter_prefix_of_the_reporter_is_no_earlier_one_since_it_would_hit_a_sibling():
    assert list(said_before("XX-GOV-1-1-5", "XX-GOV-1", [("B1", "XX-GOV")])) == []


def test_earlier_reporter_of_an_identifier_that_keeps_its_prefix_says_nothing_of_the_activity():
    assert list(said_before("XX-OLD-7", "XX-NEW", [("B1", "XX-OLD")])) == []


def test_list_of_changes_has_its_source():
    assert header("identifier_changes")["source"]
