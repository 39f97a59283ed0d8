"""Makes text harmless to spreadsheets, which take some beginnings of a cell for a formula; every export goes through here."""

import re

_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]*[=+\-@|%＝＋－＠｜％]|[\t\r\ufeff]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


def defused(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet could take it for a formula; numbers stay as they are."""
    if text[:1].isalnum():  # most texts, and none that could be taken for a formula
        return text
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
