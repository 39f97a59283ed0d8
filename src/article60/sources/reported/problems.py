"""What is wrong with a spreadsheet of reported activities: the sheet, the cell, what, and the words found there."""

from dataclasses import asdict, dataclass
from typing import Any

LONGEST_SHOWN = 80

FILE_KINDS = ("not_a_workbook", "too_large", "no_rows", "too_many_rows", "took_too_long")
"""What is wrong with the file as a whole."""
HEAD_KINDS = ("no_such_column", "column_twice", "column_missing")
CELL_KINDS = (
    "missing", "formula", "error_value", "too_long", "twice", "turned_into_day", "unknown_state", "unknown_provision",
    "unknown_type", "unknown_status", "no_day", "no_amount", "no_currency", "amount_without_currency", "ends_before_start",
    "budget_without_end", "bad_reference",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong; `cell` is empty where it is wrong with the whole file or sheet, `key` where with no column."""

    kind: str
    sheet: str = ""
    cell: str = ""
    key: str = ""
    value: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """As JSON tells it, the value shortened."""
        return asdict(self) | {"value": self.value[:LONGEST_SHOWN]}


class Unusable(ValueError):
    """A cell cannot be used; `kind` says why."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
