"""Two officers of one provider act at the same moment, in transactions of their own: one is first, nothing is doubled."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Kind, Role
from article60.web.audit.verify import problems
from article60.web.provider import actions, sheets
from article60.web.provider.models import Publication, Reported, ReportedVersion
from workspace_at_once import DONE, TOLD, at_once, came_of, staying
from workspace_people import NOW
from workspace_providers import row, workbook

SAID = ReportedActivity(title="Training", language="en", states=("XA",), status="2", start=date(2026, 1, 1))
REFUSED = (Overtaken, actions.ReferenceTaken)


@pytest.fixture
def by(database: None) -> Iterator[Actor]:
    """An officer of a body that stays, as two people share no transaction; emptied afterwards."""
    with staying("provider_reported", "provider_sheet", "jobs_received", "jobs_outboxentry"):
        body = Organisation.objects.create(kind=Kind.PROVIDER, name="Two at once")
        yield Actor(account=uuid.uuid4(), role=Role.PROVIDER_OFFICER, organisation=body.pk)
    body.delete()


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """In transactions that stay."""
    yield


def came(by: Actor, *acts: Callable[[], Any]) -> list[str]:
    return came_of(at_once(*[(by, act) for act in acts], refused=REFUSED))


def versions() -> int:
    return ReportedVersion.objects.for_everyone().count()


def test_of_two_corrections_one_is_first_and_the_other_is_told(by: Actor) -> None:
    with acting(by):
        seen = actions.add("RP-AAAAAAAA", by=by, at=NOW, kind="activity", activity=SAID).hash
    acts = [
        lambda title=title: actions.correct("RP-AAAAAAAA", by=by, seen=seen, at=NOW, activity=replace(SAID, title=title))
        for title in ("One", "Two", "Three")
    ]
    assert sorted(came(by, *acts)) == [DONE, TOLD, TOLD] and versions() == 2
    with transaction.atomic():
        assert list(problems()) == []


def test_same_form_at_once_is_one_and_two_forms_of_one_reference_are_one(by: Actor) -> None:
    def add(made: str) -> Callable[[], Any]:
        return lambda: actions.add(made, by=by, at=NOW, kind="activity", activity=SAID, reference="R-1")

    assert came(by, *[add("RP-BBBBBBBB")] * 4) == [DONE] * 4 and versions() == 1
    assert came(by, add("RP-CCCCCCCC"), add("RP-DDDDDDDD")) == [TOLD, TOLD] and versions() == 1


def test_published_at_once_is_published_once(by: Actor) -> None:
    with acting(by):
        seen = actions.add("RP-AAAAAAAA", by=by, at=NOW, kind="activity", activity=SAID).hash
    publish = [lambda: actions.publish({"RP-AAAAAAAA": seen}, by=by, at=NOW, audience="public")] * 4
    assert came(by, *publish) == [DONE] * 4 and Publication.objects.count() == 1


def test_spreadsheet_sent_and_taken_over_at_once_is_one_and_doubles_nothing(by: Actor) -> None:
    content = workbook(row("A1"), row("A2"))
    send = [lambda: sheets.hand_in(content, name="ours.xlsx", language="en", by=by, at=NOW)] * 3
    assert came(by, *send) == [DONE] * 3
    with acting(by):
        (sheet,) = sheets.own_sheets(by)
        seen = sheets.seen_hash(sheets.changes(sheet, by=by, at=NOW))
    take = [lambda: sheets.take_over(sheet.file_id, by=by, seen=seen, at=NOW)] * 4
    assert came(by, *take) == [DONE] * 4
    assert (Reported.objects.count(), versions()) == (2, 2)


def test_bytes_stand_before_the_row_that_tells_of_them(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*told: Any, **named: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr("article60.web.provider.sheets.Sheet.objects.get_or_create", fails)
    content = workbook(row())
    with pytest.raises(RuntimeError), acting(by):
        sheets.hand_in(content, name="ours.xlsx", language="en", by=by, at=NOW)
    from django.conf import settings

    assert len([one for one in Path(settings.ARTICLE60_RECEIVED).rglob("*") if one.is_file()]) == 1
    with acting(by):
        assert not sheets.own_sheets(by).exists()
