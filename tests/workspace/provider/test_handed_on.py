"""What providers publish here reaches a run as aid data with its classification; what they have not, leaves no trace."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from article60.domain.ids import lasting_id
from article60.domain.run_note import RunNote
from article60.sources.decisions import read as read_decisions
from article60.sources.iati import reader
from article60.sources.iati.validate import validate
from article60.web.provider.actions import reporter_of
from article60.web.provider.aid import FILE
from article60.web.workspace import handing_on
from workspace_people import browser
from workspace_providers import FILLED, REPORTS, added, fresh, now, officer, provider, publish

ON = date(2026, 11, 26)


def written(folder: Path) -> tuple[list[Any], list[dict[str, Any]]]:
    """Activities as a run reads them, and the lines about them."""
    handing_on.write(folder, on=timezone.now().date())
    notes: list[RunNote] = []
    records = list(reader.read(folder / FILE, notes=notes))
    assert [one.message for one in notes] in ([], ["holds no activities"])
    told = (folder / "reported.jsonl").read_text(encoding="utf-8")
    return records, [json.loads(line) for line in told.splitlines()]


def test_what_is_published_is_read_as_it_was_said_with_the_organisation_as_who_reports(tmp_path: Path) -> None:
    client = browser(officer())
    publish(client, added(client, disbursed="1000"))
    (record,), lines = written(tmp_path)
    reporter = reporter_of(provider())
    assert (record.iati_identifier, record.reporting_org) == (f"{reporter}-ND-1", reporter)
    assert record.reporting_org_name == "Northern Lights Foundation" and record.status == "2"
    assert (record.start, record.end) == (date(2026, 1, 1), date(2027, 12, 31))
    assert [one.state for one in record.recipients] == ["XA", "XB"]
    assert {(one.kind, one.value, one.currency) for one in record.amounts} == {
        ("budget", "250000.50", "EUR"), ("transaction", "1000", "EUR"),
    }  # fmt: skip
    assert "Procurement Board; Court of Audit" in [one.text for one in record.texts if one.field == "target_groups"]
    assert [one["verb"] for one in lines] == ["correct", "confirm"]
    assert {one["actor_organisation"] for one in lines} == {reporter}
    assert lines[0]["about"]["id"] == lasting_id("ACT", record.iati_identifier) == record.activity_id


def test_lines_are_usable_and_set_what_the_provider_says(tmp_path: Path) -> None:
    client = browser(officer())
    publish(client, added(client))
    written(tmp_path)
    notes: list[RunNote] = []
    found = read_decisions(tmp_path, audience="public", notes=notes, unplaced=notes)
    assert notes == [] and [one.verb for one in found] == ["correct", "confirm"]
    assert json.loads(found[0].values)["provisions"] == ["9", "46(9)(b)"]


def test_planned_programme_is_a_planned_activity_of_its_regions(tmp_path: Path) -> None:
    client = browser(officer())
    address = f"{REPORTS}add/programme/"
    made = fresh(client, address)
    client.post(address, FILLED | {"reported_id": made, "areas": ["african", "014"], "states": ["XC"]})
    publish(client, made)
    (record,), _ = written(tmp_path)
    assert record.status == "1" and [(one.kind, one.code) for one in record.recipients] == [
        ("country", "XC"), ("region", "african"), ("region", "014"),
    ]  # fmt: skip


@pytest.mark.parametrize("audience", ["states_parties", "providers", ""])
def test_nothing_that_is_not_published_to_the_public_leaves_a_trace(tmp_path: Path, audience: str) -> None:
    without = tmp_path / "without"
    handing_on.write(without, on=ON)
    client = browser(officer())
    made = added(client)
    if audience:
        publish(client, made, audience)
    handing_on.write(tmp_path / "with", on=ON)
    for file in without.iterdir():
        assert (tmp_path / "with" / file.name).read_bytes() == file.read_bytes()


def test_what_is_taken_back_is_gone_and_a_newer_version_waits(tmp_path: Path) -> None:
    client = browser(officer())
    made = added(client)
    publish(client, made)
    client.post(f"{REPORTS}{made}/correct/", FILLED | {"seen": now(made).hash, "title": "Newer words"})
    (record,), _ = written(tmp_path)
    assert record.texts[0].text == "Tender training for Ndara"
    client.post(f"{REPORTS}{made}/take-back/", {"audience": "public"})
    assert written(tmp_path) == ([], [])


def test_file_is_valid_against_the_schema_and_lacks_sectors_alone(shared: Path, tmp_path: Path) -> None:
    client = browser(officer())
    publish(client, added(client, disbursed="1000"))
    address = f"{REPORTS}add/programme/"
    made = fresh(client, address)
    client.post(address, FILLED | {"reported_id": made, "areas": ["african", "014"], "states": [], "reference": "P-1"})
    publish(client, made)
    written(tmp_path)
    found = validate(tmp_path / FILE, shared / "iati" / "schemas", on=timezone.now().date())
    assert {(one.severity, one.rule.split()[0]) for one in found} == {("warning", "atleast_one")}
    assert all("sector" in one.message for one in found), "a provider is not asked for one, and none is made up"
