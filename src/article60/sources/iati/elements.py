"""Small readings of an IATI element that every part of a record needs."""

from lxml import etree

from article60.sources.iati import blanks

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Children(dict[object, list[etree._Element]]):
    """The element children in document order, by name; none of a name that is not there.

    One pass over all children costs less than looking for two of them by name. Those of other namespaces stand under names
    that nobody asks for.
    """

    __slots__ = ("transactions",)
    transactions: list["Children"]
    """The children of each transaction, where these are the children of an activity."""

    def __missing__(self, name: object) -> list[etree._Element]:
        return []

    def first(self, name: str) -> etree._Element | None:
        """The first of a name."""
        return self[name][0] if name in self else None


def children_of_activity(activity: etree._Element) -> Children:
    """The children of an activity, and of each of its transactions, by name."""
    children = children_by_name(activity)
    children.transactions = [children_by_name(transaction) for transaction in children["transaction"]]
    return children


def children_by_name(element: etree._Element, *names: str) -> Children:
    """The children by name; where `names` are given those alone, so that the others cost next to nothing."""
    children = Children()
    for child in element.iterchildren(*names):
        name = child.tag
        if name in children:
            children[name].append(child)
        else:
            children[name] = [child]
    return children


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute without outer blanks, None where absent or empty."""
    value = element.get(name)
    return None if value is None else value.strip() or None


def attributes_by_name(element: etree._Element) -> dict[str, str]:
    """All attributes by name, the namespaces left out."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def own_text(element: etree._Element) -> str:
    """All text in the element, as 1.x writes it, with what stands in elements inside. Raises MarkedUp as `blanks` says."""
    if len(element) == 0:
        return element.text or ""
    blanks.must_be_known(element)
    return "".join(map(str, element.itertext()))


def narratives(element: etree._Element) -> list[tuple[str, str | None]]:
    """Each text of an element with the language it declares itself: narratives as in 2.x, else its own text as in 1.x."""
    spoken = [(own_text(one), one.get(LANG) or element.get(LANG)) for one in element if one.tag == "narrative"]
    return spoken or [(own_text(element), element.get(LANG))]


def name_of(element: etree._Element) -> str | None:
    """The first text of an element that is not empty, blanks squeezed."""
    is_narrated = False
    for inner in element:
        if inner.tag == "narrative":
            is_narrated = True
            if squeezed := " ".join(own_text(inner).split()):
                return squeezed
    return None if is_narrated else " ".join(own_text(element).split()) or None


def plain_names(activity: etree._Element) -> None:
    """Take the activity's own namespace, where a file gives one, out of its names; extensions keep theirs."""
    if not isinstance(activity.tag, str) or activity.tag[0] != "{":
        return
    own = activity.tag[: activity.tag.index("}") + 1]
    for element in activity.iter():
        if isinstance(element.tag, str) and element.tag.startswith(own):
            element.tag = element.tag[len(own) :]
