"""What is too long, does not say how long it is, or comes with a place for files from nobody is refused without being read."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from article60.codes.languages import LANGUAGES
from article60.web.accounts.policies import policies
from article60.web.accounts.sent import MOST_BYTES, MOST_BYTES_LARGE
from article60.web.clearance import forms as clearance
from article60.web.consent import forms as consent
from article60.web.provider import forms as provider
from clearance_hands import A, asked
from workspace_people import FORM, Visitor, browser, focal_point

SIGN_IN, HAND_IN = "/en/sign-in/", "/en/clearance/1/hand-in/"
WITH_FILES = "multipart/form-data; boundary=x"


class Unread:
    """What is sent, by somebody who finds out when it is read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("it was read")

    readline = read


def sent(client: Client, address: str, *, length: str, form: str = FORM, **more: str) -> Any:
    unread: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": length, "CONTENT_TYPE": form}
    return client.generic("POST", address, **unread, **more)


def a_client() -> Client:
    """One that holds tokens, so that what stands behind would read them."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("address", [SIGN_IN, "/en/sign-in/lost/", HAND_IN, "/en/people/invite/"])
@pytest.mark.parametrize("form", [FORM, WITH_FILES])
def test_nobody_sends_more_than_a_megabyte_anywhere(address: str, form: str) -> None:
    client = a_client()
    client.get(SIGN_IN)
    assert sent(client, address, length=str(MOST_BYTES + 1), form=form).status_code == 413


def test_file_is_taken_up_to_twelve_megabytes_where_files_are() -> None:
    owner = focal_point()
    asked(owner, A)
    client = browser(owner)
    just_right = {"file": SimpleUploadedFile("back.docx", bytes(clearance.MOST_BYTES))}
    assert client.post(HAND_IN, just_right).status_code == 422
    assert sent(client, HAND_IN, length=str(MOST_BYTES_LARGE + 1), form=WITH_FILES).status_code == 413
    assert sent(client, "/en/clearance/make/", length=str(MOST_BYTES + 1)).status_code == 413
    assert sent(client, "/en/provider/sheets/", length=str(MOST_BYTES + 1), form=WITH_FILES).status_code == 413


def test_every_form_fits() -> None:
    largest = max(clearance.MOST_BYTES, consent.MOST_BYTES, provider.MOST_BYTES)
    assert largest + 1024 * 1024 < MOST_BYTES_LARGE


@pytest.mark.parametrize("length", ["", "12", "-1", "many", "9" * 30])
def test_what_does_not_say_how_long_it_is_is_refused(length: str) -> None:
    more = {"HTTP_TRANSFER_ENCODING": "chunked"} if length in ("", "12") else {}
    for client in (a_client(), browser(focal_point())):
        assert sent(client, SIGN_IN, length=length, **more).status_code == 411


def test_nobody_sends_a_form_with_files_but_a_mail_program_that_stops_letters() -> None:
    assert sent(a_client(), SIGN_IN, length="1000", form=WITH_FILES).status_code == 415
    assert sent(a_client(), HAND_IN, length="1000", form=WITH_FILES).status_code == 404
    stop = f"/en/letters/stop/00000000-0000-4000-8000-000000000000/{'0' * 40}/"
    assert a_client().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert Visitor().post(SIGN_IN, {"login": "nobody@example.org", "password": "x"}).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_the_language_of_the_page(language: str) -> None:
    answer = sent(a_client(), f"/{language}/sign-in/", length=str(MOST_BYTES + 1))
    page = answer.content.decode()
    assert answer.status_code == 413 and f'<html lang="{language}"' in page
    assert ("send a smaller file" in page) == (language == "en")


def test_every_page_with_a_place_for_files_is_a_large_one() -> None:
    (folder,) = settings.TEMPLATES[0]["DIRS"]
    form = re.compile(r"""enctype="multipart/form-data" action="\{\{ link\('([a-z_:]+)'""")
    found = {route for page in Path(folder).rglob("*.html") for route in form.findall(page.read_text(encoding="utf-8"))}
    assert found == {route for route, policy in policies().items() if policy.large}
