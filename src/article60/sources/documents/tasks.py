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
from article60.sources.documents.pdf.glyphs import Letters
from article60.sources.documents.pdf.marking import Wanted, letters_on, marked
from article60.sources.documents.pdf.pictures import pictures
from article60.sources.documents.reading import Limits


class Tasks:
    """One file and what is asked of it; letters that reading found are kept, so that marking need not open it again."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self._letters: Letters | None = None

    def answer(self, task: str, asked: Any) -> Any:
        """Plain data that a task, by the name that a request gives, answers to what is asked."""
        tasks: Mapping[str, Callable[[Any], Any]] = {"read": self._read, "mark": self._mark, "draw": self._draw}
        return tasks[task](asked)

    def _read(self, asked: None) -> dict[str, Any]:
        reading, self._letters = read_here(self.path, limits=self.limits)
        return wire.packed(reading)

    def _mark(self, asked: list[dict[str, Any]]) -> list[tuple[PageBox, ...]]:
        wanted = [Wanted(one["quote"], wire.boxes(one["stated"]), wire.boxes(one["lines"])) for one in asked]
        if self._letters is None:
            with pdfium.PdfDocument(self.path) as document:
                return list(marked(letters_on(document, wanted), wanted))
        return list(marked(self._letters, wanted))

    def _draw(self, asked: Any) -> list[dict[str, Any]]:
        with pdfium.PdfDocument(self.path) as document:
            drawn = list(pictures(document, dict(asked)))
        return [asdict(one) | {"png": base64.b64encode(one.png).decode("ascii")} for one in drawn]
