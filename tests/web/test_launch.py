"""What is handed out at the launch: the newest review, all its needs or those with priority, no navigation."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

import makers
from article60.publication import release
from article60.web.public import launch


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory, invented: dict[str, list[Any]]) -> Path:
    """A Release in which XA has entered a need itself that is anticipated."""
    records = {name: list(rows) for name, rows in invented.items()}
    records["needs"].append(
        makers.need(need_id="XA-FFFFFFFF", text="Own words", document_id="", symbol=None, page=None, timing="anticipated")
    )
    out = tmp_path_factory.mktemp("entered") / "release"
    inputs = [release.Input(file="a.xml", kind="aid", sha256="f" * 64)]
    release.write(
        records,
        out=out,
        on=makers.ON,
        audience="public",
        versions={"article60": "0"},
        fictional=True,
        inputs=inputs,
        documents={},
    )
    return out


@pytest.fixture
def entered(later: Path) -> Iterator[Client]:
    with override_settings(ARTICLE60_RELEASE=later):
        yield Client()


def page(client: Client, code: str = "XA", language: str = "en") -> str:
    return str(client.get(f"/{language}/states/{code}/launch").content.decode())


def test_hand_out_names_the_summary_the_chapters_and_the_address_of_the_state(client: Client) -> None:
    shown = page(client)

    assert "<bdi>DEMO/IRG/I/2/1/Add.1</bdi>, 1 March 2025" in shown
    assert "Criminalization and law enforcement, International cooperation</dd>" in shown
    assert ">http://testserver/en/states/XA</a>" in shown


def test_hand_out_has_no_navigation(client: Client) -> None:
    assert "<nav" not in page(client)


def test_needs_of_the_review_stand_in_their_words_and_no_others(client: Client) -> None:
    shown = page(client)

    assert "Legislative drafting, as first priority" in shown and "first priority</q>" in shown
    assert "Earlier words" not in shown and "بناء قدرات الهيئة" not in shown  # superseded, and of the other cycle
    assert "3 needs for technical assistance" in shown


def test_need_that_the_state_entered_itself_is_no_word_of_a_document(entered: Client) -> None:
    shown = page(entered)

    assert "3 needs for technical assistance" in shown and "The State has entered 1 need itself, outside any document." in shown
    own = shown.partition("Own words</q>")[2].partition("</li>")[0]
    assert "Entered by the State itself; no document." in own and "page" not in own
    assert re.search(r'href="#g-anticipated"/></svg> <span id="w-anticipated">Anticipated</span> <b>1</b>', shown)


def test_where_there_are_many_those_with_priority_are_spoken_and_all_are_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "WORDS", 2)
    shown = page(client)

    assert re.findall(r'<q class="words"[^>]*>([^<]+)', shown.partition('id="words"')[2].partition('id="matrix"')[0]) == [
        "Legislative drafting, as first priority (art. 46, para. 9 (b))"
    ]
    assert "3 needs for technical assistance" in shown and '<table class="matrix' in shown


def test_numbers_by_grade_add_up_and_what_nobody_said_is_no_zero(client: Client) -> None:
    stand = page(client).partition('<dl class="stand">')[2].partition("</dl>")[0]

    assert sum(map(int, re.findall(r"<b>(\d+)</b>", stand))) == 3
    assert "<b>0</b>" not in stand and stand.count("of none of these needs") == 2


def test_rule_on_publication_is_the_same_for_every_state(client: Client) -> None:
    rules = {page(client, code).partition('<h2 id="unpublished">')[2].partition("</section>")[0] for code in ("XA", "XB", "XM")}

    assert len(rules) == 1 and "sovereign right to publish" in rules.pop()


def test_state_without_a_summary_says_so(client: Client) -> None:
    assert "No executive summary of a review of this State is held here" in page(client, "XM")


def test_state_that_asked_for_nothing_is_told_in_its_own_words_and_by_chapter(client: Client) -> None:
    asked = page(client, "XB").partition('id="asked"')[2].partition('id="work"')[0]

    assert '<q class="words" lang="en" dir="ltr">No needs</q>' in asked and "page 4, section 2.4" in asked
    assert "No need stated" in asked and "does not say either that none exists" in asked and "DOC-BBBBBBBB" in asked
    assert "/documents/" not in asked


def test_kind_of_information_stands_above_the_sentence_that_points_to_it(client: Client) -> None:
    shown = page(client, "XM")

    assert 0 < shown.index('class="known"') < shown.index("the kind of information above")
