"""Types of assistance: fine ones as the checklists name them, coarse ones as the second cycle groups them."""

from collections.abc import Iterable

from article60.codes.labels import UnknownCode, codes
from article60.codes.reader import by_code


def coarse(fine: str) -> str:
    """The coarse type that a fine one maps to: `legal_advice` is `legislative`."""
    row = by_code("types").get(fine)
    if row is None:
        raise UnknownCode(f"types: no code {fine!r}")
    return row["coarse"]


def coarse_types(fines: Iterable[str]) -> tuple[str, ...]:
    """The coarse types of several fine ones, each once, in the order of the coarse list."""
    found = {coarse(fine) for fine in fines}
    return tuple(code for code in codes("coarse_types") if code in found)
