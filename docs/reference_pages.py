"""Makes the reference pages of commands, settings and tables from the code itself."""

import argparse
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from article60.cli.declared import parser
from article60.settings import Settings
from article60.tables.declared import TABLES

MADE = "<!-- made from the code when the documentation is built -->"


def write(folder: Path) -> None:
    """Write commands.md, settings.md and tables.md; a page that would not change is left alone."""
    for name, lines in (("commands", commands()), ("settings", settings()), ("tables", tables())):
        text = "\n".join([MADE, "", *lines, ""])
        page = folder / f"{name}.md"
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def commands() -> Iterator[str]:
    """Every command with what its `--help` says."""
    yield "# Commands"
    yield ""
    yield "Commands print data to standard output and everything else to standard error. Exit status: 0 done; 1 done, but a"
    yield "check that was asked for fell short; 2 wrong usage or unusable input, with one line that says what to do."
    for name, command in subcommands().items():
        yield from ("", f"## article60 {name}", "", "```text", _help(command), "```")


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """The parsers of all commands, by name."""
    (found,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


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
        default = f"{setting.default} {unit}" if unit else f"{setting.default}" or "none"
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


def _summary(noun: type) -> str:
    return (noun.__doc__ or "").splitlines()[0]
