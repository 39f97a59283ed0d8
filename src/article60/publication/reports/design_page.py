"""The answer about a planned programme as one page of HTML that stands alone, on a screen and on A4."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from article60.domain.design_check import DesignCheck
from article60.publication.reports.design_view import View, served
from article60.publication.reports.wording import words_of


def render(answer: DesignCheck, *, language: str) -> str:
    """The page in one of the six languages; it names no address and loads nothing."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    page = environment.from_string(_file("design.html.jinja")).render(
        answer=answer, view=View(answer, language), css=Markup(_file("design.css")), served=served, words_of=words_of
    )
    return page.lstrip() + "\n"


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
