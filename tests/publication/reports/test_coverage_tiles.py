"""Tiles of reports say what the register knows of each State, and in the trend note of whom is not said."""

from dataclasses import replace

import pytest

from article60.charts.tiles import Tiles
from article60.codes.languages import LANGUAGES
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, make
from article60.publication.reports.model import Drawn
from invented_tables import tables


def tiles(report):
    return next(one.chart for one in report.blocks if isinstance(one, Drawn) and isinstance(one.chart, Tiles))


@pytest.fixture
def note(publish):
    """The trend note of the invented tables, with the States in groups as told."""

    def made(language="en", **groups):
        given = tables()
        given["states"] = [replace(one, regional_group=groups.get(one.state, "african")) for one in given["states"]]
        return make(KINDS["trend-note"], publish(given), about=About(), language=language)

    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_one_tile_for_each_chapter_and_none_is_named(folder, connection, language):
    made = tiles(make(KINDS["trend-note"], folder, about=About(), language=language))
    assert len(made.panels) == connection.execute("SELECT count(DISTINCT chapter) FROM coverage").fetchone()[0]
    for panel in made.panels:
        shown = [tile for group in panel.groups for tile in group.tiles]
        assert len(shown) == connection.execute("SELECT count(DISTINCT state) FROM coverage").fetchone()[0]
        assert not any(tile.code for tile in shown)
    names = [row[0] for row in connection.execute("SELECT name_en FROM states")]
    assert names and not [name for name in names if name in made.told]


def test_group_of_fewer_than_five_states_does_not_stand_apart(note):
    """Nor does the other one, from whose difference to all it could be told."""
    made = tiles(note(XA="asia_pacific", XB="asia_pacific"))
    groups = {tuple(group.label for group in panel.groups) for panel in made.panels}
    assert groups == {("All regional groups together",)}


def test_groups_of_five_or_more_stand_apart(note):
    groups = {tuple(group.label for group in panel.groups) for panel in tiles(note()).panels}
    assert groups == {("African States",)}


def test_within_a_group_tiles_stand_by_kind_and_words_tell_no_number(note):
    made = tiles(note())
    order = [kind for kind, _ in made.key]
    for panel in made.panels:
        for group in panel.groups:
            places = [order.index(tile.kind) for tile in group.tiles]
            assert places == sorted(places)
    assert not any(letter.isdigit() for letter in made.told)
