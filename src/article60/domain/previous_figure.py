"""A figure of the Release before: what it counted and what it was, so that the change since then can be told."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousFigure:
    """One figure as an earlier Release published it."""

    figure: str = note("Name of the figure.")
    release: str = note("Name of that Release.")
    content_hash: str = note("Content hash of that Release.")
    table: str = note("Table whose rows it counted.")
    measure: str = note("What it counted in them.")
    unit: str | None = note("USD where amounts were added up.")
    dimension: str | None = note("Column by which it was split.")
    filters: tuple[str, ...] = note("Conditions that every counted row fulfilled.")
    value: str = note("The number, decimal text.")
    parts: tuple[tuple[str, str], ...] = note("Value of the dimension and its number, decimal text.")
