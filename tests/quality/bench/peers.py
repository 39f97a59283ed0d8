"""Reads aid data with another program, as its own users would: `python peers.py NAME LIST`, where LIST names files, one a line.

Run with the Python of the peers' environment, in which nothing of ours is installed. Who extracts prints one line of JSON for
each activity, with the ten fields that ours prints, as far as the peer knows them. Who only parses prints nothing. On standard
error the number of activities goes out; of who only parses, that of files. `bytes_alone` is no peer and runs with our Python.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson

_STEMS = (
    "15113 corrup korrup bribe kickback kleptocra embezzl soborno cohecho malversaci détournement suborno peculato "
    "коррупц взят فساد رشو 腐败 贿"
)
STEMS = [stem.encode() for stem in _STEMS.split()]

PEERS: dict[str, Callable[[Sequence[str]], int]] = {}


def peer(read: Callable[[Sequence[str]], int]) -> Callable[[Sequence[str]], int]:
    """Can be asked for by its name."""
    PEERS[read.__name__] = read
    return read


def printed(activities: Iterable[dict[str, Any]]) -> int:
    """Print activities and tell how many."""
    number = 0
    for number, activity in enumerate(activities, start=1):  # noqa: B007
        sys.stdout.buffer.write(orjson.dumps(activity, default=str, option=orjson.OPT_APPEND_NEWLINE))
    return number


def ten_fields(activity: Any) -> dict[str, Any]:
    """The ten fields of an element of lxml or of the standard library."""
    return {
        "identifier": activity.findtext("iati-identifier"),
        "reporting_org": [(one.get("ref"), said(one)) for one in activity.findall("reporting-org")],
        "title": [said(one) for one in activity.findall("title")],
        "description": [said(one) for one in activity.findall("description")],
        "recipients": [(one.get("code"), one.get("percentage")) for one in activity.findall("recipient-country")],
        "sectors": [(one.get("vocabulary"), one.get("code"), one.get("percentage")) for one in activity.findall("sector")],
        "dates": [(one.get("type"), one.get("iso-date")) for one in activity.findall("activity-date")],
        "status": [one.get("code") for one in activity.findall("activity-status")],
        "budgets": [(one.findtext("value"), *map(dict, map(_attributes, one))) for one in activity.findall("budget")],
        "organisations": [(one.get("ref"), one.get("role"), said(one)) for one in activity.findall("participating-org")],
    }


def _attributes(element: Any) -> Any:
    return element.attrib


def said(element: Any) -> list[tuple[str | None, str | None]]:
    """What an element says, by language: its narratives, or its own text as in versions 1.0x."""
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    return [(one.get(language), one.text) for one in element.findall("narrative")] or [(element.get(language), element.text)]


@peer
def lxml_tree(files: Sequence[str]) -> int:
    """The whole tree in memory, then the ten fields."""
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    return printed(ten_fields(one) for file in files for one in etree.parse(file, parser).iter("iati-activity"))


@peer
def lxml_iterparse(files: Sequence[str]) -> int:
    """One activity after the other, the ten fields."""
    from lxml import etree

    def activities() -> Iterator[dict[str, Any]]:
        for file in files:
            for _, one in etree.iterparse(file, tag="iati-activity", huge_tree=True):
                yield ten_fields(one)
                one.clear()
                while one.getprevious() is not None:
                    del one.getparent()[0]

    return printed(activities())


@peer
def bytes_alone(files: Sequence[str]) -> int:
    """The least that a filter could do: the ten fields of activities in whose bytes a stem of corruption or its code stands.

    It decides nothing, misses what is relevant by other words, trusts all bytes, and is no program that anybody would use.
    """
    import hyperscan
    from lxml import etree

    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False, no_network=True)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    numbers = list(range(len(STEMS)))
    database.compile(expressions=STEMS, ids=numbers, elements=len(numbers), flags=hyperscan.HS_FLAG_CASELESS, literal=True)

    def activities() -> Iterator[dict[str, Any]]:
        for file in files:
            data = Path(file).read_bytes()
            places: list[int] = []
            database.scan(data, match_event_handler=lambda _stem, _start, end, _flags, to: to.append(end), context=places)
            done = 0
            for place in sorted(places):
                start, end = data.rfind(b"<iati-activity", done, place), data.find(b"</iati-activity>", place)
                if place >= done and 0 <= start < end:
                    done = end + len(b"</iati-activity>")
                    yield ten_fields(etree.fromstring(data[start:done], parser))

    return printed(activities())


@peer
def elementtree(files: Sequence[str]) -> int:
    """The standard library's tree, then the ten fields."""
    from xml.etree import ElementTree

    return printed(ten_fields(one) for file in files for one in ElementTree.parse(file).iter("iati-activity"))


@peer
def iatikit(files: Sequence[str]) -> int:
    """Its datasets and activities; for what it has no name of its own, and for sectors, for which it would fetch lists of
    codes from the web, the element that it gives."""
    from iatikit.data.dataset import Dataset

    def activities() -> Iterator[dict[str, Any]]:
        for file in files:
            for one in Dataset(file).activities:
                element = one.etree
                yield {
                    "identifier": one.iati_identifier,
                    "reporting_org": [x.get("ref") for x in element.findall("reporting-org")],
                    "title": one.title,
                    "description": one.description,
                    "recipients": [(x.get("code"), x.get("percentage")) for x in element.findall("recipient-country")],
                    "sectors": [(x.get("vocabulary"), x.get("code"), x.get("percentage")) for x in element.findall("sector")],
                    "dates": [one.planned_start, one.actual_start, one.planned_end, one.actual_end],
                    "status": [x.get("code") for x in element.findall("activity-status")],
                    "budgets": [x.findtext("value") for x in element.findall("budget")],
                    "organisations": [(x.get("ref"), x.get("role")) for x in element.findall("participating-org")],
                }

    return printed(activities())


@peer
def diterator(files: Sequence[str]) -> int:
    """Its iterator and the properties of its activities."""
    from diterator import XMLIterator

    def narratives(text: Any) -> Any:
        return None if text is None else text.narratives

    def activities() -> Iterator[dict[str, Any]]:
        for file in files:
            for one in XMLIterator(file):
                yield {
                    "identifier": one.identifier,
                    "reporting_org": None if one.reporting_org is None else one.reporting_org.ref,
                    "title": narratives(one.title),
                    "description": narratives(one.description),
                    "recipients": [(x.code, x.percentage) for x in one.recipient_countries],
                    "sectors": [(x.vocabulary, x.code, x.percentage) for x in one.sectors],
                    "dates": [one.start_date_planned, one.start_date_actual, one.end_date_planned, one.end_date_actual],
                    "status": one.activity_status,
                    "budgets": [one.get_text("value", x) for x in one.get_nodes("budget")],
                    "organisations": [(x.ref, x.role, narratives(x.name)) for x in one.participating_orgs],
                }

    return printed(activities())


@peer
def iati2json(files: Sequence[str]) -> int:
    """A whole file as JSON."""
    from iati2json import convert

    number = 0
    for file in files:
        written = convert(file)
        number += written.count('"iati-identifier"')
        sys.stdout.write(written)
    return number


@peer
def okfn_iati(files: Sequence[str]) -> int:
    """A whole file as a folder of CSV, which is in memory while this is measured, where the system has such a folder."""
    from okfn_iati.multi_csv_converter import IatiMultiCsvConverter

    number = 0
    kept = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=kept) as folder:
        for file in files:
            IatiMultiCsvConverter().xml_to_csv_folder(file, folder)
            number += len((Path(folder) / "activities.csv").read_bytes().splitlines()) - 1
    return number


@peer
def iatiflattener(files: Sequence[str]) -> int:
    """Its rows of activities alone: rates and lists of codes, which its rows of money need, it would fetch from the web."""
    from iatiflattener import model
    from lxml import etree

    cache, languages = model.ActivityCache(), ["en", "fr"]
    names: Any = {language: {} for language in languages}

    def activities() -> Iterator[dict[str, Any]]:
        for file in files:
            for one in etree.parse(file).xpath("//iati-activity"):
                made = model.Activity(one, cache, names, languages, {})
                try:
                    made.generate()
                except AttributeError:  # it reads no activity without description, and drops the rest of a file with one
                    continue
                yield made.as_csv_dict()

    return printed(activities())


def parsing(name: str, parse: Callable[[str], Any]) -> None:
    """A peer that makes Python objects of a whole file, of which nothing is taken."""

    def read(files: Sequence[str]) -> int:
        for file in files:
            parse(file)
        return len(files)

    PEERS[name] = read


def _bytes(file: str) -> bytes:
    return Path(file).read_bytes()


def _xmltodict(file: str) -> Any:
    import xmltodict

    return xmltodict.parse(_bytes(file))


def _xmltodict_rs(file: str) -> Any:
    import xmltodict_rs

    return xmltodict_rs.parse(_bytes(file))


def _quick_xmltodict(file: str) -> Any:
    import quick_xmltodict

    return quick_xmltodict.parse(_bytes(file).decode())


def _obj2xml(file: str) -> Any:
    import obj2xml_rs

    return obj2xml_rs.parse(_bytes(file))


def _rxml(file: str) -> Any:
    import rxml

    return rxml.read_string(_bytes(file).decode(), "iati-activities")


def _markupever(file: str) -> Any:
    import markupever

    return markupever.parse(_bytes(file), markupever.XmlOptions())


def _pugixml(file: str) -> Any:
    from pugixml import pugi

    document = pugi.XMLDocument()
    assert document.load_string(_bytes(file).decode())
    return SimpleNamespace(document=document)


def _bigxml(file: str) -> Any:
    from bigxml import Parser, xml_handle_element

    @xml_handle_element("iati-activities", "iati-activity")
    def activity(node: Any) -> Iterator[str]:
        yield node.text

    with Path(file).open("rb") as stream:
        return sum(1 for _ in Parser(stream).iter_from(activity))


for _name, _parse in {
    "xmltodict": _xmltodict, "xmltodict_rs": _xmltodict_rs, "quick_xmltodict": _quick_xmltodict, "obj2xml": _obj2xml,
    "rxml": _rxml, "markupever": _markupever, "pugixml": _pugixml, "bigxml": _bigxml,
}.items():  # fmt: skip
    parsing(_name, _parse)


def main() -> None:
    """Read the files of a list."""
    name, listed = sys.argv[1:]
    sys.stderr.write(f"{PEERS[name](Path(listed).read_text().splitlines())}\n")


if __name__ == "__main__":
    main()
