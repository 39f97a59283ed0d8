"""Makes a page of the site one of a copy: links from file to file, lists of links for forms, and words on what is missing."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils import translation
from lxml import html

from article60.web.exporting import telling
from article60.web.exporting.places import Address, between, target

SHEET = "static/copy.css"
"""Style sheet that every page of a copy has beside the site's own."""
OWN_NOTE_FROM = 5
"""From so many links on that lead nowhere for want of the API or of files, a page says so at its beginning."""

FEEDS = (".atom", ".json")
UNTOLD = ("api", "feeds")
"""What is taken out of lists of ways to take something along, without a word."""

_ALONE = re.compile(r"<li>(<a\b[^>]*>)[^<]*</a></li>\n?")
_FORM = re.compile(r"<form\b([^>]*)>.*?</form>\n?", re.DOTALL)
_SERVED = re.compile(r"<(\w+)\b[^>]*\sdata-server\b[^>]*>.*?</\1>\n?", re.DOTALL)
_TAG = re.compile(r'<([a-z]+)\b[^>]*?\s(?:href|src|data-bundle)="[^>]*>')
_LINK = re.compile(r'(\s)(href|src|data-bundle)="([^"]*)"')
_OF_LINKS = re.compile(r'\s(?:href|rel|hreflang|type)="[^"]*"')
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a copy holds: the file of each address; where what has none stands instead, as address and place in it.

    `site` is the copy's own address and `elsewhere` that of the register; either is empty where it is not known.
    """

    files: Mapping[str, str]
    instead: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    site: str = ""
    elsewhere: str = ""

    def link(self, to: Address, fragment: str, *, here: str) -> str | None:
        """The link from the file `here`; None where it would lead nowhere."""
        if to.path.startswith("static/"):
            version = dict(to.question).get("v")
            return between(here, to.path) + (f"?v={version}" if version else "")
        key = str(to)
        if key in self.instead:
            key, place = self.instead[key]
            fragment = place or fragment
        if key in self.files:
            return between(here, self.files[key], fragment)
        return f"{self.elsewhere}/{key}" if self.elsewhere and to.path.startswith("release/") else None


def why_not(to: Address) -> str:
    """Why an address has no file in a copy: a key of `telling.INSTEAD`."""
    if to.path.startswith("api/"):
        return "api"
    if to.path.startswith("release/"):
        return "files"
    if to.path.endswith(FEEDS):
        return "feeds"
    return "search" if "q" in dict(to.question) else "choices"


@dataclass(slots=True)
class Page:
    """One page on its way into a copy: its address, its file, what is held, and what was found missing."""

    at: Address
    file: str
    held: Held
    missing: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)

    def link(self, written: str) -> str | None:
        """A link as it stands in a page of the copy; None where it would lead nowhere."""
        found = target(unescape(written), here=self.at, site=self.held.site)
        if found is None:
            return written
        to, fragment = found
        if to.path.startswith("static/"):
            self.assets.add(to.path)
        if to == self.at and fragment and written.startswith("#"):
            return written
        made = self.held.link(to, fragment, here=self.file)
        if made is None:
            self.missing.append(why_not(to))
        return None if made is None else escape(made)

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.at.language or "en"

    def note(self, why: str, *, of: str | None = None) -> str:
        """A note on what is missing, its link made one of the copy."""
        return _TAG.sub(lambda tag: _tag(tag, self), telling.note(why, self.language, of=of))


def linked(text: str, at: Address, file: str, held: Held, *, picks: tuple[str, ...] = ()) -> tuple[str, Page]:
    """A page of the site as a page of a copy, and what was met on the way; `picks` are fields that become lists of links."""
    page = Page(at, file, held)
    with translation.override(page.language):
        text = _SERVED.sub("", text)
        text = _FORM.sub(lambda form: _instead_of(form[0], page, picks), text)
        text = _ALONE.sub(lambda item: _alone(item, page), text)
        text = _TAG.sub(lambda tag: _tag(tag, page), text)
        text = _with_notes(text, page)
    sheet = f'<link rel="stylesheet" href="{escape(between(file, SHEET))}">\n'
    return text.replace("</head>", f"{sheet}</head>", 1), page


def _alone(item: re.Match[str], page: Page) -> str:
    """An item of a list that is nothing but a link; nothing where that would lead to the API or to a feed."""
    written = _LINK.search(item[1])
    found = target(unescape(written[3]), here=page.at, site=page.held.site) if written else None
    if found is None or page.held.link(*found, here=page.file) is not None or why_not(found[0]) not in UNTOLD:
        return item[0]
    return ""


def _tag(tag: re.Match[str], page: Page) -> str:
    """A tag with its links; without them where they lead nowhere, and not at all where only a browser would follow it."""
    known = len(page.missing)
    text = _LINK.sub(lambda one: f'{one[1]}{one[2]}="{_links(one[3], page)}"', tag[0])
    if len(page.missing) == known:
        return text
    if tag[1] == "link":
        del page.missing[known:]  # no reader misses what stands in the head of a page
        return ""
    return _OF_LINKS.sub("", tag[0])


def _links(written: str, page: Page) -> str:
    return " ".join(page.link(one) or "" for one in written.split())


def _instead_of(form: str, page: Page, picks: tuple[str, ...]) -> str:
    """What stands in the place of a form: a way to the page of the search, or what to do instead and lists of links."""
    head = form[: form.index(">")]
    why = "search" if 'role="search"' in head else "choices"
    if why == "search" and page.at.below.path != "search":
        way = "find" if "large" in head else "search"
        return f'<p class="ask {way}"><a href="/{page.language}/{way}">{escape(telling.word(way))}</a></p>\n'
    page.told.add(why)
    more = telling.way_without_search(page.language) if why == "search" else ""
    return telling.note(why, page.language) + more + _folded(_fields(form, page, picks))


def _folded(lists: Iterable[str]) -> str:
    together = "".join(lists)
    return f'<div class="facets copied">\n{together}</div>\n' if together else ""


def _count(number: str) -> str:
    return f' <span class="count">{escape(number)}</span>' if number else ""


def _fields(form: str, page: Page, picks: tuple[str, ...]) -> Iterator[str]:
    """Fields of a form as lists of links, one for each value that has a page in the copy."""
    for title, choices in fields(form, page.at, picks):
        items = []
        for said, to, chosen in choices:
            words, _, counted = said.removesuffix(")").rpartition(" (") if said.endswith(")") else (said, "", "")
            made = page.held.link(to, "", here=page.file)
            if made is not None:
                now = ' aria-current="true"' if chosen else ""
                items.append(f'<li><a href="/{escape(str(to))}"{now}>{escape(words)}</a>{_count(counted)}</li>')
        if items:
            yield f"<details><summary>{escape(title)}</summary>\n<ul>{''.join(items)}</ul></details>\n"


def fields(form: str, at: Address, picks: tuple[str, ...]) -> Iterator[tuple[str, list[tuple[str, Address, bool]]]]:
    """Yield title and values of each field that is picked from: words, address, and whether it is chosen now."""
    read = html.fragment_fromstring(form)
    if not isinstance(read, html.FormElement):
        return
    sent = {one.get("name", ""): one.get("value", "") for one in read.xpath('.//input[@type="hidden"][@value != ""]')}
    for name in picks:
        for select in read.xpath(f'.//select[@name="{name}"]'):
            title = "".join(read.xpath(f'string(.//label[@for="{select.get("id")}"])'))
            choices = []
            for option in select.xpath('./option[@value != ""]'):
                found = target(read.get("action", ""), here=at, site="")
                if found is not None:
                    to = Address(found[0].path, tuple(sorted({**sent, name: option.get("value")}.items())))
                    choices.append((option.text_content(), to, option.get("selected") is not None))
            yield title, choices


def _with_notes(text: str, page: Page) -> str:
    """The page with a note on what is missing: at its beginning where much of it is, else at its end."""
    missing = [why for why in dict.fromkeys(page.missing) if why not in page.told]
    much = [why for why in missing if why in ("api", "files") and page.missing.count(why) >= OWN_NOTE_FROM]
    for why in much:
        text = _after_head(text, page.note(why))
    rest = [why for why in missing if why not in much]
    if rest:
        text = text.replace("</main>", f"{page.note('rest', of=rest[0])}</main>", 1)
    return text


def _after_head(text: str, note: str) -> str:
    """The note after the heading of the page."""
    start = text.index("<main")
    end = text.find("</header>", start)
    place = end + len("</header>") if end >= 0 else text.index(">", start) + 1
    return f"{text[:place]}\n{note}{text[place:]}"


def leads(text: str, at: Address, *, site: str, picks: tuple[str, ...] = ()) -> Iterator[Address]:
    """Yield every address of the site to which a page leads, pictures and style sheets among them."""
    for tag in _TAG.finditer(text):
        for _, _, value in _LINK.findall(tag[0]):
            for one in value.split():
                found = target(unescape(one), here=at, site=site)
                if found is not None:
                    yield found[0]
    for form in _FORM.finditer(text):
        for _, choices in fields(form[0], at, picks) if picks else ():
            yield from (to for _, to, _ in choices)


def places(text: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    """Yield the places in a page, by their `id`, that are wanted."""
    return (one for one in _ID.findall(text) if wanted(one))
