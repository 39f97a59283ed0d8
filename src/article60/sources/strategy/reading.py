"""From the rows of a strategy's file to its actions, or to everything that is wrong with them, each with its place."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from article60.codes.languages import LANGUAGES
from article60.codes.reader import rows as code_rows
from article60.domain.provision import UnknownProvision, exists
from article60.domain.state_party import state_parties
from article60.domain.strategy import Strategy, StrategyAction
from article60.sources.strategy.table import Row, UnusableStrategy, rows
from article60.text import citations
from article60.text.normalise import fold, squeeze

_PARTED = re.compile(r"[;；؛\n]")
_LISTED = re.compile(r"[;；؛,،、\n]")
_YEAR = re.compile(r"\d{4}")


def read(path: Path) -> Strategy:
    """The strategy that a file describes; where it gives no title, the file's name stands for it.

    Raises UnusableStrategy with one line for each thing that is wrong: where, what, and what to do.
    """
    found = rows(path)
    problems: list[str] = []
    state = _state(found, problems)
    actions = [action for row in found if row.texts.get("action") for action in _action(row, problems)]
    problems += [f"{row.where}: {key} stands without an action; give it one" for row in found for key in _astray(row)]
    problems += _repeated(actions)
    if not actions and not problems:
        problems.append("no action; give at least one, with its words under `action`")
    if problems or state is None:
        raise UnusableStrategy("\n".join(f"{path}, {problem}" for problem in problems))
    title = next((row.texts["title"] for row in found if row.texts.get("title")), path.stem)
    return Strategy(state=state, title=title, actions=tuple(action for _, action in actions))


def _astray(row: Row) -> list[str]:
    whole = {"state", "title", "action"}
    return [] if row.texts.get("action") else [key for key, text in row.texts.items() if text and key not in whole]


def _repeated(actions: Iterable[tuple[str, StrategyAction]]) -> list[str]:
    seen: dict[str, str] = {}
    return [
        f"{where}: id {action.action_id!r} stands already in {seen[action.action_id]}; give each action its own"
        for where, action in actions
        if seen.setdefault(action.action_id, where) != where
    ]


def _state(found: Iterable[Row], problems: list[str]) -> str | None:
    """The one State of the file; in a spreadsheet it may stand in every row."""
    named = {row.texts["state"]: row.where for row in found if row.texts.get("state")}
    states = {code: where for written, where in named.items() for code in _made(_state_of, written, where, "state", problems)}
    if len(states) > 1:
        problems.append(f"{list(states.values())[1]}: a second State; keep a file for each State")
    if not named:
        problems.append("state is missing; write the two-letter code or the name of the State")
    return next(iter(states), None)


def _action(row: Row, problems: list[str]) -> list[tuple[str, StrategyAction]]:
    """The action of a row with its place; a row without an id is called by its place."""

    def value(key: str, made: Callable[[str], tuple[Any, ...]]) -> tuple[Any, ...]:
        return _made(made, row.texts[key], row.where, key, problems) if row.texts.get(key) else ()

    start, end = value("start", _first_day), value("end", _last_day)
    if start and end and end[0] < start[0]:
        problems.append(f"{row.where}: end lies before start; change one of them")
    action = StrategyAction(
        action_id=row.texts.get("id") or row.where,
        action=row.texts["action"],
        provisions=value("provisions", _provisions),
        read_in_words=False,
        types=value("types", _types),
        lead=row.texts.get("lead") or None,
        start=next(iter(start), None),
        end=next(iter(end), None),
    )
    return [(row.where, action)]


def _made(made: Callable[[str], tuple[Any, ...]], written: str, where: str, key: str, problems: list[str]) -> tuple[Any, ...]:
    """What is made of a value; nothing, and a problem noted, where it cannot be used."""
    try:
        return made(written)
    except ValueError as error:
        problems.append(f"{where}: {key}: {error}")
        return ()


def _state_of(written: str) -> tuple[str, ...]:
    code = squeeze(written).upper()
    if code in state_parties():
        return (code,)
    names = {
        fold(getattr(party, f"{kind}_{language}")): party.state
        for party in state_parties().values()
        for kind in ("name", "formal")
        for language in LANGUAGES
    }
    if fold(squeeze(written)) not in names:
        raise ValueError(f"{written!r} is no State known here; write its two-letter code or its name")
    return (names[fold(squeeze(written))],)


def _provisions(written: str) -> tuple[str, ...]:
    """Provisions written as `46(9)`, several parted by commas or semicolons, or cited as documents cite them."""
    parts = [fold(part).replace(" ", "") for part in _LISTED.split(written) if part.strip()]
    if all(exists(part) for part in parts):
        return tuple(dict.fromkeys(parts))
    try:
        found = citations.cited(written)
    except UnknownProvision:
        found = ()
    if not found or any(re.fullmatch(r"\d+(\([^)]*\))*", part) and not exists(part) for part in parts):
        raise ValueError(f"{written!r} names no provision of the Convention; write article and paragraph as 46(9)")
    return found


def _types(written: str) -> tuple[str, ...]:
    """Fine types by code or label; a broad type stands for all fine ones that belong to it."""
    if _type(written):
        return _type(written)
    found: list[str] = []
    for part in (part.strip() for part in _PARTED.split(written.replace(",", ";")) if part.strip()):
        if not _type(part):
            known = ", ".join(row["code"] for row in code_rows("types"))
            raise ValueError(f"unknown type {part!r}; the types are {known}")
        found += _type(part)
    return tuple(dict.fromkeys(found))


def _type(written: str) -> tuple[str, ...]:
    plain = fold(squeeze(written))
    fine = [row["code"] for row in code_rows("types") if _is_called(plain, row)]
    broad = {row["code"] for row in code_rows("coarse_types") if _is_called(plain, row)}
    return tuple(fine) or tuple(row["code"] for row in code_rows("types") if row["coarse"] in broad)


def _is_called(plain: str, row: Mapping[str, str]) -> bool:
    return plain in (row["code"], *(fold(row[language]) for language in LANGUAGES))


def _first_day(written: str) -> tuple[date, ...]:
    return (_day(written, month_and_day="-01-01"),)


def _last_day(written: str) -> tuple[date, ...]:
    return (_day(written, month_and_day="-12-31"),)


def _day(written: str, *, month_and_day: str) -> date:
    """A day in ISO 8601; a year alone is taken from its first or to its last day."""
    plain = fold(squeeze(written))
    try:
        return date.fromisoformat(plain + month_and_day if _YEAR.fullmatch(plain) else plain)
    except ValueError:
        raise ValueError(f"{written!r} is no day; write it as 2027-01-31, or the year alone") from None
