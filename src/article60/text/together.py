"""What many records say in words, folded and one after the other, so that all of them are looked through at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from article60.domain.fields import note

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Strung:
    """Texts one behind the other."""

    folded: bytes = note("The texts, UTF-8, each behind a line end.")
    begins: Numbers = note("Where the line end before each text stands.")

    @classmethod
    def of(cls, texts: Iterable[bytes]) -> "Strung":
        """The texts, strung together."""
        before = [b"\n" + text for text in texts]
        lengths = np.fromiter(map(len, before), dtype=np.int64, count=len(before))
        return cls(b"".join(before), np.cumsum(lengths) - lengths)

    def at(self, places: Numbers) -> Numbers:
        """The numbers of the texts in which places are."""
        return np.searchsorted(self.begins, places, side="right") - 1


@dataclass(frozen=True, slots=True)
class Together:
    """Titles and descriptions of some records, and codes that stand in them."""

    texts: Strung = note("All titles and descriptions, folded.")
    record: Numbers = note("The record of each text, by its number.")
    is_title: NDArray[np.bool_] = note("Whether each text is a title.")
    beginnings: Sequence[bytes] = note(
        "For each record, folded, at least the opening words: title and beginning of the description."
    )
    titles: Sequence[int] = note("For each record, how many bytes of its beginning are title.")
    opening: Callable[[int], tuple[str, str] | None] = note(
        "The first title of a record and its first description in other words, as printed, each empty where there is none; "
        "None where only the whole record tells them."
    )
    spoken: Callable[[int], tuple[list[str], list[str]] | None] = note(
        "All titles and all descriptions of a record, as printed; None where only the whole record tells them."
    )
    codes: Mapping[bytes, Numbers] = note("By code, the records in whose bytes it stands, wherever that is.")

    @property
    def records(self) -> int:
        """How many records."""
        return len(self.beginnings)
