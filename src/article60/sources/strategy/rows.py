"""The rows of a strategy's file - YAML, CSV or workbook - as values under known keys, each with its place in the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from article60.sources.forms import UnusableForm, values
from article60.sources.forms.entries import Entry, Given
from article60.sources.forms.files import Form, Mapping, Table, contents, line_of, scalars
from article60.sources.forms.problems import Problems

FORM = Form(
    called="a strategy",
    largest_mb=5,
    other_ending="save it as one of these",
    too_large="keep one row for each action and leave out pictures",
    no_keys="write `state:` with its code and `actions:` with a list of actions",
)
ACTION, ACTIONS = "action", "actions"
HEADINGS = "strategy_keys"


@dataclass(frozen=True, slots=True)
class Row:
    """What the file says of the whole strategy or of one action, and where it stands."""

    where: str
    given: Given


def rows(path: Path, problems: Problems) -> list[Row]:
    """The rows of a file in its order; in YAML what is said of the whole strategy is the first.

    Raises UnusableForm, naming file and place, where the file is not what its ending says or a sheet has no column of actions.
    """
    found = contents(path, FORM)
    return list(_of_mapping(found, problems) if isinstance(found, Mapping) else _of_table(found, problems))


def _of_mapping(found: Mapping, problems: Problems) -> Iterator[Row]:
    yield _row(((key, value) for key, value in found.pairs if key.value != ACTIONS), "line 1", problems)
    for listed in (value for key, value in found.pairs if key.value == ACTIONS):
        if not isinstance(listed, yaml.SequenceNode):
            raise UnusableForm(f"{problems.path}, {line_of(listed)}: actions is no list; begin each action with a dash")
        for item in listed.value:
            if not isinstance(item, yaml.MappingNode):
                raise UnusableForm(
                    f"{problems.path}, {line_of(item)}: an action is no `key: value` lines; write `action:` and its words"
                )
            yield _row(item.value, line_of(item), problems)


def _row(pairs: Iterable[tuple[yaml.Node, yaml.Node]], where: str, problems: Problems) -> Row:
    entries: list[Entry] = []
    for key_node, value_node in pairs:
        key = _key(str(key_node.value), line_of(key_node), problems)
        found = scalars(value_node)
        if found is None:
            problems.add(line_of(value_node), "holds keys of its own; give a value or a list of values")
        elif key is not None:
            entries += [Entry(key, value, place) for value, place in found]
    return Row(where, Given(entries, problems))


def _of_table(found: Table, problems: Problems) -> Iterator[Row]:
    """Rows under the headings; columns without a heading are passed over."""
    place = found.head.place
    keys = [_key(cell, str(place), problems) if cell else None for cell in found.head.cells]
    if ACTION not in keys:
        problems.add(str(place), "no column `action`; write the headings state, id, action into the first row")
        problems.settle()
    for line in found.lines:
        named = enumerate(zip(keys, line.cells, strict=False))
        entries = [Entry(key, cell, line.place.cell(column)) for column, (key, cell) in named if key is not None]
        yield Row(str(line.place), Given(entries, problems))


def _key(written: str, where: str, problems: Problems) -> str | None:
    return problems.made(lambda word: values.key(word, HEADINGS, called="heading"), written, key=None, where=where)
