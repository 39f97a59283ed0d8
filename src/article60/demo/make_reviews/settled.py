"""An Office package whose bytes depend on its content only: parts in order, dated alike, no thumbnail of the template."""

import io
import zipfile
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import serialize_for_reading

_DATE = (1980, 1, 1, 0, 0, 0)
_THUMBNAIL = "docProps/thumbnail.jpeg"
_RELATIONS = "_rels/.rels"


def settled(data: bytes) -> bytes:
    """The same package with its parts in order and dated alike; `[Content_Types].xml` stays first, as readers expect."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            if name != _THUMBNAIL:
                part = old.read(name)
                content = _without_thumbnail(part) if name == _RELATIONS else part
                new.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_thumbnail(data: bytes) -> bytes:
    root: Any = parse_xml(data)
    for relation in list(root):
        if relation.get("Target") == _THUMBNAIL:
            root.remove(relation)
    return bytes(serialize_for_reading(root).encode())
