"""The commands for those who plan - a State its national plan, a provider its programmes - on the invented world."""

import json
import shutil

import pytest

from command_line import article60, lines

PLAN = """\
title: Tender training
provider: Norvald Development Agency
states: Ndara
provisions: [9, 46]
types: capacity_building
"""


@pytest.fixture
def plan(tmp_path):
    file = tmp_path / "plan.yml"
    file.write_text(f"{PLAN}start: 2027-01-01\nend: 2028-12-31\nbodies: Public Procurement Board\n", encoding="utf-8")
    return file


def test_read_plan_prints_its_rows(demo_release, tmp_path):
    plan = tmp_path / "plan.xlsx"
    article60("report", "national-plan", "--release", demo_release, "--state", "XA", "--language", "ru", "--out", plan)
    rows = lines(article60("read-plan", plan, "--release", demo_release))
    assert {row["status"] for row in rows} == {"unchanged"}
    assert all(row["need_id"].startswith("XA-") for row in rows)


def test_align_prints_text_and_writes_a_page(demo_release, tmp_path):
    programme = ("align", "XX-DEMO-NORDEV-0015", "--release", demo_release)
    assert article60(*programme).stdout.startswith("Programme and priority needs\n")
    article60(*programme, "--language", "ru", "--out", tmp_path / "answer.html")
    assert '<html lang="ru"' in (tmp_path / "answer.html").read_text(encoding="utf-8")


def test_align_takes_the_plan_that_check_design_takes(demo_release, plan):
    done = article60("align", plan, "--release", demo_release)
    assert "Identifier: plan.yml" in done.stdout
    assert "== Ndara ==" in done.stdout


def test_align_with_a_file_that_is_neither_plan_nor_strategy_ends_with_2(demo_release, tmp_path):
    (tmp_path / "list.csv").write_text("name,amount\nWords,99\n")
    done = article60("align", tmp_path / "list.csv", "--release", demo_release, code=2)
    assert "list.csv: neither a planned programme nor a strategy" in done.stderr


def test_align_with_a_strategy_that_cannot_be_used_ends_with_2(demo_release, tmp_path):
    (tmp_path / "strategy.csv").write_text("state,action,provisions\nXA,Words,99\n")
    done = article60("align", tmp_path / "strategy.csv", "--release", demo_release, code=2)
    assert "line 2: provisions: '99'" in done.stderr


def test_check_design_prints_an_answer_and_writes_one_page(demo_release, plan, tmp_path):
    out = tmp_path / "answer.html"

    done = article60("check-design", plan, "--release", demo_release, "--out", out)

    assert "Public procurement and management of public finances): Sequence" in done.stdout
    assert "Talk first with: Meridian Development Bank (invented), Northern Lights Foundation (invented)" in done.stdout
    assert "DEMO/IRG/II/3/1/Add.1" in out.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.html", "plan.yml"]
    assert str(plan) not in out.read_text(encoding="utf-8")


def test_check_design_answers_in_arabic(demo_release, plan):
    done = article60("check-design", plan, "--release", demo_release, "--language", "ar")
    assert "التعاقب الزمني" in done.stdout


def test_check_design_names_what_is_wrong_with_a_plan(demo_release, plan):
    plan.write_text(PLAN.replace("Ndara", "Ndaraa"), encoding="utf-8")
    assert "line 3: states: 'Ndaraa' is no State" in article60("check-design", plan, "--release", demo_release, code=2).stderr


def test_check_design_writes_a_template_and_says_what_it_needs(demo_release, plan, tmp_path):
    article60("check-design", "--template", tmp_path / "new.xlsx", "--language", "zh")
    assert (tmp_path / "new.xlsx").read_bytes()[:2] == b"PK"
    assert "--release" in article60("check-design", plan, code=2).stderr
    wrong = ("--release", demo_release, "--out", tmp_path / "answer.pdf")
    assert "end the name in .html" in article60("check-design", plan, *wrong, code=2).stderr


@pytest.fixture(scope="module")
def of_other_form(demo_release, tmp_path_factory):
    folder = tmp_path_factory.mktemp("releases") / "other"
    folder.mkdir()
    shutil.copy(demo_release / "article60.sqlite", folder)
    said = json.loads((demo_release / "release.json").read_text(encoding="utf-8"))
    (folder / "release.json").write_text(json.dumps(said | {"format": "article60-release/0"}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(demo_release, tmp_path_factory):
    """Reports of a State, made from the Release as it was."""
    folder = tmp_path_factory.mktemp("made")
    for kind, name in {"state-brief": "brief.html", "clearance-sheet": "sheet.xlsx", "national-plan": "plan.xlsx"}.items():
        article60("report", kind, "--release", demo_release, "--state", "XA", "--out", folder / name)
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "report state-brief --state XA --out {out} --release {release}",
        "align XX-DEMO-NORDEV-0015 --out {out} --release {release}",
        "check-design {plan} --out {out} --release {release}",
        "read-clearance {made}/sheet.xlsx --release {release}",
        "read-plan {made}/plan.xlsx --release {release}",
        "verify {release} --report {made}/brief.html",
    ],
)
def test_release_that_another_version_wrote_is_not_used_and_that_is_said(command, of_other_form, plan, made, tmp_path):
    out = tmp_path / "answer.html"

    done = article60(*command.format(out=out, release=of_other_form, plan=plan, made=made).split(), code=2)

    assert "was written by another version of Article60 and cannot be used here: its form is" in done.stderr
    assert not out.exists()
