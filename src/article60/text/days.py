"""Days written out as United Nations documents write them, in six languages."""

from datetime import date

from babel.dates import format_date


def write_day(on: date, *, language: str) -> str:
    """`3 May 2013`, `1er mai 2013`, `2013年5月3日`; in Arabic with both names of the month."""
    if language == "ar":
        return f"{on.day} {format_date(on, 'MMMM', 'ar_LB')}/{format_date(on, 'MMMM', 'ar')} {on.year}"
    written = format_date(on, "long", "en_GB" if language == "en" else language)
    return f"1er{written.removeprefix('1')}" if language == "fr" and on.day == 1 else written
