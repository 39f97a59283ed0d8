from contextlib import closing
from dataclasses import replace

from article60.publication.reading import open_release
from article60.publication.reports.records import Teller
from article60.publication.reports.regional_brief import by_article
from article60.publication.reports.wording import Wording
from invented_tables import tables


def test_needs_that_name_no_article_stand_last_and_are_not_lost(publish):
    records = tables()
    bare = replace(records["needs"][0], articles=(), provisions=())
    release = publish(records | {"needs": [bare, *records["needs"][1:]]})
    with closing(open_release(release)) as connection:
        teller = Teller(connection, Wording("en", "report"))
        needs = teller.needs("1")
        found = by_article(teller, needs)

    assert found[-1].article == "-"
    assert bare.need_id in {told.need.need_id for told in found[-1].needs}
    assert {told.need.need_id for one in found for told in one.needs} == {told.need.need_id for told in needs}
