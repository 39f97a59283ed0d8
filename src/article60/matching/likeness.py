"""How like two provisions are: the same clause, article, cluster or chapter of the Convention."""

from functools import cache

from article60.codes.clusters import cluster_of
from article60.domain.provision import article_of, chapter_of

LEVELS = ("same_clause", "same_article", "same_cluster", "same_chapter", "other")


@cache
def likeness(one: str, other: str) -> int:
    """Place in LEVELS of what two provisions have in common, the closest first."""
    if one == other:
        return 0
    if article_of(one) == article_of(other):
        return 1
    cluster = cluster_of(article_of(one))
    if cluster is not None and article_of(other) in cluster.articles:
        return 2
    return 3 if chapter_of(one) == chapter_of(other) else 4
