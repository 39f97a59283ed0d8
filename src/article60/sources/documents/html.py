"""An HTML page as blocks: its text without navigation, headings, lists and tables as marked."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from article60.sources.documents import flow, words
from article60.sources.documents.blocks import Block
from article60.sources.documents.encodings import decoded
from article60.sources.documents.reading import Limits, UnreadableDocument

_DROPPED = {
    "nav",
    "aside",
    "script",
    "style",
    "noscript",
    "template",
    "form",
    "iframe",
    "svg",
    "button",
    "select",
    "head",
    "object",
}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "blockquote",
    "pre",
}
_BLOCKS |= {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
    "address",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "caption",
    "hr",
    "body",
}
_BOLD, _ITALIC = {"b", "strong", "th"}, {"i", "em", "cite"}
_BOILERPLATE = re.compile(r"\b(?:nav|menu|breadcrumbs?|cookie|sidebar|share|social|skip-link|toolbar)\b")
_BREAK = "\v"
_ROLES = {"navigation", "banner", "complementary", "contentinfo", "search"}


def blocks(path: Path, *, limits: Limits) -> list[Block]:
    """Blocks in reading order."""
    text = decoded(path.read_bytes(), declared=True)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(path.name, f"not a readable HTML page ({error})", "save the page again") from error
    if _depth(root, limits.depth):
        raise UnreadableDocument(path.name, f"elements nested deeper than {limits.depth}", "save the page again as text")
    body = root.find("body")
    return flow.finish(list(_Walker().walk(root if body is None else body)))


def _depth(root: etree._Element, limit: int) -> bool:
    """Whether elements are nested deeper than the limit, found without recursion."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


class _Walker:
    """Walks the tree; remembers the lists it stands in."""

    def __init__(self) -> None:
        self.lists: list[tuple[str, int]] = []

    def walk(self, element: etree._Element) -> Iterator[Block]:
        pending: list[tuple[str, bool, bool]] = []
        pending.append((element.text or "", False, False))
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or _is_boilerplate(child):
                pass
            elif tag in _BLOCKS or any(isinstance(d.tag, str) and d.tag in _BLOCKS for d in child.iterdescendants()):
                yield from self._paragraph(pending, element)
                pending = []
                yield from self._block(child, tag)
            else:
                pending.extend(_inline(child, bold=False, italic=False))
            pending.append((child.tail or "", False, False))
        yield from self._paragraph(pending, element)

    def _block(self, child: etree._Element, tag: str) -> Iterator[Block]:
        if re.fullmatch(r"h[1-6]", tag):
            text = words.tidy("".join(t for t, _, _ in _inline(child, bold=False, italic=False)))
            if text:
                yield flow.block(text, label=None, heading_level=int(tag[1]), list_level=0, bold=True, italic=False)
        elif tag in ("ul", "ol"):
            self.lists.append((tag, int(child.get("start", "1")) - 1 if child.get("start", "1").isdigit() else 0))
            yield from self.walk(child)
            self.lists.pop()
        elif tag == "li":
            yield from self._item(child)
        elif tag == "table":
            yield from self._table(child)
        else:
            yield from self.walk(child)

    def _item(self, child: etree._Element) -> Iterator[Block]:
        kind, count = self.lists[-1] if self.lists else ("ul", 0)
        if self.lists:
            self.lists[-1] = (kind, count + 1)
        label = f"{count + 1}." if kind == "ol" else "•"
        first = True
        for found in self.walk(child):
            if (
                first
                and found.kind in ("paragraph", "list_item")
                and not (found.kind == "list_item" and found.level > len(self.lists))
            ):
                printed = found.label or label
                yield Block(
                    kind="list_item",
                    text=found.text,
                    label=printed,
                    level=len(self.lists) or 1,
                    bold=found.bold,
                    italic=found.italic,
                )
            else:
                yield found
            first = False

    def _paragraph(self, pending: list[tuple[str, bool, bool]], element: etree._Element) -> Iterator[Block]:
        text = "".join(t for t, _, _ in pending)
        if not text.strip():
            return
        letters = sum(len(t.strip()) for t, _, _ in pending)
        bold = sum(len(t.strip()) for t, b, _ in pending if b) * 2 > letters
        italic = sum(len(t.strip()) for t, _, i in pending if i) * 2 > letters or "italic" in (element.get("style") or "")
        for part in flow.parts(" ".join(text.split("\n")).replace(_BREAK, "\n")):
            yield flow.block(part, label=None, heading_level=None, list_level=0, bold=bold, italic=italic)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [r for r in table.iter("tr") if next(r.iterancestors("table")) is table]
        cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
        if (
            len(rows) < 2
            or max((len(r) for r in cells), default=0) < 2
            or table.get("role") == "presentation"
            or next(table.iterdescendants("table"), None) is not None
        ):
            for row in cells:
                for cell in row:
                    yield from self.walk(cell)
            return
        heads = 0
        while heads < len(cells) and cells[heads] and all(c.tag == "th" for c in cells[heads]):
            heads += 1
        texts = [[self._cell(c) for c in row] for row in cells]
        yield from flow.table_rows(texts, heads=heads or None, bold_first=False)

    def _cell(self, cell: etree._Element) -> str:
        return " ".join(f"{b.label} {b.text}" if b.label else b.text for b in self.walk(cell))


def _is_boilerplate(element: etree._Element) -> bool:
    tag = element.tag
    if tag in _DROPPED or element.get("role") in _ROLES or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if tag in ("header", "footer") and next(element.iterancestors("article", "main"), None) is None:
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}".casefold()
    return bool(_BOILERPLATE.search(named)) or (str(tag) in ("div", "ul", "ol", "p", "section") and _link_dense(element))


def _link_dense(element: etree._Element) -> bool:
    """Mostly links, and more than two of them: a menu, not text."""
    links = list(element.iter("a"))
    linked = sum(len(_text(a).strip()) for a in links)
    return len(links) > 2 and linked > 0.7 * len(_text(element).strip())


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _inline(element: etree._Element, *, bold: bool, italic: bool) -> Iterator[tuple[str, bool, bool]]:
    """Texts inside an inline element with their weight and slant; note marks left out, breaks as line ends."""
    if element.tag == "br":
        yield _BREAK, bold, italic
        return
    if element.tag == "sup" and re.fullmatch(r"[\s\[(]*[\d*†]{1,4}[\s\])]*", _text(element)):
        return
    if element.tag == "input" and element.get("type") == "checkbox":
        yield "☑ " if "checked" in element.attrib else "☐ ", bold, italic
        return
    bold, italic = bold or element.tag in _BOLD, italic or element.tag in _ITALIC
    yield element.text or "", bold, italic
    for child in element:
        if isinstance(child.tag, str) and not _is_boilerplate(child):
            yield from _inline(child, bold=bold, italic=italic)
        yield child.tail or "", bold, italic
