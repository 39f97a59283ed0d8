"""Every kind of rule and every rule of the standard's rulesets, each with files that keep it and files that break it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from article60.sources.documents_csv import UnusableInput
from article60.sources.iati.rule_kinds import RULES
from article60.sources.iati.rules import broken_rules
from standard_cases import AGREES, VERDICTS, table
from standard_rules import KINDS, Case
from standard_rulesets import PUBLISHED

TODAY = date(2026, 6, 30)


def kept_by(folder: Path, case: Case, inside: str, *, on: date | None = TODAY) -> bool:
    """Whether a file of one activity with this in it keeps the rule."""
    ruleset = folder / "rules.json"
    ruleset.write_text(json.dumps({case.context: {case.kind: {"cases": [case.rule]}}}), encoding="utf-8")
    aid = folder / "aid.xml"
    aid.write_text(f"<iati-activities><iati-activity>{inside}</iati-activity></iati-activities>", encoding="utf-8")
    return not list(broken_rules(etree.parse(aid), ruleset=ruleset, on=on))


@pytest.mark.parametrize("case", [*KINDS, *PUBLISHED], ids=lambda case: case.name)
def test_files_that_keep_the_rule_pass_and_files_that_break_it_do_not(tmp_path: Path, case: Case) -> None:
    assert case.broken, "a rule that nothing breaks says nothing"
    assert [inside for inside in case.kept if not kept_by(tmp_path, case, inside)] == []
    assert [inside for inside in case.broken if kept_by(tmp_path, case, inside)] == []


@pytest.mark.parametrize("case", [*KINDS, *PUBLISHED], ids=lambda case: case.name)
def test_file_without_any_activity_breaks_nothing(tmp_path: Path, case: Case) -> None:
    ruleset = tmp_path / "rules.json"
    ruleset.write_text(json.dumps({case.context: {case.kind: {"cases": [case.rule]}}}), encoding="utf-8")
    empty = etree.ElementTree(etree.fromstring("<iati-activities/>"))
    assert list(broken_rules(empty, ruleset=ruleset, on=TODAY)) == []


def test_every_kind_of_rule_has_a_case() -> None:
    assert {case.kind for case in KINDS} == set(RULES)


@pytest.mark.parametrize(("heading", "cases"), [("Kinds of rule", KINDS), ("The rules themselves", PUBLISHED)])
def test_page_names_every_case_and_says_why_where_we_differ(heading: str, cases: list[Case]) -> None:
    said = table(heading)
    assert {name: verdict for name, (verdict, _) in said.items()} == {case.name: case.verdict for case in cases}
    assert all(verdict in VERDICTS and (why or verdict == AGREES) for verdict, why in said.values())


def test_rule_of_everything_that_is_not_known_is_loud(tmp_path: Path) -> None:
    odd = Case(name="", kind="one_or_all", rule={"one": "@x", "all": "y"}, kept=(), broken=())
    with pytest.raises(UnusableInput, match="one_or_all: 'y' is not known here"):
        kept_by(tmp_path, odd, "")
    inner = {"foreach": "a/@b", "subs": ["paths"], "do": {"z": {"cases": [{"paths": ["$1"]}]}}}
    with pytest.raises(UnusableInput, match="rule 'z' is not known here"):
        kept_by(tmp_path, Case(name="", kind="loop", rule=inner, kept=(), broken=()), "<a b='1'/>")


@pytest.mark.shared
def test_every_rule_of_the_published_rulesets_has_a_case(shared: Path) -> None:
    def key(context: str, kind: str, rule: dict[str, Any]) -> str:
        return json.dumps([context, kind, rule], sort_keys=True)

    published = {
        key(context, kind, rule)
        for path in sorted((shared / "iati" / "schemas").glob("*/standard_ruleset.json"))
        for context, kinds in json.loads(path.read_text(encoding="utf-8")).items()
        for kind, cases in kinds.items()
        for rule in cases["cases"]
    }
    assert published == {key(case.context, case.kind, case.rule) for case in PUBLISHED}
