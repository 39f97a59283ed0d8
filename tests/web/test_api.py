"""API v1: declared lists, filters and forms, one Release named in every answer, errors as problem details."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from article60.web.public.api.lists import ALL

LISTS = [path for path, _ in ALL]


def get(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def identifiers(client: Client, path: str) -> list[str]:
    return [item["id"] for item in get(client, path)["items"]]


@pytest.mark.parametrize("path", LISTS)
def test_list_names_its_release_and_gives_items_with_identifiers(client: Client, folder: Path, path: str) -> None:
    answer = get(client, path)

    assert set(answer) == {"release", "items", "next"}
    assert answer["release"] == json.loads((folder / "release.json").read_text())["name"]
    assert answer["items"] and all(item["id"] for item in answer["items"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("needs?state=XB", ["XB-AAAAAAAA"]),
        ("needs?article=46", ["XA-BBBBBBBB"]),
        ("needs?provision=46(9)(b)", ["XA-BBBBBBBB"]),
        ("needs?type=capacity_building", ["XA-CCCCCCCC"]),
        ("needs?cycle=2", ["XA-CCCCCCCC"]),
        ("needs?chapter=IV&state=XA", ["XA-BBBBBBBB"]),
        ("needs?grade=not_updated", ["XA-DDDDDDDD"]),
        ("needs?state=XB&article=46", []),
        ("activities?article=16&state=XA", ["ACT-AAAAAAAA", "ACT-BBBBBBBB"]),
        ("matches?standing=confirmed", ["XA-MBBBBBBB"]),
        ("gaps?article=16", ["XA-AAAAAAAA"]),
        ("good-practices?article=12", ["XA-GGGGGGGG"]),
        ("documents?state=XA&symbol=DEMO/IRG/I/2/1/Add.1", ["DOC-AAAAAAAA"]),
        ("provisions?provision=46(9)", ["46(9)"]),
        ("organisations?ref=XX-DEMO", ["ORG-AAAAAAAA"]),
        ("figures?figure=states_with_needs", ["states_with_needs"]),
    ],
)
def test_filter_keeps_what_it_names(client: Client, query: str, expected: list[str]) -> None:
    assert identifiers(client, query) == expected


def test_need_comes_with_its_evidence(client: Client) -> None:
    need = get(client, "needs?state=XB")["items"][0]

    assert need["evidence"][0]["page"] == 4
    assert need["provisions"] == ["9"]


def test_proposed_match_says_that_it_is_not_confirmed(client: Client) -> None:
    proposed, confirmed = get(client, "matches")["items"]

    assert proposed["notice"] == "possibly related assistance, found by machine, not confirmed"
    assert proposed["features"][0]["reason"] and confirmed["notice"] is None


def test_overlap_without_a_decision_is_not_given(client: Client) -> None:
    assert identifiers(client, "overlaps") == ["XA-PPPPPPPP"]


@pytest.mark.parametrize("path", ["needs", "states", "figures", "provisions"])
def test_pages_follow_one_another_without_gap_or_repetition(client: Client, path: str) -> None:
    everything = identifiers(client, f"{path}?limit=1000")

    found: list[str] = []
    address: str | None = f"/api/v1/{path}?limit=4"
    while address is not None and len(found) < 40:
        answer = client.get(address).json()
        found += [item["id"] for item in answer["items"]]
        address = answer["next"]

    assert found == everything[: len(found)]
    assert len(found) == min(len(everything), 40)


def test_states_are_listed_by_name(client: Client) -> None:
    names = [item["name_en"] for item in get(client, "states?limit=1000")["items"]]

    assert names == sorted(names)


@pytest.mark.parametrize(
    "query",
    [
        "needs?sort=page",
        "states?order=-needs",
        "needs?limit=0",
        "needs?limit=2000",
        "needs?limit=x",
        "needs?cursor=%21",
        "releases?a=1",
    ],
)
def test_parameter_unknown_or_unusable_is_a_problem_detail(client: Client, query: str) -> None:
    response = client.get(f"/api/v1/{query}")

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "instance"} == set(response.json())


def test_address_that_is_no_list_is_a_problem_detail(client: Client) -> None:
    response = client.get("/api/v1/people")

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(("address", "accept"), [("/api/v1/needs.csv", "*/*"), ("/api/v1/needs", "text/csv")])
def test_csv_is_given_by_ending_and_by_accept(client: Client, address: str, accept: str) -> None:
    response = client.get(address, headers={"Accept": accept})

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [row["id"] for row in rows][:2] == ["XA-AAAAAAAA", "XA-BBBBBBBB"]
    assert rows[2]["articles"] == "6; 36"


def test_formula_in_csv_is_defused(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/needs.csv?state=XB").content.decode())))

    assert rows[0]["text"] == "'=1+1 (art. 9)"


def test_answer_that_the_asker_holds_is_not_sent_again(client: Client) -> None:
    first = client.get("/api/v1/needs?state=XA")

    again = client.get("/api/v1/needs?state=XA", headers={"If-None-Match": first.headers["ETag"]})
    other = client.get("/api/v1/needs?state=XB", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, other.status_code) == (304, 200)
    assert first.headers["Last-Modified"]


def test_figures_are_the_same_as_in_the_file(client: Client, folder: Path) -> None:
    written = json.loads((folder / "figures.json").read_text())["figures"]

    given = get(client, "figures?limit=1000")["items"]

    assert [{k: v for k, v in item.items() if k != "id"} for item in given] == written


def test_openapi_describes_every_list_with_its_filters(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]

    for path, filters in ALL:
        given = {one["name"] for one in described[f"/api/v1/{path}"]["get"]["parameters"]}
        assert given == {*filters, "cursor", "limit"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/needs")

    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")
    assert getattr(client, method)("/en/").status_code == 405
    assert getattr(client, method)("/release/release.json").status_code == 405


@pytest.mark.parametrize("path", [name for name, _ in ALL])
def test_head_says_what_get_would_without_the_items(client: Client, path: str) -> None:
    for address in (f"/api/v1/{path}", f"/api/v1/{path}.csv"):
        head, got = client.head(address), client.get(address)

        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["ETag"] == got.headers["ETag"] and head.headers["Content-Type"] == got.headers["Content-Type"]


def test_pairs_of_the_interface_are_those_that_pages_show(client: Client) -> None:
    items = client.get("/api/v1/matches").json()["items"]
    on_pages = set()
    for need in client.get("/api/v1/needs").json()["items"]:
        page = client.get(f"/en/needs/{need['id']}").content.decode()
        on_pages |= {(need["id"], activity) for activity in re.findall(r"/en/activities/(ACT-\w+)", page)}

    assert {(item["need_id"], item["activity_id"]) for item in items} == on_pages
    assert {item["standing"] for item in items} == {"confirmed", "proposed"}
