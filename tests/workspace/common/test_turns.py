"""Files from outside are read two at a time; who comes third is told so in the own language, and others get their pages."""

from contextlib import ExitStack
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from article60.codes.languages import LANGUAGES
from article60.domain.checklist import checklists
from article60.web.accounts.roles import Kind, Role
from article60.web.common import turns
from article60.web.common.turns import NoTurn, turn
from article60.web.jobs.models import Received
from article60.web.workspace.jobs import THREADS
from clearance_hands import A, asked
from workspace_people import body, browser, events, focal_point, member


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.01)


def all_taken() -> ExitStack:
    taken = ExitStack()
    for _ in range(turns.MOST):
        taken.enter_context(turn())
    return taken


def test_turn_is_given_back_whatever_happens_in_it() -> None:
    for _ in range(turns.MOST + 1):
        with pytest.raises(ZeroDivisionError), turn():
            raise ZeroDivisionError
    with all_taken(), pytest.raises(NoTurn), turn():
        pass
    with turn():
        pass


def test_two_threads_of_a_process_stay_free_for_pages() -> None:
    assert THREADS - turns.MOST == 2


def sent(client: Client, address: str, name: str = "file", **more: Any) -> Any:
    return client.post(address, {name: SimpleUploadedFile("back.xlsx", b"no workbook"), **more})


def test_file_for_which_there_is_no_turn_is_not_taken_and_others_get_their_pages() -> None:
    owner, officer = focal_point(), member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "A provider"))
    asked(owner, A)
    state, provider = browser(owner), browser(officer)
    code, before = next(iter(checklists())), events()
    with all_taken():
        for answer in (
            sent(state, "/en/clearance/1/hand-in/"),
            sent(state, f"/en/checklists/{code}/upload/", "workbook"),
            sent(provider, "/en/provider/sheets/", language="en"),
        ):
            assert answer.status_code == 429 and answer.headers["Retry-After"] == "60"
            assert "try again in a minute" in answer.content.decode()
        assert state.get("/en/clearance/1/").status_code == 200
    assert events() == before and not Received.objects.exists()
    assert sent(state, "/en/clearance/1/hand-in/").status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_the_language_of_the_page(language: str) -> None:
    owner = focal_point()
    asked(owner, A)
    client = browser(owner)
    with all_taken():
        answer = sent(client, f"/{language}/clearance/1/hand-in/")
    page = answer.content.decode()
    assert answer.status_code == 429 and f'<html lang="{language}"' in page
    assert ("try again in a minute" in page) == (language == "en")
