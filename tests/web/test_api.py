"""API v1: declared lists, filters and forms, one Release named in every answer, errors as problem details."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client, override_settings

from article60.web.common.current import current
from article60.web.public.api import answers
from article60.web.public.lists.query import limited
from article60.web.public.lists.sources import SOURCES

LISTS = list(SOURCES)


def get(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def body(response: Any) -> bytes:
    """What was sent, at once or part by part."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client.get(f"/api/v1/{path}")).decode())))


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
        ("needs?open=true", ["XA-AAAAAAAA", "XA-BBBBBBBB", "XB-AAAAAAAA"]),
        ("needs?open=false&language=ar", ["XA-CCCCCCCC"]),
        ("needs?ldc=true&open=true", ["XA-AAAAAAAA", "XA-BBBBBBBB"]),
        ("needs?regional_group=african&article=9", ["XB-AAAAAAAA"]),
        ("needs?group=A corridor&chapter=IV", ["XA-BBBBBBBB"]),
        ("needs?subregion=014&chapter=IV", ["XA-BBBBBBBB"]),
        ("needs?subregion=202&chapter=IV", ["XA-BBBBBBBB"]),
        ("needs?subregion=202&article=9", ["XB-AAAAAAAA"]),
        ("needs?subregion=011&chapter=IV", []),
        ("needs?priority=stated", ["XA-BBBBBBBB"]),
        ("needs?beneficiary=Ministry of Justice", ["XA-BBBBBBBB"]),
        ("needs?confirmed_in=2026", ["XA-CCCCCCCC"]),
        ("needs?confirmed_to=2013-05-05", ["XA-DDDDDDDD"]),
        ("needs?confirmed_from=2025-03-02", ["XA-CCCCCCCC"]),
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
        "needs?state=ZZ",
        "needs?state=XA&state=XB",
        "needs?state=",
        "needs?grade=foo",
        "needs?cycle=x",
        "needs?cycle=3",
        "needs?sids=yes",
        "needs?article=72",
        "needs?provision=46(31)",
        "needs?confirmed_from=2026-02-30",
        "needs?confirmed_from=26-2-3",
        "needs?document=nothing",
        "needs?group=nobody",
        "matches?standing=rejected",
        "needs?lang=fr",
        "needs.csv?lang=de",
        "figures?figure=corruption_index",
        "needs/XA-AAAAAAAA?a=1",
        "openapi.json?a=1",
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
    assert response.headers["Article60-Release"] == current().info["name"]


@pytest.mark.parametrize(("address", "accept"), [("/api/v1/needs.csv", "*/*"), ("/api/v1/needs", "text/csv")])
def test_csv_is_given_by_ending_and_by_accept(client: Client, address: str, accept: str) -> None:
    response = client.get(address, headers={"Accept": accept})

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(body(response).decode())))
    assert [row["id"] for row in rows][:2] == ["XA-AAAAAAAA", "XA-BBBBBBBB"]
    assert rows[2]["articles"] == "6; 36"


@pytest.mark.parametrize("path", ["needs", "search"])
def test_json_is_given_by_ending_whatever_is_accepted(client: Client, path: str) -> None:
    asked = {"q": "training", "limit": "1"} if path == "search" else {"limit": "1"}
    response = client.get(f"/api/v1/{path}.json", asked, headers={"Accept": "text/csv"})

    assert response.headers["Content-Type"] == "application/json"
    told = response.json()
    plain = client.get(f"/api/v1/{path}", asked).json()
    assert told["items"] == plain["items"] != []
    assert told["next"] == plain["next"].replace(f"/{path}?", f"/{path}.json?")


def test_one_record_stands_at_the_address_of_its_list_and_identifier(client: Client) -> None:
    for path in LISTS:
        item = get(client, f"{path}?limit=1")["items"][0]
        answer = get(client, f"{path}/{item['id']}")
        assert answer["item"] == item and answer["release"]


def test_record_leads_to_its_page(client: Client) -> None:
    item = get(client, "needs/XB-AAAAAAAA")["item"]

    assert item["address"] == "http://testserver/needs/XB-AAAAAAAA"
    assert client.get("/needs/XB-AAAAAAAA").headers["Location"] == "/en/needs/XB-AAAAAAAA"


def test_old_identifier_leads_to_the_new_one(client: Client) -> None:
    response = client.get("/api/v1/needs/XA-ZZZZZZZZ")

    assert response.status_code == 301
    assert response.headers["Location"].endswith("/api/v1/needs/XA-AAAAAAAA")
    assert response.headers["Article60-Release"] == current().info["name"]


@pytest.mark.parametrize(
    "path", ["needs/XA-XXXXXXXX", "overlaps/XA-QQQQQQQQ", "matches/XA-MCCCCCCC", "needs?cursor=WEEtTk9ORQ"]
)
def test_what_is_not_there_or_not_shown_is_a_problem_detail(client: Client, path: str) -> None:
    response = client.get(f"/api/v1/{path}")

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert client.get(f"/api/v1/{path}", headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}).status_code == 404


def test_csv_holds_the_whole_list_unless_a_length_is_asked(client: Client) -> None:
    assert len(table(client, "provisions.csv")) == len(identifiers(client, "provisions?limit=1000")) > 400
    assert len(table(client, "provisions.csv?limit=7")) == 7


def test_names_stand_beside_codes_in_the_language_asked_for(client: Client) -> None:
    (row,) = table(client, "needs.csv?article=46&lang=fr")

    assert (row["state"], row["state_name"]) == ("XA", "Ndara")
    assert (row["types"], row["types_name"]) == ("legislative_drafting", "Rédaction de textes législatifs")
    assert row["articles_name"] == "Entraide judiciaire"
    assert row["address"] == "http://testserver/needs/XA-BBBBBBBB"


@pytest.mark.parametrize("path", LISTS)
def test_workbook_holds_the_rows_of_the_csv_file(client: Client, path: str) -> None:
    made = client.get(f"/api/v1/{path}.xlsx")
    lines = list(openpyxl.load_workbook(io.BytesIO(body(made))).active.iter_rows(values_only=True))

    assert "Release" in lines[0][0]
    rows = table(client, f"{path}.csv")
    assert list(lines[1]) == list(rows[0])
    assert [line[0] for line in lines[2:]] == [row["id"] for row in rows]


def test_next_page_is_named_by_the_scheme_that_the_proxy_tells(client: Client) -> None:
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        answer = client.get("/api/v1/needs?limit=1", headers={"X-Forwarded-Proto": "https", "Host": "testserver"})

    assert answer.json()["next"].startswith("https://testserver/api/v1/needs?limit=1&cursor=")
    assert answer.headers["Link"] == f'<{answer.json()["next"]}>; rel="next"'


def test_question_that_costs_too_much_is_answered_with_a_problem_detail(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "limited", lambda connection: limited(connection, seconds=-1, steps=1))

    response = client.get("/api/v1/needs?state=XA")

    assert (response.status_code, response.headers["Content-Type"]) == (503, "application/problem+json")
    monkeypatch.undo()
    assert client.get("/api/v1/needs?state=XA").status_code == 200


def test_formula_in_csv_is_defused(client: Client) -> None:
    rows = table(client, "needs.csv?state=XB")

    assert rows[0]["text"] == "'=1+1 (art. 9)"


def test_answer_that_the_asker_holds_is_not_sent_again(client: Client) -> None:
    first = client.get("/api/v1/needs?state=XA")

    again = client.get("/api/v1/needs?state=XA", headers={"If-None-Match": first.headers["ETag"]})
    other = client.get("/api/v1/needs?state=XB", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, other.status_code) == (304, 200)
    assert again.headers["Article60-Release"] == first.headers["Article60-Release"] == current().info["name"]
    assert first.headers["Last-Modified"]


def test_figures_are_the_same_as_in_the_file(client: Client, folder: Path) -> None:
    written = json.loads((folder / "figures.json").read_text())["figures"]

    given = get(client, "figures?limit=1000")["items"]

    assert [{k: v for k, v in item.items() if k != "id"} for item in given] == written


def test_description_names_every_filter_with_its_values_and_an_example(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()

    for path, source in SOURCES.items():
        given = {one["name"]: one for one in described["paths"][f"/{path}"]["get"]["parameters"] if one["in"] == "query"}
        assert set(given) == {*source.filters, "cursor", "limit"}
        assert all(one["description"] and "schema" in one for one in given.values())
        for name in source.filters:
            answer = client.get(f"/api/v1/{path}", {name: str(given[name]["example"]).replace("True", "true")})
            assert answer.status_code == 200, (path, name)
    needs = {one["name"]: one["schema"] for one in described["paths"]["/needs"]["get"]["parameters"]}
    assert needs["state"]["enum"][0] == "XA" and needs["sids"] == {"type": "boolean"} and "IV" in needs["chapter"]["enum"]
    assert "text/csv" in described["paths"]["/needs.csv"]["get"]["responses"]["200"]["content"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/needs")

    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")
    assert response.headers["Article60-Release"] == current().info["name"]
    assert getattr(client, method)("/en/").status_code == 405
    assert getattr(client, method)("/release/release.json").status_code == 405


@pytest.mark.parametrize("path", LISTS)
def test_head_says_what_get_would_without_the_items(client: Client, path: str) -> None:
    for address in (f"/api/v1/{path}", f"/api/v1/{path}.csv"):
        head, got = client.head(address), client.get(address)

        assert (head.status_code, body(head)) == (200, b"")
        assert head.headers["ETag"] == got.headers["ETag"] and head.headers["Content-Type"] == got.headers["Content-Type"]


def test_pairs_of_the_interface_are_those_that_pages_show(client: Client) -> None:
    items = client.get("/api/v1/matches").json()["items"]
    on_pages = set()
    for need in client.get("/api/v1/needs").json()["items"]:
        page = client.get(f"/en/needs/{need['id']}").content.decode()
        on_pages |= {(need["id"], activity) for activity in re.findall(r"/en/activities/(ACT-\w+)", page)}

    assert {(item["need_id"], item["activity_id"]) for item in items} == on_pages
    assert {item["standing"] for item in items} == {"confirmed", "proposed"}


def test_reference_names_every_list_and_filter() -> None:
    told = (Path(__file__).parents[2] / "docs" / "reference" / "api.md").read_text(encoding="utf-8")

    for path, source in SOURCES.items():
        assert f"`{path}`" in told
        assert all(f"`{name}`" in told for name in source.filters), path
