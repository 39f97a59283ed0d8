"""Clusters group the articles under review as executive summaries do."""

from article60.codes.clusters import cluster_of, clusters
from article60.codes.reader import by_code


def test_every_article_stands_in_one_cluster_of_its_own_chapter() -> None:
    articles = [(article, cluster.chapter) for cluster in clusters() for article in cluster.articles]

    assert len({article for article, _ in articles}) == len(articles)
    assert all(by_code("articles")[article]["chapter"] == chapter for article, chapter in articles)


def test_only_two_articles_under_review_have_no_cluster() -> None:
    reviewed = [article for article, row in by_code("articles").items() if row["cycle"]]

    assert [article for article in reviewed if cluster_of(article) is None] == ["28", "43"]


def test_cluster_is_found_by_article() -> None:
    found = cluster_of("40")

    assert found is not None
    assert (found.cluster, found.articles) == ("freezing_secrecy", ("31", "40"))
