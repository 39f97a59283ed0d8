"""A reading as plain data and back: what crosses from the limited child to its parent, never code."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from article60.domain.passage import Passage
from article60.sources.documents.reading import Reading

_FIELDS = tuple(field.name for field in fields(Passage))


def packed(reading: Reading) -> dict[str, Any]:
    """The reading as JSON can carry it; fields hold plain values and tuples of them, so that nothing needs copying."""
    passages = [{name: getattr(passage, name) for name in _FIELDS} for passage in reading.passages]
    return {field.name: getattr(reading, field.name) for field in fields(reading)} | {"passages": passages}


def unpacked(found: Mapping[str, Any]) -> Reading:
    """The reading that was packed."""
    return Reading(
        media_type=found["media_type"],
        sha256=found["sha256"],
        pages=found["pages"],
        passages=tuple(_passage(p) for p in found["passages"]),
        notes=tuple(found["notes"]),
        unread_pages=tuple(found["unread_pages"]),
    )


def _passage(found: Mapping[str, Any]) -> Passage:
    values = dict(found)
    for name in ("section_path", "cells", "head_cells"):
        values[name] = tuple(values[name])
    values["boxes"] = boxes(values["boxes"])
    return Passage(**values)


def boxes(found: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    """Boxes as tuples, which JSON does not know."""
    return tuple(tuple(box) for box in found)
