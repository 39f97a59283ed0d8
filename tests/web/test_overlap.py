"""Overlaps: a page for each on which people have decided, with what was compared and what it speaks for; no other is public."""

import re

import pytest
from django.test import Client

from article60.codes.labels import codes
from article60.web.public.overlap import COMPARED, SIDES, SPEAKS_FOR, Finding, findings, not_compared


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_every_finding_has_what_it_speaks_for() -> None:
    assert set(SPEAKS_FOR) == set(codes("overlap_reasons"))
    assert set(SIDES) - {""} == {"duplication", "complementary", "joint"} <= set(codes("overlap_verdicts"))
    assert {reason for either in COMPARED.values() for reason in either} <= set(SPEAKS_FOR)


def test_findings_for_duplication_stand_before_those_for_complementarity() -> None:
    found = findings(("separate_funding", "other_types", "same_body", "follow_on"))

    assert found == [
        Finding("same_body", "duplication"),
        Finding("other_types", "complementary"),
        Finding("follow_on", "complementary"),
        Finding("separate_funding", ""),
    ]


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (("same_types",), ["funding", "bodies", "levels"]),
        (("joint_funding", "other_levels"), ["bodies"]),
        (("separate_funding", "same_body", "same_level"), []),
    ],
)
def test_what_an_activity_does_not_tell_is_said_to_be_not_compared(reasons: tuple[str, ...], expected: list[str]) -> None:
    assert not_compared(reasons) == expected


def test_page_tells_state_provision_type_activities_and_who_decided_when(client: Client) -> None:
    page = client.get("/en/overlaps/XA-PPPPPPPP").content.decode()

    assert "<h1>Ndara: art. 16, Legislative assistance</h1>" in page
    assert "Complementary decided by the State’s focal point, 1 April 2026" in text(page)
    for address in ("states/XA", "organisations/ORG-AAAAAAAA", "activities/ACT-AAAAAAAA", "activities/ACT-BBBBBBBB"):
        assert f'href="/en/{address}"' in page
    assert "dates not published" in page


def test_page_shows_findings_beside_what_they_speak_for_and_what_was_not_compared(client: Client) -> None:
    shown = text(client.get("/fr/overlaps/XA-PPPPPPPP").content.decode())

    assert "Les activités fournissent les mêmes types détaillés d’assistance. Double emploi" in shown
    assert "qui finance les activités" in shown and "à quel niveau d’administration" in shown


def test_no_amount_stands_on_the_page(client: Client) -> None:
    page = client.get("/en/overlaps/XA-PPPPPPPP").content.decode()

    assert "1,500,000" not in page and "US dollars" not in page


@pytest.mark.parametrize("path", ["/en/overlaps/XA-QQQQQQQQ", "/en/records/XA-QQQQQQQQ", "/en/overlaps/XA-QWERTYUI"])
def test_overlap_without_a_decision_is_as_if_it_did_not_exist(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_index_leads_to_decided_overlaps_only(client: Client) -> None:
    page = client.get("/en/overlaps").content.decode()

    assert 'href="/en/overlaps/XA-PPPPPPPP"' in page and "XA-QQQQQQQQ" not in page


@pytest.mark.parametrize("path", ["states/XA", "activities/ACT-BBBBBBBB", "organisations/ORG-AAAAAAAA", "search?q=XA-PPPPPPPP"])
def test_pages_lead_to_the_overlap(client: Client, path: str) -> None:
    page = client.get(f"/en/{path}").content.decode()

    assert 'href="/en/overlaps/XA-PPPPPPPP"' in page and "XA-QQQQQQQQ" not in page


def test_activity_without_overlaps_names_none(client: Client) -> None:
    assert 'id="overlaps"' not in client.get("/en/activities/ACT-CCCCCCCC").content.decode()
