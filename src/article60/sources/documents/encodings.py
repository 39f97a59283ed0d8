"""Bytes of a text or HTML file as text: by byte order mark, declaration, validity, and at last the Windows code pages."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE)


def decoded(content: bytes, *, declared: bool = False) -> str:
    """Text of bytes; what cannot be decoded at all becomes the replacement character."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if b"\x00" in content[:200]:
        even = content[:200:2].count(0) > content[1:200:2].count(0)
        return content.decode("utf-16-be" if even else "utf-16-le", "replace")
    found = _DECLARED.search(content[:2048]) if declared else None
    names = [found.group(1).decode("ascii")] if found else []
    for name in [*names, "utf-8", "cp1252"]:
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", "replace")
