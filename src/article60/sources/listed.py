"""The files that a source names: by their addresses, by the links of a page, or by a list in JSON of one or more pages."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree, html

from article60.sources.download import NotCollected
from article60.sources.fetch import is_address
from article60.sources.source_yml import Index, Listing, Source, Steps

Ask = Callable[[str], bytes]
"""Asks for the whole of what stands at an address. Raises NotCollected."""

_MOST_PAGES = 2000
_SHOWN_LETTERS = 100
_HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as its source names it: address, the hash it is said to have (MD5, SHA-1 or SHA-256), and whose it is."""

    address: str
    hash: str | None = None
    publisher: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The files that a source names, each once, in its order; what speaks against this being all, if anything does."""

    files: tuple[Listed, ...]
    doubt: str | None = None


def listed(source: Source, ask: Ask) -> Found:
    """The files of a source. Raises NotCollected where page or list cannot be had or is not as described."""
    if isinstance(source.files, Index):
        return Found(tuple(map(Listed, _linked(source.files, ask(source.files.address)))))
    if isinstance(source.files, Listing):
        return _of_list(source.files, ask)
    return Found(tuple(map(Listed, source.files)))


def _linked(index: Index, content: bytes) -> Iterator[str]:
    """Addresses that the page links and the pattern picks, each once, in the order of the page."""
    try:
        page = html.fromstring(content)
    except etree.LxmlError as error:
        raise NotCollected(f"the index is no HTML page ({error}); correct its address") from None
    links = (_joined(index.address, link.get("href", "").strip()) for link in page.iter("a"))
    linked = (address.partition("#")[0] for address in links if address is not None)
    return iter(dict.fromkeys(address for address in linked if is_address(address) and index.links.search(address)))


def _joined(address: str, link: str) -> str | None:
    """The address to which a link that stands at another leads; None where it is written as none can be."""
    try:
        return urljoin(address, link)
    except ValueError:
        return None


def _of_list(listing: Listing, ask: Ask) -> Found:
    pages = _Pages(listing, ask)
    files: dict[str, Listed] = {}
    unusable: list[str] = []
    for entry in pages.entries():
        for file in _files(entry, listing, unusable):
            files.setdefault(file.address, file)
    doubts = [doubt for doubt in (pages.doubt, _left_out(unusable)) if doubt is not None]
    if not files and not doubts:
        raise NotCollected(f"no entry of the list names an address under {'.'.join(listing.file)!r}; correct list: file")
    return Found(tuple(files.values()), "; ".join(doubts) or None)


def _left_out(unusable: Sequence[str]) -> str | None:
    if not unusable:
        return None
    shown = f"{len(unusable)} addresses of files in the list, such as {_shown(unusable[0])}"
    return f"{shown}, cannot be followed; these files are left out, tell the publisher of the list"


def _shown(named: str) -> str:
    return ascii(named[:_SHOWN_LETTERS])


def _files(entry: Any, listing: Listing, unusable: list[str]) -> Iterator[Listed]:
    """The files of one entry; what is said of the entry counts for each, a hash only where there is one file.

    Adds to `unusable` what stands in the place of an address and cannot be one.
    """
    named = _texts(entry, listing.file)
    addresses = [_joined(listing.address, one) for one in named]
    unusable.extend(one for one, address in zip(named, addresses, strict=True) if address is None)
    hashes = [one.lower() for one in _texts(entry, listing.hash)]
    one_hash = hashes[0] if len(addresses) == len(hashes) == 1 and _HASH.fullmatch(hashes[0]) else None
    publisher, licence = (next(iter(_texts(entry, steps)), None) for steps in (listing.publisher, listing.licence))
    for address in addresses:
        if address is not None and is_address(address):
            yield Listed(address, one_hash, publisher, licence)


def _texts(entry: Any, steps: Steps) -> list[str]:
    """The texts, not empty, to which the steps lead; none where there are no steps."""
    texts = (_writable(one.strip()) for one in _at(entry, steps) if isinstance(one, str)) if steps else ()
    return [one for one in texts if one]


def _writable(text: str) -> str:
    """A text as it can be written down: JSON may hold halves of signs."""
    return text.encode("utf-8", "replace").decode()


def _at(value: Any, steps: Steps) -> list[Any]:
    """All values to which the steps lead, lists gone through; nothing where a name on the way is missing."""
    return list(_flat(_whole(value, steps)))


def _whole(value: Any, steps: Steps) -> list[Any]:
    """All values to which the steps lead, lists as they are."""
    found = [value]
    for step in steps:
        found = [one[step] for one in _flat(found) if isinstance(one, dict) and step in one]
    return found


def _entries(answer: Any, steps: Steps) -> list[Any]:
    """The members of the list, or the values of the mapping, to which the steps lead."""
    entries: list[Any] = []
    for one in _whole(answer, steps):
        entries.extend(one if isinstance(one, list) else one.values() if isinstance(one, dict) else ())
    return entries


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


class _Pages:
    """One pass through the pages of a list, which ends when a page brings nothing new, whatever the list says of itself."""

    def __init__(self, listing: Listing, ask: Ask) -> None:
        self._listing, self._ask = listing, ask
        self._seen: set[int] = set()
        self._given = 0
        self._said: int | None = None
        self.doubt: str | None = None

    def entries(self) -> Iterator[Any]:
        """Every entry, each once. Raises NotCollected where the first page cannot be used; a later one leaves a doubt."""
        address: str | None = self._listing.address
        asked: set[str] = set()
        while address is not None and address not in asked:
            asked.add(address)
            try:
                answer = self._answer(address)
                new = self._new(answer, first=len(asked) == 1)
            except NotCollected as error:
                if len(asked) == 1:
                    raise
                self.doubt = f"page {len(asked)} of the list, {address}: {error}; what comes after it is missing"
                return
            yield from new
            address = self._following(answer) if new else None
            if self.doubt is not None:
                return
            if address is not None and len(asked) == _MOST_PAGES:
                self.doubt = f"the list has no end within {_MOST_PAGES} pages; the files named so far are fetched"
                return
        if self._said is not None and self._said != self._given:
            self.doubt = f"the list says that it has {self._said} entries and gives {self._given}; run again later"

    def _answer(self, address: str) -> Any:
        content = self._ask(address)
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise NotCollected(f"is no JSON ({' '.join(str(error).split())}); open the address and correct it") from None

    def _new(self, answer: Any, *, first: bool) -> list[Any]:
        """The entries of a page that were on none before. A list without any is one that is described wrongly."""
        said = [one for one in _at(answer, self._listing.total) if isinstance(one, int)] if self._listing.total else []
        self._said = said[0] if said else self._said
        entries = _entries(answer, self._listing.items)
        if first and not entries:
            where = ".".join(self._listing.items) or "its beginning"
            raise NotCollected(f"the list has no entries at {where!r}; open the address and correct list: items")
        new = {hash(json.dumps(entry, sort_keys=True)): entry for entry in entries}
        brought = [entry for known, entry in new.items() if known not in self._seen]
        self._seen.update(new)
        self._given += len(entries) if brought else 0
        return brought

    def _following(self, answer: Any) -> str | None:
        if self._listing.offset is not None:
            parts = urlsplit(self._listing.address)
            others = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != self._listing.offset]
            return urlunsplit(parts._replace(query=urlencode([*others, (self._listing.offset, self._given)])))
        named = _texts(answer, self._listing.next)
        linked = [_joined(self._listing.address, one) for one in named]
        if None in linked:
            shown = _shown(named[linked.index(None)])
            self.doubt = f"the list names {shown} as its next page, which is no address; what comes after is missing"
        return next((one for one in linked if one is not None and is_address(one)), None)
