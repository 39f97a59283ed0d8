import pytest

from article60.analysis.gaps import find_gaps
from article60.domain.gap import MOST_NAMED
from makers import ON, need


@pytest.mark.parametrize(
    ("grade", "gap"),
    [
        ("unmet", True),
        ("no_assistance_found", True),
        ("met", False),
        ("partly_met", False),
        ("reported_addressed", False),
        ("related_assistance_found", False),
        ("not_updated", False),
        ("withdrawn", False),
        ("superseded", False),
    ],
)
def test_only_open_current_needs_are_gaps(grade, gap):
    found = list(find_gaps(needs=[need(grade=grade)], sources_read=["b.xml", "a.xml"], on=ON))
    assert [g.need_id for g in found] == (["XA-AAAAAAAA"] if gap else [])


def test_gap_names_the_sources_read_and_the_day():
    (found,) = find_gaps(needs=[need()], sources_read=["b.xml", "a.xml"], on=ON)
    assert (found.files_read, found.sources_read, found.on) == (2, ("a.xml", "b.xml"), ON)


@pytest.mark.parametrize(("files", "named"), [(MOST_NAMED, MOST_NAMED), (MOST_NAMED + 1, 0)])
def test_of_many_files_only_the_number_is_told(files, named):
    (found,) = find_gaps(needs=[need()], sources_read=[f"{number}.xml" for number in range(files)], on=ON)
    assert (found.files_read, len(found.sources_read)) == (files, named)


def test_anticipated_need_is_no_gap():
    assert list(find_gaps(needs=[need(timing="anticipated")], sources_read=[], on=ON)) == []
