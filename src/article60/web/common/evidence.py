"""Evidence in place: pages with the quoted words marked, or the passage around them, as a Release holds them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from article60.domain.evidence import Evidence
from article60.publication import in_place
from article60.web.common.current import Release


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of quoted words on a picture, in parts of a hundred of its width and height, and the record it supports."""

    x: float
    y: float
    width: float
    height: float
    record_id: str


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page as a picture: physical from 0, printed where known, file in the Release, size in dots, marks."""

    index: int
    printed: int | None
    file: str
    width: int
    height: int
    marks: tuple[Mark, ...]

    @property
    def number(self) -> int:
        """The number by which a reader finds it: printed, else counted."""
        return self.index + 1 if self.printed is None else self.printed

    @property
    def records(self) -> tuple[str, ...]:
        """The records whose words are marked, each once, in the order of their marks."""
        return tuple(dict.fromkeys(mark.record_id for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in three pieces - before, within and after the quoted words - with its heading and its neighbours."""

    heading: str | None
    before: str | None
    start: str
    words: str
    end: str
    after: str | None


@dataclass(frozen=True, slots=True)
class InPlace:
    """What can be shown of one piece of evidence: pages, or a passage."""

    pages: tuple[MarkedPage, ...] = ()
    passage: Passage | None = None


Shown = Mapping[tuple[str, int], InPlace]
"""By record and position of the evidence; what cannot be shown is not there."""


def shown_in_place(release: Release, evidence: Iterable[Evidence]) -> Shown:
    """What of each piece of evidence can be shown in place."""
    by_document: dict[str, list[Evidence]] = {}
    for one in evidence:
        by_document.setdefault(one.document_sha256, []).append(one)
    return {key: found for sha256, some in by_document.items() for key, found in _of_document(release, sha256, some)}


def marked_pages(release: Release, evidence: Iterable[Evidence]) -> list[MarkedPage]:
    """The pages of one document that hold evidence, each once with the marks of all of it, in their order."""
    found: dict[int, MarkedPage] = {}
    for shown in shown_in_place(release, evidence).values():
        for page in shown.pages:
            marks = (*found[page.index].marks, *page.marks) if page.index in found else page.marks
            ordered = tuple(sorted(dict.fromkeys(marks), key=lambda mark: (mark.y, mark.x, mark.record_id)))
            found[page.index] = MarkedPage(page.index, page.printed, page.file, page.width, page.height, ordered)
    return [found[index] for index in sorted(found)]


def _of_document(release: Release, sha256: str, evidence: Iterable[Evidence]) -> Iterator[tuple[tuple[str, int], InPlace]]:
    name = f"{in_place.FOLDER}/{sha256}.json"
    if name not in release.files:
        return
    said = in_place.read(release.folder / name)
    pages = {page["page_index"]: page for page in said["pages"]}
    places = {(place["record_id"], place["position"]): place for place in said["places"]}
    for one in evidence:
        place = places.get((one.record_id, one.position))
        if place is not None:
            yield (one.record_id, one.position), InPlace(tuple(_pages(one, place["marks"], pages)), _passage(place["around"]))


def _pages(evidence: Evidence, marks: list[list[float]], pages: Mapping[int, Mapping[str, Any]]) -> Iterator[MarkedPage]:
    for index in sorted({int(mark[0]) for mark in marks}):
        page = pages[index]
        on_it = tuple(_mark(mark, evidence.record_id) for mark in marks if mark[0] == index)
        first = evidence.page_index
        printed = None if evidence.page is None or first is None else evidence.page + index - first
        yield MarkedPage(index, printed, f"{in_place.FOLDER}/{page['file']}", page["width"], page["height"], on_it)


def _mark(mark: list[float], record_id: str) -> Mark:
    _, left, top, right, bottom = mark
    return Mark(left, top, round(right - left, 2), round(bottom - top, 2), record_id)


def _passage(around: Mapping[str, Any] | None) -> Passage | None:
    if around is None:
        return None
    text, start, end = around["text"], around["start"], around["end"]
    label = f"{around['label']} " if around["label"] else ""
    return Passage(around["heading"], around["before"], label + text[:start], text[start:end], text[end:], around["after"])
