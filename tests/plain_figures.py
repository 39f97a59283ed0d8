"""Figures computed a second time, in plain Python from the CSV files of a Release: no SQL, no column types, no code of ours.

Rows are dictionaries of text, as `csv` reads them. Only what is declared is shared: tables, measures, filters, dimensions.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

Row = dict[str, str]
NOT_NAMED, MERGED, FEWEST = "-", "merged", 5


@cache
def table(folder: Path, name: str) -> tuple[Row, ...]:
    """All rows of a CSV file of the Release."""
    csv.field_size_limit(10**9)
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def listed(cell: str) -> list[str]:
    """The values of a cell that holds a list."""
    return [str(one) for one in json.loads(cell)] if cell else []


def passes(row: Row, filters: Iterable[Any]) -> bool:
    """Whether a row fulfils all declared conditions; an empty cell is in no list of values and outside none."""
    return all(_fulfils(row, one) for one in filters)


def _fulfils(row: Row, one: Any) -> bool:
    cell = {"true": "1", "false": "0"}.get(row[one.column], row[one.column])
    if one.filled is not None:
        fulfilled = (cell != "") == one.filled
    elif one.one_of:
        fulfilled = cell in map(str, one.one_of)
    else:
        fulfilled = cell != "" and cell not in map(str, one.none_of)
    return fulfilled or (one.alternative is not None and _fulfils(row, one.alternative))


class Plain:
    """The plain reckoner over one Release's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.group_of = {row["state"]: row["regional_group"] for row in table(folder, "states")}
        self.provisions = {row["provision"]: row for row in table(folder, "provisions")}
        self.recipients: dict[str, set[str]] = defaultdict(set)
        for row in table(folder, "activity_recipients"):
            self.recipients[row["activity_id"]] |= {row["state"]} - {""}

    def rows(self, declared: Any) -> list[Row]:
        """The rows that a figure counts."""
        return [row for row in table(self.folder, declared.table) if passes(row, declared.filters)]

    def value(self, declared: Any) -> int | Decimal:
        """The figure's total."""
        return self.measure(declared, self.rows(declared))

    def measure(self, declared: Any, rows: list[Row]) -> int | Decimal:
        """The declared measure of some rows."""
        kind, _, column = declared.measure.partition(":")
        if kind == "rows":
            return len(rows)
        if kind == "sum":
            return sum((Decimal(row[column]) for row in rows if row[column]), Decimal(0))
        if column == "state of recipients":
            return len(set().union(*(self.recipients[row["activity_id"]] for row in rows)))
        if column.startswith("each of "):
            return len({one for row in rows for one in listed(row[column.removeprefix("each of ")])})
        return len({row[column] for row in rows} - {""})

    def states(self, declared: Any, row: Row) -> set[str]:
        """The States that a row is about."""
        return self.recipients[row["activity_id"]] if declared.table == "activities" else {row["state"]}

    def places(self, declared: Any, row: Row) -> set[str]:
        """The parts in which a row stands."""
        dimension = declared.dimension
        if dimension.through == "states":
            found = {self.group_of[state] for state in self.states(declared, row)}
        elif dimension.through == "provisions":
            known = (self.provisions.get(article) for article in listed(row["articles"]))
            found = {one[dimension.column] if one else "" for one in known}
        elif dimension.listed:
            found = set(listed(row[dimension.column]))
        elif dimension.year:
            found = {row[dimension.column][:4]}
        elif dimension.instead is not None and passes(row, dimension.instead.where):
            found = {dimension.instead.part}
        else:
            found = {row[dimension.column]}
        return {one or NOT_NAMED for one in found} or {NOT_NAMED}

    def parts(self, declared: Any) -> dict[str, int | Decimal]:
        """The measure of each part, those of few States merged."""
        by_part: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(declared):
            if declared.measure.startswith("sum:") and not row[declared.measure.removeprefix("sum:")]:
                continue
            for place in self.places(declared, row):
                by_part[place].append(row)
        if declared.measure.startswith("distinct:each of "):
            column = declared.measure.removeprefix("distinct:each of ")
            by_part = {part: some for part, some in by_part.items() if any(listed(row[column]) for row in some)}
        if declared.dimension.merge_below:
            by_part = self.merged(declared, by_part)
        return {part: self.measure(declared, rows) for part, rows in by_part.items()}

    def merged(self, declared: Any, by_part: dict[str, list[Row]]) -> dict[str, list[Row]]:
        """Parts of fewer than five States put together, smallest first, until what is merged is two parts of five States."""
        states: dict[str, set[str]] = {}
        for part, rows in by_part.items():
            everyone = set().union(*(self.states(declared, row) for row in rows))
            states[part] = {one for one in everyone if (self.group_of[one] or NOT_NAMED) == part}
        waiting = sorted((len(some), part) for part, some in states.items() if some)
        together: list[str] = []
        while waiting and (waiting[0][0] < FEWEST or (together and self.too_few(states, together))):
            together.append(waiting.pop(0)[1])
        if not together:
            return by_part
        rows = {id(row): row for part in together for row in by_part[part]}
        return {part: some for part, some in by_part.items() if part not in together} | {MERGED: list(rows.values())}

    def too_few(self, states: dict[str, set[str]], together: list[str]) -> bool:
        """Whether what is merged so far would still show."""
        return len(together) < 2 or len(set().union(*(states[part] for part in together))) < FEWEST
