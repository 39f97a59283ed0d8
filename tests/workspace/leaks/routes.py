"""Every route of the workspace with what its address names, read from the URL conf; and addresses made of values."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern

GUESSED: Mapping[str, Sequence[str]] = {
    "": (
        "XA-ZZZZZZZZ",
        "999999",
        "0" * 64,
        "00000000-0000-4000-8000-000000000000",
        "XA",
        "a",
        "en",
        "ACT-ZZZZZZZZ",
        "DOC-ZZZZZZZZ",
    )
}
"""What somebody may guess who knows the form of an identifier."""
_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)")
_INNER = re.compile(r"([\w.\\-]*)\(\?:([\w|]+)\)([\w.\\-]*)")
_WORDS = re.compile(r"[\w.\\|-]+")
MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Route:
    """A route by its name, with the pattern of each value that its address names."""

    name: str
    named: Mapping[str, str]

    def address(self, values: Mapping[str, str]) -> str | None:
        """In English; none where the values do not fit."""
        try:
            return reverse(self.name, kwargs=dict(values))
        except (NoReverseMatch, ValueError):
            return None

    def addresses(self, values: Mapping[str, Sequence[str]], most: int = MOST_PLACES) -> Iterator[str]:
        """Those that can be made of values by column, at most so many; where there are more, some of them by chance."""
        found = [_fitting(name, pattern, values) for name, pattern in self.named.items()]
        made = [dict(zip(self.named, one, strict=True)) for one in product(*found)]
        if len(made) > most:
            made = random.Random(self.name).sample(made, most)
        yield from dict.fromkeys(address for one in made if (address := self.address(one)) is not None)


def routes() -> list[Route]:
    """All of them."""
    return list(_routes(get_resolver().url_patterns, "", {}))


def _routes(patterns: Sequence[URLPattern | URLResolver], space: str, named: Mapping[str, str]) -> Iterator[Route]:
    for one in patterns:
        more = {**named, **_named(one.pattern)}
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from _routes(one.url_patterns, space + inner, more)
        else:
            yield Route(f"{space}{one.name}", more)


def _named(pattern: object) -> Mapping[str, str]:
    if isinstance(pattern, RoutePattern):
        return {name: converter.regex for name, converter in pattern.converters.items()}
    if isinstance(pattern, RegexPattern):
        return dict(_GROUP.findall(pattern.regex.pattern))
    return {}


def _fitting(name: str, pattern: str, values: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Of a column of the same name where there is one, else of any; and what the pattern itself lists."""
    own = f"{name.replace('_', '')}.id"
    columns = [one for one in values if one in (name, f"{name}_id") or one.endswith(own)] or list(values)
    said = (*(value for one in columns for value in values[one]), *_said(pattern))
    return list(dict.fromkeys(one for one in said if re.fullmatch(pattern, one)))


def _said(pattern: str) -> Sequence[str]:
    """Values that a pattern itself lists, such as `json|xlsx` or `sheet\\.(?:docx|xlsx)`."""
    before, inner, after = _INNER.fullmatch(pattern).groups() if _INNER.fullmatch(pattern) else ("", pattern, "")
    listed = [f"{before}{one}{after}".replace("\\", "") for one in inner.split("|")]
    return listed if all(_WORDS.fullmatch(one) for one in listed) else ()
