"""Addresses of the site, the files in which a copy holds them, and how one file leads to another."""

import hashlib
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from article60.codes.languages import LANGUAGES

INDEX = "index.html"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")


@dataclass(frozen=True, slots=True)
class Address:
    """What stands behind the site's name: the path from its root, `en/states/XA`, and the question, each name once, sorted."""

    path: str
    question: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.path}?{urlencode(self.question)}" if self.question else self.path

    @property
    def language(self) -> str | None:
        """The language in which it answers; None for what is the same for everybody."""
        first = self.path.partition("/")[0]
        return first if first in LANGUAGES else None

    @property
    def below(self) -> "Address":
        """The same below its language."""
        return Address(self.path.partition("/")[2], self.question) if self.language else self

    def of(self, language: str) -> "Address":
        """What stands below a language, in it."""
        return Address(f"{language}/{self.path}", self.question)

    def file(self, *, page: bool) -> str:
        """Where a copy holds it: a page as `en/states/XA/index.html`, so that its address leads there on any static host.

        A question becomes a name beside what it is asked of: `en/find/state=XA.html`, `en/find/state=XA.csv`.
        """
        if not self.question:
            return posixpath.join(self.path, INDEX) if page else self.path
        stem, _, ending = (self.path, "", "html") if page else self.path.rpartition(".")
        said = ",".join(f"{name}={_written(value)}" for name, value in self.question)
        return f"{stem.rstrip('/')}/{said}.{ending}"


def address(text: str) -> Address:
    """Read what `str` of an Address gives."""
    path, _, question = text.partition("?")
    return Address(path, tuple(sorted(parse_qsl(question, keep_blank_values=True))))


def target(link: str, *, here: Address, site: str) -> tuple[Address, str] | None:
    """Where a link on a page leads and the place in it; None where it leaves the site. `site` is the site's own address."""
    if site and (link == site or link.startswith(f"{site}/")):
        link = link.removeprefix(site) or "/"
    if re.match(r"[a-z][a-z0-9+.-]*:|//", link, re.IGNORECASE):
        return None
    whole = urlsplit(urljoin(f"/{here}", link))
    known = dict(parse_qsl(whole.query, keep_blank_values=True))
    if known.get("page") == "1":
        del known["page"]  # the first page is what is asked for without it
    return Address(whole.path.removeprefix("/"), tuple(sorted(known.items()))), whole.fragment


def single(at: Address, *, parts: bool = True) -> bool:
    """Whether a question is one choice: a page turned is none, free words are never held; a part of what is split is one choice
    where `parts` are held at all.
    """
    names = {name for name, _ in at.question} - {"page"}
    return "q" not in names and (len(names) <= 1 or (parts and names == {"by", "part"}))


def between(here: str, there: str, fragment: str = "") -> str:
    """The relative link from one file to another, as it stands in a page."""
    path = posixpath.relpath(there, posixpath.dirname(here) or ".")
    mark = f"#{fragment}" if fragment else ""
    return mark if mark and there == here else quote(path, safe="/=,~") + mark


def _written(value: str) -> str:
    """A value as part of a file's name that every file system takes; one with other letters is told apart by its hash."""
    if _PLAIN.fullmatch(value):
        return value
    told = re.sub(r"[^A-Za-z0-9]+", "-", value).strip("-")[:24]
    return f"{told}-{hashlib.sha256(value.encode()).hexdigest()[:8]}"
