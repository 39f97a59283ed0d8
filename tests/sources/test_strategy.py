"""A national strategy read from YAML, CSV and a workbook."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from article60.domain.strategy import StrategyAction
from article60.sources.forms import UnusableForm
from article60.sources.strategy import read

YAML = """\
state: XA
title: National strategy 2026-2030
actions:
  - id: "1.1"
    action: Draft a law on foreign bribery
    provisions: [16, "46(9)(b)"]
    types: [legislative_drafting, Legal advice]
    lead: Ministry of Justice
    start: 2026-02-01
    end: 2027
  - action: Explain the law to companies
"""
FULL = StrategyAction(
    action_id="1.1", action="Draft a law on foreign bribery", provisions=("16", "46(9)(b)"), read_in_words=False,
    types=("legislative_drafting", "legal_advice"), lead="Ministry of Justice", start=date(2026, 2, 1), end=date(2027, 12, 31),
)  # fmt: skip


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def workbook(folder: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "strategy.xlsx")
    return folder / "strategy.xlsx"


def actions(folder: Path, *lines: str) -> tuple[StrategyAction, ...]:
    return read(written(folder, "s.csv", "\n".join(("state,id,action,provisions,types,end", *lines)))).actions


def test_yaml_is_read_with_years_and_labels(tmp_path: Path) -> None:
    found = read(written(tmp_path, "strategy.yml", YAML))

    assert (found.state, found.title) == ("XA", "National strategy 2026-2030")
    assert found.actions[0] == FULL
    assert (found.actions[1].action_id, found.actions[1].provisions, found.actions[1].end) == ("line 11", (), None)


def test_code_that_yaml_takes_for_false_is_a_state(tmp_path: Path) -> None:
    assert read(written(tmp_path, "s.yml", "state: NO\nactions: [{action: A}]\n")).state == "NO"


def test_workbook_is_read_with_its_numbers_and_days(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["state", "id", "action", "provisions", "types", "lead", "start", "end", None],
        ["XA", "1.1", "Draft a law on foreign bribery", "16; 46(9)(b)", "legislative_drafting; Legal advice",
         "Ministry of Justice", datetime(2026, 2, 1), 2027.0, "a remark"],
        [None, 2, "Explain the law to companies", 16],
        [None, None],
    )  # fmt: skip

    found = read(path)

    assert (found.state, found.title) == ("XA", "strategy")
    assert found.actions[0] == FULL
    assert (found.actions[1].action_id, found.actions[1].provisions) == ("2", ("16",))


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("État;Numéro;Mesure;Dispositions de la Convention", "Ndara"),
        ("Государство,Номер,Мероприятие,Положения Конвенции", "Ндара"),
        ("国家,编号,行动,《公约》规定", "恩达拉共和国"),
        ("الدولة,الرقم,الإجراء,أحكام الاتفاقية", "ندارا"),
    ],
)
def test_headings_and_names_are_read_in_the_languages_of_the_state(tmp_path: Path, head: str, state: str) -> None:
    divider = ";" if ";" in head else ","

    found = read(written(tmp_path, "s.csv", f"{head}\n{divider.join((state, '1', 'Words', '16'))}\n"))

    assert (found.state, found.actions[0].provisions) == ("XA", ("16",))


def test_provisions_may_stand_as_documents_cite_them(tmp_path: Path) -> None:
    (found,) = actions(tmp_path, 'XA,1,Words,"art. 46, para. 9 (b)",,')

    assert found.provisions == ("46(9)(b)",)


def test_broad_type_stands_for_its_fine_ones(tmp_path: Path) -> None:
    (found,) = actions(tmp_path, "XA,1,Words,16,legislative,")

    assert set(found.types) == {"model_legislation", "model_agreement", "legislative_drafting", "legal_advice"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["XA,1,Words,99,,"], r"line 2: provisions: '99' names no provision .* write article and paragraph as 46\(9\)"),
        (['XA,1,Words,"16, 99",,'], "line 2: provisions"),
        (["XA,1,Words,46(31),,"], "line 2: provisions"),
        (["XA,1,Words,16,training of judges,"], "line 2: types: unknown type 'training of judges'; the types are"),
        (["XA,1,Words,16,,soon"], "line 2: end: 'soon' is no day; write it as 2027-01-31"),
        (["Atlantis,1,Words,16,,"], "line 2: state: 'Atlantis' is no State known here"),
        ([",1,Words,16,,"], "state is missing"),
        (["XA,1,Words,16,,", "XB,2,Words,16,,"], "line 3: a second State; keep a file for each State"),
        (["XA,1,Words,16,,", "XA,1,Other words,16,,"], "line 3: id '1' stands already in line 2"),
        (["XA,1,,16,,"], "line 2: provisions stands without an action"),
        (["XA,,,,,"], "no action; give at least one"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_to_do(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(UnusableForm, match=said) as error:
        actions(tmp_path, *lines)

    assert str(error.value).startswith(str(tmp_path / "s.csv"))


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnusableForm) as error:
        actions(tmp_path, "XA,1,Words,99,,", "XA,2,Words,16,,soon")

    assert [line.partition(", ")[2][:6] for line in str(error.value).splitlines()] == ["line 2", "line 3"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("s.txt", "state: XA", "save it as one of these"),
        ("s.yml", "- XA", "write `state:` with its code"),
        ("s.yml", "state: XA\nactions: none", "line 2: actions is no list"),
        ("s.yml", "state: XA\nactions: [words]", "line 2: an action is no `key: value` lines"),
        ("s.yml", "state: XA\nactions:\n  - action: A\n    costs: 7\n", "line 4: unknown heading 'costs'; the headings are"),
        ("s.yml", "state: XA\nactions:\n  - action: {a: b}\n", "line 3: holds keys of its own"),
        ("s.yml", "state: [", "cannot be read"),
        ("s.yml", "state: XA\nactions:\n  - action: A\n    start: 2027\n    end: 2026\n", "line 3: end lies before start"),
        ("s.csv", "state,id\nXA,1\n", "line 1: no column `action`"),
        ("s.csv", "", "no column `action`"),
        ("s.xlsx", "no workbook", "save it as .xlsx"),
    ],
)
def test_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(UnusableForm, match=said):
        read(written(tmp_path, name, text))


def test_several_values_of_a_list_are_read_each_from_its_line(tmp_path: Path) -> None:
    lines = (
        "state: XA\nactions:\n  - action: Words\n    lead: [Treasury, Audit Office]\n    provisions:\n      - 16\n      - 99\n"
    )

    with pytest.raises(UnusableForm, match="line 7: provisions: '99' names no provision"):
        read(written(tmp_path, "s.yml", lines))

    (found,) = read(written(tmp_path, "s.yml", lines.replace("99", "12"))).actions
    assert (found.lead, found.provisions) == ("Treasury; Audit Office", ("16", "12"))


def test_state_that_is_nearly_right_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(UnusableForm, match="'Ndaraa' is no State known here; did you mean XA, Ndara"):
        actions(tmp_path, "Ndaraa,1,Words,16,,")


def test_a_cell_that_cannot_be_used_is_named_by_its_letter(tmp_path: Path) -> None:
    with pytest.raises(UnusableForm, match="sheet Sheet, cell C2: end: 'soon' is no day"):
        read(workbook(tmp_path, ["state", "action", "end"], ["XA", "Words", "soon"]))
