"""Activities that are parsed together are those that are parsed one by one, with the same notes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.quality.bench import awkward
from tests.sources.iati.test_ten_fields import both, derived

from article60.sources.aid_file import AidFile
from article60.sources.iati import reader, rows
from article60.sources.iati.elements import own_text
from article60.sources.iati.head import Head
from article60.sources.iati.reader import Reading

PLAIN = "<iati-activity><iati-identifier>XM-1</iati-identifier><title>Aid &amp; more</title></iati-activity>"
PARTS = [
    PLAIN,
    "<iati-activity/>",
    "<iati-activity><title><b>a</b> <i>b</i></title></iati-activity>",
    "<iati-activity><description><narrative> <b/>c\n<i>d</i> </narrative></description></iati-activity>",
    "<iati-activity><participating-org> <b>a</b> <email>a@b.example</email> <b>c</b></participating-org></iati-activity>",
    "<iati-activity><budget> <value> <a>1</a> <b>2</b> </value> </budget></iati-activity>",
    "<iati-activity><iati-identifier><a>1</a> <b>2</b></iati-identifier></iati-activity>",
    "<iati-activity><title><x>a</x> <x>b</x> &#32;<x>c</x> <![CDATA[ ]]><x>d</x></title><iati-activity-date/></iati-activity>",
    "<iati-activity><title>\n<narrative>e</narrative>\n<narrative>f <b>g</b> <b>h</b></narrative>\n</title></iati-activity>",
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
@example([*[PLAIN] * 5, PARTS[18], *[PLAIN] * 9])
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

    assert len(list(Reading(AidFile.at(path), []).fields(lambda activity, head: activity))) == 20


def test_after_a_broken_activity_others_are_parsed_together_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_ROW_BYTES", 300)
    path = written(tmp_path / "a.xml", [*[PLAIN] * 20, "<iati-activity><title></iati-activity>", *[PLAIN] * 20])
    one_by_one, plain = [], reader.element
    monkeypatch.setattr(reader, "element", lambda block, **how: one_by_one.append(block) or plain(block, **how))

    assert len(list(Reading(AidFile.at(path), []).fields(lambda activity, head: activity))) == 40
    assert 1 <= len(one_by_one) <= 5


def test_of_a_text_with_elements_in_it_no_blank_is_lost(tmp_path: Path) -> None:
    marked = "<iati-activity><title><narrative> <b>one</b> <i>two</i> </narrative></title></iati-activity>"
    (apart, *_), _ = both(written(tmp_path / "a.xml", [marked, PLAIN]))

    assert apart["title"] == [(None, "one two")]


def test_blanks_are_parsed_where_a_text_has_elements_in_it_alone(tmp_path: Path) -> None:
    def title(activity: etree._Element, _: Head) -> tuple[str, int]:
        (found,) = activity.iterchildren("title")
        return own_text(found), sum(one.tail is not None for one in activity)

    plain = PLAIN.replace("><title", "> <title")
    path = written(tmp_path / "a.xml", [plain] * 3)
    assert list(Reading(AidFile.at(path), []).fields(title)) == [("Aid & more", 0)] * 3

    marked = plain.replace("Aid", "<b>Aid</b>")
    path = written(tmp_path / "b.xml", [plain, marked])
    assert list(Reading(AidFile.at(path), []).fields(title)) == [("Aid & more", 1)] * 2


def test_more_blanks_in_one_place_than_are_read_are_refused_though_blanks_are_not_parsed(tmp_path: Path) -> None:
    blanks = "\r" * (11 << 20)
    path = written(tmp_path / "a.xml", [PLAIN, f"<iati-activity>{blanks}<title>a</title></iati-activity>", PLAIN])

    fields, records = both(path)

    assert len(fields) == len(records) == 2
