"""Items that the database writes as JSON are those that are read as records, letter for letter."""

import json

import pytest

from article60.web.common.current import current
from article60.web.public.lists.declared import LISTINGS
from article60.web.public.lists.sources import SOURCES

BASE = "http://testserver"


@pytest.mark.parametrize("path", SOURCES)
def test_text_of_every_list_is_that_of_its_items(path: str) -> None:
    source, release = SOURCES[path], current()
    items, _ = source.page(release, {}, after=None, limit=1000)
    wanted = [item if (at := source.address(item, base=BASE)) is None else {**item, "address": at} for item in items]

    texts, last = source.texts(release, {}, after=None, limit=1000, base=BASE)

    assert items and last is None
    assert texts == [json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in wanted]


@pytest.mark.parametrize("path", [path for path in SOURCES if path != "releases"])
def test_pages_of_texts_lead_from_one_to_the_next(path: str) -> None:
    source, release = SOURCES[path], current()
    whole, _ = source.texts(release, {}, after=None, limit=1000, base=BASE)
    found: list[bytes] = []
    after = None
    for _ in range(len(whole) + 1):
        some, after = source.texts(release, {}, after=after, limit=1 if len(whole) < 20 else 50, base=BASE)
        found += some
        if after is None:
            break
        assert source.holds(release, after) and not source.holds(release, f"{after}x")

    assert found == whole


def test_numbers_of_the_tables_have_no_more_digits_than_the_database_writes() -> None:
    for listing in LISTINGS.values():
        for table in (listing.table, *(table for table, _ in listing.beside.values())):
            for row in current().connection.execute(f'SELECT * FROM "{table}"'):
                assert all(float(f"{cell:.15g}") == cell for cell in row if isinstance(cell, float)), table
