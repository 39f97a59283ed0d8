"""Who funds what a State needs: providers by name, confirmed, possible and none apart, unknown amounts said."""

import html
import re

import pytest
from django.test import Client

from article60.codes.labels import label
from article60.codes.languages import LANGUAGES


def rows(client: Client, language: str = "en") -> list[list[str]]:
    """Cells of the table, their words without marks."""
    page = html.unescape(client.get(f"/{language}/states/XA").content.decode())
    table = page.partition('id="funding"')[2].partition("</table>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in table.split("<tr>")[1:]]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_providers_stand_by_name_whatever_they_give_and_the_unnamed_last(client: Client) -> None:
    assert [row[:2] for row in rows(client)[1:5]] == [
        ["Ärzte für Redlichkeit", "Commitments"],
        ["Demo", "Commitments"],
        ["Demo", "Disbursements and expenditure"],
        ["no provider named", "Commitments"],
    ]


def test_confirmed_possible_and_none_are_columns_of_their_own(client: Client) -> None:
    found = {tuple(row[:2]): row[2:] for row in rows(client)}

    assert found[("Demo", "Commitments")] == [
        "1,500,000 activities: 2", "–", "not known activities with an amount not known: 1",
    ]  # fmt: skip
    assert found[("Demo", "Disbursements and expenditure")] == ["–", "2,000 activities: 1", "–"]
    assert found[("Ärzte für Redlichkeit", "Commitments")][1] == (
        "9,000,000 activities: 1 activities with an amount not known: 1"
    )


def test_all_providers_are_the_published_figures(client: Client) -> None:
    assert rows(client)[5:] == [
        ["All providers How this is computed", "Commitments", "1,500,007", "9,000,000", "–"],
        ["All providers How this is computed", "Disbursements and expenditure", "–", "2,000", "–"],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_confirmed_and_what_is_not_is_said_in_every_language(client: Client, language: str) -> None:
    wanted = [label("funding_answers", code, language) for code in ("confirmed", "possible", "none_found")]
    assert rows(client, language)[0][2:] == [" ".join(words.split()) for words in wanted]


def test_state_to_which_nobody_gives_has_no_table(client: Client) -> None:
    assert 'id="funding"' not in client.get("/en/states/XC").content.decode()


def test_funding_is_asked_for_by_state_provider_and_activity(client: Client) -> None:
    def found(query: str) -> list[str]:
        return [item["id"] for item in client.get(f"/api/v1/funding?{query}").json()["items"]]

    assert found("provider=ORG-BBBBBBBB") == ["XA-FUNDINGE"]
    assert found("state=XA&answers=confirmed") == ["XA-FUNDINGD", "XA-FUNDINGA"]
    assert found("activity=ACT-AAAAAAAA&kind=disbursement") == ["XA-FUNDINGC"]
    assert found("state=XB") == []
