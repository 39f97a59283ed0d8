"""What a page offers: forms with what would be sent, and links with what they ask for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import html
from tests.workspace.leaks.asking import Question

WORDS, DAY = "Words that somebody writes", "2026-01-31"
_FILLED = {
    "date": DAY, "email": "somebody.new@example.org", "number": "1", "url": "https://example.org/", "tel": "1",
    "search": "chrysalis", "month": "2026-01",
}  # fmt: skip
_BUTTONS = ("submit", "button", "image", "reset")
MOST_WAYS = 4


Examples = Callable[[str], Sequence[Mapping[str, str]]]
"""Of an address, what is filled in so that what is sent there is done."""


def questions(address: str, body: bytes, examples: Examples) -> Iterator[Question]:
    """Everything that a page offers to ask or to send; of a form as it stands, and filled in."""
    try:
        page = html.fromstring(body)
    except (ValueError, html.etree.ParserError):
        return
    for link in page.iterlinks():
        if link[0].tag == "a":
            yield from _asked(urljoin(address, link[2]))
    for form in page.forms:
        where = urlsplit(urljoin(address, form.action or "")).path
        if not where.startswith("/"):
            continue
        ways = [tuple(_sent(form, way)) for way in range(MOST_WAYS)]
        for sent in (*ways, *(_with(ways[0], one) for one in examples(where))):
            post = (form.method or "GET").upper() == "POST"
            yield Question("POST", where, sent) if post else Question("GET", f"{where}?{urlencode(sent)}")


def _with(sent: Sequence[tuple[str, str]], values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What is sent, with these values in the place of those of the same name."""
    return (*(one for one in sent if one[0] not in values), *values.items())


def _asked(where: str) -> Iterator[Question]:
    parts = urlsplit(where)
    if not parts.netloc and parts.path.startswith("/"):
        yield Question("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path)


def parameters(address: str) -> Sequence[tuple[str, str]]:
    """Names and values that an address asks with."""
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


def _sent(form: html.FormElement, way: int) -> Iterator[tuple[str, str]]:
    """0: as it stands; 1: everything empty filled in, the first choices; then with later choices."""
    chosen: set[str] = set()
    for one in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name] | .//button[@name]"):
        name, kind = one.get("name"), one.get("type", "text")
        if one.tag == "select":
            yield from _options(one, name, way)
        elif one.tag == "textarea":
            yield name, one.text_content().strip("\r\n") or (WORDS if way else "")
        elif one.tag == "button" or kind in _BUTTONS:
            if name not in chosen and one.get("value"):
                chosen.add(name)
                buttons = form.xpath(".//button[@name=$name]", name=name) or [one]
                yield name, buttons[way % len(buttons)].get("value", "")
        elif kind == "radio":
            if name not in chosen:
                chosen.add(name)
                yield from _choice(form, name, way)
        elif kind == "checkbox":
            if one.get("checked") is not None or way == 3:
                yield name, one.get("value", "on")
        elif kind == "file":
            yield name, "file:note.pdf"
        else:
            yield name, one.get("value") or (_FILLED.get(kind, WORDS) if way and kind != "hidden" else "")


def _options(one: html.SelectElement, name: str, way: int) -> Iterator[tuple[str, str]]:
    said = [option.get("value", option.text_content()) for option in one.xpath(".//option")]
    marked = [option.get("value", "") for option in one.xpath(".//option[@selected]")]
    if way == 0 and marked:
        yield from ((name, value) for value in marked)
    elif said:
        yield name, marked[0] if marked and way == 1 and marked[0] else said[min(way, len(said) - 1)]


def _choice(form: html.FormElement, name: str, way: int) -> Iterator[tuple[str, str]]:
    said = form.xpath(".//input[@type='radio'][@name=$name]", name=name)
    marked = [one for one in said if one.get("checked") is not None]
    if way == 0 and marked:
        yield name, marked[0].get("value", "on")
    elif way:
        yield name, said[(way - 1) % len(said)].get("value", "on")
