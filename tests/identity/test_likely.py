from datetime import date

import pytest

from article60.identity import blocks
from article60.identity.likely import likely, read
from article60.identity.organisations import settle
from article60.identity.sketches import of_all
from invented_readings import act, reading

TITLE = "Case register for the prosecutors of the northern provinces"


def sketches(*readings):
    parts = settle(one.record.organisations for one in readings).parts
    parties = {}
    for part in parts:
        parties.setdefault(part.activity_id, []).append(part)
    return of_all({one.activity.activity_id: one for one in readings}, parties)


def proposed(*readings):
    return {(claim.one, claim.other): claim for claim in likely(sketches(*readings))}


def own(**changes):
    return reading("XX-1", **{"title": TITLE, "funders": ("ZZ-FUND",), **changes})


def other(identifier="YY-7", **changes):
    return reading(identifier, **{"reporter": "YY", "title": TITLE, "funders": ("ZZ-FUND",), **changes})


def test_same_title_period_recipient_and_funder_from_two_reporters_are_proposed():
    ((pair, claim),) = proposed(own(), other()).items()
    assert set(pair) == {act("XX-1"), act("YY-7")}
    assert (claim.kind, claim.score) == ("likely_same", 1)
    assert claim.reason.startswith("titles have 100% of their words in common; periods: 2025-06-01 to 2027-06-01")


def test_of_a_secondary_report_the_other_record_is_the_one():
    ((one, told),) = proposed(own(secondary_reporter=True), other())
    assert (one, told) == (act("YY-7"), act("XX-1"))


@pytest.mark.parametrize(
    "changes",
    [
        {"reporter": "XX-DEMO"},
        {"states": ("XB",)},
        {"title": TITLE + ", phase 2"},
        {"title": "Roads and bridges"},
        {"start": date(2018, 1, 1), "end": date(2020, 1, 1), "funders": ("ZZ-OTHER",)},
    ],
    ids=str,
)
def test_what_differs_in_what_matters_is_not_proposed(changes):
    assert proposed(own(), other(**changes)) == {}


def test_what_is_not_known_counts_neither_way():
    unknown = {"start": None, "end": None, "funders": ()}
    assert len(proposed(own(**unknown), other(**unknown))) == 1


@pytest.mark.parametrize(
    "changes",
    [{"identifier": "YY-XX-1"}, {"other_identifiers": (("A9", "XX-1"),)}, {"other_identifiers": (("participant", "XX-1"),)}],
)
def test_record_that_gives_the_other_ones_identifier_is_proposed_under_another_title(changes):
    found = proposed(own(), other(**{"title": "Registro de casos", **changes}))
    assert ["one of the two gives the other's identifier" in claim.reason for claim in found.values()] == [True]


def test_record_that_names_another_of_its_own_reporter_is_proposed_too():
    assert len(proposed(own(), other(reporter="XX-DEMO", other_identifiers=(("A9", "XX-1"),)))) == 1


def test_title_in_another_language_is_compared_too():
    (claim,) = proposed(
        own(title="Registro de casos", title_too=TITLE), other(title="Registre des affaires", title_too=TITLE)
    ).values()
    assert claim.score >= read().threshold


def test_common_words_bring_nothing_together_so_that_cost_does_not_grow_with_all_pairs():
    many = [
        reading(f"R{n}-{n}", reporter=f"R{n}", title=f"Support to reform {n * 7919}", start=date(2000 + n % 20, 1, 1 + n % 28))
        for n in range(600)
    ]
    assert len(list(blocks.pairs(sketches(*many)))) < 600 * blocks.LARGEST
