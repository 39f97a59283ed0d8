"""Evidence in place: for documents that may be shown, pages as pictures with the words marked, or the passage around them."""

import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from article60.domain.evidence import Evidence
from article60.domain.passage import Passage
from article60.publication.reading import read_records
from article60.tables.plain import to_json

FOLDER = "evidence"
"""The folder of a Release in which these files stand: `SHA256.json` for a document, `SHA256-N.png` for its physical page N."""

_PLACES, _PICTURE = "places.json", "{}.png"
_ASIDE = ("running_head", "running_foot", "contents", "footnote")
_LONGEST = 480  # characters of a neighbouring paragraph

Area = tuple[float, float, float, float]
"""Left, top, right and bottom: in points of a page, or in parts of a hundred of the width and height of its picture."""

Mark = tuple[int, float, float, float, float]
"""Physical page from 0; left, top, right and bottom in parts of a hundred of its picture's width and height."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page: physical from 0, size of its picture in dots, and its bytes as PNG."""

    index: int
    width: int
    height: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Around:
    """A passage with the quoted words from `start` to `end`, the heading above it, and its neighbours under that heading.

    Where the same words are printed in several places and it cannot be told which of them is meant, no place is given: neither
    heading nor neighbours.
    """

    heading: str | None
    before: str | None
    label: str | None
    text: str
    start: int
    end: int
    after: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where one quote stands: marks on pictures, or a passage."""

    marks: tuple[Mark, ...] = ()
    around: Around | None = None


Key = tuple[Any, ...]


def key_of_place(evidence: Evidence) -> Key:
    """By what one piece of evidence is known, whatever record it supports."""
    return evidence.quote, evidence.page_index, evidence.section, evidence.boxes


def keep(folder: Path, places: Mapping[Key, Place], drawn: Iterable[Drawn]) -> None:
    """Write what one document shows of all evidence that was read in it to a folder that is kept between runs."""
    pages = []
    for one in drawn:
        (folder / _PICTURE.format(one.index)).write_bytes(one.png)
        pages.append({"page_index": one.index, "width": one.width, "height": one.height})
    held = [{"key": key, "place": asdict(place)} for key, place in places.items()]
    (folder / _PLACES).write_text(to_json({"pages": pages, "places": held}), encoding="utf-8")


def write(connection: sqlite3.Connection, folder: Path, *, kept: Mapping[str, Path]) -> None:
    """Write to a Release what its rows of evidence show of the documents, by hash, for which something is kept."""
    if not kept:
        return
    to = folder / FOLDER
    to.mkdir()
    rows: dict[str, list[Evidence]] = defaultdict(list)
    for row in read_records(connection, "evidence"):
        rows[row.document_sha256].append(row)
    for sha256 in sorted(kept.keys() & rows.keys()):
        _document(to, sha256, sorted(rows[sha256], key=lambda e: (e.record_id, e.position)), kept[sha256])


def _document(to: Path, sha256: str, evidence: Sequence[Evidence], kept: Path) -> None:
    held = json.loads((kept / _PLACES).read_text(encoding="utf-8"))
    places = {_plain(one["key"]): one["place"] for one in held["places"]}
    shown = [
        {"record_id": e.record_id, "position": e.position, **places[_plain(key_of_place(e))]}
        for e in evidence
        if _plain(key_of_place(e)) in places
    ]
    used = {mark[0] for one in shown for mark in one["marks"]}
    pages = [
        {**page, "file": name_of_picture(sha256, page["page_index"])} for page in held["pages"] if page["page_index"] in used
    ]
    for page in pages:
        shutil.copyfile(kept / _PICTURE.format(page["page_index"]), to / page["file"])
    said = {"sha256": sha256, "pages": pages, "places": shown}
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    (to / f"{sha256}.json").write_text(text, encoding="utf-8", newline="\n")


def _plain(key: Any) -> str:
    return to_json(key)


def name_of_picture(sha256: str, page_index: int) -> str:
    """File name of the picture of a physical page, counted from 0 here and from 1 in the name."""
    return f"{sha256}-{page_index + 1}.png"


def faults(connection: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file that may not stand here, by name, and why: its document is not shown, or its page holds no evidence."""
    shown = {path.stem for path in (folder / "documents").glob("*")}
    rows: dict[str, dict[tuple[str, int], Evidence]] = defaultdict(dict)
    for row in read_records(connection, "evidence"):
        rows[row.document_sha256][row.record_id, row.position] = row
    for path in sorted((folder / FOLDER).glob("*")):
        sha256 = path.stem.partition("-")[0]
        if sha256 not in shown:
            yield path.name, "is of a document whose bytes may not be shown"
        elif path.suffix == ".json":
            yield from ((path.name, what) for what in _wrong(read(path), rows[sha256]))
        elif path.name not in {name_of_picture(sha256, box[0]) for row in rows[sha256].values() for box in row.boxes}:
            yield path.name, "shows no page with evidence"


def _wrong(said: Mapping[str, Any], rows: Mapping[tuple[str, int], Evidence]) -> Iterator[str]:
    """Yield what one document's file says that its rows of evidence do not."""
    pages = {page["page_index"] for page in said["pages"]}
    for one in said["places"]:
        row, around = rows.get((one["record_id"], one["position"])), one["around"]
        if row is None:
            yield f"names evidence of {one['record_id']} that is not there"
        elif around is not None and around["text"][around["start"] : around["end"]] != row.quote:
            yield f"marks other words than those quoted for {one['record_id']}"
        elif one["marks"] and [mark[0] for mark in one["marks"]] != [box[0] for box in row.boxes]:
            yield f"marks other lines than those quoted for {one['record_id']}"
        elif not {mark[0] for mark in one["marks"]} <= pages:
            yield f"marks a page without a picture for {one['record_id']}"


def read(path: Path) -> dict[str, Any]:
    """What one document's file says: `sha256`, `pages` with a picture, `places` by record and position."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def around(evidence: Evidence, passages: Sequence[Passage]) -> Around | None:
    """The passage in which the words stand; none where it cannot be found."""
    body = [p for p in passages if p.kind not in _ASIDE]
    holding = [n for n, p in enumerate(body) if evidence.quote in _holding(p, evidence)]
    meant = _meant(evidence, [n for n in holding if _holding(body[n], evidence) == evidence.quote] or holding, body)
    if not meant:
        return None
    passage = body[meant[0]]
    text = _holding(passage, evidence)
    start = text.index(evidence.quote)
    told = len(meant) == 1
    heading = passage.section_path[-1] if told and passage.section_path else None
    before, after = (_beside(body, meant[0], step) for step in (-1, 1)) if told else (None, None)
    return Around(heading, before, passage.label, text, start, start + len(evidence.quote), after)


def _holding(passage: Passage, evidence: Evidence) -> str:
    """The words of a passage among which the quoted ones are looked for: of a row with borders, unless they stand without."""
    return passage.text if evidence.quote in passage.text and evidence.quote not in passage.shown else passage.shown


def _meant(evidence: Evidence, holding: Sequence[int], body: Sequence[Passage]) -> Sequence[int]:
    """Of the passages that hold the words, those in the section that the evidence names, where any is."""
    if len(holding) > 1 and evidence.section:
        within = [
            n for n in holding if any(evidence.section in part for part in (*body[n].section_path, body[n].section or ""))
        ]
        return within or holding
    return holding


def _beside(body: Sequence[Passage], place: int, step: int) -> str | None:
    """Words of the passage before or after one, where that stands under the same heading."""
    if not 0 <= place + step < len(body):
        return None
    other = body[place + step]
    if other.kind == "heading" or other.section_path != body[place].section_path:
        return None
    words = f"{other.label} {other.shown}" if other.label else other.shown
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rstrip()}…" if step > 0 else f"…{words[-_LONGEST:].lstrip()}"


def places(
    evidence: Iterable[Evidence], passages: Sequence[Passage], marks: Mapping[int, Mapping[Area, Area]]
) -> Iterator[tuple[Key, Place]]:
    """Yield each piece of evidence of one document with its place: marks where its pages were drawn, else a passage.

    `marks`: for each page drawn, its boxes and where they lie on the picture.
    """
    for one in evidence:
        marked = tuple((page, *marks[page][left, top, right, bottom]) for page, left, top, right, bottom in one.boxes if marks)
        yield key_of_place(one), Place(marks=marked) if marked else Place(around=around(one, passages))
