"""Reads the figures of an earlier Release as it published them, to stand beside those of the next one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from article60.domain.previous_figure import PreviousFigure
from article60.publication.reading import NotARelease, release_json


def previous_figures(folder: Path) -> list[PreviousFigure]:
    """Every figure of the Release, in its order. Raises NotARelease where figures.json is missing or not as it should be."""
    said = release_json(folder)
    try:
        file = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
        return list(_figures(file["figures"], name=said["name"], content_hash=said["content_hash"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotARelease(f"{folder}: its figures cannot be read ({error!r})") from error


def _figures(published: list[dict[str, Any]], *, name: str, content_hash: str) -> Iterator[PreviousFigure]:
    for one in published:
        yield PreviousFigure(
            figure=one["figure"],
            release=name,
            content_hash=content_hash,
            table=one["table"],
            measure=one["measure"],
            unit=one["unit"],
            dimension=one["dimension"],
            filters=tuple(one["filters"]),
            value=str(one["value"]),
            parts=tuple((str(part), str(number)) for part, number in one["parts"]),
        )
