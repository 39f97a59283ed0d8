"""Rows behind a figure: as many as it counts, each leading to its record, a page at a time."""

import re

import pytest
from django.test import Client

from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.web.common.current import current
from article60.web.public import figure_rows

TOTALS = [name for name, one in declarations().items() if one.dimension is None]


def rows(client: Client, address: str) -> list[str]:
    """Addresses to which the rows lead."""
    response = client.get(address)
    assert response.status_code == 200, address
    listed = response.content.decode().partition('<ol class="list rows">')[2].partition("</ol>")[0]
    return re.findall(r'<li><a href="([^"]+)"', listed)


@pytest.mark.parametrize("name", TOTALS)
def test_rows_are_as_many_as_every_figure_counts_and_lead_to_records(client: Client, name: str) -> None:
    found = rows(client, f"/en/figures/{name}/rows")

    assert len(found) == evaluate(current().connection, declarations()[name]).rows
    for address in found:
        path, _, place = address.partition("#")
        page = client.get(path)
        assert page.status_code == 200
        assert not place or f'id="{place}"' in page.content.decode()


def test_rows_of_a_part_under_filters_are_its_own(client: Client) -> None:
    assert rows(client, "/en/figures/needs_stated/rows?by=chapter&part=IV&state=XA") == ["/en/needs/XA-BBBBBBBB"]


def test_every_kind_of_row_is_among_those_tested() -> None:
    counted = {declarations()[name].table for name in TOTALS if evaluate(current().connection, declarations()[name]).rows}

    assert counted == set(figure_rows._SHOWN) - {"review_coverage"}  # no summary is read in the invented Release


def test_sum_is_that_of_the_rows_of_a_state(client: Client) -> None:
    state = client.get("/en/states/XA").content.decode()
    (address,) = re.findall(r'<a href="(/en/figures/budget_usd/rows\?state=XA)">', state)
    shown = client.get(address).content.decode()
    amounts = [int(one.replace(",", "")) for one in re.findall(r"· ([\d,]+) US dollars</span>", shown)]

    assert f"The number is {sum(amounts):,} US dollars, the sum of what stands in these rows. Rows: {len(amounts)}." in shown


def test_page_says_what_it_lists(client: Client) -> None:
    shown = client.get("/en/figures/states_with_needs/rows?by=chapter&part=II&cycle=2").content.decode()

    assert "Review cycle: 2, Preventive measures" in shown
    assert "The number is 1; it counts what these rows name, each once. Rows: 1." in shown


def test_long_list_is_shown_a_page_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(client, "/en/figures/needs_stated/rows?cycle=1")
    monkeypatch.setattr(figure_rows, "PER_PAGE", 2)
    pages = [rows(client, f"/en/figures/needs_stated/rows?cycle=1&page={page}") for page in (1, 2)]
    first = client.get("/en/figures/needs_stated/rows?cycle=1").content.decode()

    assert [one for page in pages for one in page] == whole[:4] and len(whole) > 2
    assert 'href="/en/figures/needs_stated/rows?cycle=1&amp;page=2" rel="next"' in first
    assert 'rel="prev"' not in first


@pytest.mark.parametrize(
    "path",
    [
        "nothing/rows", "needs_stated/rows?by=state", "needs_stated/rows?by=chapter&part=X",
        "needs_stated/rows?part=IV", "needs_stated/rows?page=99", "needs_stated/rows?page=0", "needs_stated/rows?page=x",
        "documents_read/rows?article=46", "needs_stated/rows?regional_group=african", "needs_stated.chapter/rows",
    ],
)  # fmt: skip
def test_what_cannot_be_listed_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/figures/{path}").status_code == 404
