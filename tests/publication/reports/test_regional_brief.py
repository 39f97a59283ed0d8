from contextlib import closing
from dataclasses import replace

import pytest

from article60.charts.tiles import Tiles
from article60.publication.reading import open_release
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, lines, make
from article60.publication.reports.model import Drawn, Quote, Table
from article60.publication.reports.records import Teller
from article60.publication.reports.regional_brief import LISTED, MOST, by_article
from article60.publication.reports.wording import Wording
from invented_tables import STATES, tables


def test_needs_that_name_no_article_stand_last_and_are_not_lost(publish):
    records = tables()
    bare = replace(records["needs"][0], articles=(), provisions=())
    release = publish(records | {"needs": [bare, *records["needs"][1:]]})
    with closing(open_release(release)) as connection:
        teller = Teller(connection, Wording("en", "report"))
        needs = teller.needs("1")
        found = by_article(teller, needs)

    assert found[-1].article == "-"
    assert bare.need_id in {told.need.need_id for told in found[-1].needs}
    assert {told.need.need_id for one in found for told in one.needs} == {told.need.need_id for told in needs}


@pytest.fixture
def brief(publish):
    """The brief of African States, of whom there are as many as told; the others are of another group. Needs can be many."""

    def made(members, times=1):
        given = tables()
        given["needs"] += [replace(one, need_id=f"{one.need_id}-{n}") for one in given["needs"] for n in range(times - 1)]
        given["needs"] = [replace(one, grade="no_assistance_found") for one in given["needs"]]
        given["activity_recipients"] += [
            replace(given["activity_recipients"][0], code=state, state=state, position=place)
            for place, state in enumerate(STATES, start=20)
        ]
        given["states"] = [
            replace(one, regional_group="african" if place < members else "asia_pacific")
            for place, one in enumerate(given["states"])
        ]
        return make(KINDS["regional-brief"], publish(given), about=About(region="african"), language="en")

    return made


def text(report):
    return "\n".join("".join(getattr(one, "text", "") for one in line) for line in lines(report.blocks))


def test_group_of_few_states_has_no_numbers_and_says_why_and_has_words_with_sources(brief):
    report = brief(2)
    assert "only where at least five of its States are counted" in text(report)
    assert {shown.address for shown in report.numbers} == {"documents_read"}
    heads = [
        "".join(getattr(one, "text", "") for one in block.rows[0][1]) for block in report.blocks if isinstance(block, Table)
    ]
    assert "In the words of the document" in heads


def test_group_of_which_all_figures_count_enough_states_has_numbers_and_no_reason_why_not(brief):
    report = brief(len(tables()["states"]))
    assert "at least five of its States" not in text(report)
    assert any(shown.address.startswith("states_with_needs") for shown in report.numbers)


def test_group_of_five_states_of_which_a_figure_counts_fewer_has_no_numbers(brief):
    """The others are two, and would show through the difference."""
    report = brief(5)
    assert "at least five of its States" in text(report)
    assert {shown.address for shown in report.numbers} == {"documents_read"}


def test_tiles_name_the_states_and_a_table_says_the_same(brief):
    report = brief(3)
    (tiles,) = [one.chart for one in report.blocks if isinstance(one, Drawn) and isinstance(one.chart, Tiles)]
    table = next(one for one in report.blocks if isinstance(one, Table))
    labels = dict(tiles.key)
    drawn = [[labels[group.tiles[place].kind] for group in tiles.panels[0].groups] for place in range(3)]
    assert drawn == [["".join(one.text for one in cell) for cell in row[1:]] for row in table.rows[1:]]
    assert [tile.code for tile in tiles.panels[0].groups[0].tiles] == ["XA", "XB", "XC"]


def test_practices_that_are_left_out_are_spoken_of(publish):
    given = tables()
    given["good_practices"] = [replace(given["good_practices"][0], practice_id=f"XA-PRACTICE{number}") for number in range(13)]
    report = make(KINDS["regional-brief"], publish(given), about=About(region="african"), language="en")
    assert "Further good practices stand in the register." in text(report)
    assert len([one for one in report.blocks if isinstance(one, Quote)]) == LISTED


def test_states_that_are_alike_share_a_row_with_their_codes_and_names(brief):
    """Nothing is held about the last two of the ten."""
    table = next(one for one in brief(10).blocks if isinstance(one, Table) and len(one.rows[0]) == 5)
    cells = ["".join(one.text for one in row[0]) for row in table.rows[1:]]
    assert len(cells) < 10
    named = [name for cell in cells for name in cell.split("; ")]
    assert sorted(named) == sorted(f"{state} – Invented {state}" for state in STATES)


def test_needs_that_are_more_than_a_brief_can_tell_are_counted_by_cluster(brief):
    report = brief(len(tables()["states"]), times=MOST)
    assert "The open needs are more than a brief can tell one by one" in text(report)
    assert any(shown.address.startswith("current_needs.cluster") for shown in report.numbers)
    assert "Open needs, article by article" not in text(report)


def test_sources_that_are_more_than_a_brief_can_list_are_left_to_the_register(brief, monkeypatch):
    headings = {line for line in text(brief(10)).splitlines() if line.startswith("Annex")}
    monkeypatch.setitem(KINDS, "regional-brief", replace(KINDS["regional-brief"], annex_letters=1))
    report = brief(10)
    assert headings and not [line for line in text(report).splitlines() if line.startswith("Annex")]
    assert any(note.endswith("more (the register).") for note in report.notes)
    assert not any("annex" in note for note in report.notes)
