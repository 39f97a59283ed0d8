"""Words of a DOCX paragraph as a reader sees them: insertions taken, deletions dropped, fields and hidden text left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

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
    """The text of one paragraph and how many of its letters are bold and italic; ids of the footnotes marked in it."""

    text: str = ""
    letters: int = 0
    bold: int = 0
    italic: int = 0
    sizes: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def words_of(paragraph: etree._Element, style: Style) -> Words:
    """Visible words of a paragraph."""
    found = Words()
    for run in _runs(paragraph):
        if run.tag == f"{W}sdt":
            found.text += "☑" if _is_ticked(run) else "☐"
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
    text = "".join(_signs(run, found))
    if properties is not None and val(properties.find(f"{W}vertAlign")) == "superscript" and text.strip(" ,)*").isdigit():
        return
    bold, italic = is_on(properties, "b"), is_on(properties, "i")
    count = sum(not c.isspace() for c in text)
    found.text += text
    found.letters += count
    found.bold += count if (style.bold if bold is None else bold) else 0
    found.italic += count if (style.italic if italic is None else italic) else 0
    size = val(None if properties is None else properties.find(f"{W}sz"))
    if count and size and size.isdigit():
        found.sizes.append(int(size) / 2)


def _signs(run: etree._Element, found: Words) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            yield chr(int(code, 16)) if code else ""
        elif child.tag == f"{W}footnoteReference":
            found.notes.append(child.get(f"{W}id", ""))
        elif child.tag == f"{W}fldChar":
            box = child.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                ticked = is_on(box, "checked")
                yield "☑" if (ticked if ticked is not None else is_on(box, "default")) else "☐"
        else:
            yield _SIGNS.get(str(child.tag), "")
