"""Whether a folder of pages holds together: every link leads to a file in it, and to a place there where it names one."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

LINKS = ("href", "src", "action", "formaction", "data", "data-bundle", "poster", "srcset", "{http://www.w3.org/1999/xlink}href")
OUTSIDE = ("http:", "https:", "mailto:")
LOADED = ("link", "script", "img", "iframe", "source", "object", "embed", "video", "audio", "use", "image")
"""Elements whose links a browser follows by itself: what they name must be in the folder."""


@dataclass(frozen=True)
class Read:
    """One page: tag and address of each link, its places, and how many forms it has."""

    links: frozenset[tuple[str, str]]
    places: frozenset[str]
    forms: int


@dataclass(frozen=True)
class Folder:
    """A folder of pages."""

    root: Path

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file in it."""
        return frozenset(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> dict[str, Read]:
        """Every page of the site; those among the files of a Release are its own matter."""
        return {name: self._read(name) for name in sorted(self.files) if name.endswith(".html") and name[:8] != "release/"}

    def _read(self, name: str) -> Read:
        links, places, forms = [], [], 0
        for element in html.parse(str(self.root / name), parser=html.HTMLParser(encoding="utf-8")).iter(etree.Element):
            tag, said = element.tag, element.attrib
            forms += tag == "form"
            places += [said["id"]] if "id" in said else []
            links += [(tag, said[one]) for one in LINKS if one in said]
            if tag == "meta" and said.get("http-equiv") == "refresh":
                links.append(("a", said["content"].partition("url=")[2]))
        return Read(frozenset(links), frozenset(places), forms)

    def broken(self) -> Iterator[str]:
        """Yield a sentence for each link that does not hold."""
        for name, page in self.pages.items():
            for tag, link in sorted(page.links):
                wrong = self._wrong(name, tag, link)
                if wrong is not None:
                    yield f"{name}: {link}: {wrong}"

    def _wrong(self, name: str, tag: str, link: str) -> str | None:
        if link.startswith(OUTSIDE):
            return "loaded from another host" if tag in LOADED else None
        if not link or link.startswith("/") or re.match(r"[a-z][a-z0-9+.-]*:", link):
            return "not relative"
        for part in link.split() if tag == "script" else [link]:
            path, _, place = part.partition("#")
            to = _to(posixpath.dirname(name), path.partition("?")[0]) if path else name
            if to not in self.files:
                return "no such file"
            if place and to in self.pages and unquote(place) not in self.pages[to].places:
                return "no such place"
        return None

    def sheets(self) -> Iterator[str]:
        """Yield the style sheets that name another file."""
        for path in sorted(self.root.glob("static/**/*.css")):
            if re.search(r"url\(|@import", path.read_text(encoding="utf-8")):
                yield path.name


@cache
def _to(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(path)))
