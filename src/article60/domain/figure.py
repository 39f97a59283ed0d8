"""A figure: one published number with its definition, filters, parts and denominator; a range: two where one is not known."""

from dataclasses import dataclass
from decimal import Decimal

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published number, evaluated on a Release; parts are the same number for each value of its dimension."""

    figure: str = note("Name of the figure's declaration.")
    title: str = note("What is counted, in words.")
    table: str = note("Table of the Release whose rows are counted.")
    measure: str = note("What is counted: rows, or distinct values of a column; or the column that is added up.")
    unit: str | None = note("USD where amounts are added up; empty where things are counted.", default=None)
    state: str | None = note("State about whose rows alone it is; empty for all rows.", default=None)
    dimension: str | None = note("Column by which it is split; empty for a total.")
    filters: tuple[str, ...] = note("Conditions that every counted row fulfils, in words of the data dictionary.")
    value: int | Decimal = note("The number; an exact sum where amounts are added up, decimal text in JSON.")
    parts: tuple[tuple[str, int | Decimal], ...] = note("Value of the dimension and its number, in the order of the code list.")
    parts_add_up: bool = note("Whether the parts add up to the total; not so where one row counts in several parts.")
    denominator: int | Decimal | None = note("The number out of which this one is; empty where there is none.")
    denominator_of: str | None = note("What the denominator counts, in words.")
    denominators: tuple[tuple[str, int | Decimal], ...] = note(
        "For each value of the dimension the number out of which that part is, where the denominator is split alike.",
        default=(),
    )
    rows: int = note("Rows that were counted; the same as the number where rows are what is counted.", unit="rows")
    confirmed: int | None = note("Of the rows counted, how many a person has confirmed.")
    previous_release: str | None = note("Name of the Release before; empty where none was named.", default=None)
    previous: int | Decimal | None = note("The number in it, where it was counted alike.", default=None)
    previous_parts: tuple[tuple[str, int | Decimal], ...] = note("Its parts in it, where they were counted alike.", default=())
    not_comparable: str | None = note(
        "Why there is no earlier number: not_in_previous or counted_otherwise; empty where there is one.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A number of which only the least and the most are known, each a figure of its own, and so for its parts."""

    range: str = note("Name of the range's declaration.")
    title: str = note("What is counted, in words.")
    dimension: str | None = note("Column by which it is split; empty for a total.")
    low_figure: str = note("Figure that is the least.")
    high_figure: str = note("Figure that is the most.")
    low: int = note("The least.")
    high: int = note("The most.")
    parts: tuple[tuple[str, int, int], ...] = note("Value of the dimension, its least and its most.")
    rows: int = note("Rows that the most rests on.", unit="rows")
    confirmed: int | None = note("Of these, how many a person has confirmed.")
