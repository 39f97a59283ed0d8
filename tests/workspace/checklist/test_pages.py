"""The pages of a checklist: what is sent is kept or shown again, nothing is asked twice, in six languages."""

import itertools
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from article60.codes.languages import LANGUAGES, direction
from article60.domain.checklist import checklist
from article60.domain.checklist_answer import answer_hash
from article60.web.accounts.actor import acting
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Kind, Role
from article60.web.assistance import actions as assistance
from article60.web.assistance.content import Content
from article60.web.checklist import known
from article60.web.checklist.models import Answer, Assignment
from article60.web.register.models import NeedVersion
from workspace_people import NOW, actor, body, browser, events, focal_point, member, need, newest

ARTICLE = "/en/checklists/p1c1v1/art16/"
TWELVE = "/en/checklists/p1c2v1/art12/"
CELL, OTHER = "16(1).measures", "16(1).implemented"
EMPTY = ""


def empty(cell: str, state: str = "XA", code: str = "p1c1v1") -> str:
    return answer_hash(state=state, checklist=code, key=cell, value=EMPTY)


def form(**cells: str) -> dict[str, str]:
    """What the page of article 16 sends where nothing was answered before, with these cells filled in."""
    return {f"seen.{cell}": empty(cell) for cell in cells} | cells


def sent(client: Client, cells: dict[str, str], at: str = ARTICLE) -> Any:
    return client.post(at, form(**cells))


def standing(cell: str = CELL) -> list[str]:
    return [one.value for one in Answer.objects.filter(cell=cell).order_by("number")]


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="(\w*)"', page)
    assert found is not None, name
    return found[1]


def test_each_form_makes_exactly_one_event() -> None:
    client, ministry = browser(focal_point()), body(Kind.INSTITUTION, "A ministry", "XA")
    forms: dict[str, tuple[str, dict[str, Any]]] = {
        "article": ("checklist.answer", form(**{CELL: "Words", OTHER: "yes"})),
        "assign": ("checklist.assign", {"institution": ministry.pk}),
        "need": ("register.add", {"need_id": "XA-NNNNNNNN", "text": "A need", "language": "en", "timing": "current"}),
    }
    posted = {name for name, policy in policies().items() if name.startswith("checklist:") and "POST" in policy.allowed}
    assert posted == {f"checklist:{name}" for name in (*forms, "upload", "workbook")}  # these two: see test_offline.py
    for name, (action, told) in forms.items():
        before = len(events())
        assert client.post(reverse(f"checklist:{name}", args=["p1c1v1", "16"]), told).status_code == 302
        assert events()[before:] == [f"{action} done"]


def test_answers_stand_on_the_page_and_count() -> None:
    client = browser(focal_point())
    assert sent(client, {CELL: "Penal Code", OTHER: "partly", "16.type.legal_advice": "yes"}).headers["Location"] == ARTICLE
    page = client.get(ARTICLE).content.decode()
    assert ">\nPenal Code</textarea>" in page
    assert re.search(rf'name="{re.escape(OTHER)}" value="partly" checked', page)
    assert re.search(r'name="16.type.legal_advice" value="yes" checked', page)
    overview = client.get("/en/checklists/p1c1v1/").content.decode()
    assert "Answered: 1 of 4" in overview and overview.count("Answered: 1 of ") == 3
    assert client.get("/en/checklists/").content.decode().count("Answered: 1 of ") == 1


def test_mark_that_was_taken_away_is_no_longer_there() -> None:
    client = browser(focal_point())
    sent(client, {"16.type.other": "yes"})
    page = client.get(ARTICLE).content.decode()
    client.post(ARTICLE, {"seen.16.type.other": hidden(page, "seen.16.type.other")})
    assert standing("16.type.other") == ["yes", ""]


def test_both_answers_are_shown_where_two_have_written_and_the_rest_is_kept() -> None:
    one, two = browser(focal_point()), browser(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    sent(one, {CELL: "Words of one"})
    answer = sent(two, {CELL: "Words of two", OTHER: "no"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Words of one" in page and ">\nWords of two</textarea>" in page
    assert "Person of State XA" in page and standing(OTHER) == ["no"] and standing() == ["Words of one"]

    answer = two.post(ARTICLE, {f"seen.{CELL}": hidden(page, f"seen.{CELL}"), CELL: "Words of two"})
    assert answer.status_code == 302 and standing() == ["Words of one", "Words of two"]


def test_what_is_wrong_is_named_and_nothing_that_was_written_is_lost() -> None:
    client = browser(focal_point())
    answer = sent(client, {CELL: "x" * 10_001, "16.challenges": "Kept on the page", OTHER: "maybe"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "at most 10,000 characters" in page and "choose one of the values" in page
    assert "Kept on the page" in page and "x" * 10_001 in page and not Answer.objects.exists()
    assert hidden(page, "seen.16.challenges") == empty("16.challenges")


def test_needs_of_the_register_are_shown_to_be_confirmed_and_answer_what_they_answer() -> None:
    need("XA-AAAAAAAA", text="Drafting of a law", provisions=("16(1)",), types=("legislative_drafting",))
    client = browser(focal_point())
    page = client.get(ARTICLE).content.decode()
    assert "Drafting of a law" in page and 'action="/en/needs/XA-AAAAAAAA/confirm/"' in page
    assert re.search(r'name="16.type.legislative_drafting" value="yes" checked', page)
    assert re.search(r'name="16.needed" value="yes" checked', page) and hidden(page, "seen.16.needed") == ""
    assert not re.search(r'name="16.type.legal_advice" value="yes" checked', page) and not Answer.objects.exists()
    assert "Drafting of a law" not in client.get("/en/checklists/p1c1v1/art17/").content.decode()

    client.post("/en/needs/XA-AAAAAAAA/confirm/", {"seen": newest().hash})
    assert "/confirm/" not in client.get(ARTICLE).content.decode()
    client.post(ARTICLE, {"seen.16.needed": "", "16.needed": "", "seen.16.type.legislative_drafting": ""})
    page = client.get(ARTICLE).content.decode()
    assert standing("16.needed") == [""] and not re.search(r'name="16.needed" value="yes" checked', page)


def test_assistance_that_the_register_holds_is_shown_and_answers_by_whom_it_is_provided() -> None:
    by = actor(focal_point())
    pieces = {"XA-BBBBBBBB": ("running", "A bank"), "XA-CCCCCCCC": ("unknown", ""), "XA-DDDDDDDD": ("ended", "A fund")}
    with acting(by):
        for piece, (progress, provider) in pieces.items():
            said = Content(text=f"Advisers {piece}", language="en", provider=provider, provisions=("16(1)",), progress=progress)
            assistance.add(piece, by=by, at=NOW, content=said)
    client = browser(member(Role.STATE_EDITOR, body(Kind.STATE, "State XA", "XA")))
    page = client.get(ARTICLE).content.decode()
    assert all(f'href="/en/assistance/{piece}/"' in page for piece in pieces)
    assert ">\nA bank: Advisers XA-BBBBBBBB</textarea>" in page
    assert re.search(r'name="16.provided" value="yes" checked', page) and not Answer.objects.exists()


def test_answers_to_the_version_before_are_filled_in_where_the_same_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = replace(checklist("p1c1v1"), checklist="p1c1v0")
    monkeypatch.setattr(known, "earlier", lambda of: before if of.checklist == "p1c1v1" else None)
    user = focal_point()
    kept = {"state": "XA", "checklist": "p1c1v0", "article": "16", "number": 1, "hash": "0" * 64, "made_at": NOW}
    for cell, value in ((CELL, "Told before"), ("16.type.legal_advice", "yes"), ("16.was_asked_then", "x")):
        Answer.objects.create(cell=cell, value=value, made_by=user.number, made_in_role="state_focal_point", **kept)
    client = browser(user)
    page = client.get(ARTICLE).content.decode()
    assert ">\nTold before</textarea>" in page and "from your answers to the version before" in page
    assert re.search(r'name="16.type.legal_advice" value="yes" checked', page) and hidden(page, f"seen.{CELL}") == ""
    assert client.post(ARTICLE, {f"seen.{CELL}": "", CELL: "Told before"}).status_code == 302
    assert standing() == ["Told before"] * 2 and "Told before" in client.get(ARTICLE).content.decode()


def test_need_that_is_met_or_withdrawn_proposes_nothing() -> None:
    for number, standing_of in enumerate(("met", "withdrawn")):
        need(f"XA-AAAAAAA{'BC'[number]}", provisions=("16",), standing=standing_of)
    page = browser(focal_point()).get(ARTICLE).content.decode()
    assert "What the register holds" not in page and not re.search(r'name="16.needed" value="yes" checked', page)


def test_need_that_is_stated_is_taken_over_into_the_register_once() -> None:
    client = browser(focal_point())
    client.post(TWELVE, {
        f"seen.{cell}": empty(cell, code="p1c2v1") for cell in ("12.need", "12.type.research", "12.type.legislative")
    } | {"12.need": "Statistics on companies", "12.type.research": "yes", "12.type.legislative": "yes"})  # fmt: skip
    assert "Take it over into the register" in client.get(TWELVE).content.decode()
    page = client.get(f"{TWELVE}need/").content.decode()
    assert "Statistics on companies" in page and 'value="12"' in page and "Legislative assistance" in page
    assert re.findall(r'name="types" value="(\w+)" checked', page) == ["research_data"]
    need_id = re.search(r'name="need_id" value="([\w-]+)"', page)
    assert need_id is not None
    told = {"need_id": need_id[1], "text": "Statistics on companies", "language": "en", "types": ["research_data"]}
    for _ in range(2):
        assert client.post(f"{TWELVE}need/", told | {"provisions": "12", "timing": "current"}).status_code == 302
    assert [one.text for one in NeedVersion.objects.for_everyone()] == ["Statistics on companies"]
    page = client.get(TWELVE).content.decode()
    assert "Take it over into the register" not in page and need_id[1] in page


def test_institution_sees_only_what_was_assigned_to_it() -> None:
    focal, ministry = browser(focal_point()), body(Kind.INSTITUTION, "A ministry", "XA")
    client = browser(member(Role.STATE_INSTITUTION, ministry))
    assert "Nothing was assigned" in client.get("/en/checklists/").content.decode()
    assert client.get(ARTICLE).status_code == 404 and sent(client, {CELL: "Words"}).status_code == 404
    focal.post(f"{ARTICLE}assign/", {"institution": ministry.pk})
    page = client.get("/en/checklists/p1c1v1/").content.decode()
    assert re.findall(r"p1c1v1/(art\d+)/", page) == ["art16"]
    page = client.get(ARTICLE).content.decode()
    assert "Who answers this article" not in page and "art17" not in page
    assert sent(client, {CELL: "Words of the ministry"}).status_code == 302
    assert "Words of the ministry" in focal.get(f"{ARTICLE}history/").content.decode()
    assert client.get("/en/checklists/p1c1v1/art17/history/").status_code == 404


@pytest.mark.parametrize("chosen", [["0"], ["x"], ["9" * 12], ["1", "-1"]])
def test_only_institutions_of_the_state_can_be_chosen(chosen: list[str]) -> None:
    client = browser(focal_point())
    assert client.post(f"{ARTICLE}assign/", {"institution": chosen}).status_code == 404
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("place", ["p1c1v2/", "p9c9v9/", "p1c1v1/art5/", "p1c1v1/art72/", "p1c2v1/art16/", "x/", "p1c1v1/16/"])
def test_what_the_checklist_does_not_have_is_not_there(place: str) -> None:
    assert browser(focal_point()).get(f"/en/checklists/{place}").status_code == 404


def test_need_of_another_state_can_not_be_added_from_here() -> None:
    client = browser(focal_point())
    told = {"need_id": "XB-NNNNNNNN", "text": "A need", "language": "en", "timing": "current"}
    assert client.post(f"{ARTICLE}need/", told).status_code == 404
    assert client.post(f"{ARTICLE}need/", told | {"need_id": "XA-NNNNNNNN", "text": ""}).status_code == 422


@pytest.mark.parametrize(
    ("language", "name"), list(itertools.product(LANGUAGES, ["checklists", "overview", "article", "history", "need"]))
)
def test_every_page_in_every_language_runs_in_its_direction(language: str, name: str) -> None:
    need("XA-AAAAAAAA", provisions=("16",))
    client = browser(focal_point())
    sent(client, {CELL: "Words", "16.need": "A need", OTHER: "no"})
    of_article = ["p1c1v1", "16"]
    args = {"checklists": [], "overview": of_article[:1]}.get(name, of_article)
    with translation.override(language):
        page = client.get(reverse(f"checklist:{name}", args=args)).content.decode()
    assert f'<html lang="{language}" dir="{direction(language)}">' in page and ">None<" not in page
    if name == "article":
        asked = checklist("p1c1v1").cells[CELL].question.words[language]
        assert asked in page


@pytest.mark.parametrize(
    ("language", "article", "clause"),
    [
        ("ar", "المادة 16", "المادة 16، الفقرة 1"),
        ("en", "Art. 16", "Art. 16, para. 1"),
        ("es", "Art. 16", "Art. 16, párr. 1"),
        ("fr", "Art. 16", "Art. 16, par. 1"),
        ("ru", "Статья 16", "Статья 16, пункт 1"),
        ("zh", "第十六条", "第十六条第一款"),
    ],
)
def test_article_that_stands_alone_begins_as_a_sentence_does(language: str, article: str, clause: str) -> None:
    client = browser(focal_point())
    sent(client, {CELL: "Words"})

    def page(name: str, number: str = "16") -> str:
        with translation.override(language):
            return client.get(reverse(f"checklist:{name}", args=["p1c1v1", number])).content.decode()

    history, beside = page("history"), page("article", "15")
    assert f"<bdi>{article}</bdi></a>" in history and f"<p><bdi>{clause}</bdi>" in history
    assert f"<bdi>{article}</bdi></a>" in page("need") and f"<bdi>{article}</bdi></a></li>" in beside
    assert f"<title>{article} – " in page("article")


def test_every_article_of_every_version_has_its_page() -> None:
    client = browser(focal_point())
    for code in ("p1c1v1", "p1c2v1"):
        for number in checklist(code).articles:
            assert client.get(f"/en/checklists/{code}/art{number}/").status_code == 200


def test_longest_answers_to_the_longest_article_can_be_sent_at_once() -> None:
    client = browser(focal_point())
    cells = {cell.key: "语" * 10_000 for cell in checklist("p1c1v1").of_article("46") if not cell.answers}
    assert len(cells) == 65
    told = {f"seen.{cell}": empty(cell) for cell in cells} | cells
    assert client.post("/en/checklists/p1c1v1/art46/", told).status_code == 302
    assert Answer.objects.count() == 65
