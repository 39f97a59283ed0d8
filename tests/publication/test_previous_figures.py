import json
import shutil

import pytest

from article60.publication.previous_figures import previous_figures
from article60.publication.reading import NotARelease, release_json
from invented_tables import BEFORE, tables


def test_figures_of_a_release_come_with_its_name_hash_and_definitions(folder):
    said, read = release_json(folder), {one.figure: one for one in previous_figures(folder)}
    published = json.loads((folder / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert list(read) == [one["figure"] for one in published]
    lead = read["states_with_needs.cycle"]
    assert (lead.release, lead.content_hash) == (said["name"], said["content_hash"])
    assert (lead.table, lead.measure, lead.dimension) == ("needs", "distinct:state", "cycle")
    assert (lead.value, lead.parts) == ("7", (("1", "3"), ("2", "4")))


def test_release_beside_its_own_figures_shows_no_change(folder, publish):
    later = publish(tables() | {"previous_figures": previous_figures(folder)})
    published = json.loads((later / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert all(one["previous"] == one["value"] and one["previous_parts"] == one["parts"] for one in published)
    said = release_json(folder)
    assert release_json(later)["previous"] == {"name": said["name"], "content_hash": said["content_hash"]}


def test_release_names_the_one_before(folder):
    assert release_json(folder)["previous"] == {"name": BEFORE, "content_hash": "a" * 64}


@pytest.mark.parametrize("text", ["", "{}", '{"figures": [{}]}', '{"figures": 3}'])
def test_figures_that_cannot_be_read_are_named(folder, tmp_path, text):
    shutil.copytree(folder, tmp_path / "broken")
    (tmp_path / "broken" / "figures.json").write_text(text)
    with pytest.raises(NotARelease, match="its figures cannot be read"):
        previous_figures(tmp_path / "broken")
