"""From the rows of a strategy's file to its actions, or to everything that is wrong with them, each with its place."""

from collections.abc import Iterable
from pathlib import Path

from article60.codes.reader import rows as code_rows
from article60.domain.strategy import Strategy, StrategyAction
from article60.sources.forms import values
from article60.sources.forms.problems import Problems
from article60.sources.strategy.rows import ACTION, Row, rows

OF_THE_WHOLE = ("state", "title")


def read(path: Path) -> Strategy:
    """The strategy that a file describes; where it gives no title, the file's name stands for it.

    Raises UnusableForm with one line for each thing that is wrong: where, what, and what to do.
    """
    problems = Problems(path)
    found = rows(path, problems)
    state = _state(found, problems)
    titles = [row.given.text("title") for row in found if "title" in row.given]
    actions = [(row.where, _action(row, problems)) for row in found if ACTION in row.given]
    for row in found:
        _astray(row, problems)
    _repeated(actions, problems)
    if not actions and not problems.told:
        problems.add(None, "no action; give at least one, with its words under `action`")
    problems.settle()
    return Strategy(state=state, title=next(iter(titles), None) or path.stem, actions=tuple(one for _, one in actions))


def _state(found: Iterable[Row], problems: Problems) -> str:
    """The one State of the file, empty where that is noted as a problem; in a spreadsheet it may stand in every row."""
    named = {entry.value: entry for row in found for entry in row.given.by_key.get("state", ())}
    read = {
        code: entry.where
        for entry in named.values()
        for code in problems.made(values.state, entry.value, key="state", where=entry.where) or ()
    }
    if len(read) > 1:
        problems.add(list(read.values())[1], "a second State; keep a file for each State")
    if not named:
        problems.add(None, "state is missing; write the two-letter code or the name of the State")
    return next(iter(read), "")


def _action(row: Row, problems: Problems) -> StrategyAction:
    """The action of a row; one without an id is called by its place."""
    given = row.given
    start, end = given.one("start", values.first_day), given.one("end", values.last_day)
    if start is not None and end is not None and end < start:
        problems.add(row.where, "end lies before start; change one of them")
    return StrategyAction(
        action_id=given.text("id") or row.where,
        action=given.joined(ACTION) or "",
        provisions=given.several("provisions", values.provisions),
        read_in_words=False,
        types=given.several("types", _fine_types),
        lead=given.joined("lead"),
        start=start,
        end=end,
    )


def _fine_types(written: str) -> tuple[str, ...]:
    """A fine type; a broad one stands for all fine ones that belong to it."""
    listed, code = values.types(written)
    return (code,) if listed == "types" else tuple(row["code"] for row in code_rows("types") if row["coarse"] == code)


def _astray(row: Row, problems: Problems) -> None:
    """Note what is said of an action that is not there."""
    if ACTION not in row.given:
        for key in row.given.by_key:
            if key not in OF_THE_WHOLE:
                problems.add(row.where, f"{key} stands without an action; give it one")


def _repeated(actions: Iterable[tuple[str, StrategyAction]], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for where, action in actions:
        first = seen.setdefault(action.action_id, where)
        if first != where:
            problems.add(where, f"id {action.action_id!r} stands already in {first}; give each action its own")
