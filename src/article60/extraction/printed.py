"""A text folded for searching, with the way back to the words as they are printed."""

from collections.abc import Sequence
from functools import cached_property

from article60.text.normalise import Folded, fold, fold_with_offsets, keeps_places

Span = tuple[int, int]

BETWEEN = " … "
"""What stands between words that are shown together and printed apart."""


class Printed:
    """A text, and what its folded form says stands where."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    def words(self, spans: Sequence[Span]) -> str:
        """The words at some places of the folded text as printed, in order, with dots between them."""
        if len(spans) == 1:
            return self._piece(*spans[0])
        return BETWEEN.join([self._piece(start, end) for start, end in sorted(spans)])

    def _piece(self, start: int, end: int) -> str:
        if not self.text.isascii() and self._way_back is not None:
            start, end = self._way_back.span(start, end)
        return self.text[start:end]

    @cached_property
    def _way_back(self) -> Folded | None:
        return None if keeps_places(self.text) else fold_with_offsets(self.text)
