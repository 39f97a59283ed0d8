"""An HTML page as blocks: its text without navigation, headings, lists and tables as marked."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree, html

from article60.sources.documents import flow, labels, words
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
    "iframe",
    "svg",
    "button",
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
_FEWEST_CHARACTERS = 200
_MARK = re.compile(r"[\s\[(]*(?:\d{1,3}|[*†‡]{1,4}|[a-h])[\s\])]*")
_NOTE_LABEL = re.compile(r"(?P<mark>\^?[\[(]?(?:\d{1,3}|[*†‡]{1,4}|[a-z])[\])]?[.)]?)(?:\s+|(?<=[*†‡\])]))(?=\S)")
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
    walker = _Walker(_noted(root))
    return flow.finish(list(walker.walk(root if body is None else body)), marks=walker.marks)


def _noted(root: etree._Element) -> set[str]:
    """Ids of the elements to which marks of notes lead."""
    links = [a for a in root.iter("a") if re.match("#.", a.get("href", "")) and _MARK.fullmatch(_text(a))]
    raised = [a for a in links if a.find(".//sup") is not None or any(e.tag == "sup" for e in a.iterancestors())]
    return {a.get("href", "")[1:] for a in links if a in raised or not _text(a).strip().isalnum()}


def _depth(root: etree._Element, limit: int) -> bool:
    """Whether elements are nested deeper than the limit, found without recursion."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


class _Walker:
    """Walks the tree; remembers the lists it stands in and the marks of notes that it left out."""

    def __init__(self, noted: set[str]) -> None:
        self.noted = noted
        self.lists: list[tuple[str, int]] = []
        self.marks: set[str] = set()
        self.table_count = 0

    def walk(self, element: etree._Element) -> Iterator[Block]:
        pending: list[tuple[str, bool, bool]] = []
        pending.append((element.text or "", False, False))
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or _is_boilerplate(child):
                pass
            elif tag in _BLOCKS and self._is_note(child):
                yield from self._paragraph(pending, element)
                pending = []
                yield from self._note(child)
            elif tag in _BLOCKS or any(isinstance(d.tag, str) and d.tag in _BLOCKS for d in child.iterdescendants()):
                yield from self._paragraph(pending, element)
                pending = []
                yield from self._block(child, tag)
            else:
                pending.extend(self._inline(child))
            pending.append((child.tail or "", False, False))
        yield from self._paragraph(pending, element)

    def _inline(self, child: etree._Element) -> Iterator[tuple[str, bool, bool]]:
        raised = [_text(sup).strip("[]() \n") for sup in child.iter("sup") if _is_raised_mark(sup)]
        self.marks.update(mark for mark in raised if mark)
        return _inline(child, bold=False, italic=False)

    def _is_note(self, child: etree._Element) -> bool:
        """Whether marks of notes lead to an element, it is called a footnote, or it begins with a mark that was seen."""
        if child.get("id", "") in self.noted or child.get("role") in ("doc-footnote", "doc-endnote"):
            return True
        lead = next(iter(child), None)
        if lead is None or lead.tag in _BLOCKS or (child.text or "").strip():
            return False
        first = _text(lead).strip("[]() \n") if lead.tag == "sup" else ""
        return bool({lead.get("id", ""), lead.get("name", "")} & self.noted) or bool(first and first in self.marks)

    def _note(self, child: etree._Element) -> Iterator[Block]:
        counted = self._count() if child.tag == "li" else None
        text = words.tidy(_text(child).replace("↩", "").replace("\ufe0e", ""))
        found = _NOTE_LABEL.match(text)
        label, bare = (found["mark"].strip("[]().^ "), text[found.end() :].strip()) if found else (counted, text)
        if bare:
            yield Block(kind="footnote", text=bare, label=label)

    def _count(self) -> str | None:
        if not self.lists:
            return None
        kind, count = self.lists[-1]
        self.lists[-1] = (kind, count + 1)
        return str(count + 1) if kind == "ol" else None

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
        slanted = "italic" in (element.get("style") or "")
        for part in flow.parts(" ".join(text.split("\n")).replace(_BREAK, "\n")):
            bold, italic = _look(pending, part)
            yield flow.block(part.text, label=None, heading_level=None, list_level=0, bold=bold, italic=italic or slanted)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        self.table_count += 1
        rows = [r for r in table.iter("tr") if next(r.iterancestors("table")) is table]
        cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
        if (
            len(rows) < 2
            or max((len(r) for r in cells), default=0) < 2
            or table.get("role") == "presentation"
            or next(table.iterdescendants("table"), None) is not None
            or (self.table_count == 1 and flow.is_masthead([[_text(c) for c in row] for row in cells]))
        ):
            for row in cells:
                for cell in row:
                    yield from self.walk(cell)
            return
        heads = 0
        while heads < len(cells) and cells[heads] and all(c.tag == "th" for c in cells[heads]):
            heads += 1
        texts = [[self._cell(c) if isinstance(c, etree._Element) else c for c in row] for row in _spread(cells)]
        yield from flow.table_rows(texts, heads=heads or None, bold_first=False)

    def _cell(self, cell: etree._Element) -> str:
        return " ".join(f"{b.label} {b.text}" if b.label else b.text for b in self.walk(cell))


def _look(pending: Sequence[tuple[str, bool, bool]], part: flow.Part) -> tuple[bool, bool]:
    """Whether most letters of a part of a paragraph are bold, and whether they are slanted."""
    letters = bold = italic = start = 0
    for text, is_bold, is_italic in pending:
        count = len("".join(text[max(0, part.start - start) : max(0, part.end - start)].split()))
        letters, bold, italic = letters + count, bold + count * is_bold, italic + count * is_italic
        start += len(text)
    return bold * 2 > letters, italic * 2 > letters


def _is_boilerplate(element: etree._Element) -> bool:
    tag = element.tag
    if (
        tag in _DROPPED
        or _is_empty_form(element)
        or element.get("role") in _ROLES
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
    ):
        return True
    if tag in ("header", "footer") and next(element.iterancestors("article", "main"), None) is None:
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}".casefold()
    return bool(_BOILERPLATE.search(named)) or (str(tag) in ("div", "ul", "ol", "p", "section") and _link_dense(element))


def _answer(element: etree._Element) -> str:
    """What a field of a form says: its box, its chosen entries, or what was typed into it."""
    kind = element.get("type", "text")
    if element.tag == "input" and kind in ("checkbox", "radio"):
        return "☑ " if "checked" in element.attrib else "☐ "
    if element.tag == "select":
        return ", ".join(words.tidy(_text(o)) for o in element.iter("option") if "selected" in o.attrib)
    if element.tag == "textarea":
        return _text(element)
    return element.get("value", "") if kind in ("text", "number", "date", "email", "url", "tel") else ""


def _is_empty_form(element: etree._Element) -> bool:
    """A search box or the like; a form with boxes, tables or text in it is a document."""
    told = any(i.get("type") in ("checkbox", "radio") for i in element.iter("input")) or element.find(".//table") is not None
    return element.tag == "form" and not told and len(_text(element).strip()) < _FEWEST_CHARACTERS


def _link_dense(element: etree._Element) -> bool:
    """Mostly links, and more than two of them: a menu, not text."""
    links = list(element.iter("a"))
    linked = sum(len(_text(a).strip()) for a in links)
    return len(links) > 2 and linked > 0.7 * len(_text(element).strip())


def _is_raised_mark(sup: etree._Element) -> bool:
    """Whether raised type is the mark of a note; a letter behind a figure ends an ordinal, unless it is a link."""
    text, parent, before = _text(sup), sup.getparent(), sup.getprevious()
    above = before.tail if before is not None else parent.text if parent is not None else None
    ends_ordinal = text.strip().isalpha() and (above or "")[-1:].isdigit()
    linked = sup.find(".//a") is not None or next(sup.iterancestors("a"), None) is not None
    return bool(_MARK.fullmatch(text)) and (linked or not ends_ordinal)


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _inline(element: etree._Element, *, bold: bool, italic: bool) -> Iterator[tuple[str, bool, bool]]:
    """Texts inside an inline element with their weight and slant; note marks left out, breaks as line ends."""
    if element.tag == "br":
        yield _BREAK, bold, italic
        return
    if element.tag == "sup" and _is_raised_mark(element):
        return
    if element.tag in ("input", "select", "textarea"):
        yield _answer(element), bold, italic
        return
    bold, italic = bold or element.tag in _BOLD, italic or element.tag in _ITALIC
    font = f"{element.get('face', '')} {element.get('style', '')}"
    yield "".join(labels.symbol(c, font) for c in element.text or ""), bold, italic
    for child in element:
        if isinstance(child.tag, str) and not _is_boilerplate(child):
            yield from _inline(child, bold=bold, italic=italic)
        yield child.tail or "", bold, italic


def _spread(rows: list[list[etree._Element]]) -> Iterator[list[etree._Element | str]]:
    """The rows with an empty cell wherever a cell of a row above, or one to the left, reaches into them."""
    below: dict[int, int] = {}
    for row in rows:
        spread: list[etree._Element | str] = []
        for cell in row:
            _fill(spread, below)
            below_too = _reach(cell, "rowspan") - 1
            for column in range(_reach(cell, "colspan")):
                if below_too > 0:
                    below[len(spread)] = below_too
                spread.append(cell if column == 0 else "")
        _fill(spread, below)
        yield spread


def _fill(spread: list[etree._Element | str], below: dict[int, int]) -> None:
    while below.get(len(spread), 0) > 0:
        below[len(spread)] -= 1
        spread.append("")


def _reach(cell: etree._Element, name: str) -> int:
    """How many rows or columns a cell takes; one where it does not say so, or says what nobody would draw."""
    written = str(cell.get(name, "1")).strip()
    return min(max(int(written), 1), 50) if written.isdigit() else 1
