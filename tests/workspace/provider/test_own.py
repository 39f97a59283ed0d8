"""An organisation's own activities in aid data: claimed, corrected, classified; shown at once as the next run will have it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from article60 import pipeline
from article60.demo import world
from article60.publication.reading import open_release, read_records
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.curation.models import Decision
from article60.web.workspace import handing_on
from workspace_people import body, browser, events, member

NORVALD = "ORG-E24BBMZG"
LIST = "/en/provider/activities/"


def officer(identifier: str = NORVALD, name: str = "Norvald Development Agency") -> User:
    return member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, name, identifier=identifier))


def own(release: Path, organisation: str = NORVALD) -> Iterator[Any]:
    """Activities of which the organisation is the one that reports."""
    connection = open_release(release)
    parts = read_records(
        connection, "activity_organisations", where="organisation_id = ? AND role = 'reporting'", values=[organisation]
    )
    mine = {part.activity_id for part in parts}
    yield from (one for one in read_records(connection, "activities") if one.activity_id in mine and one.relevant)


def seen(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.partition('name="seen" value="')[2].partition('"')[0]


def written(activity: Any, **changed: Any) -> dict[str, Any]:
    said = {
        "provisions": "; ".join(activity.provisions), "types": list(activity.types), "status": activity.status or "",
        "start": activity.start.isoformat() if activity.start else "", "end": activity.end.isoformat() if activity.end else "",
        "reason": "",
    }  # fmt: skip
    return said | changed


def of_activities() -> list[str]:
    return [one for one in events() if one.startswith("curation")]


def test_identifiers_and_own_activities_are_listed_and_no_others(last_run: Path) -> None:
    page = browser(officer()).get(LIST).content.decode()
    mine = {one.activity_id for one in own(last_run)}
    assert "XX-DEMO-NORDEV" in page and mine and all(f"{LIST}{one}/" in page for one in mine)
    other = next(one for one in own(last_run, "ORG-2PAYEB5B") if one.activity_id not in page)
    assert browser(officer("", "Not linked")).get(LIST).content.decode().count(other.activity_id) == 0


@pytest.mark.parametrize("identifier", ["", "ORG-ZZZZZZZZ"])
def test_organisation_that_is_linked_to_none_is_told_what_to_do(last_run: Path, identifier: str) -> None:
    client = browser(officer(identifier))
    page = client.get(LIST).content.decode()
    assert "linked to none in aid data" in page
    some = next(own(last_run)).activity_id
    assert client.get(f"{LIST}{some}/").status_code == 404
    assert client.post(f"{LIST}{some}/ours/", {"seen": ""}).status_code == 404


@pytest.mark.parametrize(
    ("verb", "heading", "event"),
    [
        ("ours", 'id="claimed"', "curation.confirm done"),
        ("not-ours", 'id="not_ours"', "curation.unsure done"),
        ("no-such-assistance", 'id="no_such_assistance"', "curation.reject done"),
    ],
)
def test_claim_is_one_event_and_shows_at_once(last_run: Path, verb: str, heading: str, event: str) -> None:
    client = browser(officer())
    some = next(own(last_run)).activity_id
    address = f"{LIST}{some}/"
    assert heading not in client.get(LIST).content.decode()
    sent = {"seen": seen(client, address), "reason": "as our files say"}
    for _ in range(2):
        assert client.post(f"{address}{verb}/", sent).status_code == 302, "sent twice it is one"
    assert heading in client.get(LIST).content.decode() and "as our files say" in client.get(address).content.decode()
    assert of_activities() == [event]


def test_correction_shows_at_once_and_says_only_what_differs(last_run: Path) -> None:
    client = browser(officer())
    some = next(own(last_run))
    address = f"{LIST}{some.activity_id}/"
    sent = written(some, provisions="52(5)", end="2031-12-31", seen=seen(client, address))
    assert client.post(address, sent).status_code == 302
    assert Decision.objects.for_everyone().get().values == {"provisions": ["52(5)"], "end": "2031-12-31"}
    page = client.get(address).content.decode()
    assert "31 December 2031" in page and 'value="52(5)"' in page
    same = written(some, provisions="52(5)", end="2031-12-31", seen=seen(client, address))
    assert client.post(address, same).status_code == 302 and of_activities() == ["curation.correct done"]


def test_of_two_at_the_same_page_the_second_is_told(last_run: Path) -> None:
    one = officer()
    another = member(Role.PROVIDER_OFFICER, one.memberships.get().organisation, "another@example.org")
    first, second = browser(one), browser(another)
    some = next(own(last_run))
    address = f"{LIST}{some.activity_id}/"
    shown = seen(first, address)
    assert first.post(f"{address}ours/", {"seen": shown}).status_code == 302
    answer = second.post(address, written(some, provisions="16", seen=shown))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Nothing was kept" in page and 'value="16"' in page
    assert of_activities() == ["curation.confirm done"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"provisions": "999"}, "no such provision"),
        ({"start": "soon"}, "not a day"),
        ({"start": "2030-01-01", "end": "2029-01-01"}, "lies before the first one"),
        ({"types": ["help"]}, "one of the values offered"),
        ({"status": "9"}, "one of the values offered"),
    ],
)
def test_what_cannot_be_is_said_and_keeps_nothing(last_run: Path, changed: dict[str, Any], told: str) -> None:
    client = browser(officer())
    some = next(own(last_run))
    address = f"{LIST}{some.activity_id}/"
    answer = client.post(address, written(some, seen=seen(client, address)) | changed)
    assert answer.status_code == 422 and told in answer.content.decode() and of_activities() == []


def test_next_run_has_what_the_page_shows(last_run: Path, tmp_path: Path) -> None:
    client = browser(officer())
    some, left_out = list(own(last_run))[:2]
    address = f"{LIST}{some.activity_id}/"
    client.post(
        address,
        written(some, provisions="52(5)", types=["translation"], end="2031-12-31", status="2", seen=seen(client, address)),
    )
    gone = f"{LIST}{left_out.activity_id}/"
    client.post(f"{gone}no-such-assistance/", {"seen": seen(client, gone)})
    handing_on.write(tmp_path / "decisions", on=timezone.now().date())
    kept = [json.loads(line) for line in (tmp_path / "decisions" / "desks.jsonl").read_text().splitlines()]
    assert {one["actor_organisation"] for one in kept} == {"XX-DEMO-NORDEV"} and {one["reason"] for one in kept} == {None}
    tomorrow = timezone.now().date() + timedelta(days=1)
    job = replace(world.job(tmp_path / "next", workers=1), decisions=tmp_path / "decisions", on=tomorrow)
    after = {one.activity_id: one for one in read_records(open_release(pipeline.run(job).out), "activities")}
    now = after[some.activity_id]
    assert (now.provisions, now.types, now.end and now.end.isoformat(), now.status) == (
        ("52(5)",),
        ("translation",),
        "2031-12-31",
        "2",
    )
    assert left_out.activity_id not in after or not after[left_out.activity_id].relevant
