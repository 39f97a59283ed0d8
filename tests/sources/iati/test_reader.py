"""Files of aid data: which are read, which are refused by name, and where each activity stands."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from article60.domain.activity_record import ActivityRecord
from article60.domain.run_note import RunNote
from article60.sources.iati import read
from article60.sources.iati.utf8 import PIECE

ONE = "<iati-activity><iati-identifier>XX-DEMO-1</iati-identifier></iati-activity>"
TWO = "<iati-activity>\n<iati-identifier>XX-DEMO-2</iati-identifier></iati-activity>"


def reading(path: Path) -> tuple[list[ActivityRecord], list[RunNote]]:
    notes: list[RunNote] = []
    return list(read(path, notes=notes)), notes


def written(folder: Path, content: str | bytes, *, name: str = "demo.xml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def identifiers(records: list[ActivityRecord]) -> list[str]:
    return [record.iati_identifier for record in records]


def test_activities_come_in_order_with_file_line_and_place(tmp_path: Path) -> None:
    path = written(tmp_path, f'<?xml version="1.0"?>\n<iati-activities version="2.03">\n{ONE}\n\n{TWO}\n</iati-activities>\n')

    records, notes = reading(path)

    assert [(r.iati_identifier, r.file, r.position, r.line) for r in records] == [
        ("XX-DEMO-1", "demo.xml", 0, 3),
        ("XX-DEMO-2", "demo.xml", 1, 5),
    ]
    assert {r.iati_version for r in records} == {"2.03"}
    assert notes == []


@pytest.mark.parametrize(
    "wrapped",
    [
        "<iati-activities>{}</iati-activities>",
        '<?xml-stylesheet href="a.css"?><!-- <iati-activity> --><iati-activities>{}</iati-activities>',
        "<result><ok>True</ok><iati-activities><query><limit>50</limit></query>{}</iati-activities></result>",
        '<iati-activities xmlns="http://example.org/own">{}</iati-activities>',
        "<iati-activities><x:record xmlns:x='http://example.org/x'/>{}</iati-activities >",
        "<feed>{}</feed>",
        "\n\n <iati-activities>{}</iati-activities> \n\n\n",
    ],
)
def test_activities_are_found_under_any_root(tmp_path: Path, wrapped: str) -> None:
    records, notes = reading(written(tmp_path, wrapped.format(ONE + TWO)))

    assert identifiers(records) == ["XX-DEMO-1", "XX-DEMO-2"]
    assert notes == []


def test_a_single_activity_can_be_the_whole_file(tmp_path: Path) -> None:
    records, notes = reading(written(tmp_path, ONE.replace("<iati-activity>", '<iati-activity version="2.02">')))

    assert [(r.iati_identifier, r.iati_version) for r in records] == [("XX-DEMO-1", "2.02")]
    assert notes == []


def test_prefixed_names_are_read(tmp_path: Path) -> None:
    content = (
        '<i:iati-activities xmlns:i="http://example.org/iati" version="2.03"><i:iati-activity>'
        "<i:iati-identifier>XX-DEMO-1</i:iati-identifier><i:title><i:narrative>Prefixed</i:narrative></i:title>"
        "</i:iati-activity></i:iati-activities>"
    )

    records, notes = reading(written(tmp_path, content))

    assert [(r.iati_identifier, r.texts[0].text) for r in records] == [("XX-DEMO-1", "Prefixed")]
    assert notes == []


def test_prefix_that_is_declared_nowhere_is_named_with_each_activity(tmp_path: Path) -> None:
    content = "<i:iati-activities><i:iati-activity><i:contact-info/></i:iati-activity></i:iati-activities>"

    records, notes = reading(written(tmp_path, content))

    assert records == []
    assert [(note.severity, "Namespace prefix i on iati-activity is not defined" in note.message) for note in notes] == [
        ("refused", True)
    ]


def test_extensions_are_skipped_by_their_namespace(tmp_path: Path) -> None:
    content = (
        '<iati-activities xmlns:x="http://example.org/x"><iati-activity x:kind="b"><x:title>Not this</x:title>'
        "<title>This</title></iati-activity></iati-activities>"
    )

    records, _ = reading(written(tmp_path, content))

    assert [text.text for text in records[0].texts] == ["This"]


def test_comments_and_cdata_hide_tags(tmp_path: Path) -> None:
    content = (
        f"<iati-activities><!-- {TWO} --><![CDATA[<iati-activity>]]>"
        "<iati-activity><!-- </iati-activity> --><iati-identifier>XX-DEMO-1</iati-identifier>"
        "<title><![CDATA[Ends with </iati-activity> & more]]></title></iati-activity\n></iati-activities>"
    )

    records, notes = reading(written(tmp_path, content))

    assert identifiers(records) == ["XX-DEMO-1"]
    assert records[0].texts[0].text == "Ends with </iati-activity> & more"
    assert notes == []


def test_empty_activities_are_records_too(tmp_path: Path) -> None:
    records, _ = reading(written(tmp_path, f'<iati-activities><iati-activity note="a > b"/>{ONE}</iati-activities>'))

    assert [(r.position, r.iati_identifier) for r in records] == [(0, ""), (1, "XX-DEMO-1")]


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "windows-1252")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_are_read_as_declared_or_marked(tmp_path: Path, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    activity = "<iati-activity><title>Procès équitable à Xéa</title></iati-activity>"
    content = f'<?xml version="1.0" encoding="{declared}"?><iati-activities>{activity}</iati-activities>'

    records, notes = reading(written(tmp_path, content.encode(encoding)))

    assert records[0].texts[0].text == "Procès équitable à Xéa"
    assert notes == []


def test_bytes_that_are_not_utf8_cost_nothing_but_a_note(tmp_path: Path) -> None:
    content = f"<iati-activities>{ONE}<iati-activity><title>Procès</title></iati-activity></iati-activities>".encode("cp1252")

    records, notes = reading(written(tmp_path, content))

    assert records[1].texts[0].text == "Procès"
    assert "not in the encoding declared; read as Windows-1252" in records[1].notes
    assert notes == []


def test_html_names_of_characters_are_read(tmp_path: Path) -> None:
    content = "<iati-activities><iati-activity><title>Proc&egrave;s&nbsp;A &amp; B</title></iati-activity></iati-activities>"

    records, notes = reading(written(tmp_path, content))

    assert records[0].texts[0].text == "Procès A & B"
    assert "HTML's names of characters, which XML does not know" in records[0].notes
    assert notes == []


DTD = "declares a document type"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", None, "empty"),
        (b" \n\t", None, "empty"),
        (b"\0\0\0\0", None, "empty"),
        (b"PK\x03\x04\x14\x00rest of a workbook", 1, "ZIP archive or spreadsheet"),
        (b"\x1f\x8b\x08\x00", 1, "compressed"),
        (b'{"activities": []}', 1, "JSON"),
        (b"identifier,title\n1,2\n", 1, "not XML"),
        (b"<!-- saved --><!DOCTYPE html><html><body>Not found</body></html>", 1, "HTML page"),
        (b"<html><body>Not found</body></html>", 1, "HTML page"),
        (b'<?xml version="1.0" encoding="x-none"?><iati-activities/>', 1, "encoding x-none"),
        (b"<rss><channel/></rss>", 1, "its root is 'rss'"),
        (b"<iati-activities><broken", 1, "not well-formed"),
        (b"<iati-activities><a></b><iati-activity/></iati-activities>", 1, "not well-formed"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY e "v">]>\n<a/>', 2, DTD),
        (b'<!DOCTYPE iati-activities SYSTEM "http://example.org/a.dtd"><iati-activities/>', 1, DTD),
        (b'<!--\n-->\n<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><a/>', 3, DTD),
    ],
)
def test_what_is_no_aid_data_is_refused_by_name(tmp_path: Path, content: bytes, line: int | None, said: str) -> None:
    records, notes = reading(written(tmp_path, content))

    assert records == []
    assert [(note.severity, note.subject, note.line) for note in notes] == [("refused", "demo.xml", line)]
    assert said in notes[0].message


def test_document_types_are_refused_in_wider_encodings_too(tmp_path: Path) -> None:
    content = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "v">]><iati-activities>{ONE}</iati-activities>'

    records, notes = reading(written(tmp_path, content.encode("utf-16")))

    assert records == []
    assert DTD in notes[0].message


def test_laughing_entities_are_refused_at_once(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    activity = "<iati-activity><title>&l11;</title></iati-activity>"
    content = f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><iati-activities>{activity}</iati-activities>'

    records, notes = reading(written(tmp_path, content))

    assert records == []
    assert DTD in notes[0].message


def test_many_comments_before_the_root_cost_no_time(tmp_path: Path) -> None:
    records, _ = reading(written(tmp_path, "<!-- a -->\n" * 5000 + f"<iati-activities>{ONE}</iati-activities>"))

    assert [(r.iati_identifier, r.line) for r in records] == [("XX-DEMO-1", 5001)]


def test_too_deep_nesting_costs_the_activity_only(tmp_path: Path) -> None:
    deep = "<a>" * 5000 + "</a>" * 5000
    content = f"<iati-activities>\n{ONE}\n<iati-activity>{deep}</iati-activity>\n{TWO}</iati-activities>"

    records, notes = reading(written(tmp_path, content))

    assert identifiers(records) == ["XX-DEMO-1", "XX-DEMO-2"]
    assert [(note.severity, note.line) for note in notes] == [("refused", 3)]


def test_a_malformed_activity_is_named_with_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    broken = "<iati-activity>\n<title>A & B</title></iati-activity>"
    content = f"<iati-activities>\n{ONE}\n{broken}\n{TWO}</iati-activities>"

    records, notes = reading(written(tmp_path, content))

    assert identifiers(records) == ["XX-DEMO-1", "XX-DEMO-2"]
    assert [(note.severity, note.line) for note in notes] == [("refused", 4)]
    assert notes[0].message.startswith("activity from line 3: not well-formed")


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (f"<iati-activities>\n{ONE}\n<iati-activity><title>Cut of", 3, "before the activity is closed"),
        (f"<iati-activities>\n{ONE}\n<iati-activity><title>Cut of</title></iati-activ", 3, "before the activity is closed"),
        (f"<iati-activities>\n{ONE}\n<iati-acti", 3, "before iati-activities is closed"),
        (f"<iati-activities>\n{ONE}\n", 3, "before iati-activities is closed"),
        (f"<iati-activities>\n{ONE}\n<!-- never closed {TWO}", 3, "<!-- is never closed"),
    ],
)
def test_activities_before_a_break_are_kept_and_the_break_is_named(tmp_path: Path, content: str, line: int, said: str) -> None:
    records, notes = reading(written(tmp_path, content))

    assert identifiers(records) == ["XX-DEMO-1"]
    assert (notes[0].severity, notes[0].line) == ("refused", line)
    assert said in notes[0].message


def test_an_end_without_its_beginning_is_named_with_its_line_where_it_stands_across_pieces(tmp_path: Path) -> None:
    begin, end = f"<iati-activities>\n{ONE}<x>", f"</x>\n</iati-activity{' ' * 300}"
    lines = "y\n" * ((PIECE - len(begin) - len(end)) // 2)
    first = (begin + lines).ljust(PIECE - len(end)) + end

    records, notes = reading(written(tmp_path, f"{first}>\n{TWO}</iati-activities>"))

    assert identifiers(records) == ["XX-DEMO-1", "XX-DEMO-2"]
    assert [(note.line, note.message) for note in notes] == [
        (first.count("\n") + 1, "an end of an activity without its beginning")
    ]


def test_an_activity_without_its_end_does_not_swallow_the_next(tmp_path: Path) -> None:
    content = f"<iati-activities>\n<iati-activity><title>No end</title>\n{TWO}\n</iati-activity>\n{ONE}</iati-activities>"

    records, notes = reading(written(tmp_path, content))

    assert identifiers(records) == ["XX-DEMO-2", "XX-DEMO-1"]
    assert [note.line for note in notes] == [2, 5]


def test_organisation_files_and_empty_lists_are_named(tmp_path: Path) -> None:
    organisation = written(tmp_path, "<iati-organisations><iati-organisation/></iati-organisations>", name="org.xml")
    empty = written(tmp_path, "<iati-activities version='2.03'/>", name="none.xml")

    assert reading(organisation)[1][0].message == "an organisation file: it holds no activities"
    assert (reading(empty)[1][0].severity, reading(empty)[1][0].message) == ("doubtful", "holds no activities")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    records, notes = reading(tmp_path / "absent.xml")

    assert records == []
    assert (notes[0].severity, notes[0].subject) == ("refused", "absent.xml")


def test_repeated_activities_are_noted(tmp_path: Path) -> None:
    other = ONE.replace("</iati-activity>", "<title>Other</title></iati-activity>")

    records, _ = reading(written(tmp_path, f"<iati-activities>{ONE}{ONE}{other}</iati-activities>"))

    assert "identical to an earlier activity of the file" in records[1].notes
    assert "an earlier activity of the file, with other content, has the same identifier" in records[2].notes
    assert not any("earlier activity" in note for note in records[0].notes)


def test_an_element_without_end_is_refused_before_memory_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.sources.iati.window.LARGEST", 3 << 20)
    content = f"<iati-activities>\n{ONE}\n<iati-activity><title>{'a' * (8 << 20)}"

    records, notes = reading(written(tmp_path, content))

    assert identifiers(records) == ["XX-DEMO-1"]
    assert (notes[-1].line, notes[-1].message) == (3, "a single element is larger than 3 MiB; split the file")


def test_activities_across_pieces_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.sources.iati.utf8.PIECE", 7)
    content = "<iati-activities>\n" + "\n".join(
        f"<!-- {n} --><iati-activity><iati-identifier>XX-{n}</iati-identifier></iati-activity>" for n in range(50)
    )

    records, notes = reading(written(tmp_path, content + "\n</iati-activities>"))

    assert [(r.iati_identifier, r.line) for r in records] == [(f"XX-{n}", n + 2) for n in range(50)]
    assert notes == []


PIECES = st.sampled_from(
    [
        "<iati-activity>",
        "</iati-activity>",
        ONE,
        TWO,
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?a",
        "?>",
        "&lt;",
        "&",
        "<title>",
        "</title>",
        "text\n",
        '<a b=">',
        '"',
        "/>",
        "</iati-activities>",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=14))
def test_reading_never_fails_and_equals_a_full_parse_of_what_is_well_formed(tmp_path: Path, parts: list[str]) -> None:
    content = f"<iati-activities>{''.join(parts)}</iati-activities>".encode()

    records, notes = reading(written(tmp_path, content))

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return
    activities = list(root.iter("iati-activity"))
    if all(element.getparent() is root for element in activities):
        assert identifiers(records) == [(element.findtext("iati-identifier") or "").strip() for element in activities]
        assert [note for note in notes if note.severity == "refused"] == []
