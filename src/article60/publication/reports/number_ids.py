"""Addresses of numbers: which figure, which part of it, narrowed to what, of which Release; written into every report."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode

from article60.figures.narrowing import NAMES, Narrowing

_BEFORE = "@previous"


class NotANumberId(ValueError):
    """The text is no address of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberId:
    """Where a number comes from; as text `needs_stated.chapter=IV?state=XA`, or `needs_stated@previous`."""

    figure: str
    part: str | None = None
    to: Narrowing = Narrowing()
    before: bool = False

    def __str__(self) -> str:
        part = f"={quote(self.part, safe='')}" if self.part is not None else ""
        narrowed = f"?{urlencode(self.to.given)}" if self.to.given else ""
        return f"{self.figure}{part}{_BEFORE if self.before else ''}{narrowed}"


def read(text: str) -> NumberId:
    """The address that a text is. Raises NotANumberId, with the text."""
    named, _, narrowed = text.partition("?")
    before = named.endswith(_BEFORE)
    figure, equals, part = named.removesuffix(_BEFORE).partition("=")
    given = dict(parse_qsl(narrowed, keep_blank_values=True))
    if not figure or not given.keys() <= set(NAMES):
        raise NotANumberId(f"{text!r} is no address of a number")
    return NumberId(figure=figure, part=unquote(part) if equals else None, to=Narrowing(**given), before=before)
