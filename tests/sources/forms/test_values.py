"""What people write becomes codes; what a list of provisions names is never passed over in silence."""

from collections.abc import Callable
from datetime import date

import pytest

from article60.sources.forms import values
from article60.sources.forms.entries import Entry, Given
from article60.sources.forms.problems import Problems


def given(tmp_path, **texts):
    problems = Problems(tmp_path / "plan.yml")
    return Given([Entry(key, text, "line 1") for key, text in texts.items()], problems), problems


@pytest.mark.parametrize(
    ("written", "provisions"),
    [
        ("16, art. 12", ("16", "12")),
        ("art. 12; 16", ("12", "16")),
        ("art. 46, paras. 9, 10", ("46(9)", "46(10)")),
        ("١٦، ٤٦(٩)", ("16", "46(9)")),
        ("16、46（9）", ("16", "46(9)")),
    ],
)
def test_every_provision_of_a_list_is_read(tmp_path, written, provisions):
    read, problems = given(tmp_path, provisions=written)

    assert read.several("provisions", values.provisions) == provisions
    assert problems.told == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("16, 99", "line 1: provisions: '99' names no provision of the Convention; write article and paragraph as 46(9)"),
        ("46(31)", "line 1: provisions: the Convention has no provision '46(31)'; write article and paragraph as 46(9)"),
        ("art. 16; 46(31)", "line 1: provisions: the Convention has no provision '46(31)'; write"),
    ],
)
def test_a_provision_that_is_not_there_is_named_by_itself(tmp_path, written, told):
    read, problems = given(tmp_path, provisions=written)

    read.several("provisions", values.provisions)

    (problem,) = problems.told
    assert problem.startswith(told)


def test_a_year_alone_begins_with_its_first_day_and_ends_with_its_last():
    assert (values.first_day("2027"), values.last_day("٢٠٢٧")) == (date(2027, 1, 1), date(2027, 12, 31))
    assert values.first_day("2027-02-03") == values.last_day("2027-02-03") == date(2027, 2, 3)


@pytest.mark.parametrize(
    ("make", "written", "told"),
    [
        (values.state, "Atlantis", "'Atlantis' is no State known here; write its two-letter code or its name"),
        (values.types, "capacity", "unknown type 'capacity'; did you mean capacity_building?; the types are good_practices, "),
        (values.last_day, "2027-13-01", "'2027-13-01' is no day; write it as 2027-01-31, or the year alone"),
        (values.amount, "1.5 million", "'1.5 million' is no amount; write digits only"),
        (values.currency, "€", "'€' is no currency; write its three letters"),
    ],
)
def test_what_cannot_be_used_says_what_to_write(make: Callable[[str], object], written: str, told: str):
    with pytest.raises(values.Unreadable) as error:
        make(written)

    assert str(error.value).startswith(told)
