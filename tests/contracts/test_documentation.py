"""What the code offers is documented, or the build fails."""

import re
import sys
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import article60.domain
from article60.settings import Settings
from article60.tables.declared import TABLES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

import reference_pages  # noqa: E402 - stands in docs/

NOUNS = [
    noun
    for module in iter_modules(article60.domain.__path__)
    for noun in vars(import_module(f"article60.domain.{module.name}")).values()
    if is_dataclass(noun) and isinstance(noun, type) and noun.__module__ == f"article60.domain.{module.name}"
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_of_a_noun_says_what_it_holds(noun):
    silent = [f.name for f in fields(noun) if not f.metadata.get("note", "").endswith(".")]
    assert silent == []


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_stands_in_the_reference(table):
    page = "\n".join(reference_pages.tables())
    section = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
    assert [c for c in table.columns if f"| `{c}` |" not in section] == []


@pytest.mark.parametrize("name", reference_pages.subcommands())
def test_every_command_tells_a_newcomer_what_it_does(name):
    command = reference_pages.subcommands()[name]
    assert command.description.rstrip().endswith(".")
    silent = [action.dest for action in command._actions if action.option_strings and not action.help]
    assert silent == []


def test_every_command_of_the_contract_stands_in_the_reference():
    page = "\n".join(reference_pages.commands())
    wanted = [
        "demo",
        "run",
        "collect",
        "extract",
        "tag",
        "activities",
        "match",
        "serve",
        "export-static",
        "verify",
        "validate",
        "report",
        "align",
        "check-design",
        "simulate",
    ]
    assert [name for name in wanted if f"## article60 {name}\n" not in page] == []


def test_every_setting_stands_in_the_reference():
    page = "\n".join(reference_pages.settings())
    assert [f.name for f in fields(Settings) if f"ARTICLE60_{f.name.upper()}" not in page] == []


def test_every_make_target_in_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= targets


def test_every_dependency_has_its_reason():
    reasons = (DOCS / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("dependencies = [")[1].split("]")[0]
    names = re.findall(r'"([a-z0-9-]+)', block)
    assert names
    assert [name for name in names if name not in reasons] == []


def test_no_lock_names_an_address():
    assert [p.name for p in (ROOT / "requirements").glob("*.lock") if "://" in p.read_text(encoding="utf-8")] == []
