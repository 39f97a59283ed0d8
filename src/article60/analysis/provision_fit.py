"""How near the provisions that something serves are to those for which a need was stated: the same clause, the same article."""

from collections.abc import Iterable
from functools import cache

from article60.domain.provision import article_of, provisions

CLAUSE, ARTICLE = "same_clause", "same_article"


def fit(wanted: Iterable[str], served: Iterable[str]) -> str | None:
    """same_clause where both name a clause or one names a part of the other's, same_article, or None.

    An article that has paragraphs is no clause: two that name article 46 as a whole may mean different parts of it.
    """
    pairs = [(one, other) for one in wanted for other in served]
    if any(_same_clause(one, other) for one, other in pairs):
        return CLAUSE
    return ARTICLE if any(article_of(one) == article_of(other) for one, other in pairs) else None


def _same_clause(one: str, other: str) -> bool:
    outer, inner = sorted((one, other), key=len)
    return outer not in _divided_articles() and (inner == outer or inner.startswith(f"{outer}("))


@cache
def _divided_articles() -> frozenset[str]:
    return frozenset(article_of(one) for one in provisions() if "(" in one)
