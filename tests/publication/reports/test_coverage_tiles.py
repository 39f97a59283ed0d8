"""Tiles of reports say what the register knows of each State, and in the trend note of whom is not said."""

from dataclasses import replace

import pytest
from lxml import etree

from article60.charts.look import of_the_site
from article60.charts.tiles import Group, Panel, Tile, Tiles, drawn
from article60.codes.labels import codes
from article60.codes.languages import LANGUAGES
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About, make
from article60.publication.reports.model import Drawn
from article60.publication.reports.wording import Wording
from invented_tables import tables


def tiles(report):
    return [one.chart for one in report.blocks if isinstance(one, Drawn) and isinstance(one.chart, Tiles)]


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
    assert len(made) == connection.execute("SELECT count(DISTINCT chapter) FROM coverage").fetchone()[0]
    names = [row[0] for row in connection.execute("SELECT name_en FROM states")]
    for one in made:
        (panel,) = one.panels
        shown = [tile for group in panel.groups for tile in group.tiles]
        assert len(shown) == connection.execute("SELECT count(DISTINCT state) FROM coverage").fetchone()[0]
        assert not any(tile.code for tile in shown)
        assert names and not [name for name in names if name in one.told]


def test_picture_of_all_states_keeps_to_a_page_in_every_language():
    """The text of a page is 937 pixels high in Word, 964 in PDF, with a caption above the picture."""
    for language in LANGUAGES:
        words = Wording(language, "report")
        groups = [Group(words.code("regional_groups", one), [Tile("needs_stated")] * 56) for one in codes("regional_groups")]
        key = [(kind, words.code("coverage_cells", kind)) for kind in codes("coverage_cells")]
        svg = drawn(Tiles(title="", told="", key=key, panels=[Panel("II", groups)]), of_the_site())
        assert 200 < float(etree.fromstring(svg.encode()).get("height")) < 450


def test_group_of_fewer_than_five_states_does_not_stand_apart(note):
    """Nor does the other one, from whose difference to all it could be told."""
    groups = {group.label for one in tiles(note(XA="asia_pacific", XB="asia_pacific")) for group in one.panels[0].groups}
    assert groups == {"All regional groups together"}


def test_groups_of_five_or_more_stand_apart(note):
    assert {group.label for one in tiles(note()) for group in one.panels[0].groups} == {"African States"}


def test_within_a_group_tiles_stand_by_kind_and_words_tell_no_number(note):
    for one in tiles(note()):
        order = [kind for kind, _ in one.key]
        for group in one.panels[0].groups:
            places = [order.index(tile.kind) for tile in group.tiles]
            assert places == sorted(places)
        assert not any(letter.isdigit() for letter in one.told)
