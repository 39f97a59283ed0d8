"""Activities cut by marks are those that the reader cuts, or the file is left to the reader."""

import pytest

from article60.sources.iati.chunks import Cutter, Untrusted
from article60.sources.iati.cutter import blocks
from article60.sources.iati.window import Window

HEAD, TAIL = b"<iati-activities>", b"</iati-activities>"
ONE = b"<iati-activity><iati-identifier>XA-1</iati-identifier><title>One</title></iati-activity>"


def cut(written, size=8 << 20, piece=7):
    pieces = iter([written[place : place + piece] for place in range(0, len(written), piece)])
    return [
        chunk.activity(number)
        for chunk in Cutter().chunks(b"", pieces, root=b"</iati-activities", size=size)
        for number in range(len(chunk.starts))
    ]


def read(written):
    window = Window(iter([HEAD + written]))
    return [block.data for block in blocks(window, tag=b"iati-activity", root=b"iati-activities")]


@pytest.mark.parametrize(
    "written",
    [
        ONE + TAIL,
        ONE * 5 + TAIL,
        ONE + b"\n\t" + ONE + b" words " + TAIL,
        b'<iati-activity a="x>y">text</iati-activity>' + ONE + TAIL,
        b"<iati-activity\n>text</iati-activity\n>" + ONE + TAIL,
        b"<iati-activity><!-- a comment --><title>x</title></iati-activity><!-- and one -->" + ONE + TAIL,
        b"<iati-activity><![CDATA[ <b> ]]></iati-activity><?an instruction?>" + ONE + TAIL,
        ONE + b"</iati-activities\n>",
    ],
)
@pytest.mark.parametrize("size", [1, 60, 8 << 20])
def test_activities_are_those_that_the_reader_cuts(written, size):
    assert cut(written, size) == read(written)


@pytest.mark.parametrize(
    "written",
    [
        ONE,
        ONE + b"<iati-activity>" + TAIL,
        b"<iati-activity/>" + ONE + TAIL,
        b"<iati-activity><iati-activity></iati-activity>" + TAIL,
        b"<iati-activity><!-- </iati-activity> --></iati-activity>" + TAIL,
        b"<!-- " + ONE + b" -->" + ONE + TAIL,
        b"<iati-activity><![CDATA[ <iati-activity> ]]></iati-activity>" + TAIL,
        b"<iati-activity><!-- never closed </iati-activity>" + TAIL,
        b"<iati-activity><!ENTITY x></iati-activity>" + TAIL,
    ],
)
def test_what_marks_alone_do_not_tell_is_left_to_the_reader(written):
    with pytest.raises(Untrusted):
        cut(written)


@pytest.mark.parametrize(
    ("written", "closer"),
    [
        (b"<title>a<!-- b --></title>", True),
        (b"<title><![CDATA[corruption]]></title>", True),
        (b"<!-- <title>a</title> --><title>b</title>", True),
        (b"<!-- <iati-identifier>XA-2</iati-identifier> -->", True),
        (b"<!-- words --><title>b</title>", False),
        (b"<title>b</title><!-- words -->", False),
    ],
)
def test_hidden_words_matter_only_where_texts_and_names_stand(written, closer):
    activities = b"<iati-activity></iati-activity><iati-activity>" + written + b"</iati-activity>"
    (chunk,) = Cutter().chunks(b"", iter([activities + TAIL]), root=b"</iati-activities")

    assert chunk.closer.tolist() == [False, closer]
    assert chunk.hiding.tolist() == [False, True]
