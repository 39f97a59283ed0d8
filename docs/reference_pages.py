"""Makes the reference pages of commands, settings, tables and the needs standard from the code itself."""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from article60.cli.declared import parser
from article60.codes.languages import LANGUAGES
from article60.publication.standard import codelists as standard_codelists
from article60.publication.standard import examples as standard_examples
from article60.publication.standard import fields as standard_fields
from article60.settings import Settings
from article60.tables.declared import TABLES

SHOWN = 40
"""Codes of a list that the page shows."""
LONGEST = 160
"""Characters of a finding that the page shows."""
MADE = "<!-- made from the code when the documentation is built -->"


def write(docs: Path) -> None:
    """Write the pages that are made; one that would not change is left alone."""
    made = {
        "reference/commands": commands(),
        "reference/settings": settings(),
        "reference/tables": tables(),
        "standard/fields": standard(),
        "standard/codelists": codelists(),
        "standard/examples": examples(),
    }
    for name, lines in made.items():
        text = "\n".join([MADE, "", *lines, ""])
        page = docs / f"{name}.md"
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def commands() -> Iterator[str]:
    """Every command with what its `--help` says."""
    yield "# Commands"
    yield ""
    yield "Commands print data to standard output and everything else to standard error. Exit status: 0 done; 1 done, but a"
    yield "check that was asked for fell short; 2 wrong usage or unusable input, with one line that says what to do;"
    yield "130 broken off with Ctrl+C."
    for name, command in subcommands().items():
        yield from ("", f"## article60 {name}", "", "```text", _help(command), "```")
        for job, inner in _jobs(command).items():
            yield from ("", f"### article60 {name} {job}", "", "```text", _help(inner), "```")


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """The parsers of all commands, by name."""
    return _jobs(parser())


def _jobs(command: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [action for action in command._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


def _help(command: argparse.ArgumentParser) -> str:
    command.formatter_class = lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=110)  # type: ignore[assignment]
    return command.format_help().rstrip()


def settings() -> Iterator[str]:
    """Every setting with its variable, default and unit."""
    yield "# Settings"
    yield ""
    yield "Read once from the environment when a command starts."
    yield ""
    yield "| variable | default | what it sets |"
    yield "| --- | --- | --- |"
    for setting in fields(Settings):
        unit = setting.metadata.get("unit")
        plain = {True: "yes", False: "no", "": "none"}.get(setting.default, setting.default)
        default = f"{plain} {unit}" if unit else plain
        yield f"| `ARTICLE60_{setting.name.upper()}` | {default} | {setting.metadata['note']} |"


def tables() -> Iterator[str]:
    """Every table of a Release with its columns."""
    yield "# Tables of a Release"
    yield ""
    yield "The same tables stand in `article60.sqlite`, in `data/*.csv` and in `data/*.parquet`. Lists are JSON text in SQLite"
    yield "and CSV. An empty cell means unknown, never zero."
    for table in TABLES.values():
        yield from ("", f"## {table.name}", "", _summary(table.noun), "")
        yield "| column | what it holds |"
        yield "| --- | --- |"
        for column in fields(table.noun):
            unit = column.metadata.get("unit")
            yield f"| `{column.name}` | {column.metadata['note']}{f' In {unit}.' if unit else ''} |"


def standard() -> Iterator[str]:
    """Every field of the needs standard with its meaning and an example."""
    yield "# Fields of the needs standard"
    yield ""
    yield "Fields marked with * must stand in their object. Every object may hold fields of a publisher's own, whose names"
    yield "begin with `x_`."
    for noun in standard_fields.objects():
        yield from ("", f"## {noun}", "", "| field | what it is | meaning | example |", "| --- | --- | --- | --- |")
        for field in standard_fields.fields(noun):
            example = json.dumps(field.example, ensure_ascii=False).replace("|", "\\|")
            yield f"| `{field.name}`{'*' if field.required else ''} | {field.kind} | {field.meaning} | `{example}` |"


def codelists() -> Iterator[str]:
    """Every codelist of the needs standard with its labels in six languages; long ones by their beginning."""
    yield "# Codelists of the needs standard"
    yield ""
    yield "A site serves each list as `/standard/codelists/NAME.json` and `.csv`, and as a page; a Release holds it as"
    yield "`standard/codelists/NAME.json`. A closed list is complete; to an open one a publisher may add codes of its own."
    for name in standard_codelists.names():
        listed = standard_codelists.codelist(name)
        kind = "closed" if listed.closed else "open"
        yield from (
            "",
            f"## {name}",
            "",
            f"{listed.titles['en']}; {kind}; for {', '.join(f'`{one}`' for one in listed.fields)}.",
            "",
        )
        yield f"| code | {' | '.join(LANGUAGES)} |"
        yield f"| --- |{' --- |' * len(LANGUAGES)}"
        for code in listed.codes[:SHOWN]:
            yield f"| `{code.code}` | {' | '.join(code.labels[one] for one in LANGUAGES)} |"
        if len(listed.codes) > SHOWN:
            yield from ("", f"… and {len(listed.codes) - SHOWN} more in the list itself.")


def examples() -> Iterator[str]:
    """Every example of the needs standard with what the validator says of it."""
    yield "# Examples of the needs standard"
    yield ""
    yield "The files stand in `article60/publication/standard/examples` and on sites below `/standard/needs/0.1/examples/`."
    yield "They are about fictional States. What is said here of each is what the tests hold the validator to."
    yield from ("", "## Good ones", "", "| file | what it shows | level |", "| --- | --- | --- |")
    yield from (f"| `{one.file}` | {one.shows} | {one.level} |" for one in standard_examples.examples() if one.level)
    yield from ("", "## Bad ones", "", "| file | what is wrong | findings |", "| --- | --- | --- |")
    for one in (one for one in standard_examples.examples() if not one.level):
        yield f"| `{one.file}` | {one.shows} | {'<br>'.join(_finding(finding) for finding in one.findings)} |"


def _finding(finding: Mapping[str, str]) -> str:
    what = finding["what"] if len(finding["what"]) < LONGEST else f"{finding['what'][:LONGEST]}…"
    return f"`{finding['where']}` {finding['rule']}: `{what.replace('|', chr(92) + '|').replace('`', '')}`"


def _summary(noun: type) -> str:
    return (noun.__doc__ or "").splitlines()[0]
