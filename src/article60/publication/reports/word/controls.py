"""Content controls: what a person fills in or ticks, and numbers that keep their address while people edit around them.

None is declared to be of plain text: LibreOffice 7.4 writes what stands in such a control twice where Arabic words and digits
meet. A control of any text holds the same.
"""

from collections.abc import Sequence

from article60.publication.reports.word.xml import Element, element, run_properties, text, w

BOX, TICKED = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}"
_BOX_FONT = "MS Gothic"
_FIRST = 60_000_000
"""Identifiers begin there, so that none of them is one that Word gave away for something else in the same file."""


def number(tag: str, title: str, identifier: int, runs: Sequence[Element]) -> Element:
    """A number: seen as the words around it, found by its tag."""
    return _control(_called(tag, title, identifier), element("w15:appearance", val="hidden"), runs=runs)


def blank(tag: str, title: str, identifier: int, runs: Sequence[Element]) -> Element:
    """A place that says what to fill in; the first letter written there takes the words away."""
    return _control(_called(tag, title, identifier), w("showingPlcHdr"), runs=runs)


def filled(tag: str, title: str, identifier: int, runs: Sequence[Element]) -> Element:
    """A place to fill in where words stand already."""
    return _control(_called(tag, title, identifier), runs=runs)


def tick(tag: str, title: str, identifier: int, *, ticked: bool) -> Element:
    """A box that a click ticks."""
    states = (
        element("w14:checked", val=int(ticked)),
        element("w14:checkedState", val=f"{ord(TICKED):04X}", font=_BOX_FONT),
        element("w14:uncheckedState", val=f"{ord(BOX):04X}", font=_BOX_FONT),
    )
    look = run_properties(w("rFonts", ascii=_BOX_FONT, hAnsi=_BOX_FONT, eastAsia=_BOX_FONT, hint="eastAsia"))
    run = w("r", look, *text(TICKED if ticked else BOX))
    return _control(_called(tag, title, identifier), element("w14:checkbox", *states), runs=[run])


def _called(tag: str, title: str, identifier: int) -> list[Element]:
    return [w("alias", val=title[:64]), w("tag", val=tag), w("id", val=_FIRST + identifier)]


def _control(called: list[Element], *properties: Element, runs: Sequence[Element]) -> Element:
    return w("sdt", w("sdtPr", *called, *properties), w("sdtContent", *runs))
