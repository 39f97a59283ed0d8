"""Fills in a clearance sheet as a person would: ticks boxes, writes words, strikes parts."""

import zipfile
from pathlib import Path

from lxml import etree

from article60.publication.reports.word.xml import NAMESPACES, named

DOCUMENT = "word/document.xml"


class Filled:
    """A Word file that is changed and saved."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.files[DOCUMENT])

    def control(self, tag):
        (found,) = self.root.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces=NAMESPACES)
        return found

    def tags(self):
        """Tags of all controls, in the order of the text."""
        return self.root.xpath("//w:tag/@w:val", namespaces=NAMESPACES)

    def tick(self, need, box):
        """Tick a box of a need, by its identifier, or of a whole row by its key."""
        control = self.control(f"a60c:{self.row(need)}|{box}")
        next(control.iter(named("w14:checked"))).set(named("w14:val"), "1")
        next(control.iter(named("w:t"))).text = "☒"
        return self

    def write(self, need, place, text):
        """Write words into a place of a need."""
        control = self.control(f"a60f:{self.row(need).rpartition('/')[0]}/{place}")
        next(control.iter(named("w:t"))).text = text
        return self

    def row(self, need):
        if "/" in need:
            return need
        tags = self.root.xpath(f"//w:tag[starts-with(@w:val, 'a60c:{need}.')]/@w:val", namespaces=NAMESPACES)
        return tags[0].removeprefix("a60c:").partition("|")[0]

    def replace(self, old, new):
        """Change words wherever they stand."""
        for one in self.root.iter(named("w:t")):
            one.text = (one.text or "").replace(old, new)
        return self

    def keep_from(self, heading):
        """Strike every block before the heading that begins with these words, but the section's own properties."""
        body = self.root[0]
        for block in list(body):
            if "".join(block.itertext()).startswith(heading):
                return self
            body.remove(block)
        raise AssertionError(f"no block begins with {heading}")

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.files[DOCUMENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in self.files.items():
                archive.writestr(name, data)
        return path
