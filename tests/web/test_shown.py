"""Needs as pages show them: who confirmed that one is being addressed is named by role, and is not always a provider."""

from dataclasses import replace

from django.template import engines
from django.test import Client
from django.utils import translation

import makers
from article60.domain.match import Match
from article60.web.common.current import current
from article60.web.common.rows import one
from article60.web.public import shown
from article60.web.public.launch import confirmed_by

GRADE = '{% from "parts/need.html" import grade %}{{ grade(need, by) }}'
ADDRESSED = makers.need(grade="reported_addressed")


def rendered(template: str, **context: object) -> str:
    with translation.override("en"):
        return engines["jinja2"].from_string(template).render(context)


def confirmed(**changes: object) -> Match:
    return makers.match(standing="confirmed", decided_on=makers.ON, decided_by_role="state_focal_point", **changes)


def test_need_that_the_states_focal_point_confirmed_is_credited_to_no_provider() -> None:
    said = rendered(GRADE, need=ADDRESSED, by=confirmed())

    assert "confirmed by the State’s focal point" in said and "provider" not in said
    assert "confirmed by the State or a provider" in rendered(GRADE, need=ADDRESSED, by=None)


def test_match_that_confirms_is_the_one_a_person_confirmed_and_that_covers() -> None:
    need = one(current().connection, "needs", "XA-BBBBBBBB")

    by = shown.confirming(current(), [replace(need, grade="reported_addressed")])["XA-BBBBBBBB"]

    assert (by.match_id, by.decided_by_role) == ("XA-MBBBBBBB", "provider_officer")
    assert shown.confirming(current(), [need]) == {}
    assert confirmed_by(current(), [replace(need, grade="reported_addressed")]) == ["provider_officer"]


def test_legend_names_the_state_beside_the_provider() -> None:
    said = rendered('{% from "parts/grades.html" import who_says %}{{ who_says("confirmed") }}')

    assert said.strip() == "Confirmed by the State or a provider"


def test_hand_out_says_who_confirms(client: Client) -> None:
    assert "confirmed by the State or a provider as being addressed" in client.get("/en/states/XA/launch").content.decode()
