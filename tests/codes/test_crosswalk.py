"""Other instruments: every correspondence leads from a clause that exists to a part that its instrument can have."""

import re

import pytest

from article60.codes.crosswalk import correspondences, instruments
from article60.codes.reader import by_code, rows
from article60.domain.provision import exists, sort_key

LAST = {"untoc": 41, "oas": 28, "oecd": 17, "coe_criminal": 42, "coe_civil": 23, "au": 28, "coe_laundering": 56, "fatf": 40}
"""Number of the last article or Recommendation of each instrument."""
ROMAN = {"I": 1, "V": 5, "X": 10}
UNIT = {
    "article": r"[IVX]+(\(\d+\))?(\([a-z]\))?|\d+(\(\d+\))?(\([a-z]\))?",
    "recommendation": r"\d+",
    "target": r"16\.[\da-b]+",
}


def number(place: str) -> int:
    """The article in which a place stands."""
    written = re.match(r"[IVX]+|\d+", place)
    assert written is not None
    if written[0].isdigit():
        return int(written[0])
    values = [ROMAN[letter] for letter in written[0]]
    return sum(-one if one < max(values[n:]) else one for n, one in enumerate(values))


@pytest.mark.parametrize("row", rows("crosswalk"), ids=lambda row: f"{row['provision']}-{row['instrument']}")
def test_correspondence_leads_from_a_clause_to_a_part_of_a_listed_instrument(row: dict[str, str]) -> None:
    instrument = by_code("instruments")[row["instrument"]]

    assert exists(row["provision"])
    for place in row["places"].split():
        assert re.fullmatch(UNIT[instrument["unit"]], place)
        assert row["instrument"] == "sdg" or 1 <= number(place) <= LAST[row["instrument"]]


def test_rows_stand_in_the_order_of_the_convention_and_each_pair_once() -> None:
    pairs = [(row["provision"], row["instrument"]) for row in rows("crosswalk")]
    order = [(sort_key(provision), instruments().index(instrument)) for provision, instrument in pairs]

    assert order == sorted(order) and len(set(pairs)) == len(pairs)


def test_every_instrument_is_named_with_its_reference_and_used() -> None:
    assert {row["instrument"] for row in rows("crosswalk")} == set(instruments())
    assert all(row["reference"] and row["year"].isdigit() for row in rows("instruments"))


def test_an_article_has_what_touches_its_clauses() -> None:
    found = {(one.provision, one.instrument): one.places for one in correspondences("46")}

    assert found["46", "untoc"] == ("18",) and found["46(8)", "oas"] == ("XVI",)
    assert correspondences("69") == ()


def test_every_article_under_review_is_described_in_six_languages() -> None:
    reviewed = {row["article"] for row in rows("articles") if row["cycle"]}

    assert reviewed <= set(by_code("article_descriptions"))


def test_a_description_is_short_and_no_sentence_of_another_article() -> None:
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        said = [row[language] for row in rows("article_descriptions")]
        assert len(set(said)) == len(said)
        assert all(10 < len(one) < 340 and one[-1] in ".。" for one in said)


def test_every_obligation_of_a_provision_has_its_words() -> None:
    assert {row["obligation"] for row in rows("provisions")} <= set(by_code("obligations"))
