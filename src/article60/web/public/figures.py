"""A published figure as a page shows it: the number of figures.json with its words in the reader's language."""

from dataclasses import dataclass

from article60.domain.figure import Figure
from article60.figures.declarations import declarations
from article60.figures.words import part_label
from article60.tables.columns import columns
from article60.web.common.wording import language
from article60.web.public.current import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure in words: what is counted, out of what, how much of it people have confirmed, and its parts."""

    figure: Figure
    title: str
    out_of: str | None
    parts: tuple[tuple[str, str, int], ...]


def figure(release: Release, name: str) -> Shown:
    """A declared figure with titles and parts in the reader's language; raises KeyError for one that is not declared."""
    read = release.figures[name]
    made = Figure(**{column: read[column] for column in columns(Figure)})
    declared, tongue = declarations()[name], language()
    denominator = declarations()[declared.denominator] if declared.denominator is not None else None
    return Shown(
        figure=made,
        title=declared.titles[tongue],
        out_of=denominator.titles[tongue] if denominator is not None else None,
        parts=tuple((part, part_label(declared, part, tongue), count) for part, count in read["parts"]),
    )
