"""The site on a world whose States stand in no codelist: every page answers, and States have the names of the Release."""

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

import makers
from article60.domain.state_party import state_parties
from article60.publication import release
from article60.simulation import draws
from article60.web.common.current import current
from article60.web.public.urls import PAGES, addresses

STATES = draws.states(12)
FICTIONAL = sorted(code for code, state in state_parties().items() if state.fictional)
CODE = dict(zip(FICTIONAL, (state.state for state in STATES), strict=True))


def renamed(value: object) -> object:
    """A value with the codes of fictional States changed to those of the simulated world."""
    if isinstance(value, tuple):
        return tuple(renamed(one) for one in value)
    if isinstance(value, str) and value[:2] in CODE and value[2:3] in ("", "-"):
        return CODE[value[:2]] + value[2:]
    return value


@pytest.fixture(scope="module")
def simulated(invented: dict[str, list[Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = {
        table: [replace(row, **{name: renamed(getattr(row, name)) for name in row.__dataclass_fields__}) for row in rows]
        for table, rows in invented.items()
    }
    out = tmp_path_factory.mktemp("simulated") / "release"
    release.write(
        made | {"states": STATES}, out=out, on=makers.ON, audience="public", versions={"article60": "0"}, fictional=True,
        inputs=[], documents={},
    )  # fmt: skip
    return out


@pytest.fixture(autouse=True)
def shown(simulated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", simulated)


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_answers(client: Client, kind: str) -> None:
    found = list(islice(addresses(current(), PAGES[kind]), 15))

    assert found
    for path in found:
        assert client.get(f"/en/{path}").status_code == 200, path


def test_states_are_named_by_the_release(client: Client) -> None:
    first = STATES[0]
    assert first.state == "A0"

    assert first.name_ru in client.get("/ru/").content.decode()
    shown = client.get("/fr/states/A0").content.decode()
    assert f"<title>{first.name_fr} –" in shown and first.formal_fr in shown


def test_need_of_a_simulated_state_has_its_address_and_filters_the_lists(client: Client) -> None:
    assert client.get("/en/needs/A0-AAAAAAAA").status_code == 200
    items = client.get("/api/v1/needs", {"state": "A0"}).json()["items"]
    assert len(items) == 5 and {item["state"] for item in items} == {"A0"}
