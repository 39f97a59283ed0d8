"""The provider's desk, page by page: each form makes one event, what was written is never lost, in six languages."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.roles import Kind, Role
from article60.web.provider.models import Publication, Reported, ReportedVersion
from workspace_people import body, browser, focal_point, member
from workspace_providers import (
    ADD,
    FILLED,
    REPORTS,
    added,
    fresh,
    hand_in,
    now,
    of_the_desk,
    officer,
    publish,
    row,
    take_over,
    workbook,
)  # fmt: skip


def test_activity_that_is_reported_is_one_event_and_private() -> None:
    client = browser(officer())
    made = added(client)
    page = client.get(f"{REPORTS}{made}/").content.decode()
    assert of_the_desk() == ["provider.add done"]
    assert "Nobody but your organization" in page and "Tender training for Ndara" in page and "Court of Audit" in page
    assert "Tender training" not in browser(officer("Another")).get("/en/provider/shared/").content.decode()


def test_form_sent_twice_reports_once() -> None:
    client = browser(officer())
    made = fresh(client)
    for _ in range(2):
        assert client.post(ADD, FILLED | {"reported_id": made}).status_code == 302
    assert (Reported.objects.count(), of_the_desk()) == (1, ["provider.add done"])


def test_reference_that_is_taken_is_said_and_what_was_written_stays() -> None:
    client = browser(officer())
    added(client)
    answer = client.post(ADD, FILLED | {"reported_id": fresh(client), "title": "Another", "reference": "nd-1"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "under this reference already" in page and 'value="Another"' in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "Please fill this in"),
        ({"states": []}, "Please fill this in"),
        ({"states": ["ZZ"]}, "one of the values offered"),
        ({"provisions": "999"}, "no such provision"),
        ({"start": "01/02/2026"}, "This is not a day"),
        ({"end": "2025-01-01"}, "lies before the first one"),
        ({"budget": "much"}, "not an amount"),
        ({"budget": "-5"}, "not an amount"),
        ({"currency": ""}, "in its three letters"),
        ({"currency": "euro"}, "in its three letters"),
        ({"end": ""}, "needs the last day"),
        ({"status": "9"}, "one of the values offered"),
        ({"types": ["help"]}, "one of the values offered"),
        ({"reference": "N 1/2"}, "letters, digits, dots"),
    ],
)
def test_what_cannot_be_is_said_and_keeps_nothing(changed: dict[str, Any], told: str) -> None:
    client = browser(officer())
    answer = client.post(ADD, FILLED | {"reported_id": fresh(client)} | changed)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert of_the_desk() == []


def test_correction_follows_the_version_that_was_on_the_page_or_shows_what_came_meanwhile() -> None:
    client = browser(officer())
    made = added(client)
    first = now(made).hash
    address = f"{REPORTS}{made}/correct/"
    assert f'value="{first}"' in client.get(address).content.decode()
    assert client.post(address, FILLED | {"seen": first, "title": "Other words"}).status_code == 302
    answer = client.post(address, FILLED | {"seen": first, "title": "My words"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Other words" in page and 'value="My words"' in page
    assert client.post(address, FILLED | {"seen": now(made).hash, "title": "My words"}).status_code == 302
    assert client.post(address, FILLED | {"seen": now(made).hash, "title": "My words"}).status_code == 302, "changes nothing"
    assert of_the_desk() == ["provider.add done", "provider.correct done", "provider.correct done"]


@pytest.mark.parametrize("audience", ["states_parties", "providers", "public"])
def test_what_is_published_is_seen_by_its_audience_alone_until_it_is_taken_back(audience: str) -> None:
    client = browser(officer())
    made = added(client)
    readers = {
        "states_parties": browser(focal_point()),
        "providers": browser(officer("Another")),
        "public": browser(member(Role.STAKEHOLDER, body(Kind.STAKEHOLDER, "A civil society organization"))),
    }

    def see() -> set[str]:
        return {who for who, one in readers.items() if "Tender" in one.get("/en/provider/shared/").content.decode()}

    assert see() == set()
    assert publish(client, made, audience).status_code == 302 and publish(client, made, audience).status_code == 302
    assert see() == (set(readers) if audience == "public" else {audience})
    for _ in range(2):
        assert client.post(f"{REPORTS}{made}/take-back/", {"audience": audience}).status_code == 302
    assert see() == set()
    assert of_the_desk() == ["provider.add done", "provider.publish done", "provider.take_back done"]


@pytest.mark.parametrize("audience", ["", "\0", "everybody"])
def test_audience_that_is_not_known_is_not_there_and_changes_nothing(audience: str) -> None:
    client = browser(officer())
    made = added(client)
    publish(client, made)
    assert client.post(f"{REPORTS}{made}/take-back/", {"audience": audience}).status_code == 404
    assert publish(client, made, audience).status_code == 302
    assert Publication.objects.get().withdrawn_at is None
    assert of_the_desk() == ["provider.add done", "provider.publish done"]


def test_newer_version_is_not_seen_before_it_is_published() -> None:
    client, reader = browser(officer()), browser(focal_point())
    made = added(client)
    publish(client, made)
    client.post(f"{REPORTS}{made}/correct/", FILLED | {"seen": now(made).hash, "title": "Newer words"})
    assert "Newer words" not in reader.get("/en/provider/shared/").content.decode()
    assert "An earlier version is published" in client.get(f"{REPORTS}{made}/").content.decode()
    publish(client, made)
    shown = reader.get("/en/provider/shared/").content.decode()
    assert "Newer words" in shown and "Tender training" not in shown
    assert Publication.objects.filter(withdrawn_at=None).count() == 1


def test_nothing_is_published_that_changed_since_the_page_was_opened() -> None:
    client = browser(officer())
    made = added(client)
    seen = now(made).hash
    client.post(f"{REPORTS}{made}/correct/", FILLED | {"seen": seen, "title": "Newer words"})
    answer = publish(client, made, seen=seen)
    assert answer.status_code == 409 and "Nothing was published" in answer.content.decode()
    assert not Publication.objects.exists()


def test_several_are_published_with_one_event() -> None:
    client = browser(officer())
    made = [added(client, reference=f"ND-{number}") for number in range(3)]
    sent = {f"seen-{one}": now(one).hash for one in made} | {"publish": made, "audience": "public"}
    client.post(f"{REPORTS}publish/", sent)
    assert Publication.objects.count() == 3 and of_the_desk().count("provider.publish done") == 1


def test_of_another_organisation_nothing_is_there() -> None:
    made = added(browser(officer()))
    other = browser(officer("Another"))
    assert other.get(f"{REPORTS}{made}/").status_code == 404
    assert other.post(f"{REPORTS}{made}/correct/", FILLED | {"seen": now(made).hash}).status_code == 404
    assert other.post(f"{REPORTS}{made}/take-back/", {"audience": "public"}).status_code == 404
    assert publish(other, made).status_code == 404
    answer = other.post(ADD, FILLED | {"reported_id": made, "title": "Mine"})
    assert answer.status_code == 302 and Reported.objects.filter(reported_id=made).count() == 2, "as if it were free"


def test_planned_programme_names_regions_and_is_planned() -> None:
    client = browser(officer())
    address = "/en/provider/reports/add/programme/"
    sent = FILLED | {"reported_id": fresh(client, address), "areas": ["african"], "states": [], "status": ""}
    assert client.post(address, sent).status_code == 302
    version = ReportedVersion.objects.for_everyone().get()
    assert (version.activity.areas, version.activity.status, version.activity.states) == (("african",), "1", ())
    assert (
        client.post(address, sent | {"reported_id": fresh(client, address), "reference": "2", "provisions": ""}).status_code
        == 422
    )


def test_spreadsheet_is_shown_and_taken_over_whole_and_once() -> None:
    client = browser(officer())
    address = hand_in(client, workbook(row("A1"), row("A2", "Legal advice", budget=1000, currency="EUR", end="2027-01-01")))
    page = client.get(address).content.decode()
    assert "Training of auditors" in page and "Legal advice" in page and not Reported.objects.exists()
    assert take_over(client, address).status_code == 302 and take_over(client, address).status_code == 302
    assert Reported.objects.count() == 2 and ReportedVersion.objects.for_everyone().count() == 2
    assert of_the_desk() == ["jobs.receive done", "provider.take_over done"]


def test_same_file_again_doubles_nothing_and_changed_rows_are_shown_first() -> None:
    client = browser(officer())
    first = workbook(row("A1"), row("A2"))
    address = hand_in(client, first)
    take_over(client, address)
    assert hand_in(client, first) == address and "Taken over on" in client.get(address).content.decode()
    again = hand_in(client, workbook(row("a1", "Training of judges"), row("A2"), row("A3")))
    page = client.get(again).content.decode()
    assert "<del" in page and "Training of judges" in page and "As it stands" in page
    take_over(client, again)
    assert Reported.objects.count() == 3 and ReportedVersion.objects.for_everyone().count() == 4


def test_wrong_cells_are_named_and_nothing_is_taken_over() -> None:
    client = browser(officer())
    address = hand_in(client, workbook(row("A1"), row("A2", states="Nowhere", start="soon")))
    page = client.get(address).content.decode()
    assert "D3" in page and "No State is known by this name" in page and "I3" in page and "This is not a day" in page
    assert "Take all rows over" not in page and client.post(f"{address}take-over/", {"seen": ""}).status_code in (404, 409)
    assert not Reported.objects.exists()


def test_what_changed_since_the_changes_were_shown_is_shown_anew() -> None:
    client = browser(officer())
    address = hand_in(client, workbook(row("ND-1")))
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    added(client)
    assert seen is not None
    answer = client.post(f"{address}take-over/", {"seen": seen[1]})
    assert answer.status_code == 409 and "Nothing was taken over" in answer.content.decode()


def test_reference_of_a_planned_programme_is_told() -> None:
    client = browser(officer())
    address = "/en/provider/reports/add/programme/"
    client.post(address, FILLED | {"reported_id": fresh(client, address)})
    page = client.get(hand_in(client, workbook(row("ND-1")))).content.decode()
    assert "Under the reference of a planned programme" in page and "Take all rows over" not in page


@pytest.mark.parametrize("content", [b"no spreadsheet", b"PK\x03\x04 broken"])
def test_file_that_is_no_spreadsheet_is_told(content: bytes) -> None:
    client = browser(officer())
    assert "cannot be read as a spreadsheet" in client.get(hand_in(client, content)).content.decode()


def test_spreadsheet_of_another_organisation_is_not_there() -> None:
    content = workbook(row())
    address = hand_in(browser(officer()), content)
    other = browser(officer("Another"))
    assert other.get(address).status_code == 404 and other.post(f"{address}take-over/").status_code == 404
    assert hand_in(other, content) != address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language_in_its_direction(language: str) -> None:
    client = browser(officer())
    made = added(client)
    publish(client, made)
    wrong, right = hand_in(client, workbook(row(states="?"))), hand_in(client, workbook(row("B1"), row("ND-1")))
    asked: list[tuple[str, list[Any]]] = [
        ("provider:reports", []), ("provider:report", [made]), ("provider:add", ["activity"]), ("provider:add", ["programme"]),
        ("provider:correct", [made]), ("provider:sheets", []), ("provider:shared", []),
        *[("provider:sheet", [address.split("/")[-2]]) for address in (wrong, right)],
    ]  # fmt: skip
    for route, named in asked:
        with translation.override(language):
            address = reverse(route, args=named)
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200 and f'<html lang="{language}" dir="{direction(language)}">' in page
        assert "<script" not in page and " style=" not in page
