"""The codelists of the standard, as JSON and CSV."""

import csv
import io
import json

import pytest

from article60.codes.labels import UnknownCode
from article60.codes.languages import LANGUAGES
from article60.codes.reader import header
from article60.publication.data_files import defused
from article60.publication.standard.codelists import address, as_csv, as_json, codelist, names


@pytest.mark.parametrize("name", names())
def test_every_code_has_its_label_in_six_languages_and_stands_once(name):
    read = json.loads(as_json(name))
    assert all(set(code["labels"]) == set(LANGUAGES) and all(code["labels"].values()) for code in read["codes"])
    assert len({code["code"] for code in read["codes"]}) == len(read["codes"]) > 0
    assert set(read["titles"]) == set(LANGUAGES)


@pytest.mark.parametrize("name", names())
def test_table_holds_the_same_codes_and_no_formula(name):
    rows = list(csv.DictReader(io.StringIO(as_csv(name))))
    assert [row["code"] for row in rows] == [code.code for code in codelist(name).codes]
    assert [row["en"] for row in rows] == [code.labels["en"] for code in codelist(name).codes]
    assert all(defused(cell) == cell for row in rows for cell in row.values())


def test_provision_is_told_as_united_nations_documents_cite_it():
    (found,) = [code for code in codelist("provisions").codes if code.code == "46(9)(b)"]
    assert found.labels["en"] == "art. 46, para. 9 (b) – Mutual legal assistance"
    assert found.more == {"parent": "46(9)", "chapter": "IV", "cycle": 1}


def test_source_and_day_of_a_list_come_along():
    assert json.loads(as_json("grades"))["source"] == header("need_grades")["source"]


def test_fictional_states_stand_in_no_list():
    assert "XA" not in {code.code for code in codelist("states").codes}


def test_list_that_the_standard_does_not_have_is_refused():
    with pytest.raises(UnknownCode, match="money"):
        codelist("money")


def test_address_is_that_of_the_site_or_of_the_file_beside_the_release():
    assert address("types", site="https://register.example") == "https://register.example/standard/codelists/types"
    assert address("types", site="") == "standard/codelists/types.json"
