"""Writes method.html: how every figure of a Release is computed, in words, with its name in six languages."""

from collections.abc import Sequence
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment

from article60.codes.labels import label
from article60.codes.languages import LANGUAGES
from article60.domain.figure import Figure, Range
from article60.figures.declarations import RangeDeclaration, declarations, range_declarations
from article60.figures.words import between, explained, explained_range, part_label
from article60.publication.release_info import INVENTED, ReleaseInfo


def write(path: Path, figures: Sequence[Figure], *, ranges: Sequence[Range], info: ReleaseInfo) -> None:
    """Write the page; it needs nothing else, neither script nor style sheet nor address."""
    template = files("article60.publication").joinpath("method.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    shown = [(one, declarations()[one.figure], explained(declarations()[one.figure]), _parts(one)) for one in figures]
    page = environment.from_string(template).render(
        info=info,
        figures=shown,
        ranges=[_range(one) for one in ranges],
        value=_shown,
        previous=_previous,
        languages=LANGUAGES,
        invented=INVENTED,
        explained_range=explained_range,
    )
    path.write_text(page + "\n", encoding="utf-8", newline="\n")


def _range(one: Range) -> tuple[Range, RangeDeclaration, str, list[tuple[str, str]]]:
    """A range with its declaration, its two ends in words, and its parts."""
    declared = range_declarations()[one.range]
    high = declarations()[one.high_figure]
    parts = [
        (part_label(high, part, "en", alone=len(one.parts) == 1), between(str(low), str(most), "en"))
        for part, low, most in one.parts
    ]
    return one, declared, between(str(one.low), str(one.high), "en"), parts


def _previous(figure: Figure) -> str:
    """The number of the Release before, or why there is none; empty where no such Release was named."""
    if figure.previous_release is None:
        return ""
    if figure.previous is None:
        return (
            f"Release {figure.previous_release}: not comparable. {label('not_comparable', figure.not_comparable or '', 'en')}."
        )
    return f"Release {figure.previous_release}: {_shown(figure, figure.previous)}"


def _parts(figure: Figure) -> list[tuple[str, str]]:
    declared, alone = declarations()[figure.figure], len(figure.parts) == 1
    return [(part_label(declared, part, "en", alone=alone), _shown(figure, number)) for part, number in figure.parts]


def _shown(figure: Figure, number: int | Decimal) -> str:
    """A number as it is, an amount to the cent; the exact sum stands in figures.json."""
    return str(number) if figure.unit is None else f"{number:,.2f} {figure.unit}"
