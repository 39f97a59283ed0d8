"""What a Word file says of itself: title, language, day and Release, nobody's name; and what its bookmarks stand for."""

from collections.abc import Mapping

from lxml import etree

from article60.publication.reports.model import Report
from article60.publication.reports.word.package import Part
from article60.publication.reports.word.setting import TAGS
from article60.publication.reports.word.tags import VOCABULARY
from article60.publication.reports.word.xml import alone, written

KIND, LANGUAGE, RELEASE = "article60-report", "article60-language", "article60-release"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_VALUES = f"{_OFFICE}/docPropsVTypes"
_TYPE = "application/vnd.openxmlformats-officedocument"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Word knows properties of one's own by."""
_STORE = "{A6000000-0060-4060-8060-A60A60A60A60}"
"""What Word knows the file's own part by; the same in every report."""


def properties(report: Report) -> list[Part]:
    """Title, language and day as every system shows them; kind, language and Release for those who read the file back."""
    own = {KIND: report.kind, LANGUAGE: report.language, RELEASE: report.release}
    return [
        Part(path="docProps/core.xml", data=_core(report), relation=_PACKAGE, type=_CORE_TYPE, of=""),
        Part(
            path="docProps/app.xml",
            data=_app(),
            relation=f"{_OFFICE}/relationships/extended-properties",
            type=f"{_TYPE}.extended-properties+xml",
            of="",
        ),
        Part(
            path="docProps/custom.xml",
            data=_own(own),
            relation=f"{_OFFICE}/relationships/custom-properties",
            type=f"{_TYPE}.custom-properties+xml",
            of="",
        ),
    ]


_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


def own_part(tags: Mapping[str, str]) -> list[Part]:
    """The file's own part: what each bookmark stands for, by its name."""
    root = etree.Element(f"{{{VOCABULARY}}}tags", nsmap=alone(VOCABULARY))
    for name, whole in tags.items():
        etree.SubElement(root, f"{{{VOCABULARY}}}tag", name=name, of=whole)
    store = f"{_OFFICE}/customXml"
    described = etree.Element(f"{{{store}}}datastoreItem", {f"{{{store}}}itemID": _STORE}, nsmap={"ds": store})
    schemas = etree.SubElement(described, f"{{{store}}}schemaRefs")
    etree.SubElement(schemas, f"{{{store}}}schemaRef", {f"{{{store}}}uri": VOCABULARY})
    return [
        Part(path="customXml/item1.xml", data=written(root), relation=f"{_OFFICE}/relationships/customXml"),
        Part(
            path="customXml/itemProps1.xml",
            data=written(described),
            relation=f"{_OFFICE}/relationships/customXmlProps",
            type=f"{_TYPE}.customXmlProperties+xml",
            of="customXml/item1.xml",
        ),
    ]


def _core(report: Report) -> bytes:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    for name, words in (("title", report.title), ("creator", ""), ("language", TAGS[report.language])):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = words
    etree.SubElement(root, f"{{{_CORE}}}lastModifiedBy").text = ""
    for name in ("created", "modified"):
        day = etree.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        day.text = f"{report.on.isoformat()}T00:00:00Z"
    return written(root)


def _app() -> bytes:
    space = f"{_OFFICE}/extended-properties"
    root = etree.Element(f"{{{space}}}Properties", nsmap=alone(space))
    etree.SubElement(root, f"{{{space}}}Application").text = "Article60"
    return written(root)


def _own(values: Mapping[str, str]) -> bytes:
    space = f"{_OFFICE}/custom-properties"
    root = etree.Element(f"{{{space}}}Properties", nsmap={**alone(space), "vt": _VALUES})
    for number, (name, value) in enumerate(values.items(), start=2):
        one = etree.SubElement(root, f"{{{space}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(one, f"{{{_VALUES}}}lpwstr").text = value
    return written(root)
