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
from article60.publication.reports.cleared import altered_words, answers_of, audiences_of, read_sheet, trouble
from article60.publication.reports.register_sheet import Asked, as_release
from article60.publication.reports.word.reading import NotAReport, Read

MOST_LETTERS = 20_000
"""Of what is written in one place; more is no answer to a question."""


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """`{"name", "language", "audiences", "answers", "unanswered", "altered"}` of `{"path", "ending", "sheets", "releases"}`.

    `sheets` are those sent from a register, by name; `releases` are folders of Releases, by name, from which one was made.

    An answer is `{"need_id", "version", "ticked", "words", "since", "comment", "trouble"}`. `altered` holds `{"now", "before",
    "row"}`, and is none where the words around the answers could not be compared. `{"refused"}` says why the file is no sheet.
    """
    with _named(Path(request["path"]), request["ending"]) as sheet:
        try:
            held = read_sheet(sheet)
        except NotAReport as error:
            return {"refused": str(error)}
        answers = list(answers_of(held))
        told = [asdict(one) | {"trouble": trouble(one)} for one in answers if not one.empty]
        if any(len(one[place]) > MOST_LETTERS for one in told for place in ("words", "since", "comment")):
            return {"refused": f"more than {MOST_LETTERS} letters are written in one place"}
        altered = _altered(sheet, held, request, states={one.need_id[:2] for one in answers})
    said = {"name": held.release, "language": held.language, "audiences": audiences_of(held), "answers": told}
    return said | {"unanswered": [one.need_id for one in answers if one.empty], "altered": altered}


def _altered(sheet: Path, held: Read, request: Mapping[str, Any], *, states: set[str]) -> list[dict[str, Any]] | None:
    """What was changed around the answers; none where it cannot be told what was sent."""
    if (sent := request.get("sheets", {}).get(held.release)) is not None:
        asked = Asked.of_plain(sent)
        with as_release(asked) as folder:
            return _compared(sheet, held, folder, state=asked.state)
    made_from = request.get("releases", {}).get(held.release)
    return _compared(sheet, held, Path(made_from), state=states.pop()) if made_from and len(states) == 1 else None


def _compared(sheet: Path, held: Read, folder: Path, *, state: str) -> list[dict[str, Any]] | None:
    try:
        return [asdict(one) for one in altered_words(sheet, held, folder, state=state)]
    except NotCompared:
        return None


@contextmanager
def _named(kept: Path, ending: str) -> Iterator[Path]:
    """A file that is kept under its hash, under a name whose ending says what it is."""
    with tempfile.TemporaryDirectory(prefix="article60-") as folder:
        named = Path(folder) / f"sheet.{ending}"
        named.symlink_to(kept.resolve())
        yield named
