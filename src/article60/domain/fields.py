"""How a domain field says what it holds, so that columns, documentation and checks can be derived from the dataclass."""

from dataclasses import field
from typing import Any


def note(text: str, /, *, unit: str | None = None, **options: Any) -> Any:
    """Declare a dataclass field with the one sentence that the data dictionary prints for its column.

    `unit` names what a number counts (USD, points, days); `options` are those of `dataclasses.field`.
    """
    metadata = {"note": text} if unit is None else {"note": text, "unit": unit}
    return field(metadata=metadata, **options)
