"""Colours of charts: those of the site's own sheet of tokens, so that each stands in one place."""

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"--([a-z]+):\s*(#[0-9a-f]{6})\s*;")


class MissingColour(ValueError):
    """The sheet of tokens lacks a colour that charts need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours that charts use, as `#rrggbb`."""

    paper: str
    ink: str
    quiet: str
    line: str
    leaf: str
    rust: str
    sand: str


def look(sheet: str) -> Look:
    """The colours that a CSS sheet of tokens declares. Raises MissingColour, by name, where one is not there."""
    found = dict(_TOKEN.findall(sheet))
    names = [field.name for field in fields(Look)]
    if missing := [name for name in names if name not in found]:
        raise MissingColour(", ".join(missing))
    return Look(**{name: found[name] for name in names})


@cache
def of_the_site() -> Look:
    """The colours of the site's own sheet of tokens."""
    return look(files("article60").joinpath("web/static/tokens.css").read_text(encoding="utf-8"))
