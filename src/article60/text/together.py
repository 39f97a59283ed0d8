"""What many records say in words, folded and one after the other, so that all of them are looked through at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from article60.domain.fields import note


@dataclass(frozen=True, slots=True)
class Together:
    """Titles and descriptions of some records, and codes that stand in them."""

    records: int = note("How many records.")
    folded: bytes = note("The folded texts, UTF-8, each behind a line end.")
    begins: NDArray[np.int64] = note("Where each text begins in `folded`.")
    record: NDArray[np.int64] = note("The record of each text, by its number.")
    is_title: NDArray[np.bool_] = note("Whether each text is a title.")
    opening: Callable[[int], tuple[str, str] | None] = note(
        "The first title of a record and its first description in other words, as printed, each empty where there is none; "
        "None where only the whole record tells them."
    )
    codes: Mapping[bytes, NDArray[np.int64]] = note("By code, the records in whose bytes it stands, wherever that is.")
