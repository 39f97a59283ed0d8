"""Commands are declared without what they need being loaded, and each of them is there."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from article60.cli import command
from article60.cli.declared import parser
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.offered import ENDINGS, NAMES
from article60.publication.reports.writing import FORMS

HEAVY = ("django", "docx", "lxml", "numpy", "openpyxl", "polars", "pypdfium2", "weasyprint", "xlsxwriter")


def declared(one: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield one
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from declared(inner)


COMMANDS = {str(one.get_default("name")): str(one.get_default("does")) for one in declared(parser()) if one.get_default("does")}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_does_what_stands_in_a_module_of_commands(name: str) -> None:
    assert callable(command(COMMANDS[name]))


def test_commands_are_not_few() -> None:
    assert {"run", "demo", "workspace serve", "audit verify", "worker"} < set(COMMANDS)


@pytest.mark.parametrize("given", ["", "ru", "run", "run --on 2026 --out out", "verify", "workspace", "audit verify --all"])
def test_wrong_usage_is_answered_in_one_line(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert re.fullmatch(r"article60[a-z -]*: .+; see `article60[a-z -]* --help`\n", refused(given.split(), capsys))


@pytest.mark.parametrize("command", ["run", "demo", "export-static ."])
@pytest.mark.parametrize("folder", [".", "./", "..", "/", ""])
def test_folder_that_cannot_be_replaced_is_refused(command: str, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be replaced by another folder; name one in it" in refused([*command.split(), "--out", folder], capsys)


@pytest.mark.parametrize(
    "asked", ["serve --port", "demo --port", "demo --workspace-port", "workspace serve --port", "workspace demo --port"]
)
@pytest.mark.parametrize("port", ["99999", "65536", "-1", "http", "8_000", "80000000"])
def test_port_that_does_not_exist_is_refused(asked: str, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is no port; write a number from 1 to 65535" in refused([*asked.split(), port], capsys)


def test_only_the_workspace_of_the_demo_may_have_no_port(capsys: pytest.CaptureFixture[str]) -> None:
    assert parser().parse_args(["demo", "--port", "65535", "--workspace-port", "0"]).workspace_port == 0
    assert "is no port" in refused(["demo", "--port", "0"], capsys)


@pytest.mark.parametrize(
    ("said", "understood"), [([], None), (["--documents-are", "public"], "public"), (["--documents-are-public"], "public")]
)
def test_documents_are_said_to_be_public_in_two_ways(said: list[str], understood: str | None) -> None:
    assert parser().parse_args(["run", "--out", "out", *said]).documents_are == understood


def test_documents_are_nothing_but_public(capsys: pytest.CaptureFixture[str]) -> None:
    assert "invalid choice" in refused(["run", "--out", "out", "--documents-are", "secret"], capsys)


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(arguments)
    assert left.value.code == 2
    return capsys.readouterr().err


def test_help_loads_nothing_that_takes_long() -> None:
    asked = "import sys\nfrom article60.cli import parser\nparser().format_help()\nprint(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.split()

    assert not {name.partition(".")[0] for name in loaded} & set(HEAVY)


def test_reports_offered_are_those_that_can_be_made() -> None:
    assert list(NAMES) == list(KINDS)
    assert list(ENDINGS) == list(FORMS)
