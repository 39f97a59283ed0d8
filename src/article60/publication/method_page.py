"""Writes method.html: how every figure of a Release is computed, in words, with its name in six languages."""

from collections.abc import Sequence
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment

from article60.codes.languages import LANGUAGES
from article60.domain.figure import Figure
from article60.figures.declarations import declarations
from article60.figures.words import explained, part_label
from article60.publication.release_info import INVENTED, ReleaseInfo


def write(path: Path, figures: Sequence[Figure], *, info: ReleaseInfo) -> None:
    """Write the page; it needs nothing else, neither script nor style sheet nor address."""
    template = files("article60.publication").joinpath("method.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    shown = [(one, declarations()[one.figure], explained(declarations()[one.figure]), _parts(one)) for one in figures]
    page = environment.from_string(template).render(
        info=info, figures=shown, value=_shown, languages=LANGUAGES, invented=INVENTED
    )
    path.write_text(page + "\n", encoding="utf-8", newline="\n")


def _parts(figure: Figure) -> list[tuple[str, str]]:
    return [(part_label(declarations()[figure.figure], part, "en"), _shown(figure, number)) for part, number in figure.parts]


def _shown(figure: Figure, number: int | Decimal) -> str:
    """A number as it is, an amount to the cent; the exact sum stands in figures.json."""
    return str(number) if figure.unit is None else f"{number:,.2f} {figure.unit}"
