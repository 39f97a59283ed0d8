"""Pages of good practices, of assistance received, and of statements that nothing is needed."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("practices/XA-GGGGGGGG", "Good practice", "A register of owners"),
        ("received/XA-RRRRRRRR", "Assistance received", "Training of judges"),
        ("no-needs/XB-FFFFFFFF", "No needs identified", "No needs"),
    ],
)
def test_statement_has_its_words_kind_reading_and_evidence(client: Client, path: str, kind: str, words: str) -> None:
    page = client.get(f"/en/{path}").content.decode()

    assert f"<q>{words}</q>" in page and kind in page
    assert '<span class="reading">Read by machine</span>' in page
    assert '<ul class="places">' in page and 'href="/en/documents/DOC-AAAAAAAA"' in page
    assert path.partition("/")[2] in page.partition('class="report"')[2]


def test_assistance_received_tells_from_whom_and_of_which_type(client: Client) -> None:
    page = client.get("/en/received/XA-RRRRRRRR").content.decode()

    assert "A fund" in page and "Capacity-building" in page


def test_old_identifier_of_a_statement_leads_to_the_one_now_used(client: Client) -> None:
    response = client.get("/fr/practices/XA-KKKKKKKK")

    assert (response.status_code, response.headers["Location"]) == (301, "/fr/practices/XA-GGGGGGGG")
    assert "XA-KKKKKKKK" in client.get("/fr/practices/XA-GGGGGGGG").content.decode()


@pytest.mark.parametrize("path", ["practices/XA-RRRRRRRR", "received/XA-GGGGGGGG", "no-needs/XA-QWERTYUI"])
def test_statement_of_another_kind_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("path", ["practices/XA-GGGGGGGG", "received/XA-RRRRRRRR"])
def test_page_of_the_state_leads_to_the_statement(client: Client, path: str) -> None:
    assert f'href="/en/{path}"' in client.get("/en/states/XA").content.decode()
