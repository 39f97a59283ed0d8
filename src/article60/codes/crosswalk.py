"""Other instruments that touch a provision of the Convention: where in them the same subject stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from article60.codes.reader import by_code, rows

_ARTICLE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One place of the Convention with the parts of another instrument that treat the same subject.

    `instrument` is a code of `instruments.csv`; `places` are its parts as it numbers them: `8(1)`, `III(5)`, `16.4`.
    """

    provision: str
    instrument: str
    places: tuple[str, ...]


@cache
def _by_article() -> Mapping[str, tuple[Correspondence, ...]]:
    found: dict[str, list[Correspondence]] = {}
    for row in rows("crosswalk"):
        one = Correspondence(row["provision"], row["instrument"], tuple(row["places"].split()))
        article = _ARTICLE.match(one.provision)
        if article is not None:
            found.setdefault(article[0], []).append(one)
    return MappingProxyType({article: tuple(some) for article, some in found.items()})


def correspondences(article: str) -> tuple[Correspondence, ...]:
    """What touches an article or a clause of it, in the order of the Convention; nothing where none is plain."""
    return _by_article().get(article, ())


def instruments() -> tuple[str, ...]:
    """Codes of the instruments, in the order in which they stand on a page."""
    return tuple(by_code("instruments"))
