"""Parses activities that follow one another together, where nothing speaks against it, which costs less than one by one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from lxml import etree

from article60.sources.iati.cutter import Block
from article60.sources.iati.head import Head
from article60.sources.iati.window import Window

Made = TypeVar("Made")
Parsed = Callable[[etree.XMLParser], Sequence[etree._Element]]
"""Activities as a parser gives them."""

_TAG = b"iati-activity"
_START, _END = b"<" + _TAG, b"</" + _TAG
_ROW_BYTES = 96 << 10
"""Of fewer bytes a parser's beginning and end cost more; the elements of more do not stay near the processor."""


class Rows:
    """The activities that come next in a window that stands between two.

    Those that cannot be parsed together are left to be cut out one by one.
    """

    def __init__(self, window: Window, *, tag: bytes, head: Head) -> None:
        """`tag` is the tag of the activities as written; `head` is what the file declares."""
        self._window, self._opening = window, head.opening
        self._left_alone = 0 if tag == _TAG else float("inf")

    def next(self, made: Callable[[Parsed], list[Made]]) -> list[Made]:
        """What is made of activities of which the last ends where the window then stands.

        Nothing where the next one is to be read by itself.
        """
        window = self._window
        end = -1 if self._left_alone > 0 else window.data.rfind(_END, window.at, window.at + _ROW_BYTES)
        after = -1 if end < 0 else window.data.find(b">", end) + 1
        if after <= 0:
            return []
        row = made(partial(self._parsed, window.data, window.at, after))
        if row:
            window.at = after
        else:
            self._left_alone = after - window.at
        return row

    def passed(self, block: Block) -> None:
        """Tell that an activity was read by itself. After as many bytes as could not be parsed together that is tried again."""
        self._left_alone -= len(block.data)

    def _parsed(self, data: bytes, start: int, end: int, parser: etree.XMLParser) -> list[etree._Element]:
        """The activities of a part of the data where that holds nothing but whole ones; none else.

        They do where as many begin as there are elements: then none stands in a comment or in another activity.
        """
        try:
            row = list(etree.fromstring(b"".join((self._opening, memoryview(data)[start:end], b"</open>")), parser))
        except etree.XMLSyntaxError:
            return []
        is_plain = len(row) == data.count(_START, start, end) and all(map(_is_activity, row))
        return row if is_plain else []


def _is_activity(element: etree._Element) -> bool:
    return not element.prefix and str(element.tag).rpartition("}")[2] == "iati-activity"
