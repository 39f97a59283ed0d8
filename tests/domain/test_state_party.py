"""States and organisations that may be parties: names, groups and flags."""

import csv
import json
from collections import Counter
from dataclasses import fields
from pathlib import Path

from article60.codes.labels import codes, label
from article60.domain.state_party import StateParty, state_parties

REAL = [party for party in state_parties().values() if not party.fictional]
FICTIONAL = [party for party in state_parties().values() if party.fictional]


def test_there_are_193_members_and_five_others() -> None:
    assert sum(party.un_member for party in REAL) == 193
    assert {party.state for party in REAL if not party.un_member} == {"CK", "EU", "NU", "PS", "VA"}
    assert len(REAL) == 198


def test_members_stand_in_the_five_regional_groups() -> None:
    groups = Counter(party.regional_group for party in REAL if party.un_member)

    assert groups == {
        "african": 54,
        "asia_pacific": 54,
        "eastern_european": 23,
        "latin_american_caribbean": 33,
        "western_european_other": 29,
    }


def test_states_that_lists_misplace_stand_in_their_group() -> None:
    parties = state_parties()

    assert parties["TR"].regional_group == "western_european_other"
    assert parties["AU"].regional_group == parties["NZ"].regional_group == "western_european_other"
    assert parties["AM"].regional_group == parties["AZ"].regional_group == "eastern_european"
    assert parties["EU"].regional_group is None


def test_namibia_is_not_read_as_nothing() -> None:
    namibia = state_parties()["NA"]

    assert (namibia.alpha3, namibia.m49, namibia.name_en) == ("NAM", "516", "Namibia")


def test_flags_count_as_published() -> None:
    assert sum(party.ldc for party in REAL) == 44
    assert sum(party.lldc for party in REAL) == 32
    assert sum(party.sids for party in REAL) == 39
    assert not state_parties()["ST"].ldc
    assert state_parties()["VE"].un_member


def test_income_group_names_its_year_or_is_unknown() -> None:
    groups = codes("income_groups")

    assert all((party.income is None) == (party.income_year is None) for party in REAL)
    assert {party.income for party in REAL} - {None} == set(groups)
    assert state_parties()["VE"].income is None


def test_every_name_stands_in_six_languages_without_article_or_mark() -> None:
    names = [field.name for field in fields(StateParty) if field.name.startswith(("name_", "formal_"))]

    for party in state_parties().values():
        for name in names:
            text = getattr(party, name)
            assert text and text == text.strip(), f"{party.state} {name}"
            assert "*" not in text
            assert "'" not in text
            assert not text.endswith(("(the)", "(la)", "(le)", "(les)", "(l’)", "(el)", "(los)", "(las)"))
            assert not text.startswith(("the ", "la ", "le ", "les ", "l’", "el ", "los ", "las "))


def test_names_are_told_apart() -> None:
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        names = [getattr(party, f"name_{language}") for party in state_parties().values()]
        assert len(set(names)) == len(names)


def test_codes_are_told_apart() -> None:
    for attribute in ("alpha3", "m49"):
        values = [value for party in state_parties().values() if (value := getattr(party, attribute)) is not None]
        assert len(set(values)) == len(values)


def test_subregion_is_in_its_code_list() -> None:
    assert label("subregions", state_parties()["KE"].subregion or "", "en") == "Eastern Africa"
    assert all(party.subregion in codes("subregions") for party in REAL if party.state != "EU")


def test_fictional_states_are_twelve_and_come_last() -> None:
    assert [party.state for party in FICTIONAL] == ["XA", "XB", "XC", "XD", "XE", "XF", "XG", "XH", "XI", "XJ", "XL", "XM"]
    assert list(state_parties())[-12:] == [party.state for party in FICTIONAL]
    assert not any(party.un_member for party in FICTIONAL)


def test_fictional_states_agree_with_the_shared_world(shared: Path) -> None:
    world = json.loads((shared / "world" / "demo_states.json").read_text(encoding="utf-8"))["states"]

    for state in world:
        party = state_parties()[state["alpha2"]]
        assert (party.alpha3, party.regional_group, party.income) == (state["alpha3"], state["regional_group"], state["income"])
        assert {flag for flag in ("ldc", "lldc", "sids") if getattr(party, flag)} == set(state["flags"]) - {"donor"}
        for language in ("ar", "en", "es", "fr", "ru", "zh"):
            assert getattr(party, f"name_{language}") == state["name"][language].replace("'", "’")
            assert getattr(party, f"formal_{language}") == state["formal"][language].replace("'", "’")


def test_groups_agree_with_the_shared_list(shared: Path) -> None:
    short = {
        "AFR": "african",
        "APG": "asia_pacific",
        "EEG": "eastern_european",
        "GRULAC": "latin_american_caribbean",
        "WEOG": "western_european_other",
    }
    by_m49 = {party.m49: party for party in REAL}

    with (shared / "convention" / "regional_groups.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["m49"]:
                assert by_m49[row["m49"].zfill(3)].regional_group == short[row["group"]]
