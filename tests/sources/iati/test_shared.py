"""The reader on published files: everything well-formed is read as a full parse reads it, in little memory."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from article60.domain.run_note import RunNote
from article60.sources.iati import read

pytestmark = pytest.mark.shared

# Memory of a process is measured in the process itself: ru_maxrss is in KiB on Linux.
MEASURE = """
import resource, sys
from pathlib import Path
from article60.sources.iati import read
count = sum(1 for _ in read(Path(sys.argv[1]), notes=[], detects_language=False))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def full_parse(path: Path) -> list[str] | None:
    """Identifiers of all activities by a parser that holds the whole tree; None where it fails."""
    try:
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return None
    return [(element.findtext("iati-identifier") or "").strip() for element in tree.iter("iati-activity")]


@pytest.mark.parametrize("folder", ["edge", "anticorruption", "real"])
def test_published_files_are_read_as_a_full_parse_reads_them(shared: Path, folder: str) -> None:
    for path in sorted((shared / "iati" / folder).rglob("*.xml")):
        notes: list[RunNote] = []

        found = [record.iati_identifier for record in read(path, notes=notes, detects_language=False)]

        expected = full_parse(path)
        if expected is None:
            assert any(note.severity == "refused" for note in notes), path.name
        else:
            assert found == expected, path.name
            assert found or notes, path.name
            assert all(note.subject == path.name for note in notes)


def test_every_oddity_of_the_published_slices_is_noted(shared: Path) -> None:
    slices = shared / "iati" / "edge" / "real-slices"
    said = {path.stem: {n for r in read(path, notes=[]) for n in r.notes} for path in slices.glob("*.xml")}

    def noted(slice_name: str, beginning: str) -> bool:
        return any(note.startswith(beginning) for note in said[slice_name])

    assert noted("mojibake", "letters garbled")
    assert noted("ufffd", "letters lost")
    assert noted("html-in-narrative", "HTML in a text")
    assert noted("country-iso3-codes", "country code BGD read as BD")
    assert noted("region-code-used-as-country", "country code 998 is that of a region")
    assert noted("percent-sum-200", "recipients: percentages make 200")
    assert noted("value-scientific-notation", "amount not written as a plain number")
    assert noted("value-decimal-comma", "amount not written as a plain number")
    assert noted("end-before-start", "ends on")
    assert noted("empty-title", "title is empty")


def test_no_address_of_a_person_is_read(shared: Path) -> None:
    for path in sorted((shared / "iati" / "anticorruption").glob("iati-*.xml")):
        for record in read(path, notes=[], detects_language=False):
            assert "@" not in "".join(organisation.name or "" for organisation in record.organisations)


def test_memory_does_not_grow_with_the_file(shared: Path, tmp_path: Path) -> None:
    activities = (shared / "iati" / "anticorruption" / "iati-1.02.xml").read_bytes()
    body = activities[activities.index(b"<iati-activity ") : activities.rindex(b"</iati-activities>")]
    peaks = Counter[int]()
    for times in (40, 800):
        path = tmp_path / f"{times}.xml"
        path.write_bytes(b'<iati-activities version="1.02">' + body * times + b"</iati-activities>")
        measured = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
        peaks[times] = int(measured.stdout.split()[1])

    assert peaks[800] < 1.2 * peaks[40]
