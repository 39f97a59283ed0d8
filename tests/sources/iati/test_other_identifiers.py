"""Identifiers that an activity has besides its own, as versions of the standard write them."""

from pathlib import Path

import pytest

from article60.sources.iati import read


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<other-identifier ref="XX-OLD-1" type="A3"/>', (("A3", "XX-OLD-1"),)),
        ('<other-identifier ref="XX-OLD" type="B1"><owner-org ref="XX"/></other-identifier>', (("B1", "XX-OLD"),)),
        ('<other-identifier owner-ref="XX" owner-name="Demo"> 4711 </other-identifier>', (("", "4711"),)),
        (
            '<participating-org role="4" ref="XX-NGO" activity-id="XX-NGO-9"/><other-identifier ref="7" type="A1"/>',
            (("A1", "7"), ("participant", "XX-NGO-9")),
        ),
        ('<other-identifier ref="7" type="A1"/><other-identifier ref="7" type="A1"/>', (("A1", "7"),)),
        ('<other-identifier/><other-identifier ref=" " type="A3"/>', ()),
        ('<other-identifier ref="write to who@example.org" type="A9"/>', (("A9", "write to [e-mail address removed]"),)),
    ],
)
def test_other_identifiers_are_kept_with_their_type(tmp_path: Path, inside: str, found: tuple[tuple[str, str], ...]) -> None:
    path = tmp_path / "demo.xml"
    path.write_text(
        f'<iati-activities version="2.03"><iati-activity><iati-identifier>XX-1</iati-identifier>{inside}</iati-activity>'
        "</iati-activities>",
        encoding="utf-8",
    )
    (record,) = read(path, notes=[])
    assert record.other_identifiers == found
