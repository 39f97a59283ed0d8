"""What a clearance sheet says that came back from outside, as plain data: read where a hostile file can harm nobody.

`article60.apart` runs it in a limited process; nothing here is to be called on such a file in another one.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from article60.publication.reports.altered import NotCompared
from article60.publication.reports.cleared import altered_words, answers_of, read_sheet, trouble
from article60.publication.reports.register_sheet import Asked, as_release
from article60.publication.reports.word.reading import NotAReport

MOST_LETTERS = 20_000
"""Of what is written in one place; more is no answer to a question."""


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """`{"name", "language", "answers", "altered"}` of `{"path", "ending", "sheets"}`, the sheets that were sent, by name.

    An answer is `{"need_id", "version", "ticked", "words", "since", "comment", "trouble"}`. `altered` holds `{"now", "before",
    "row"}`, and is none where the words around the answers could not be compared. `{"refused"}` says why the file is no sheet.
    """
    with _named(Path(request["path"]), request["ending"]) as sheet:
        try:
            held = read_sheet(sheet)
        except NotAReport as error:
            return {"refused": str(error)}
        told = [asdict(one) | {"trouble": trouble(one)} for one in answers_of(held) if not one.empty]
        if any(len(one[place]) > MOST_LETTERS for one in told for place in ("words", "since", "comment")):
            return {"refused": f"more than {MOST_LETTERS} letters are written in one place"}
        sent = request["sheets"].get(held.release)
        altered = None if sent is None else _altered(sheet, held, Asked.of_plain(sent))
    return {"name": held.release, "language": held.language, "answers": told, "altered": altered}


def _altered(sheet: Path, held: Any, asked: Asked) -> list[dict[str, Any]] | None:
    with as_release(asked) as folder:
        try:
            return [asdict(one) for one in altered_words(sheet, held, folder, state=asked.state)]
        except NotCompared:
            return None


@contextmanager
def _named(kept: Path, ending: str) -> Iterator[Path]:
    """A file that is kept under its hash, under a name whose ending says what it is."""
    with tempfile.TemporaryDirectory(prefix="article60-") as folder:
        named = Path(folder) / f"sheet.{ending}"
        named.symlink_to(kept.resolve())
        yield named
