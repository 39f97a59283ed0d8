"""What each process does that helps to make a copy: it asks for pages and writes them, and links them once all are known."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.utils import translation

from article60.codes.languages import LANGUAGES
from article60.web.common.current import current
from article60.web.exporting import answers
from article60.web.exporting.answers import Answer
from article60.web.exporting.linking import Held, leads, linked, places
from article60.web.exporting.places import Address, address, target
from article60.web.exporting.telling import PAGE
from article60.web.public.pages import HTML, render
from article60.web.public.urls import PAGES, addresses

RECORD = re.compile(r"[A-Z][A-Z0-9]{1,2}-[A-Z2-7]{8,16}")
"""A lasting identifier, which is also its place in a page that holds the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every process of a job knows: the Release, where it writes, who runs the site, the copy's own address and that of
    the register, and whether the files of the Release come along. An address that is not known is empty.
    """

    release: Path
    folder: Path
    operator: str
    site: str
    register: str
    downloads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page as `public.pages.Page` declares it, with all addresses that the Release has of it, below the language."""

    name: str
    route: str
    media: str
    addresses: tuple[str, ...]
    picks: tuple[str, ...]
    holds: str | None

    @property
    def is_of_records(self) -> bool:
        """Whether each page is that of one record with a lasting identifier."""
        return "<lasting:" in self.route

    @property
    def is_page(self) -> bool:
        """Whether it is read in a browser."""
        return self.media == HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An address below the language, or with a stroke before it one that has none; fields of its form whose values are wanted
    too; whether it is to tell which records it holds.
    """

    address: str
    picks: tuple[str, ...] = ()
    holds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was asked for: the file that was written, or where it leads on; then, as far as this process has not told of it
    before, what it leads to as `Wanted` names it, and the records that it holds.
    """

    address: str
    file: str | None = None
    is_page: bool = False
    leads_to: str | None = None
    leads: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What was met while pages were linked: style sheets, scripts and pictures of the site, and links that lead nowhere."""

    assets: frozenset[str]
    missing: int


_work: list[Work] = []
_told: set[str] = set()


def start(work: Work) -> None:
    """Make this process ready."""
    django.setup()
    _work[:] = [work]


def kinds() -> list[Kind]:
    """Every kind of page that the site declares."""
    release = current()
    return [
        Kind(
            name=page.name,
            route=page.route,
            media=page.media,
            addresses=tuple(addresses(release, page)),
            picks=page.picks,
            holds=page.holds,
        )
        for page in PAGES.values()
    ]


def older() -> list[Made]:
    """Where old identifiers lead on, for each kind of record that knows them."""
    old = [row[0] for row in current().connection.execute("SELECT old_id FROM aliases ORDER BY rowid")]
    routes = [page.route for page in PAGES.values() if "<lasting:" in page.route]
    asked = [Address(re.sub(r"<lasting:\w+>", identifier, route)).of("en") for route in routes for identifier in old]
    found = [(one, answers.ask(one, site=_work[0].site)) for one in asked]
    return [Made(address=str(one.below), leads_to=_leads_to(one, to)) for one, to in found if to and to.leads_to]


def write(asked: Iterable[Wanted]) -> list[Made]:
    """Ask for addresses, in all six languages where they have one, and write what is answered."""
    return [made for one in asked for at in _all(one.address) for made in _write(at, one)]


def _all(text: str) -> Iterator[Address]:
    at = address(text.removeprefix("/"))
    yield from (at,) if text.startswith("/") else (at.of(language) for language in LANGUAGES)


def _write(at: Address, wanted: Wanted) -> Iterator[Made]:
    work = _work[0]
    answer = _about(at) if wanted.address == PAGE else answers.ask(at, site=work.site)
    if answer is None:
        return
    if answer.leads_to is not None:
        yield Made(address=str(at), leads_to=_leads_to(at, answer))
        return
    file = at.file(page=answer.is_page)
    place = work.folder / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(answer.content)
    text = answer.content.decode() if answer.is_page else ""
    yield Made(
        address=str(at),
        file=file,
        is_page=answer.is_page,
        leads=tuple(_not_told(leads(text, at, site=work.site, picks=wanted.picks))),
        records=tuple(places(text, lambda name: RECORD.fullmatch(name) is not None)) if wanted.holds else (),
    )


def _not_told(found: Iterable[Address]) -> Iterator[str]:
    """Yield what this process has not told of before, as `Wanted` names it."""
    for one in found:
        text = str(one.below) if one.language else f"/{one}"
        if text not in _told:
            _told.add(text)
            yield text


def _about(at: Address) -> Answer:
    """The page of the copy about itself, which the site does not have."""
    work = _work[0]
    with translation.override(at.language or "en"):
        told = {"register": work.register, "downloads": work.downloads}
        response = render(answers.request(at, site=work.site), current(), "copy.html", told)
    return Answer(content=response.content, media=HTML)


def _leads_to(at: Address, answer: Answer) -> str | None:
    found = target(answer.leads_to or "", here=at, site=_work[0].site)
    return None if found is None else str(found[0])


def link(pages: Iterable[tuple[str, str, tuple[str, ...]]], known: Path) -> Linked:
    """Link pages, each given by address, file and fields that are picked from; what is held stands in the file `known`."""
    held, folder = _held(known), _work[0].folder
    assets: set[str] = set()
    missing = 0
    for text, file, picks in pages:
        made, page = linked((folder / file).read_text(encoding="utf-8"), address(text), file, held, picks=picks)
        (folder / file).write_text(made, encoding="utf-8", newline="\n")
        assets |= page.assets
        missing += len(page.missing)
    return Linked(assets=frozenset(assets), missing=missing)


@cache
def _held(known: Path) -> Held:
    read: dict[str, Any] = json.loads(known.read_text(encoding="utf-8"))
    return Held(**read)
