"""A planned programme held against the last run: answered for each State, in words, by its own organisation alone."""

from pathlib import Path

import pytest
from django.test import Client

from article60.codes.languages import LANGUAGES
from article60.web.accounts.models import Organisation
from article60.web.audit.models import AuditEvent
from workspace_people import browser
from workspace_providers import FILLED, REPORTS, added, fresh, officer

ADD = f"{REPORTS}add/programme/"


def planned(client: Client, **changed: object) -> str:
    made = fresh(client, ADD)
    assert (
        client.post(ADD, FILLED | {"reported_id": made, "start": "2027-01-01", "end": "2029-12-31"} | changed).status_code
        == 302
    )
    return f"{REPORTS}{made}/check/"


def test_answer_stands_for_each_state_and_is_no_event(last_run: Path) -> None:
    client = browser(officer())
    address = planned(client)
    before = AuditEvent.objects.count()
    page = client.get(address).content.decode()
    assert 'id="XA"' in page and 'id="XB"' in page and "Ndara" in page
    assert AuditEvent.objects.count() == before
    assert f'href="{address}"' in client.get(address.removesuffix("check/")).content.decode()


def test_states_of_a_region_are_those_of_the_release(last_run: Path) -> None:
    client = browser(officer())
    page = client.get(planned(client, states=[], areas=["african"])).content.decode()
    assert 'id="XA"' in page


def test_region_of_which_the_release_names_no_state_is_told(last_run: Path) -> None:
    client = browser(officer())
    page = client.get(planned(client, states=["XA"], areas=["Caribbean Community"])).content.decode()
    assert "names no State of one of the regions" in page


def test_without_a_release_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", tmp_path / "none")
    client = browser(officer())
    assert "There is no Release to look at" in client.get(planned(client)).content.decode()


def test_an_activity_and_the_plan_of_another_are_not_checked(last_run: Path) -> None:
    client = browser(officer())
    assert client.get(f"{REPORTS}{added(client)}/check/").status_code == 404
    address = planned(client, reference="P-1")
    assert browser(officer("Another")).get(address).status_code == 404
    assert Organisation.objects.filter(name="Another").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_stands_in_every_language(last_run: Path, language: str) -> None:
    client = browser(officer())
    page = client.get(planned(client).replace("/en/", f"/{language}/")).content.decode()
    assert f'<html lang="{language}"' in page and 'id="XA"' in page and "<script" not in page and " style=" not in page
