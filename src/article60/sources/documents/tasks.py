"""What the limited child does with one file: read it, find quoted words on its pages, draw these; answers are plain data."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from article60.sources.documents import wire
from article60.sources.documents.blocks import PageBox
from article60.sources.documents.forms import read_here
from article60.sources.documents.pdf.marking import Wanted, marked
from article60.sources.documents.pdf.pictures import pictures
from article60.sources.documents.reading import Limits


def _read(path: Path, limits: Limits, asked: Any) -> dict[str, Any]:
    return wire.packed(read_here(path, limits=limits))


def _mark(path: Path, limits: Limits, asked: Any) -> list[tuple[PageBox, ...]]:
    wanted = [Wanted(one["quote"], wire.boxes(one["stated"]), wire.boxes(one["lines"])) for one in asked]
    with pdfium.PdfDocument(path) as document:
        return list(marked(document, wanted))


def _draw(path: Path, limits: Limits, asked: Any) -> list[dict[str, Any]]:
    with pdfium.PdfDocument(path) as document:
        drawn = list(pictures(document, dict(asked)))
    return [asdict(one) | {"png": base64.b64encode(one.png).decode("ascii")} for one in drawn]


TASKS: Mapping[str, Callable[[Path, Limits, Any], Any]] = {"read": _read, "mark": _mark, "draw": _draw}
"""By the name that a request gives: path, limits and what is asked of it in; plain data out."""
