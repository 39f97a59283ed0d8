"""Small readings of an IATI element that every part of a record needs."""

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Children = dict[str, list[etree._Element]]


def children_by_name(element: etree._Element) -> Children:
    """The element children in document order, by name; those of other namespaces are extensions and left out."""
    found: Children = defaultdict(list)
    for child in element:
        name = child.tag
        if isinstance(name, str) and name[0] != "{":
            found[name].append(child)
    return found


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute without outer blanks, None where absent or empty."""
    value = element.get(name)
    return None if value is None else value.strip() or None


def attributes_by_name(element: etree._Element) -> dict[str, str]:
    """All attributes by name, the namespaces left out."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def own_text(element: etree._Element) -> str:
    """All text in the element, as 1.x writes it, with what stands in elements inside."""
    return (element.text or "") if len(element) == 0 else "".join(map(str, element.itertext()))


def narratives(element: etree._Element) -> Iterator[tuple[str, str | None]]:
    """Each text of an element with the language it declares itself: narratives as in 2.x, else its own text as in 1.x."""
    inner = element.findall("narrative")
    for spoken in inner or (element,):
        yield own_text(spoken), spoken.get(LANG) or element.get(LANG)


def name_of(element: etree._Element) -> str | None:
    """The first text of an element that is not empty, blanks squeezed."""
    for text, _ in narratives(element):
        if squeezed := " ".join(text.split()):
            return squeezed
    return None


def plain_names(activity: etree._Element) -> None:
    """Take the activity's own namespace, where a file gives one, out of its names; extensions keep theirs."""
    if not isinstance(activity.tag, str) or activity.tag[0] != "{":
        return
    own = activity.tag[: activity.tag.index("}") + 1]
    for element in activity.iter():
        if isinstance(element.tag, str) and element.tag.startswith(own):
            element.tag = element.tag[len(own) :]
