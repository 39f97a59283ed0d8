"""How a figure is computed, in words made from its declaration, and the names of its parts."""

from article60.codes.labels import label
from article60.figures.declarations import (
    ALL_MERGED,
    MERGED,
    NOT_NAMED,
    Declaration,
    Dimension,
    RangeDeclaration,
    declarations,
    part_labels,
    range_words,
)


def explained(declaration: Declaration) -> str:
    """What a figure counts, under which conditions, out of what and by which parts, in English sentences."""
    return " ".join((_counts(declaration), *_out_of(declaration), *_split(declaration)))


def explained_split(declaration: Declaration) -> str:
    """By what a figure is split, in English sentences; nothing for a total."""
    return " ".join(_split(declaration))


def explained_range(declared: RangeDeclaration) -> str:
    """What the two ends of a range count, in English sentences."""
    least, most = declared.least["en"], declared.most["en"]
    return f"At least: {least} ({declared.low}). At most: {most} ({declared.high})."


def between(low: str, high: str, language: str) -> str:
    """Two numbers, already written out, as a range in one of the six languages; one number where both are the same."""
    return low if low == high else range_words()[language].format(low=low, high=high)


def part_label(declaration: Declaration, part: str, language: str, *, alone: bool = False) -> str:
    """Name of one part of a figure in one of the six languages; a number of an article is its own name.

    Merged groups are others only beside some that stand apart; `alone` says that none does.
    """
    if alone and part == MERGED:
        part = ALL_MERGED
    dimension = declaration.dimension
    if part == NOT_NAMED and dimension is not None and dimension.unnamed is not None:
        return dimension.unnamed[language]
    if part in part_labels():
        return part_labels()[part][language]
    if dimension is not None and dimension.instead is not None and part == dimension.instead.part:
        return label(dimension.instead.codes, part, language)
    return label(dimension.codes, part, language) if dimension is not None and dimension.codes is not None else part


def _counts(declaration: Declaration) -> str:
    what = "Counts rows" if declaration.counted is None else f"Counts distinct values of “{declaration.counted}” in the rows"
    if declaration.counts_recipients:
        what = f"Counts distinct values of “{declaration.counted}” among the recipients named by the rows"
    if declaration.summed is not None:
        what = f"Adds up “{declaration.summed}”, exactly and in US dollars, in the rows"
    conditions = [one.words for one in declaration.filters]
    return f"{what} of the table “{declaration.table}”{' in which ' if conditions else ''}{' and '.join(conditions)}."


def _out_of(declaration: Declaration) -> list[str]:
    if declaration.denominator is None:
        return []
    return [f"Stated out of: {declarations()[declaration.denominator].titles['en']}."]


def _split(declaration: Declaration) -> list[str]:
    dimension = declaration.dimension
    if dimension is None:
        return []
    adding = "add up to the total" if declaration.parts_add_up else "do not add up: one row or State can count in several"
    return [f"Split {dimension.titles['en']} ({_reached(dimension)}); the parts {adding}.", *_merged(dimension)]


def _reached(dimension: Dimension) -> str:
    column = f"“{dimension.column}”"
    if dimension.through == "states":
        return f"{column} of the State, or of each State that is a recipient"
    if dimension.through == "provisions":
        return f"{column} of each article"
    if dimension.instead is not None:
        conditions = " and ".join(one.words for one in dimension.instead.where)
        return f"{column}, or {dimension.instead.part} where {conditions}"
    return f"the year of {column}" if dimension.year else column


def _merged(dimension: Dimension) -> list[str]:
    if not dimension.merge_below:
        return []
    return [
        f"Parts that rest on fewer than {dimension.merge_below} States are merged into one, joined by the next larger ones "
        f"until it rests on at least {dimension.merge_below} as well."
    ]
