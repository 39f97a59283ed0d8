"""Match desk and overlap desk on the invented world's Release: decided once, held by every run, commented on."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from article60 import pipeline
from article60.codes.languages import LANGUAGES, direction
from article60.demo import world
from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.curation.models import Comment, Decision
from article60.web.workspace import handing_on
from curated import analyst, editor, rows
from workspace_people import NOW, actor, body, browser, events, focal_point, member


@pytest.fixture(autouse=True)
def release(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", demo_release)
    yield demo_release


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def listed(client: Client, desk: str) -> list[str]:
    return re.findall(rf'href="/en/{desk}/([A-Z]{{2}}-[A-Z2-7]+)/', page(client, f"/en/{desk}/"))


def seen(html: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', html)[1]  # type: ignore[index]


def send(client: Client, desk: str, one: str, what: str, **more: str) -> Any:
    address = f"/en/{desk}/{one}/"
    return client.post(address, {"seen": seen(page(client, address)), "what": what} | more)


def provider(folder: Path, activity_id: str) -> User:
    """An officer of the body that reports an activity."""
    parts = rows(folder, "activity_organisations")
    part = next(one for one in parts if one.activity_id == activity_id and one.role == "reporting")
    made = body(Kind.PROVIDER, "A provider", identifier=part.organisation_id)
    return member(Role.PROVIDER_OFFICER, made)


def test_decision_leads_to_the_next_that_is_open_and_is_one_event() -> None:
    client = browser(analyst())
    first, second = listed(client, "pairs")[:2]
    answer = send(client, "pairs", first, "confirm", reason="The same office")
    assert answer.status_code == 302 and answer.headers["Location"] == f"/en/pairs/{second}/"
    assert events()[-1] == "curation.confirm done" and Decision.objects.for_everyone().count() == 1
    assert first not in listed(client, "pairs")[:2]
    html = page(client, f"/en/pairs/{first}/")
    assert "The same office" in html and "Confirmed" in html


def test_list_tells_the_words_of_need_and_activity_in_their_languages(demo_release: Path) -> None:
    html = unescape(page(browser(analyst()), "/en/pairs/?state=XB"))
    needs = {one.need_id: one for one in rows(demo_release, "needs")}
    activities = {one.activity_id: one for one in rows(demo_release, "activities")}
    for one in (one for one in rows(demo_release, "matches") if one.state == "XB"):
        need, activity = needs[one.need_id], activities[one.activity_id]
        assert f'<q lang="{need.language}" dir="auto">{need.text[:40]}' in html
        assert f'<q lang="{activity.title_language}" dir="auto">{activity.title}</q>' in html


def test_doubt_settles_nothing_but_comes_after_what_nobody_has_looked_at() -> None:
    client = browser(analyst())
    first, second = listed(client, "pairs")[:2]
    assert send(client, "pairs", first, "unsure").headers["Location"] == f"/en/pairs/{second}/"
    assert listed(client, "pairs")[0] == second
    assert re.search(r"Still open: (\d+) of (\d+)", page(client, "/en/pairs/")) is not None


@pytest.mark.parametrize(("desk", "what", "other"), [("pairs", "confirm", "reject"), ("overlaps", "joint", "duplication")])
def test_two_people_never_overwrite_each_other(desk: str, what: str, other: str) -> None:
    one, two = browser(analyst()), browser(analyst(Role.SECRETARIAT_PUBLISHER))
    found = listed(one, desk)[0]
    before = seen(page(two, f"/en/{desk}/{found}/"))
    assert send(one, desk, found, what).status_code == 302
    late = two.post(f"/en/{desk}/{found}/", {"seen": before, "what": other, "reason": "What I thought"})
    html = late.content.decode()
    assert late.status_code == 409 and "What I thought" in html and "Somebody else has decided meanwhile" in html
    assert Decision.objects.for_everyone().count() == 1
    assert two.post(f"/en/{desk}/{found}/", {"seen": seen(html), "what": other}).status_code == 302
    assert Decision.objects.for_everyone().count() == 2


def test_lines_name_pair_and_overlap_as_a_run_takes_them(tmp_path: Path, demo_release: Path) -> None:
    client = browser(analyst())
    pair, shared = listed(client, "pairs")[0], listed(client, "overlaps")[0]
    send(client, "pairs", pair, "reject")
    send(client, "overlaps", shared, "complementary")
    handing_on.write(tmp_path, on=NOW.date())
    lines = [json.loads(line) for path in tmp_path.glob("*.jsonl") for line in path.read_text().splitlines()]
    match = next(one for one in rows(demo_release, "matches") if one.match_id == pair)
    told = {one["about"]["kind"]: one for one in lines}
    assert told["match"]["verb"] == "reject"
    assert told["match"]["values"] == {"need_id": match.need_id, "activity_id": match.activity_id}
    assert told["overlap"]["verb"] == "verdict" and told["overlap"]["values"]["verdict"] == "complementary"
    assert {one["actor_role"] for one in told.values()} == {"secretariat_analyst"} and len(told["overlap"]["values"]) == 5
    assert all(one["reason"] is None for one in lines)


def test_state_and_provider_see_their_own_and_decide_nothing(demo_release: Path) -> None:
    matches = rows(demo_release, "matches")
    own = {one.match_id for one in matches if one.state == "XA"}
    other = next(one for one in matches if one.state != "XA")
    for user in (focal_point("XA"), editor()):
        client = browser(user)
        assert set(listed(client, "pairs")) <= own
        mine = listed(client, "pairs")[0]
        assert 'name="what"' not in page(client, f"/en/pairs/{mine}/")
        assert client.get(f"/en/pairs/{other.match_id}/").status_code == 404
        assert client.post(f"/en/pairs/{mine}/", {"what": "confirm"}).status_code == 404
    officer = browser(provider(demo_release, other.activity_id))
    assert other.match_id in listed(officer, "pairs")
    taking_part = {one.activity_id for one in rows(demo_release, "activity_organisations")}
    assert len(listed(officer, "pairs")) < len(taking_part)
    assert listed(browser(member(Role.PROVIDER_OFFICER, body(Kind.PROVIDER, "Of no identifier"))), "pairs") == []


def test_comment_is_seen_by_ones_own_organization_and_the_secretariat_alone(demo_release: Path) -> None:
    match = next(one for one in rows(demo_release, "matches") if one.state == "XA")
    address = f"/en/pairs/{match.match_id}/"
    state, officer = browser(focal_point("XA")), browser(provider(demo_release, match.activity_id))
    for client, text in ((state, "What the State says"), (officer, "What the provider says")):
        for _ in range(2):
            assert client.post(f"{address}comment/", {"text": text}).status_code == 302
    assert Comment.objects.for_everyone().count() == 2, "said twice it is one"
    assert [one for one in events() if one.startswith("curation")] == ["curation.comment done"] * 2
    assert "What the State says" in page(browser(editor()), address)
    assert "What the provider says" not in page(state, address) and "What the State says" not in page(officer, address)
    html = page(browser(analyst()), address)
    assert "What the State says" in html and "What the provider says" in html
    assert browser(analyst(Role.SECRETARIAT_PUBLISHER)).post(f"{address}comment/", {"text": "x"}).status_code == 404
    assert state.post(f"{address}comment/", {"text": ""}).status_code == 422


def test_database_itself_shows_a_comment_to_its_own_and_the_secretariat(demo_release: Path) -> None:
    match = next(one for one in rows(demo_release, "matches") if one.state == "XA")
    owner = focal_point("XA")
    browser(owner).post(f"/en/pairs/{match.match_id}/comment/", {"text": "What the State says"})

    def count(user: User) -> int:
        with acting(actor(user)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM curation_comment")
            return int(cursor.fetchone()[0])

    assert count(owner) == count(analyst()) == 1
    others = [focal_point("XB"), *(member(role, body(role.of, f"A {role.of}")) for role in OTHERS)]
    assert [count(one) for one in others] == [0] * len(others)


OTHERS = (Role.PROVIDER_OFFICER, Role.REVIEWING_EXPERT, Role.STAKEHOLDER, Role.OPERATOR)


def test_providers_concerned_see_that_several_are_active_and_not_what_a_machine_takes_it_for(demo_release: Path) -> None:
    desk = browser(analyst())
    found = listed(desk, "overlaps")[0]
    assert "What it speaks for" in page(desk, f"/en/overlaps/{found}/")
    state = browser(focal_point(found[:2]))
    assert listed(state, "overlaps") and all(one.startswith(found[:2]) for one in listed(state, "overlaps"))
    html = page(state, f"/en/overlaps/{found}/")
    assert "Several providers are active" in html and "What it speaks for" not in html
    assert state.post(f"/en/overlaps/{found}/comment/", {"text": "We know"}).status_code == 302


@pytest.mark.parametrize("given", [{}, {"what": "perhaps"}])
def test_what_is_not_chosen_is_said_and_decides_nothing(given: dict[str, str]) -> None:
    client = browser(analyst())
    for desk in ("pairs", "overlaps"):
        address = f"/en/{desk}/{listed(client, desk)[0]}/"
        answer = client.post(address, {"seen": seen(page(client, address))} | given)
        assert answer.status_code == 422 and "one of the values offered" in answer.content.decode()
    assert not Decision.objects.for_everyone().count()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language_in_its_direction(language: str) -> None:
    client = browser(analyst())
    for desk in ("pairs", "overlaps"):
        one = listed(client, desk)[0]
        for address in (f"/{language}/{desk}/", f"/{language}/{desk}/{one}/", f"/{language}/{desk}/?state=XA"):
            html = page(client, address)
            assert f'<html lang="{language}" dir="{direction(language)}">' in html
            assert " style=" not in html and "onclick" not in html


def all_decisions(folder: Path) -> Path:
    """Those of the invented world with those of the desks."""
    handing_on.write(folder, on=timezone.now().date())
    for path in world.job(folder, workers=1).decisions.glob("*.jsonl"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def run(folder: Path, name: str, decisions: Path, *, previous: Path) -> Path:
    tomorrow = timezone.now().date() + timedelta(days=1)
    job = replace(world.job(folder / name, workers=1), decisions=decisions, previous=previous, on=tomorrow)
    return Path(pipeline.run(job).out)


def test_decision_holds_at_a_later_run(tmp_path: Path, demo_release: Path) -> None:
    client = browser(analyst())
    confirmed, rejected, doubted = listed(client, "pairs")[:3]
    shared = listed(client, "overlaps")
    for one, what in ((confirmed, "confirm"), (rejected, "reject"), (doubted, "unsure")):
        send(client, "pairs", one, what)
    for one in shared:
        send(client, "overlaps", one, "complementary")
    later = run(tmp_path, "later", all_decisions(tmp_path / "decisions"), previous=demo_release)
    held = {one.match_id: one.standing for one in rows(later, "matches")}
    assert [held[one] for one in (confirmed, rejected, doubted)] == ["confirmed", "rejected", "unsure"]
    verdicts = {one.overlap_id: one.verdict for one in rows(later, "overlaps")}
    assert verdicts and set(verdicts) <= set(shared), "some have ended since, with their activities"
    assert set(verdicts.values()) == {"complementary"}
