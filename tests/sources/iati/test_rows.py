"""Activities that are parsed together are those that are parsed one by one, with the same notes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.quality.bench import awkward
from tests.sources.iati.test_ten_fields import both, derived

from article60.sources.aid_file import AidFile
from article60.sources.iati import reader, rows
from article60.sources.iati.reader import Reading

PLAIN = "<iati-activity><iati-identifier>XM-1</iati-identifier><title>Aid &amp; more</title></iati-activity>"
PARTS = [
    PLAIN,
    "<iati-activity/>",
    '<iati-activity default-currency="x>y" ><title>a</title></iati-activity >',
    "<iati-activity><title>a<!-- <iati-activity> --></title></iati-activity>",
    "<iati-activity><title>a<!-- </iati-activity> --></title></iati-activity>",
    "<iati-activity><title><![CDATA[<iati-activity></iati-activity>]]></title></iati-activity>",
    "<iati-activity><?one <iati-activity/>?><title>a</title></iati-activity>",
    "<iati-activity><other><iati-activity><title>inner</title></iati-activity></other></iati-activity>",
    "<iati-activity><iati-activities/><iati-activity-like/></iati-activity>",
    '<x:iati-activity xmlns:x="https://x.example"><iati-activity><title>b</title></iati-activity></x:iati-activity>',
    '<iati-activity xmlns="https://y.example"><title>c</title></iati-activity>',
    "<iati-activity><title>never closed</iati-activity>",
    "<iati-activity><title>d</title>",
    "<title>e</title></iati-activity>",
    "<iati-activity><title>f&nbsp;g&unknown;</title></iati-activity>",
    "<iati-activity><title>\udce9</title></iati-activity>",
    "<x:iati-activity><title>h</title></x:iati-activity>",
    "<other><iati-activity><title>i</title></iati-activity></other>",
    "<!-- <iati-activity> -->",
    "<!-- never closed",
    "</iati-activities>",
    "<iati-activities>",
    "text & more",
    "<",
    "\n" * 40,
]


def written(path: Path, parts: list[str], root: str = "iati-activities") -> Path:
    path.write_bytes(f"<{root}>\n{''.join(parts)}\n</{root}>".encode(errors="surrogateescape"))
    return path


@pytest.fixture
def short_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows so short, and bytes read in such small pieces, that several of each stand in a small file."""
    monkeypatch.setattr(rows, "_ROW_BYTES", 300)
    monkeypatch.setattr("article60.sources.iati.utf8.PIECE", 700)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS) | st.just(PLAIN), max_size=30))
@example([PLAIN] * 20)
@example([*[PLAIN] * 5, PARTS[11], *[PLAIN] * 9])
@pytest.mark.usefixtures("short_rows")
def test_of_any_file_the_fields_are_those_of_the_records(tmp_path: Path, parts: list[str]) -> None:
    fields, records = both(written(tmp_path / "a.xml", parts))

    assert fields == [derived(record) for record in records]


@pytest.mark.parametrize("is_short", [True, False])
def test_of_awkward_files_the_fields_are_those_of_the_records(
    tmp_path: Path, is_short: bool, request: pytest.FixtureRequest
) -> None:
    if is_short:
        request.getfixturevalue("short_rows")
    for path in awkward.make(tmp_path, draws=1):
        fields, records = both(path)
        assert fields == [derived(record) for record in records], path.name


def test_activities_of_a_plain_file_are_parsed_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.xml", [PLAIN] * 20)
    monkeypatch.setattr(reader, "element", None)

    assert len(list(Reading(AidFile.at(path), []).elements())) == 20


def test_after_a_broken_activity_others_are_parsed_together_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_ROW_BYTES", 300)
    path = written(tmp_path / "a.xml", [*[PLAIN] * 20, "<iati-activity><title></iati-activity>", *[PLAIN] * 20])
    one_by_one, plain = [], reader.element
    monkeypatch.setattr(reader, "element", lambda block, **how: one_by_one.append(block) or plain(block, **how))

    assert len(list(Reading(AidFile.at(path), []).elements())) == 40
    assert 1 <= len(one_by_one) <= 5
