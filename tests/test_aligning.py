"""A programme and a strategy held against the invented world, in six languages."""

import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from article60 import aligning
from article60.analysis.area import UnknownArea
from article60.codes.languages import LANGUAGES
from article60.demo import world
from article60.domain.programme import Programme
from article60.sources.forms import UnusableForm

PROGRAMME = "XX-DEMO-NORDEV-0015"
STRATEGY = """\
state: XA
title: National strategy <2026-2030>
actions:
  - {id: "1", action: Train protectors of witnesses, provisions: "32", types: capacity_building, lead: A ministry, end: 2028}
  - {id: "2", action: Protect reporting persons by law, provisions: "33", types: legislative_drafting}
  - {id: "3", action: A new tender portal for public procurement}
  - {id: "4", action: Renovate the building}
  - {id: "5", action: Return of officials who were lent, provisions: "60"}
"""


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    path = tmp_path / "strategy.yml"
    path.write_text(STRATEGY, encoding="utf-8")
    return path


def sections(text: str) -> dict[str, str]:
    """The parts of a text by their headings."""
    parts = re.split(r"^-- (.+) --$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_programme_is_its_activity_with_the_children(demo_release: Path) -> None:
    view = aligning.answer(PROGRAMME, release=demo_release, language="en")

    assert view.subject == "Southern Corridor integrity programme of Norvald"
    assert ("Area", "Ndara, Oromba") in view.facts
    assert [section.heading for section in view.sections] == ["Ndara", "Oromba"]


def test_every_priority_need_of_the_area_is_answered_with_a_reason(demo_release: Path) -> None:
    known = aligning.known(demo_release)
    view = aligning.answer(PROGRAMME, release=demo_release, language="en")

    wanted = {n.need_id for n in known.held.needs.values() if n.state in ("XA", "XB") and n.priority and n.grade in OPEN}
    items = [item for section in view.sections for group in section.groups for item in group.items]
    assert {item.name for item in items} == wanted
    assert wanted and all(item.reason.endswith(".") and item.place for item in items)


def test_what_only_a_machine_found_stands_under_no_heading_that_says_covered(demo_release: Path) -> None:
    view = aligning.answer(PROGRAMME, release=demo_release, language="en")

    groups = [group for section in view.sections for group in section.groups]
    found = {group.heading: [line for item in group.items for _, lines in item.lists for line in lines] for group in groups}
    by_machine = found["Possibly related work of others (found by machine, not confirmed)"]
    assert by_machine and all(line.endswith("found by machine, not confirmed") for line in by_machine)
    confirmed = [lines for heading, lines in found.items() if heading.startswith("Covered")]
    assert all(any(line.endswith("confirmed by a person") for line in lines) for lines in confirmed)


def test_other_activities_of_the_provider_are_not_those_of_others(demo_release: Path) -> None:
    view = aligning.answer(PROGRAMME, release=demo_release, language="en")

    lists = [one for section in view.sections for group in section.groups for item in group.items for one in item.lists]
    named = {name: " ".join(line for other, lines in lists if other == name for line in lines) for name, _ in lists}
    assert "Norvald Development Agency" in named["Other activities of the same provider"]
    assert "Norvald Development Agency" not in named["Activities of others"]


OPEN = {"unmet", "partly_met", "reported_addressed", "related_assistance_found", "no_assistance_found"}


def test_states_stand_by_their_names_in_the_readers_language(demo_release: Path) -> None:
    programme = Programme(
        identifier="plan.yml", title="A plan", provider=None, area=("asia_pacific",), provisions=("46",), types=(), start=None,
        end=None,
    )  # fmt: skip
    known = aligning.known(demo_release)

    english, chinese = (aligning.of_programme(programme, known=known, language=one) for one in ("en", "zh"))

    assert [s.heading for s in english.sections] == ["Khorvan", "Lanhai", "Qasira", "Tanavu"]
    assert [s.heading for s in chinese.sections] == sorted(("霍尔万", "兰海", "卡西拉", "塔纳武"))


def test_area_that_is_not_known_is_an_error(demo_release: Path) -> None:
    programme = Programme(
        identifier="plan.yml", title="A plan", provider=None, area=("Atlantis",), provisions=(), types=(), start=None, end=None
    )

    with pytest.raises(UnknownArea):
        aligning.of_programme(programme, known=aligning.known(demo_release), language="en")


def test_planned_programme_is_held_against_the_needs_of_its_states(demo_release: Path) -> None:
    view = aligning.answer(str(world.WORLD / "plans" / "NORDEV.yml"), release=demo_release, language="en")

    assert view.subject == "Tender training for Ndara and Oromba"
    assert ("Identifier", "NORDEV.yml") in view.facts and ("Area", "Ndara, Oromba") in view.facts
    assert [section.heading for section in view.sections] == ["Ndara", "Oromba"]
    reasons = {item.name: item.reason for section in view.sections for group in section.groups for item in group.items}
    assert "Same article. The provision is named with a type of assistance for which the need was stated." in reasons.values()


def test_planned_types_decide_whether_a_need_is_covered(demo_release: Path, tmp_path: Path) -> None:
    def covered(kind: str) -> list[str]:
        (tmp_path / "plan.yml").write_text(f"title: A plan\nstates: XA\nprovisions: 32\ntypes: {kind}\n", encoding="utf-8")
        view = aligning.answer(str(tmp_path / "plan.yml"), release=demo_release, language="en")
        groups = (group for section in view.sections for group in section.groups)
        return [item.about for group in groups if group.heading == "Covered by the programme" for item in group.items]

    assert (covered("capacity_building"), covered("translation")) == (["art. 32"], [])


def test_of_a_state_that_the_release_does_not_name_no_need_is_known(demo_release: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.yml").write_text("title: A plan\nstates: [XA, NO]\nprovisions: 9\n", encoding="utf-8")

    view = aligning.answer(str(tmp_path / "plan.yml"), release=demo_release, language="en")

    notes = {section.heading: section.note for section in view.sections}
    assert list(notes) == ["Ndara", "Norway"]
    assert "No need is known here" in notes["Norway"]


def test_planned_region_is_held_against_the_needs_of_its_states(demo_release: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.yml").write_text(
        "title: A plan\nstates: [Asia-Pacific States, Ndara]\nprovisions: 46\n", encoding="utf-8"
    )

    view = aligning.answer(str(tmp_path / "plan.yml"), release=demo_release, language="en")

    assert [one.heading for one in view.sections] == ["Khorvan", "Lanhai", "Ndara", "Qasira", "Tanavu"]


def test_strategy_tells_what_is_taken_up_and_what_answers_nothing(demo_release: Path, strategy: Path) -> None:
    found = sections(aligning.write(str(strategy), release=demo_release, language="en", out=None))

    assert "art. 32" in found["Taken up by the strategy"]
    assert "1: Train protectors of witnesses" in found["Taken up by the strategy"]
    assert "art. 6, para. 2" in found["Not taken up by the strategy"]
    assert "[5]" in found["Actions that answer no need"]
    assert "[2]" in found["Actions that answer other needs"] and "[3]" in found["Actions that answer other needs"]
    assert "[1]" in found["Actions that answer priority needs"]
    assert "[4]" in found["Actions of which it cannot be told"]


def test_strategy_of_the_invented_world_shows_every_kind_of_answer(demo_release: Path) -> None:
    named = str(world.WORLD / "strategies" / "XA.yml")

    found = sections(aligning.write(named, release=demo_release, language="en", out=None))

    assert list(found) == [
        "Taken up by the strategy", "Not taken up by the strategy", "Actions that answer no need",
        "Actions of which it cannot be told", "Actions that answer other needs", "Actions that answer priority needs",
    ]  # fmt: skip
    assert "other types of assistance" in found["Actions that answer no need"]


def test_provisions_read_in_words_are_said_to_be(demo_release: Path, strategy: Path) -> None:
    found = sections(aligning.write(str(strategy), release=demo_release, language="en", out=None))

    assert found["Actions that answer other needs"].count("provisions read by machine") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["programme", "plan", "strategy"])
def test_page_is_whole_in_every_language(demo_release: Path, strategy: Path, tmp_path: Path, kind: str, language: str) -> None:
    out = tmp_path / "answer.html"

    named = {"programme": PROGRAMME, "plan": str(world.WORLD / "plans" / "NORDEV.yml"), "strategy": str(strategy)}[kind]
    aligning.write(named, release=demo_release, language=language, out=out)

    page = out.read_text(encoding="utf-8")
    HTMLParser().feed(page)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert not re.search(r"<script|https?:", page)
    assert page.count('class="notice"') == 2  # a working draft; invented
    assert "<2026-2030>" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_in_every_language(language: str) -> None:
    text = files("article60.publication.reports").joinpath("alignment_words.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)

    assert [name for name, row in words.items() if not row[language].strip()] == []
    marks = {name: {one: set(re.findall(r"{\w+}", row[one])) for one in LANGUAGES} for name, row in words.items()}
    assert [name for name, of in marks.items() if of[language] != of["en"]] == []


def test_nothing_is_ranked_and_no_share_is_told(demo_release: Path, strategy: Path) -> None:
    for named in (PROGRAMME, str(strategy)):
        text = aligning.write(named, release=demo_release, language="en", out=None)

        assert "%" not in text and "score" not in text.casefold()


@pytest.mark.parametrize(
    ("named", "said"),
    [("XX-NONE", "neither a file nor an activity"), ("strategy-that-is-not-there.xlsx", "no such file; check the path")],
)
def test_what_is_neither_file_nor_activity_is_named(demo_release: Path, named: str, said: str) -> None:
    with pytest.raises(aligning.NothingToAlign, match=said):
        aligning.write(named, release=demo_release, language="en", out=None)


def test_form_that_cannot_be_written_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(aligning.NothingToAlign, match=r"end the name in \.html or \.txt"):
        aligning.write("XX-NONE", release=tmp_path, language="en", out=tmp_path / "answer.pdf")


def test_file_that_cannot_be_used_is_named(demo_release: Path, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("state,action\nXA,\n", encoding="utf-8")

    with pytest.raises(UnusableForm, match="no action"):
        aligning.write(str(tmp_path / "s.csv"), release=demo_release, language="en", out=None)
