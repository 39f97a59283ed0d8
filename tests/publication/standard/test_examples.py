"""Every example of the standard, good and bad: the files that documentation and site show are the ones that are tested."""

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.standard.examples import examples
from article60.publication.standard.rules import RULES
from article60.publication.standard.validating import verdict

FOLDER = Path(str(files("article60.publication.standard"))) / "examples"


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.file)
def test_validator_says_of_each_example_what_its_index_says(example):
    said = verdict(FOLDER / example.file)
    assert [asdict(finding) for finding in said.findings] == [dict(one) for one in example.findings]
    assert said.level == example.level


def test_every_file_stands_in_the_index_once():
    held = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.json"))
    assert sorted(one.file for one in examples()) == held
    assert len(held) >= 40


def test_good_examples_are_valid_and_bad_ones_are_not():
    assert {one.file.split("/")[0] for one in examples() if one.findings} == {"invalid"}
    assert {one.file.split("/")[0] for one in examples() if not one.findings} == {"valid"}


def test_every_rule_has_an_example_that_breaks_it():
    broken = {finding["rule"] for one in examples() for finding in one.findings}
    assert broken == {*RULES, "readable", "version", "schema"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_whole_file(language):
    read = json.loads((FOLDER / "valid" / f"full_{language}.json").read_text(encoding="utf-8"))
    assert {need["language"] for need in read["needs"]} == {language}
    assert verdict(FOLDER / "valid" / f"full_{language}.json").level == "complete"


def test_no_example_is_about_a_real_state():
    for path in (FOLDER / "valid").glob("*.json"):
        read = json.loads(path.read_text(encoding="utf-8"))
        assert read["fictional"] is True, path.name
        assert all(state["fictional"] for state in read.get("states", ())), path.name


def test_documentation_names_every_rule_and_counts_the_examples():
    page = (Path(__file__).parents[3] / "docs" / "standard" / "needs.md").read_text(encoding="utf-8")
    assert [rule for rule in (*RULES, "readable", "version", "schema") if f"`{rule}`" not in page] == []
    assert page.count(f"{len(examples())} files") + page.count(f"{len(examples())} examples") == 2


def test_one_broken_field_hides_no_other_fault(tmp_path):
    read = json.loads((FOLDER / "valid" / "full_en.json").read_text(encoding="utf-8"))
    read["needs"][0]["page_of_my_own"] = 1
    read["needs"].append(read["needs"][-1] | {"state": "ZZ", "reading": "read_by_machine", "evidence": []})
    del read["needs"][0]["evidence"]
    (tmp_path / "needs.json").write_text(json.dumps(read), encoding="utf-8")

    found = {(one.rule, one.where) for one in verdict(tmp_path / "needs.json").findings}
    last = f"$.needs[{len(read['needs']) - 1}]"

    assert {rule for rule, _ in found} >= {"schema", "id-unique", "state-known", "evidence-or-confirmed"}
    assert {("id-unique", f"{last}.id"), ("evidence-or-confirmed", f"{last}.evidence")} <= found
