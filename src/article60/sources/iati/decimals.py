"""Numbers as publishers write them, as plain decimal text, read exactly or not at all."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?\d{1,30}(?:\.\d{0,30})?")
_SCIENTIFIC = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?[eE][+-]?\d{1,2}")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}")
_POINTED_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,30},(?:\d{1,2}|\d{4,30})")


def decimal_text(written: str) -> str | None:
    """Plain decimal text (`-1234.5`) of a number as written, or None where it cannot be told.

    Decimal commas, blanks and unmistakable thousands marks are read; `1,234` may be either and is not.
    """
    squeezed = "".join(written.split())
    if _PLAIN.fullmatch(squeezed):
        return squeezed.lstrip("+").rstrip(".") if squeezed.isascii() else None
    if not squeezed.isascii():
        return None
    if _SCIENTIFIC.fullmatch(squeezed):
        return f"{Decimal(squeezed):f}"
    if _THOUSANDS.fullmatch(squeezed):
        return squeezed.lstrip("+").replace(",", "")
    if _POINTED_THOUSANDS.fullmatch(squeezed):
        return squeezed.lstrip("+").replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.fullmatch(squeezed):
        return squeezed.lstrip("+").replace(",", ".")
    return None
