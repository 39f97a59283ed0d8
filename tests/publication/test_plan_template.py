"""An empty plan: keys, hints and choices in six languages, and every choice is one that a plan may hold."""

import pytest
from openpyxl import load_workbook

from article60.codes.areas import area_codes
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code
from article60.publication import plan_template
from article60.publication.folder import WouldOverwrite
from article60.sources import plan
from article60.sources.forms import UnusableForm


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["plan.yml", "plan.xlsx"])
def test_an_empty_template_is_read_and_asks_for_what_is_needed(tmp_path, name, language):
    plan_template.write(tmp_path / name, language=language)

    with pytest.raises(UnusableForm) as error:
        plan.read(tmp_path / name)

    assert [line.split(", ")[1].split(":")[0] for line in str(error.value).splitlines()] == [
        "key title", "key states", "key provisions",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_can_be_read_back(tmp_path, language):
    rows = ["key,value,value,value", "title,x"]
    chosen = {key: plan_template.choices(key, language) for key in plan_template.CHOICES}
    quoted = {key: ",".join('"' + one.replace('"', '""') + '"' for one in listed) for key, listed in chosen.items()}
    width = max(map(len, chosen.values()))
    rows = ["key" + ",value" * width, "title,x", *(f"{key},{cells}" for key, cells in quoted.items())]
    (tmp_path / "plan.csv").write_text("\n".join(rows), encoding="utf-8")

    read = plan.read(tmp_path / "plan.csv")

    assert len(read.states) + len(read.areas) == len(chosen["states"])
    assert set(read.areas) == {*area_codes()} - {"European Union"}  # which is a party, and chosen as one
    assert len(read.provisions) == len(chosen["provisions"]) == 71
    assert set(read.types) == set(by_code("types"))


def test_the_workbook_has_lists_to_choose_from(tmp_path):
    plan_template.write(tmp_path / "plan.xlsx", language="ar")

    book = load_workbook(tmp_path / "plan.xlsx")

    places = {rule.formula1 for rule in book["plan"].data_validations.dataValidation}
    assert {place.split("$")[1] for place in places} == {"A", "B", "C"}
    assert book["plan"].sheet_view.rightToLeft
    offered = [cell.value for cell in book["choices"]["A"]]
    assert {"ندارا", "الدول الأفريقية", "منتدى دول الشعاب"} <= set(offered)
    assert len(offered) == len(plan_template.choices("states", "ar")) + 1  # the heading
    assert "014 – شرق أفريقيا" in offered


def test_the_text_lists_codes_of_regions_and_groups(tmp_path):
    plan_template.write(tmp_path / "plan.yml", language="fr")

    lines = (tmp_path / "plan.yml").read_text().splitlines()

    assert "#   african: États d’Afrique" in lines and "#   014: Afrique orientale" in lines


def test_a_filled_workbook_is_read(tmp_path):
    plan_template.write(tmp_path / "plan.xlsx", language="es")
    book = load_workbook(tmp_path / "plan.xlsx")
    values = {"title": "x", "states": "Ndara", "provisions": book["choices"]["B10"].value, "types": book["choices"]["C6"].value}
    for row in book["plan"].iter_rows(min_row=2):
        if row[0].value in values:
            row[3].value = values[row[0].value]
    book.save(tmp_path / "plan.xlsx")

    read = plan.read(tmp_path / "plan.xlsx")

    assert (read.states, read.provisions, read.fine_types) == (("XA",), ("9",), ("legal_advice",))


def test_a_file_that_exists_is_never_overwritten(tmp_path):
    (tmp_path / "plan.yml").write_text("years of work")

    with pytest.raises(WouldOverwrite):
        plan_template.write(tmp_path / "plan.yml", language="en")

    assert (tmp_path / "plan.yml").read_text() == "years of work"


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(plan_template.NoSuchTemplate, match=r"\.yml or \.xlsx"):
        plan_template.write(tmp_path / "plan.csv", language="en")
