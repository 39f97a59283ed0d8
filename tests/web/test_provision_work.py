"""Who provides on an article: organisations by name, and all their activities below the page of the article."""

import pytest
from django.test import Client

from article60.web.common.current import current
from article60.web.public.provision_work import A_PAGE, ArticleWork, ArticleWorkInAddress, Reporter, chunks, reporters


def reporter(name: str, count: int, running: str = "running") -> Reporter:
    return Reporter(organisation_id=None, name=name, counts={running: count})


def test_organisations_are_counted_as_their_activities_stand_in_the_rows() -> None:
    release = current()
    query = (
        "SELECT count(*) FROM activity_articles l JOIN activities a USING (activity_id) WHERE l.article = '16' AND a.relevant"
    )

    found = reporters(release, "16")

    assert sum(sum(one.counts.values()) for one in found) == release.connection.execute(query).fetchone()[0] == 3
    assert [(one.name, one.organisation_id, one.types) for one in found] == [
        ("Demo", None, ("legislative",)),
        ("Demo", "ORG-AAAAAAAA", ("legislative",)),
    ]
    assert reporters(release, "43") == []


def test_organisations_stand_by_name_and_are_parted_by_whether_they_are_at_work() -> None:
    assert reporter("A", 1, "planned").at_work and not reporter("A", 1, "ended").at_work
    assert reporter("A", 1, "ended").runnings == [("ended", 1)]


def test_pages_hold_about_as_many_activities_and_no_organisation_is_cut() -> None:
    found = [reporter("A", 100), reporter("B", 30), reporter("C", A_PAGE + 50), reporter("D", 1)]

    assert [[one.name for one in run] for run in chunks(found)] == [["A"], ["B"], ["C"], ["D"]]
    assert list(chunks([])) == []


def test_article_leads_to_all_its_activities(client: Client) -> None:
    assert 'href="/en/provisions/art16/activities"' in client.get("/en/provisions/art16").content.decode()

    shown = client.get("/en/provisions/art16/activities").content.decode()
    assert [f'href="/en/activities/ACT-{x * 8}"' in shown for x in "ABC"] == [True, True, True]
    assert 'href="/en/provisions/art16"' in shown


def test_place_has_one_address() -> None:
    found = ArticleWorkInAddress()

    assert found.to_python("art46/activities/2") == ArticleWork("46", 2)
    assert found.to_url(ArticleWork("46", 1)) == "art46/activities"
    with pytest.raises(ValueError, match="art46/activities/1"):
        found.to_python("art46/activities/1")


def test_pages_that_are_not_there_are_not_found(client: Client) -> None:
    for path in ("art16/activities/2", "art43/activities", "art16/activities/1"):
        assert client.get(f"/en/provisions/{path}").status_code == 404
