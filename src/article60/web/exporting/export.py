"""Makes a copy of the whole site for a folder, a memory stick or any static host: pages, files, drawings, feeds, downloads."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from article60 import __version__, processes
from article60.codes.languages import LANGUAGES
from article60.progress import Progress
from article60.publication import checksums
from article60.publication.folder import replacing
from article60.publication.reading import open_to_show
from article60.web.exporting import hands, roots
from article60.web.exporting.hands import Kind, Linked, Made, Wanted, Work
from article60.web.exporting.linking import SHEET, Held
from article60.web.exporting.places import address, single
from article60.web.exporting.telling import PAGE

MARK = "article60-copy.json"
"""File by which a folder is known to hold a copy, so that another may take its place."""
MOST_RECORDS = 2000
"""Of a kind of record with more, none has a page of its own where other pages hold it: links lead to its place there.

The rows behind each part of a figure have no list of their own then either; the rows behind the figure have.
"""
STATIC = Path(__file__).parents[1] / "static"
FEEDS = ("application/atom+xml", "application/feed+json")
"""What is read by programs that must know where it stands; left out of a copy without an address."""
NEVER = ("/api/", "/release/", "/static/")
"""What is not asked for: what needs a server, and what is copied as it is."""
SHOWN = ("documents/", "evidence/")
"""Folders of a Release whose files are part of pages."""
_TOGETHER, _LINKED_TOGETHER = 6, 120
"""Addresses that a process is given at a time, each in six languages; pages that it is given to link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted: the Release, the folder, who runs the site, the copy's address, whether the Release's files come along,
    and up to how many records of a kind have pages of their own.
    """

    release: Path
    out: Path
    operator: str = ""
    address: str | None = None
    downloads: bool = True
    workers: int = 1
    most_records: int = MOST_RECORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a copy came to: pages and files, their size in bytes, links that were left out as they would lead nowhere, and
    kinds of records that stand on pages of others.
    """

    pages: int
    files: int
    size: int
    left_out: int
    gathered: tuple[str, ...]


def export(asked: Asked, *, progress: Progress) -> Written:
    """Write the copy; a folder that holds an earlier one is replaced in one step, or stays as it was on any error.

    Raises NotARelease where there is none that can be shown, WouldOverwrite where the folder holds something else.
    """
    info, connection = open_to_show(asked.release)
    connection.close()
    register = str(info["address"] or "")
    site = register if asked.address is None else asked.address
    with replacing(asked.out, mark=MARK, what="copy of the site") as folder:
        work = Work(
            release=asked.release.resolve(),
            folder=folder,
            operator=asked.operator,
            site=site,
            register=register,
            downloads=asked.downloads,
        )
        with _pool(work, asked.workers) as pool:
            return _Job(asked, work, pool, progress).run()


@contextmanager
def _pool(work: Work, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that read from the environment, as a server does, what they show and who runs it."""
    told = {
        "ARTICLE60_RELEASE": str(work.release),
        "ARTICLE60_OPERATOR": work.operator,
        "ARTICLE60_HOSTS": "",
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    pool = processes.pool(workers, start=hands.start, given=(work,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Job:
    """One copy on its way: rounds of pages until none leads to a new one, then their links, then everything beside them."""

    def __init__(self, asked: Asked, work: Work, pool: ProcessPoolExecutor, progress: Progress) -> None:
        self.asked, self.work, self.pool, self.progress = asked, work, pool, progress
        self.kinds: list[Kind] = pool.submit(hands.kinds).result()
        self.declared = {one: kind for kind in self.kinds for one in kind.addresses}
        self.gathered = {kind.name: kind for kind in self.kinds if self._is_gathered(kind)}
        self.made: list[Made] = []
        self.seen: set[str] = set()

    def run(self) -> Written:
        """Everything, in order."""
        self._write([PAGE, *roots.ALWAYS, *(one for kind in self._of_their_own() for one in kind.addresses)])
        holders = self._holders()
        self._write([one for one in self._records() if _name(one) not in holders], alone=True)
        if self.work.site:
            self._write([roots.SITEMAP])
            self._write(roots.sitemaps(self.work.folder, self.work.site))
        released = self._release_files()
        held = self._held(holders, released)
        linked = self._link(held)
        self._copy(linked, released)
        self._write_roots(held)
        return self._close(linked)

    def _is_gathered(self, kind: Kind) -> bool:
        held = any(other.holds == kind.name for other in self.kinds)
        return kind.is_of_records and held and len(kind.addresses) > self.asked.most_records

    def _of_their_own(self) -> list[Kind]:
        return [kind for kind in self.kinds if kind.name not in self.gathered]

    def _records(self) -> list[str]:
        """Addresses of gathered records."""
        return [one for kind in self.gathered.values() for one in kind.addresses]

    def _all(self, do: Callable[..., Any], parts: Sequence[Any], label: str, *more: Any) -> list[Any]:
        """What the processes give for each part, in the order of the parts."""
        jobs = [self.pool.submit(do, part, *more) for part in parts]
        for done in self.progress(as_completed(jobs), label, len(jobs)):
            done.result()  # an error ends everything at once
        return [one.result() for one in jobs]

    def _write(self, wanted: Iterable[str], *, alone: bool = False) -> None:
        """Ask for addresses, then for those to which they lead, until nothing new is found.

        `alone` is for gathered records that stand nowhere else.
        """
        while fresh := [one for one in dict.fromkeys(wanted) if one not in self.seen and (alone or self._is_wanted(one))]:
            self.seen.update(fresh)
            parts = [[self._wanted(one) for one in fresh[at : at + _TOGETHER]] for at in range(0, len(fresh), _TOGETHER)]
            made = [one for some in self._all(hands.write, parts, "writing pages") for one in some]
            self.made += made
            wanted, alone = [to for one in made for to in one.leads], False

    def _wanted(self, text: str) -> Wanted:
        kind = self.declared.get(text.partition("?")[0])
        if kind is None:
            return Wanted(address=text)
        return Wanted(address=text, picks=kind.picks, holds=kind.holds in self.gathered and "?" not in text)

    def _is_wanted(self, text: str) -> bool:
        """Whether an address has a place in a copy: what is declared, what it leads to, and questions with one choice."""
        if text.startswith("/"):
            return not text.startswith(NEVER) and "?" not in text
        at = address(text)
        kind = self.declared.get(at.path)
        if kind is None:
            return not at.question
        if kind.name in self.gathered or (kind.media in FEEDS and not self.work.site):
            return False
        return single(at, parts=not self.gathered)

    def _holders(self) -> dict[str, str]:
        """For each gathered record the page that holds it, below the language: the first of those declared."""
        places = {text: place for place, text in enumerate(self.declared)}
        wanted = {name: {_name(one) for one in kind.addresses} for name, kind in self.gathered.items()}
        pages = [(str(address(one.address).below), one.records) for one in self.made if one.records]
        found: dict[str, str] = {}
        for below, records in sorted(pages, key=lambda page: places[page[0]]):
            of_kind = wanted[self.declared[below].holds or ""]
            found |= {one: below for one in records if one in of_kind and one not in found}
        return found

    def _release_files(self) -> list[str]:
        """Files of the Release that come along: all of them, or those that pages show."""
        names = [*checksums.read(self.asked.release), checksums.NAME, checksums.SIGNATURE]
        known = [name for name in names if (self.asked.release / name).is_file()]
        if self.asked.downloads:
            return known
        shown = {to.removeprefix("/release/") for one in self.made for to in one.leads}
        return [name for name in known if name in shown and name.startswith(SHOWN)]

    def _held(self, holders: dict[str, str], released: Iterable[str]) -> Held:
        """Every address with its file, and what stands elsewhere."""
        instead = {one.address: (one.leads_to, "") for one in self.made if one.leads_to is not None}
        for text in self._records():
            name = _name(text)
            if name in holders:
                instead |= {f"{code}/{text}": (f"{code}/{holders[name]}", name) for code in LANGUAGES}
        files = {one.address: one.file for one in self.made if one.file is not None}
        files |= {f"release/{name}": f"release/{name}" for name in released}
        return Held(files=files, instead=instead, site=self.work.site, elsewhere=self.work.register)

    def _link(self, held: Held) -> Linked:
        """Link all pages to one another."""
        known = self.work.folder / ".held.json"
        known.write_text(json.dumps(asdict(held)), encoding="utf-8")
        pages = [
            (one.address, one.file, self._wanted(str(address(one.address).below)).picks) for one in self.made if one.is_page
        ]
        parts = [pages[at : at + _LINKED_TOGETHER] for at in range(0, len(pages), _LINKED_TOGETHER)]
        linked: list[Linked] = self._all(hands.link, parts, "linking pages", known)
        known.unlink()
        return Linked(
            assets=frozenset(one for some in linked for one in some.assets), missing=sum(some.missing for some in linked)
        )

    def _copy(self, linked: Linked, released: Iterable[str]) -> None:
        """Style sheets, scripts and pictures that pages use, and files of the Release."""
        wanted = [(STATIC.parent / name, name) for name in sorted({*linked.assets, SHEET, *roots.ASSETS})]
        wanted += [(self.asked.release / name, f"release/{name}") for name in released]
        for source, name in self.progress(wanted, "copying files", len(wanted)):
            place = self.work.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place)

    def _write_roots(self, held: Held) -> None:
        """What stands outside the languages: the first page, lasting addresses without a language, and old identifiers."""
        write, folder = roots.choice, self.work.folder
        write(folder, "index.html", "", held)
        for kind in self._of_their_own():
            for below in kind.addresses if kind.is_of_records else ():
                write(folder, f"{below}/index.html", below, held)
        for one in self.pool.submit(hands.older).result():
            newer = str(address(one.leads_to or "").below)
            write(folder, f"{one.address}/index.html", newer, held)
            for code in LANGUAGES:
                roots.lead_on(folder, f"{code}/{one.address}/index.html", f"{code}/{newer}", held)
        roots.trim_sitemaps(folder, held)

    def _close(self, linked: Linked) -> Written:
        """Say in a file what this is, and tell what it came to."""
        files = [one for one in self.work.folder.rglob("*") if one.is_file()]
        written = Written(
            pages=sum(one.suffix == ".html" for one in files if "release" not in one.relative_to(self.work.folder).parts[:1]),
            files=len(files) + 1,
            size=sum(one.stat().st_size for one in files),
            left_out=linked.missing,
            gathered=tuple(self.gathered),
        )
        info = json.loads((self.asked.release / "release.json").read_text(encoding="utf-8"))
        said = {
            "release": info["name"],
            "content_hash": info["content_hash"],
            "article60": __version__,
            "address": self.work.site or None,
            "downloads": self.asked.downloads,
            "pages": written.pages,
        }
        (self.work.folder / MARK).write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8", newline="\n")
        return written


def _name(record: str) -> str:
    """The identifier in the address of a record."""
    return record.rpartition("/")[2]
