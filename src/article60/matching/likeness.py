"""How like two provisions are: the same clause, article, cluster or chapter of the Convention."""

from functools import cache
from typing import Self

from article60.codes.clusters import cluster_of
from article60.domain.provision import article_of, chapter_of

LEVELS = ("same_clause", "same_article", "other_paragraph", "same_cluster", "same_chapter", "other")
SAME_ARTICLE = frozenset(("same_clause", "same_article", "other_paragraph"))


@cache
def likeness(one: str, other: str) -> int:
    """Place in LEVELS of what two provisions have in common, the closest first."""
    if one == other:
        return 0
    if article_of(one) == article_of(other):
        return 1 if _within(one, other) or _within(other, one) else 2
    cluster = cluster_of(article_of(one))
    if cluster is not None and article_of(other) in cluster.articles:
        return 3
    return 4 if chapter_of(one) == chapter_of(other) else 5


def _within(one: str, other: str) -> bool:
    return one.startswith(f"{other}(")


class Levels(dict[str, int]):
    """The likeness of other provisions to one, each worked out when it is first asked for."""

    def __init__(self, one: str) -> None:
        super().__init__()
        self._one = one

    @classmethod
    @cache
    def to(cls, one: str) -> Self:
        """Those to a provision, which are kept."""
        return cls(one)

    def __missing__(self, other: str) -> int:
        self[other] = level = likeness(self._one, other)
        return level
