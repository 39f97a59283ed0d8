"""Words of a DOCX paragraph as a reader sees them: insertions taken, deletions dropped, fields and hidden text left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from article60.sources.documents import labels
from article60.sources.documents.docx.styles import Style, W, is_on, val

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}rPr",
    f"{W}pPr",
    f"{W}instrText",
    f"{W}delText",
    f"{_MC}Fallback",
    f"{W}txbxContent",
}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


@dataclass(slots=True)
class Words:
    """The text of one paragraph, which of its characters are bold and italic, and the footnotes marked in it.

    Footnotes are told by id and by the mark that stands for them; no mark where the word processor counts them.
    """

    text: str = ""
    bolds: list[bool] = field(default_factory=list)
    italics: list[bool] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    notes: list[tuple[str, str | None]] = field(default_factory=list)

    def add(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Put characters of one look behind the others."""
        self.text += text
        self.bolds += [bold] * len(text)
        self.italics += [italic] * len(text)

    def is_bold(self, start: int, end: int) -> bool:
        """Whether most letters of a stretch are bold."""
        return self._most(self.bolds, start, end)

    def is_italic(self, start: int, end: int) -> bool:
        """Whether most letters of a stretch are slanted."""
        return self._most(self.italics, start, end)

    def _most(self, looks: list[bool], start: int, end: int) -> bool:
        seen = [look for look, character in zip(looks[start:end], self.text[start:end], strict=True) if not character.isspace()]
        return sum(seen) * 2 > len(seen)


def words_of(paragraph: etree._Element, style: Style) -> Words:
    """Visible words of a paragraph."""
    found = Words()
    for run in _runs(paragraph):
        if run.tag == f"{W}sdt":
            found.add("☑" if _is_ticked(run) else "☐")
            continue
        _add(run, style, found)
    return found


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}r" or (child.tag == f"{W}sdt" and _check_box(child) is not None):
            yield child
        else:
            yield from _runs(child)


def _check_box(element: etree._Element) -> etree._Element | None:
    return element.find(f"{W}sdtPr/{_W14}checkbox")


def _is_ticked(element: etree._Element) -> bool:
    box = _check_box(element)
    checked = None if box is None else box.find(f"{_W14}checked")
    return checked is not None and checked.get(f"{_W14}val") in ("1", "true")


def _add(run: etree._Element, style: Style, found: Words) -> None:
    properties = run.find(f"{W}rPr")
    if is_on(properties, "vanish"):
        return
    font = _font(properties)
    text = "".join(labels.symbol(c, font) for c in "".join(_signs(run, found)))
    if properties is not None and val(properties.find(f"{W}vertAlign")) == "superscript" and text.strip(" ,)*").isdigit():
        return
    bold, italic = is_on(properties, "b"), is_on(properties, "i")
    found.add(text, bold=style.bold if bold is None else bold, italic=style.italic if italic is None else italic)
    size = val(None if properties is None else properties.find(f"{W}sz"))
    if text.strip() and size and size.isdigit():
        found.sizes.append(int(size) / 2)


def _signs(run: etree._Element, found: Words) -> Iterator[str]:
    own_mark = False
    for child in run:
        if child.tag == f"{W}t":
            text = child.text or ""
            if own_mark:
                mark = text.split(" ", 1)[0]
                found.notes[-1] = (found.notes[-1][0], mark)
                text, own_mark = text[len(mark) :], False
            yield text
        elif child.tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            yield labels.symbol(chr(int(code, 16)), child.get(f"{W}font", "")) if code else ""
        elif child.tag == f"{W}footnoteReference":
            found.notes.append((child.get(f"{W}id", ""), None))
            own_mark = child.get(f"{W}customMarkFollows") in ("1", "true", "on")
        elif child.tag == f"{W}fldChar":
            box = child.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                ticked = is_on(box, "checked")
                yield "☑" if (ticked if ticked is not None else is_on(box, "default")) else "☐"
            yield _chosen(child.find(f"{W}ffData/{W}ddList"))
        else:
            yield _SIGNS.get(str(child.tag), "")


def _chosen(options: etree._Element | None) -> str:
    """The entry that is chosen in a drop-down field."""
    entries = [] if options is None else options.findall(f"{W}listEntry")
    chosen = val(None if options is None else options.find(f"{W}result")) or "0"
    return val(entries[int(chosen)]) or "" if chosen.isdigit() and int(chosen) < len(entries) else ""


def _font(properties: etree._Element | None) -> str:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
