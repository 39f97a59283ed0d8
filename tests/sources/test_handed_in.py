"""A file says by its keys whether it is a planned programme or a strategy."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code
from article60.demo import world
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.strategy import Strategy
from article60.publication import plan_template
from article60.sources import handed_in
from article60.sources.forms import UnusableForm


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_files_of_the_invented_world_are_read_as_what_they_are() -> None:
    assert isinstance(handed_in.read(world.WORLD / "plans" / "NORDEV.yml"), PlannedProgramme)
    assert isinstance(handed_in.read(world.WORLD / "strategies" / "XA.yml"), Strategy)


@pytest.mark.parametrize(
    ("name", "text", "plan"),
    [
        ("x.yml", "title: x\nstates: XA\nprovisions: 9\n", True),
        ("x.csv", "key,value\ntitle,x\n", True),
        ("x.csv", "remark;Key;value\n;title;x\n", True),
        ("x.csv", "title,states,provisions\nx,XA,9\n", True),
        ("x.yml", "title: x\nstate: XA\nactions: []\n", False),
        ("x.yml", "title: x\nstate: XA\n", False),
        ("x.csv", "state,action\nXA,Words\n", False),
        ("x.csv", "provider,action\nXA,Words\n", False),
    ],
)
def test_keys_tell_a_plan_from_a_strategy(tmp_path: Path, name: str, text: str, plan: bool) -> None:
    assert handed_in.is_plan(written(tmp_path, name, text)) is plan


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_tell_it_in_six_languages(tmp_path: Path, language: str) -> None:
    """In Chinese the States of a plan and the State of a strategy are one word; it decides nothing."""
    plan, strategy = (
        "\n".join(f"{by_code(name)[key][language]}: x" for key in keys)
        for name, keys in (("plan_keys", ("title", "states")), ("strategy_keys", ("title", "state")))
    )

    assert handed_in.is_plan(written(tmp_path, "plan.yml", plan))
    assert not handed_in.is_plan(written(tmp_path, "strategy.yml", strategy))


@pytest.mark.parametrize("name", ["plan.yml", "plan.xlsx"])
def test_a_template_is_a_plan(tmp_path: Path, name: str) -> None:
    plan_template.write(tmp_path / name, language="ru")

    assert handed_in.is_plan(tmp_path / name)


def test_a_strategy_with_a_second_sheet_called_plan_stays_one(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["state", "action"])
    book.create_sheet("plan").append(["year", "value"])
    book.save(tmp_path / "x.xlsx")

    assert not handed_in.is_plan(tmp_path / "x.xlsx")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.yml", "name: x\ncountry: XA\n", "neither a planned programme nor a strategy; a planned programme names `title`"),
        ("x.yml", "title: x\nprovisions: 9\n", "neither a planned programme nor a strategy"),
        ("x.yml", "国家: XA\n", "neither a planned programme nor a strategy"),
        ("x.csv", "code,amount\n1,2\n", "neither a planned programme nor a strategy"),
        ("x.csv", "", "neither a planned programme nor a strategy"),
        ("x.yml", "- XA\n", "write `key: value` lines; a planned programme names"),
        ("x.txt", "title: x", "a planned programme or a strategy is a .yml, .xlsx or .csv file; save it as one of these"),
    ],
)
def test_what_is_neither_is_refused_with_what_to_write(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(UnusableForm) as error:
        handed_in.read(written(tmp_path, name, text))

    assert str(error.value).startswith(str(tmp_path / name)) and said in str(error.value)
