"""Pages of assistance: each form makes one event, nothing that was written is lost, in six languages."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from article60.codes.languages import LANGUAGES, direction
from article60.web.accounts.actor import acting
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.waits import waiting_for
from article60.web.assistance import actions
from article60.web.assistance.content import Content
from article60.web.assistance.models import AssistanceVersion
from workspace_people import actor, body, browser, events, focal_point, member, need

OWN = "XA-BBBBBBBB"
WRITTEN = {"text": "Two advisers to the prosecution service", "language": "en", "progress": "running", "provider": "A bank"}


def sent(**changed: Any) -> dict[str, Any]:
    return WRITTEN | {"assistance_id": OWN, "provisions": "36", "types": ["legal_advice"]} | changed


def of_assistance() -> list[str]:
    return [one for one in events() if one.startswith("assistance")]


def test_added_corrected_and_not_received_each_is_one_event() -> None:
    need()
    client = browser(focal_point())
    assert client.post("/en/assistance/add/", sent(needs=["XA-AAAAAAAA"])).status_code == 302
    made = AssistanceVersion.objects.get()
    assert (made.need_ids, made.provisions, made.types) == (["XA-AAAAAAAA"], ["36"], ["legal_advice"])
    page = client.get(f"/en/assistance/{OWN}/").content.decode()
    assert "A bank" in page and "/en/needs/XA-AAAAAAAA/" in page
    client.post(f"/en/assistance/{OWN}/correct/", sent(seen=made.hash, progress="ended"))
    now = AssistanceVersion.objects.latest("number")
    client.post(f"/en/assistance/{OWN}/withdraw/", {"seen": now.hash})
    assert of_assistance() == ["assistance.add done", "assistance.correct done", "assistance.withdraw done"]
    assert "Not received, says the State" in client.get("/en/assistance/").content.decode()


def test_need_leads_to_a_form_in_which_it_is_chosen() -> None:
    need()
    client = browser(focal_point())
    assert "/en/assistance/add/?need=XA-AAAAAAAA" in client.get("/en/needs/XA-AAAAAAAA/").content.decode()
    page = client.get("/en/assistance/add/?need=XA-AAAAAAAA").content.decode()
    assert 'name="needs" value="XA-AAAAAAAA" checked' in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": ""}, "Please fill this in"),
        ({"provisions": "99"}, "no such provision"),
        ({"progress": "soon"}, "one of the values offered"),
        ({"since": "2026-03-01", "until": "2026-02-01"}, "cannot end before it begins"),
        ({"needs": ["XB-AAAAAAAA"]}, "one of the values offered"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_written_stays(changed: dict[str, Any], told: str) -> None:
    need("XB-AAAAAAAA")
    need()
    answer = browser(focal_point()).post("/en/assistance/add/", sent(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and "A bank" in page
    assert not AssistanceVersion.objects.exists()


def test_two_at_once_overwrite_nothing() -> None:
    user = focal_point()
    client = browser(user)
    client.post("/en/assistance/add/", sent())
    first = AssistanceVersion.objects.get()
    client.post(f"/en/assistance/{OWN}/correct/", sent(seen=first.hash, text="Three advisers"))
    answer = client.post(f"/en/assistance/{OWN}/correct/", sent(seen=first.hash, text="Four advisers"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Three advisers" in page and "Four advisers" in page
    answer = client.post(f"/en/assistance/{OWN}/withdraw/", {"seen": first.hash})
    assert answer.status_code == 409 and "Nothing was kept" in answer.content.decode()
    assert AssistanceVersion.objects.count() == 2


def test_what_an_editor_wrote_waits_for_the_focal_point() -> None:
    browser(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA"))).post("/en/assistance/add/", sent())
    by = actor(focal_point())
    with acting(by):
        waits = [one for one in waiting_for(by, timezone.now().date()) if one.route == "assistance:list"]
    assert [one.count for one in waits] == [1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language_in_its_direction(language: str) -> None:
    need()
    user = focal_point()
    by = actor(user)
    with acting(by):
        actions.add(OWN, by=by, at=timezone.now(), content=Content(text="x", language="fr", need_ids=("XA-AAAAAAAA",)))
    client = browser(user)
    for route, named in (("list", []), ("add", []), ("piece", [OWN]), ("correct", [OWN])):
        with translation.override(language):
            address = reverse(f"assistance:{route}", args=named)
        page = client.get(address).content.decode()
        assert f'<html lang="{language}" dir="{direction(language)}">' in page and "<script" not in page
