"""A sliding window over a stream of bytes that knows on which line each byte stands."""

import re
from collections.abc import Iterator

import numpy as np

from article60.sources.iati.refusal import Refused

LARGEST = 64 << 20
_MAY_CHANGE = 256
_FEW_BYTES = 5000


def line_ends(data: bytes, start: int, end: int) -> int:
    """How many lines end in a part of the data. Of many bytes numpy tells it several times as fast as they do themselves."""
    end = min(end, len(data))
    if end - start < _FEW_BYTES:
        return data.count(b"\n", start, end)
    return int(np.count_nonzero(np.frombuffer(data, np.uint8, end - start, start) == ord("\n")))


class Window:
    """The bytes still needed: from `mark` where something is held open, else from `at`, the place reached.

    Positions (`at`, `mark`, those of a match) count from the window's own start and hold until the next call.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self._counted_to = 0
        self._line = 1
        self.data = b""
        self.at = 0
        self.mark: int | None = None
        self.ended = False

    def line(self, position: int) -> int:
        """Line of a position, from 1."""
        if position < self._counted_to:
            return self._line - line_ends(self.data, position, self._counted_to)
        self._line += line_ends(self.data, self._counted_to, position)
        self._counted_to = position
        return self._line

    def search(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Next match from the place reached; one so near the end that more bytes might change it is looked for again."""
        while True:
            match = pattern.search(self.data, self.at)
            if self.ended or (match is not None and match.end() + _MAY_CHANGE < len(self.data)):
                return match
            self.at = max(self.at, len(self.data) - _MAY_CHANGE) if match is None else match.start()
            self.grow()

    def skip_past(self, literal: bytes) -> bool:
        """Move just past the next occurrence of the literal; False, and at the end, where the stream has none."""
        while (found := self.data.find(literal, self.at)) < 0 and not self.ended:
            self.at = max(self.at, len(self.data) - len(literal))
            self.grow()
        self.at = len(self.data) if found < 0 else found + len(literal)
        return found >= 0

    def grow(self) -> None:
        """Take in one more piece and let go of what is no longer needed.

        Raises Refused, naming the line, where a part held open has grown above the largest size read.
        """
        oldest = self.at if self.mark is None else min(self.mark, self.at)
        if len(self.data) - oldest > LARGEST:
            raise Refused(f"a single element is larger than {LARGEST >> 20} MiB; split the file", line=self.line(oldest))
        self.line(max(oldest, self._counted_to))
        piece = next(self.pieces, None)
        self.ended = piece is None
        self.data = self.data[oldest:] + (piece or b"")
        self.at -= oldest
        self._counted_to -= oldest
        self.mark = None if self.mark is None else self.mark - oldest
