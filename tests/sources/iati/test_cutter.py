"""Activities are cut out of a stream: where they begin and end, whatever stands between and within them."""

import pytest

from article60.sources.iati.cutter import Block, blocks
from article60.sources.iati.window import Window

PLAIN = b'<iati-activity a="1">\n<title>x! y?</title></iati-activity>'


def cut(data: bytes, *, size: int = 1 << 20) -> list[Block]:
    pieces = (data[place : place + size] for place in range(0, len(data), size))
    return list(blocks(Window(pieces), tag=b"iati-activity", root=b"iati-activities"))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (PLAIN, [(PLAIN, 1)]),
        (PLAIN + b"\n\n" + PLAIN, [(PLAIN, 1), (PLAIN, 4)]),
        (b"<!-- " + PLAIN + b" -->" + PLAIN, [(PLAIN, 2)]),
        (b"<iati-activity-date>" + PLAIN, [(PLAIN, 1)]),
        (b"<iati-activity>a</iati-activity \n>", [(b"<iati-activity>a</iati-activity \n>", 1)]),
        (b'<iati-activity a="/>">b</iati-activity>', [(b'<iati-activity a="/>">b</iati-activity>', 1)]),
        (b"<iati-activity a='>\"'/>" + PLAIN, [(b"<iati-activity a='>\"'/>", 1), (PLAIN, 1)]),
        (
            b"<iati-activity><!-- </iati-activity> --></iati-activity>",
            [(b"<iati-activity><!-- </iati-activity> --></iati-activity>", 1)],
        ),
        (
            b"<iati-activity><![CDATA[<iati-activity>]]></iati-activity>",
            [(b"<iati-activity><![CDATA[<iati-activity>]]></iati-activity>", 1)],
        ),
        (
            b"<iati-activity><?a </iati-activity?></iati-activity>",
            [(b"<iati-activity><?a </iati-activity?></iati-activity>", 1)],
        ),
        (b"<iati-activity></iati-activity-x></iati-activity>", [(b"<iati-activity></iati-activity-x></iati-activity>", 1)]),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_each_activity_is_cut_where_it_begins_and_ends(written: bytes, found: list[tuple[bytes, int]], size: int) -> None:
    assert [(block.data, block.line) for block in cut(written + b"</iati-activities>", size=size)] == found


def test_activity_that_is_not_closed_costs_no_other() -> None:
    data = b"<iati-activity>\n" + PLAIN + b"</iati-activities>"

    broken, whole = cut(data)

    assert (broken.line, broken.broken) == (1, "the activity is not closed before the next begins")
    assert (whole.data, whole.line) == (PLAIN, 2)
