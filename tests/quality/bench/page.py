"""Writes the report of a measurement into a page of the documentation, between two marks, and leaves the rest as it is."""

from collections.abc import Mapping, Sequence
from pathlib import Path

BEGIN, END = "<!-- make bench writes from here -->", "<!-- make bench writes to here -->"


class NoPlace(ValueError):
    """A page without the two marks, in order."""


def renewed(page: str, report: str) -> str:
    """The page with the report between its marks. Raises NoPlace."""
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise NoPlace(f"the page needs the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{report.strip()}\n\n{END}{after}"


def renew(path: Path, report: str) -> None:
    """Renew the page of a file."""
    path.write_text(renewed(path.read_text(encoding="utf-8"), report), encoding="utf-8")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same for a terminal: columns under their heads."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in (heads, *rows)
    )


def facts(told: Mapping[str, str]) -> str:
    """Facts in one paragraph, each after its name."""
    return "; ".join(f"{name} {said}" for name, said in told.items()) + "."
