"""A provision: a clause of the Convention - article, paragraph or subparagraph."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from article60.codes.clusters import cluster_of
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code, rows
from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A clause of the Convention, written `46`, `46(9)` or `46(9)(b)`."""

    provision: str = note("The clause, as `46(9)(b)`.")
    article: int = note("Number of the article.")
    paragraph: int | None = note("Number of the paragraph; empty for an article or where paragraphs are not numbered.")
    subparagraph: str | None = note("Letter of the subparagraph, as printed in English.")
    chapter: str = note("Chapter of the Convention, Roman numeral.")
    cycle: int | None = note("Cycle that reviews it; empty where none does.")
    cluster: str | None = note("Cluster under which reviews treat its article; empty where under none.", default=None)
    title_ar: str = note("Short title of the article in Arabic.")
    title_en: str = note("Short title of the article in English.")
    title_es: str = note("Short title of the article in Spanish.")
    title_fr: str = note("Short title of the article in French.")
    title_ru: str = note("Short title of the article in Russian.")
    title_zh: str = note("Short title of the article in Chinese.")


PARTS = re.compile(r"(?P<article>\d+)(?:\((?P<paragraph>\d+)\))?(?P<letters>(?:\([a-z]+\))*)")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


class UnknownProvision(KeyError):
    """A string that is no provision of the Convention."""


@lru_cache(maxsize=4096)
def _split(provision: str) -> tuple[int, int | None, tuple[str, ...]]:
    """Article, paragraph and letters of a provision as written; raises UnknownProvision if it is not written like one."""
    parts = PARTS.fullmatch(provision)
    if parts is None:
        raise UnknownProvision(f"{provision!r}: not written like 46, 46(9) or 46(9)(b)")
    paragraph = parts["paragraph"]
    letters = tuple(re.findall(r"[a-z]+", parts["letters"]))
    return int(parts["article"]), int(paragraph) if paragraph else None, letters


def _provision(row: Mapping[str, str]) -> Provision:
    """One row of codes/provisions.csv with what codes/articles.csv says of its article."""
    article, paragraph, letters = _split(row["provision"])
    of_article = by_code("articles")[str(article)]
    cluster = cluster_of(str(article))
    return Provision(
        provision=row["provision"],
        article=article,
        paragraph=paragraph,
        subparagraph=f"{letters[0]}{''.join(f'({letter})' for letter in letters[1:])}" if letters else None,
        chapter=of_article["chapter"],
        cycle=int(of_article["cycle"]) if of_article["cycle"] else None,
        cluster=None if cluster is None else cluster.cluster,
        **{f"title_{language}": of_article[language] for language in LANGUAGES},
    )


@cache
def provisions() -> Mapping[str, Provision]:
    """Every article, paragraph and subparagraph of the Convention, by `46`, `46(9)` or `46(9)(b)`, in its order."""
    return MappingProxyType({row["provision"]: _provision(row) for row in rows("provisions")})


def exists(provision: str) -> bool:
    """Whether the Convention has such a clause: `46(30)` yes, `46(31)` and `15(1)` no."""
    return provision in provisions()


@lru_cache(maxsize=4096)
def article_of(provision: str) -> str:
    """The article of a provision: `46` for `46(9)(b)`. Raises UnknownProvision if it is not written like a provision."""
    return str(_split(provision)[0])


def articles_of(provisions: Iterable[str]) -> tuple[str, ...]:
    """The articles of some provisions, in their order, each once."""
    return tuple(dict.fromkeys(article_of(p) for p in provisions))


def parent(provision: str) -> str | None:
    """The clause directly above: `46(9)` for `46(9)(b)`; None for an article. Raises UnknownProvision where there is none."""
    row = by_code("provisions").get(provision)
    if row is None:
        raise UnknownProvision(f"{provision!r}: the Convention has no such clause")
    return row["parent"] or None


def chapter_of(provision: str) -> str:
    """Roman numeral of the chapter in which the provision stands. Raises UnknownProvision where there is no such article."""
    article = by_code("articles").get(article_of(provision))
    if article is None:
        raise UnknownProvision(f"{provision!r}: the Convention has no such article")
    return article["chapter"]


def cycle_of(chapter: str) -> int | None:
    """The review cycle, 1 or 2, in which a chapter (Roman numeral) is reviewed; None where none does."""
    cycle = by_code("chapters")[chapter]["cycle"]
    return int(cycle) if cycle else None


def sort_key(provision: str) -> tuple[int, ...]:
    """A key that puts provisions in the order of the Convention: 5, 10, 46, 46(2), 46(9), 46(9)(b), 46(10).

    Raises UnknownProvision for what is not written like a provision.
    """
    article, paragraph, letters = _split(provision)
    places = [ord(letter) - ord("a") + 1 for letter in letters[:1]] + [ROMAN.get(letter, 0) for letter in letters[1:]]
    return (article, paragraph or 0, *places)
