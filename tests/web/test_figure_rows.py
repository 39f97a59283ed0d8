"""Rows behind a figure: as many as it counts, each leading to its record, a page at a time."""

import re

import pytest
from django.test import Client

from article60.figures.declarations import declarations
from article60.figures.evaluate import evaluate
from article60.web.common.current import current
from article60.web.public import figure_rows

LISTED = (
    "needs_stated", "gaps", "good_practices", "assistance_received", "activities_kept", "documents_read", "states_with_needs",
)  # fmt: skip


def rows(client: Client, address: str) -> list[str]:
    """Addresses to which the rows lead."""
    response = client.get(address)
    assert response.status_code == 200, address
    listed = response.content.decode().partition('<ol class="list rows">')[2].partition("</ol>")[0]
    return re.findall(r'<li><a href="([^"]+)"', listed)


@pytest.mark.parametrize("name", LISTED)
def test_rows_are_as_many_as_the_figure_counts_and_lead_to_records(client: Client, name: str) -> None:
    found = rows(client, f"/en/figures/{name}/rows")

    assert len(found) == evaluate(current().connection, declarations()[name]).rows > 0
    for address in found:
        path, _, place = address.partition("#")
        page = client.get(path)
        assert page.status_code == 200
        assert not place or f'id="{place}"' in page.content.decode()


def test_rows_of_a_part_under_filters_are_its_own(client: Client) -> None:
    assert rows(client, "/en/figures/needs_stated/rows?by=chapter&part=IV&state=XA") == ["/en/needs/XA-BBBBBBBB"]


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
        "budget_usd/rows", "nothing/rows", "needs_stated/rows?by=state", "needs_stated/rows?by=chapter&part=X",
        "needs_stated/rows?part=IV", "needs_stated/rows?page=99", "needs_stated/rows?page=0", "needs_stated/rows?page=x",
        "documents_read/rows?article=46", "needs_stated/rows?regional_group=african", "needs_stated.chapter/rows",
    ],
)  # fmt: skip
def test_what_cannot_be_listed_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/figures/{path}").status_code == 404
