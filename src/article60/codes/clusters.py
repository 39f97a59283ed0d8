"""Clusters of articles, as the executive summaries of reviews group them."""

from dataclasses import dataclass
from functools import cache

from article60.codes.reader import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Articles that reviews treat under one heading; its label is `label("clusters", cluster, language)`."""

    cluster: str
    chapter: str
    articles: tuple[str, ...]


@cache
def clusters() -> tuple[Cluster, ...]:
    """All clusters, in the order of the Convention's chapters and of the reviews within them."""
    return tuple(
        Cluster(cluster=row["cluster"], chapter=row["chapter"], articles=tuple(row["articles"].split()))
        for row in rows("clusters")
    )


def cluster_of(article: str) -> Cluster | None:
    """The cluster in which an article stands; None for articles that reviews put under no common heading."""
    return next((cluster for cluster in clusters() if article in cluster.articles), None)
